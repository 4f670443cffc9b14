// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "suite/assist/edits.h"
#include "suite/assist/outline.h"
#include "suite/yaml_reader.h"

#include <QDirIterator>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::suite;
using namespace assay::suite::assist;

namespace {

QStringList filesOfTheRepository()
{
    QStringList files;
    for (const QString &folder : {u"/suites"_s, u"/fixtures"_s}) {
        QDirIterator it(QStringLiteral(ASSAY_SOURCE_DIR) + folder, {u"*.yaml"_s, u"*.yml"_s},
                        QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext())
            files.append(it.next());
    }
    files.sort();
    return files;
}

QString read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Where the two differ: "cases/[2]: ..."; empty when they say the same at the same places.
QString difference(const Outline &outline, int piece, const model::Node &node, const QString &text,
                   const QString &path)
{
    const bool isAlias = outline[piece].style == Piece::Style::Alias;
    const Piece &own = outline[outline.resolved(piece)];
    if (node.isMap() || node.isList()) {
        if (own.kind != (node.isMap() ? Piece::Kind::Map : Piece::Kind::List)) {
            const bool isEmptyFlow = own.children.empty() && node.items().empty();
            if (!isEmptyFlow || own.kind == Piece::Kind::Scalar)
                return path + u": another kind"_s;
        }
        if (node.isMap() && outline.member(outline.resolved(piece), u"<<") >= 0) {
            for (const model::Node::Member &member : node.members()) {
                if (outline.member(piece, member.key) < 0)
                    return path + u'/' + member.key + u": is not there"_s;
            }
            return {};
        }
        const std::size_t count = node.isMap() ? node.members().size() : node.items().size();
        if (own.children.size() != count)
            return u"%1: %2 instead of %3"_s.arg(path).arg(own.children.size()).arg(count);
        for (std::size_t i = 0; i < count; ++i) {
            const Piece &child = outline[own.children[i]];
            if (node.isMap()) {
                const model::Node::Member &member = node.members()[i];
                if (child.key != member.key)
                    return path + u": the key "_s + child.key + u" instead of "_s + member.key;
                const auto at = positionAt(text, child.keySpan.start, {});
                if (!isAlias && (at.line != member.line || at.column != member.column))
                    return path + u'/' + child.key + u": the key is at "_s + at.toString();
            }
            const model::Node &next = node.isMap() ? node.members()[i].value : node.items()[i];
            const QString name = node.isMap() ? node.members()[i].key : QString::number(i);
            const QString found =
                difference(outline, own.children[i], next, text, path + u'/' + name);
            if (!found.isEmpty())
                return found;
        }
        return {};
    }
    if (node.isText()) {
        if (own.style != Piece::Style::Block && own.text != node.text())
            return path + u": "_s + own.text + u" instead of "_s + node.text();
        if (own.style == Piece::Style::Block && own.text.simplified() != node.text().simplified())
            return path + u": "_s + own.text + u" instead of "_s + node.text();
        const auto at = positionAt(text, own.span.start, {});
        if (!isAlias && own.style != Piece::Style::Block &&
            (at.line != node.line() || at.column != node.column()))
            return u"%1: at %2:%3 instead of %4:%5"_s.arg(path)
                .arg(at.line)
                .arg(at.column)
                .arg(node.line())
                .arg(node.column());
        return {};
    }
    const auto typed = typedPlainScalar(own.text.toUtf8());
    if (node.isNull())
        return own.kind == Piece::Kind::Empty || (typed && typed->isNull())
                   ? QString()
                   : path + u": not null"_s;
    return typed && *typed == node.value() ? QString() : path + u": "_s + own.text;
}

/// "{cases:[{case:a,ste}]}": keys without a colon have none.
QString shortForm(const Outline &outline, int piece)
{
    const Piece &own = outline[piece];
    QStringList parts;
    for (const int child : own.children) {
        const Piece &next = outline[child];
        const QString value = shortForm(outline, child);
        parts.append(!next.isMember ? value : !next.hasColon ? next.key : next.key + u':' + value);
    }
    switch (own.kind) {
    case Piece::Kind::Map:
        return u'{' + parts.join(u',') + u'}';
    case Piece::Kind::List:
        return u'[' + parts.join(u',') + u']';
    case Piece::Kind::Scalar:
        return own.text;
    case Piece::Kind::Empty:
        break;
    }
    return u"~"_s;
}

} // namespace

class TestOutline : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatTheReaderSays_data()
    {
        QTest::addColumn<QString>("path");
        const QStringList files = filesOfTheRepository();
        QVERIFY(files.size() > 20);
        for (const QString &file : files)
            QTest::newRow(qPrintable(file.section(u'/', -2))) << file;
    }
    void saysWhatTheReaderSays()
    {
        QFETCH(const QString, path);
        const QString text = read(path);
        Diagnostics diagnostics;
        const auto node = readYaml(text.toUtf8(), path, diagnostics);
        QVERIFY(node && diagnostics.isEmpty());
        QCOMPARE(difference(Outline(text), Outline::root(), *node, text, {}), QString());
        // The same with the line ends of Windows.
        const QString windows = QString(text).replace(u"\n"_s, u"\r\n"_s);
        Diagnostics again;
        const auto same = readYaml(windows.toUtf8(), path, again);
        QVERIFY(same);
        QCOMPARE(difference(Outline(windows), Outline::root(), *same, windows, {}), QString());
    }

    void readsWhatIsBeingTyped_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("form");
        const auto row = [](const char *name, const QString &text, const QString &form) {
            QTest::newRow(name) << text << form;
        };
        row("nothing", u""_s, u"~"_s);
        row("a word", u"sui"_s, u"sui"_s);
        row("a key without a value", u"suite:"_s, u"{suite:~}"_s);
        row("a word among keys", u"suite: a\nca\nvars: {}\n"_s, u"{suite:a,ca,vars:{}}"_s);
        row("a list at its key", u"cases:\n- case: a\n- case: b\nid: x"_s,
            u"{cases:[{case:a},{case:b}],id:x}"_s);
        row("a word in an item", u"cases:\n  - case: a\n    ste"_s, u"{cases:[{case:a,ste}]}"_s);
        row("an open brace", u"a: { b: 1, c\nd: 2"_s, u"{a:{b:1,c},d:2}"_s);
        row("open braces", u"a:\n  - x: { b: { c: [1, \n  - y: 2\nd: 3"_s,
            u"{a:[{x:{b:{c:[1]}}},{y:2}],d:3}"_s);
        row("an open quote", u"a: \"b c\nd: 2"_s, u"{a:b c,d:2}"_s);
        row("an open quote in braces", u"a: { b: \"${x}/te\nd: 2"_s, u"{a:{b:${x}/te},d:2}"_s);
        row("an expression without quotes", u"a: { b: ${x.y}/z, c: 1 }"_s,
            u"{a:{b:${x.y}/z,c:1}}"_s);
        row("too deep in", u"a: 1\n    b: 2\nc: 3"_s, u"{a:1,b:2,c:3}"_s);
        row("not deep enough", u"a:\n    b: 1\n  c: 2\nd: 3"_s, u"{a:{b:1},c:2,d:3}"_s);
        row("a tab", u"a:\n\tb: 1\nc: 2"_s, u"{a:{b:1},c:2}"_s);
        row("a block text", u"a: |\n  b: c\n\n  - d\ne: 1"_s, u"{a:b: c\n\n- d,e:1}"_s);
        row("a wrong bracket", u"a: [1, 2}\nb: 3"_s, u"{a:[1,2],b:3}"_s);
        row("only brackets", u"]]}}"_s, u"]]}}"_s);
        row("a dash alone", u"a:\n  -\n  - b"_s, u"{a:[~,b]}"_s);
        row("comments", u"# x\na: 1 # y\n  # z\nb: '#'"_s, u"{a:1,b:#}"_s);
        row("several lines", u"a: b\n  c\n\n  d\ne: \"f\n  g\""_s, u"{a:b c\nd,e:f g}"_s);
        row("a no-break space", u"a:\u00a0b"_s, u"a:\u00a0b"_s);
        row("an emoji", u"\U0001F600: \U0001F601"_s, u"{\U0001F600:\U0001F601}"_s);
    }
    void readsWhatIsBeingTyped()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, form);
        const Outline outline(text);
        QCOMPARE(shortForm(outline, Outline::root()), form);
    }

    void positions()
    {
        const QString text = u"a: b\n\U0001F600x: y\n"_s;
        QCOMPARE(offsetAt(text, 2, 2), 7);
        QCOMPARE(positionAt(text, 7, u"f"_s), (base::SourcePosition{u"f"_s, 2, 2}));
        QCOMPARE(offsetAt(text, 1, 99), 4);
        QCOMPARE(offsetAt(text, 99, 1), text.size());
        QCOMPARE(positionAt(text, 9999, {}).line, 3);
        const Outline outline(text);
        QCOMPARE(outline[outline.at(3)].text, u"b"_s);
        QCOMPARE(outline[outline.at(7)].key, u"\U0001F600x"_s);
    }

    void writesScalars_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("block");
        QTest::addColumn<QString>("flow");
        const auto row = [](const QString &text, const QString &block, const QString &flow) {
            QTest::newRow(qPrintable(text)) << text << block << flow;
        };
        row(u"stores a text"_s, u"stores a text"_s, u"stores a text"_s);
        row(u"a, b"_s, u"a, b"_s, u"\"a, b\""_s);
        row(u"a: b"_s, u"\"a: b\""_s, u"\"a: b\""_s);
        row(u"12"_s, u"\"12\""_s, u"\"12\""_s);
        row(u"true"_s, u"\"true\""_s, u"\"true\""_s);
        row(u"- a"_s, u"\"- a\""_s, u"\"- a\""_s);
        row(u"say \"x\""_s, u"say \"x\""_s, u"say \"x\""_s);
        row(u"\"x\" \\"_s, u"\"\\\"x\\\" \\\\\""_s, u"\"\\\"x\\\" \\\\\""_s);
        row(u"a #b"_s, u"\"a #b\""_s, u"\"a #b\""_s);
        row(u"$.id"_s, u"$.id"_s, u"$.id"_s);
        row(u""_s, u"\"\""_s, u"\"\""_s);
    }
    void writesScalars()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, block);
        QFETCH(const QString, flow);
        QCOMPARE(writtenScalar(text, false), block);
        QCOMPARE(writtenScalar(text, true), flow);
        for (const QString &document : {u"k: "_s + block, u"k: { v: "_s + flow + u" }"_s}) {
            Diagnostics diagnostics;
            const auto node = readYaml(document.toUtf8(), {}, diagnostics);
            QVERIFY(node && diagnostics.isEmpty());
            const model::Node &value = (*node)[u"k"];
            QCOMPARE(value.isMap() ? value[u"v"].text() : value.text(), text);
        }
    }

    /// Whatever is typed, every span is inside of the text and its parent's.
    void holdsItsSpans()
    {
        const QString text = read(QStringLiteral(ASSAY_SOURCE_DIR "/suites/api/text_api.yaml"));
        QRandomGenerator random(7);
        const QString noise = u"{}[]\"'|>&*#:-, \n\t$\\a"_s;
        for (int round = 0; round < 300; ++round) {
            QString broken = text.first(random.bounded(4000));
            for (int i = 0; i < 6 && !broken.isEmpty(); ++i)
                broken.insert(random.bounded(broken.size()),
                              noise.at(random.bounded(noise.size())));
            const Outline outline(broken);
            for (int i = 1; i < outline.size(); ++i) {
                const Piece &piece = outline[i];
                QVERIFY(piece.parent >= 0 && piece.parent < i);
                QVERIFY(piece.span.start >= 0 && piece.span.start <= piece.span.end);
                QVERIFY(piece.span.end <= broken.size());
                QVERIFY(piece.keySpan.end <= broken.size());
                QVERIFY(outline[piece.parent].span.end >= piece.span.end);
            }
        }
    }

    void bounds()
    {
        for (const QString &text :
             {QString(200'000, u'['), QString(200'000, u'{'), u"- "_s.repeated(100'000),
              u"a: "_s.repeated(100'000), QString(300'000, u'"'), u"a:\n"_s.repeated(50'000),
              u"{a: "_s.repeated(50'000), u"'\n"_s.repeated(50'000), QString(100'000, u'\0')}) {
            const Outline outline(text);
            QVERIFY(outline.size() >= 1);
            QVERIFY(outline.at(text.size()) >= 0);
        }
        QString deep;
        for (int i = 0; i < 2000; ++i)
            deep += QString(i, u' ') + u"a:\n"_s;
        QVERIFY(Outline(deep).size() >= Outline::kDepth);
    }

    void formats_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("out");
        const auto row = [](const char *name, const QString &text, const QString &out) {
            QTest::newRow(name) << text << out;
        };
        row("levels", u"a:\n    b:\n       - c\n       - d: 1\n         e: 2\n"_s,
            u"a:\n  b:\n    - c\n    - d: 1\n      e: 2\n"_s);
        row("dashes below their key", u"a:\n- b\n- c:\n  - d\n"_s,
            u"a:\n  - b\n  - c:\n      - d\n"_s);
        row("wide dashes", u"a:\n  -   b: 1\n      c: 2\n"_s, u"a:\n  -   b: 1\n      c: 2\n"_s);
        row("comments", u"# top\na:\n      # of b\n      b: 1 # beside\n# of c\nc: 2\n# end\n"_s,
            u"# top\na:\n  # of b\n  b: 1 # beside\n# of c\nc: 2\n# end\n"_s);
        row("empty lines and spaces", u"\n\na: 1  \n\n\n\nb: 2\n\n"_s, u"a: 1\n\nb: 2\n"_s);
        row("a block text", u"a:\n    b: |\n        x\n          y  \n\n\n        z\n    c: 1\n"_s,
            u"a:\n  b: |\n      x\n        y  \n\n\n      z\n  c: 1\n"_s);
        row("brackets over lines", u"a:\n    b: { c: 1,\n         d: 2 }\n"_s,
            u"a:\n  b: { c: 1,\n       d: 2 }\n"_s);
        row("Windows", u"a:\r\n    b: 1\r\n"_s, u"a:\r\n  b: 1\r\n"_s);
        row("no end", u"a: 1"_s, u"a: 1\n"_s);
    }
    void formats()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, out);
        const auto found = formatted(text);
        QVERIFY2(found, found ? "" : qPrintable(found.error().toString()));
        QCOMPARE(*found, out);
        QCOMPARE(*formatted(out), out);
    }

    void formatsTheRepository()
    {
        for (const QString &path : filesOfTheRepository()) {
            const QString text = read(path);
            const auto out = formatted(text);
            QVERIFY2(out, qPrintable(path));
            QCOMPARE(*formatted(*out), *out);
            QCOMPARE(out->count(u'#'), text.count(u'#'));
        }
    }

    void refusesToFormat()
    {
        const auto broken = formatted(u"a: 1\nb: {\n"_s);
        QVERIFY(!broken);
        QCOMPARE(broken.error().title, u"a file with mistakes cannot be formatted"_s);
        QVERIFY(broken.error().position.line > 0);
        QVERIFY(!formatted(u""_s));
    }
};

QTEST_APPLESS_MAIN(TestOutline)
#include "tst_outline.moc"

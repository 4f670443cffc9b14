// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/matcher.h"
#include "ui/inspector/body_view.h"
#include "ui/inspector/curl_command.h"
#include "ui/inspector/failures.h"
#include "ui/inspector/side_words.h"
#include "ui/inspector/text_lines_view.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonObject>
#include <QProcess>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(assay::model::Exchange)

namespace assay::ui::test {

namespace {

model::Exchange request(const QString &summary, const QByteArray &body = {},
                        const std::vector<std::pair<QString, QString>> &headers = {})
{
    model::Exchange exchange;
    exchange.protocol = u"http"_s;
    exchange.request.summary = summary;
    exchange.request.body = body;
    exchange.request.bodySize = body.size();
    exchange.request.headers = headers;
    return exchange;
}

/// The words that a real shell makes of a command, without running curl.
QList<QByteArray> wordsInShell(const QString &command)
{
    QProcess shell;
    // curl is a function here that tells its words, each ended by a zero.
    shell.start(u"sh"_s, {u"-c"_s, u"curl() { printf '%s\\000' \"$@\"; }\n"_s + command});
    if (!shell.waitForFinished())
        return {};
    QList<QByteArray> words = shell.readAllStandardOutput().split('\0');
    words.removeLast();
    return words;
}

PreparedTextPointer shared(PreparedText text)
{
    return std::make_shared<const PreparedText>(std::move(text));
}

} // namespace

/// Texts of inspectors: made safe, made readable, of any size.
class TestInspectorText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void curl_data()
    {
        QTest::addColumn<model::Exchange>("exchange");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("missing");
        const QString url = u"http://127.0.0.1:4311/v1/texts"_s;
        const auto row = [](const char *name, const model::Exchange &exchange, const QString &text,
                            const QString &missing = {}) {
            QTest::newRow(name) << exchange << QString(text).replace(u" \\\n  "_s, u" "_s)
                                << missing;
        };
        row("get", request(u"GET "_s + url), u"curl --globoff --url '%1'"_s.arg(url));
        row("head", request(u"HEAD "_s + url), u"curl --globoff --head --url '%1'"_s.arg(url));
        row("delete", request(u"DELETE "_s + url),
            u"curl --globoff --request 'DELETE' --url '%1'"_s.arg(url));
        auto json = request(u"POST "_s + url, "{\"a\":\"it's\"}",
                            {{u"Content-Length"_s, u"12"_s}, {u"X-A"_s, u"b"_s}});
        json.request.contentType = u"application/json"_s;
        row("json", json,
            u"curl --globoff --url '%1' --header 'X-A: b' --header 'Content-Type: application/json' --data-raw '{\"a\":\"it'\\''s\"}'"_s
                .arg(url));
        row("no type", request(u"PUT "_s + url, "@/etc/passwd"),
            u"curl --globoff --request 'PUT' --url '%1' --header 'Content-Type:' --data-raw '@/etc/passwd'"_s
                .arg(url));
        row("get with a body", request(u"GET "_s + url, "x", {{u"content-type"_s, u"a/b"_s}}),
            u"curl --globoff --request 'GET' --url '%1' --header 'content-type: a/b' --data-raw 'x'"_s
                .arg(url));
        row("empty header", request(u"GET "_s + url, {}, {{u"X-Empty"_s, {}}}),
            u"curl --globoff --url '%1' --header 'X-Empty;'"_s.arg(url));
        row("breaks in a header",
            request(u"GET "_s + url, {}, {{u"X-A"_s, u"a\r\nX-Evil: 1\x1b[2J"_s}}),
            u"curl --globoff --url '%1' --header 'X-A: a  X-Evil: 1 [2J'"_s.arg(url));
        row("a header that would read a file",
            request(u"GET "_s + url, {}, {{u"@/etc/passwd"_s, u"x"_s}}),
            u"curl --globoff --url '%1'"_s.arg(url), u"a header with the name \"@/etc/passwd\""_s);
        row("masked", request(u"GET "_s + url, {}, {{u"Authorization"_s, u"Bearer ***"_s}}),
            u"curl --globoff --url '%1' --header 'Authorization: Bearer ***'"_s.arg(url),
            u"the secret of Authorization"_s);
        row("binary", request(u"POST "_s + url, QByteArray("\x00\xff'", 3)),
            u"printf %s 'AP8n' | base64 -d | curl --globoff --url '%1' --header 'Content-Type:' --data-binary @-"_s
                .arg(url));
        auto cut = request(u"POST "_s + url, "abc");
        cut.request.bodySize = 10'000'000;
        row("cut", cut,
            u"curl --globoff --url '%1' --header 'Content-Type:' --data-raw 'abc'"_s.arg(url),
            u"the whole body: 3 B of 10 MB are kept"_s);
        auto form = request(u"POST "_s + url, "a: b\n");
        form.request.contentType = u"multipart/form-data"_s;
        row("form", form,
            u"curl --globoff --url '%1' --header 'Content-Type: multipart/form-data' --data-raw 'a: b\n'"_s
                .arg(url),
            u"the parts of the form as they were sent"_s);
    }
    void curl()
    {
        QFETCH(const model::Exchange, exchange);
        QFETCH(const QString, text);
        QFETCH(const QString, missing);
        const auto command = curlCommand(exchange);
        QVERIFY(command.has_value());
        QCOMPARE(QString(command->text).replace(u" \\\n  "_s, u" "_s), text);
        QCOMPARE(command->missing, missing);
    }

    void curlIsOnlyForHttp()
    {
        QVERIFY(!curlCommand(request(u"select 1"_s)));
        QVERIFY(!curlCommand(request(u"GET file:///etc/passwd"_s)));
        QVERIFY(!curlCommand(request(u"GET;rm http://h/"_s)));
        QVERIFY(!curlCommand({}));
    }

    void aShellTakesTheWordsAsTheyAre()
    {
        const QByteArray hostile =
            "$(touch /tmp/x) `id` \"'\\ !! \n ; rm -rf ~ & | < > * ? # {a,b}";
        auto exchange = request(u"POST http://h/$(id)/'a'?q=[1-9]&b={x}#;&`"_s, hostile,
                                {{u"X-A"_s, QString::fromUtf8(hostile)}});
        exchange.request.contentType = u"text/plain'; id; '"_s;
        const auto words = wordsInShell(curlCommand(exchange)->text);
        QVERIFY(words.contains("http://h/$(id)/'a'?q=[1-9]&b={x}#;&`"));
        QVERIFY(words.contains(hostile));
        QVERIFY(words.contains("X-A: " + QByteArray(hostile).replace('\n', ' ')));
        QVERIFY(words.contains("Content-Type: text/plain'; id; '"));
        QCOMPARE(words.size(), 9);
    }

    void aTerminalObeysNothing()
    {
        QCOMPARE(shellWord(u"a\x1b]0;x\x07\x9b"
                           "b\nc"_s),
                 u"'a?]0;x??b\nc'"_s);
    }

    void json_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("order, figures and escapes stay")
            << QByteArray(
                   "{\"b\":1.0,\"a\":[12345678901234567890,\"\\u00e4{,\\\"}\"],\"c\":{ },\"d\":[]}")
            << QByteArray("{\n  \"b\": 1.0,\n  \"a\": [\n    12345678901234567890,\n"
                          "    \"\\u00e4{,\\\"}\"\n  ],\n  \"c\": {},\n  \"d\": []\n}");
        QTest::newRow("scalar") << QByteArray(" true ") << QByteArray("true");
        for (const char *bad : {"", "  ", "{", "{]", "\"a", "1 2", "{} {}", "hello", "[1", "]"})
            QTest::newRow(bad) << QByteArray(bad) << QByteArray();
        QTest::newRow("deep") << QByteArray(100'000, '[') << QByteArray();
    }
    void json()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QByteArray, shown);
        QCOMPARE(indentedJson(json).value_or(QByteArray()), shown);
    }

    void whatIsStopped()
    {
        std::stop_source source;
        source.request_stop();
        const QByteArray big = '[' + QByteArray(1'000'000, '1') + ']';
        QVERIFY(!indentedJson(big, source.get_token()));
        QVERIFY(hexDump(big, source.get_token()).isEmpty());
    }

    void rows()
    {
        QCOMPARE(rowsTable("[{\"id\":1,\"name\":\"a\"},{\"id\":22,\"name\":null},{\"id\":3,"
                           "\"name\":\"x\\ny\"}]"),
                 u"id  name\n──  ────\n1   a\n22  NULL\n3   x↵y"_s);
        QVERIFY(!rowsTable("[]"));
        QVERIFY(!rowsTable("[1]"));
        QVERIFY(!rowsTable("[{\"a\":1},2]"));
        QVERIFY(!rowsTable("{"));
    }

    void binary_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("binary");
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("text") << QByteArray("hello\tworld\r\n") << false;
        QTest::newRow("umlauts") << u"äöü€😀"_s.toUtf8() << false;
        QTest::newRow("one broken")
            << "hello " + QByteArray("\xff") + " and some more text" << false;
        QTest::newRow("zero") << QByteArray("a\0b", 3) << true;
        QTest::newRow("random") << QByteArray("\x89PNG\x01\x02\xfe\xff\xfe") << true;
        // A character that the probe cuts is not broken.
        QTest::newRow("cut") << QByteArray(8191, 'a') + u"€"_s.toUtf8() << false;
    }
    void binary()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const bool, binary);
        QCOMPARE(looksBinary(bytes), binary);
    }

    void hex()
    {
        QCOMPARE(hexDump("0123abcd\n"), u"00000000  30 31 32 33 61 62 63 64  |0123abcd|\n"
                                        "00000008  0a                       |.|"_s);
        QVERIFY(hexDump({}).isEmpty());
    }

    void preparedTextIsSafe()
    {
        const PreparedText text =
            prepareText(u"a\tb\r\nc\x1b[0m\0d\u202e\u2028"_s + QChar(0xd800), TextForm::Plain);
        QVERIFY(text.text.startsWith(u"a    b\nc·[0m"));
        for (const QChar c : text.text)
            QVERIFY(c == u'\n' || c.isPrint() || c.isSurrogate());
        QCOMPARE(text.lines.size(), std::size_t(2));
        QCOMPARE(prepareText({}, TextForm::Json).lines.size(), std::size_t(1));
    }

    void jsonIsColoured()
    {
        const PreparedText text =
            prepareText(u"{\"k\": [\"v\", -1.5e3, null, \"\\\"\"]}"_s, TextForm::Json);
        QStringList seen;
        for (const auto &span : text.spans) {
            const auto role = span.role == Role::Accent   ? u"key"_s
                              : span.role == Role::Passed ? u"text"_s
                                                          : u"other"_s;
            seen.append(role + u' ' + text.text.sliced(span.start, span.length));
        }
        QCOMPARE(seen, QStringList({u"key \"k\""_s, u"text \"v\""_s, u"other -1.5e3"_s,
                                    u"other null"_s, u"text \"\\\"\""_s}));
    }

    void failureTexts()
    {
        events::Failure one;
        one.message = u"status: 200 is not 503"_s;
        one.position = {u"suites/a.yaml"_s, 4, 7};
        one.expected = u"503"_s;
        one.actual = u"200"_s;
        events::Failure tree;
        tree.message = u"json differs"_s;
        tree.path = u"json.a"_s;
        tree.expected = u"{\"b\":1,\"c\":2}"_s;
        tree.actual = u"{\"b\":1,\"c\":3}"_s;
        const PreparedText text = preparedFailures({one, tree});
        QCOMPARE(text.text, u"✕ status: 200 is not 503\nat suites/a.yaml:4:7\n✕ json differs"_s);
        QCOMPARE(text.lines[0].link, -1);
        QCOMPARE(text.lines[1].link, 0);
        const QString diff = failuresDiff({one, tree});
        QVERIFY2(diff.startsWith(u"@@ status: 200 is not 503\n- 503\n+ 200\n"), qPrintable(diff));
        QVERIFY2(diff.contains(u"- $.c: 2") && diff.contains(u"+ $.c: 3"), qPrintable(diff));
        QVERIFY(!hasDiff({}));
        QVERIFY(preparedFailures({}).text.isEmpty());
    }

    void goldenFailuresAreThoseOfTheMatcher()
    {
        struct Golden final : expect::Snapshots
        {
            base::Result<std::optional<QByteArray>> load(const QString &) override { return saved; }
            base::Result<> save(const QString &, const QByteArray &) override { return {}; }
            bool updating() const override { return false; }
            std::optional<QByteArray> saved;
        };
        Golden golden;
        const auto isGolden = [&](const QJsonValue &actual, const QJsonObject &expected) {
            const auto found =
                expect::match(actual, model::Node::fromJson(expected), {.snapshots = &golden});
            events::Failure failure;
            failure.message = found.empty() ? QString() : found.front().message;
            return isGoldenFailure(failure);
        };
        const QJsonObject asSnapshot{{u"snapshot"_s, u"answer"_s}};
        QVERIFY(isGolden(QJsonObject{{u"a"_s, 1}}, asSnapshot)); // there is none yet
        golden.saved = "{\"a\": 2}";
        QVERIFY(isGolden(QJsonObject{{u"a"_s, 1}}, asSnapshot));
        golden.saved = "{";
        QVERIFY(!isGolden(QJsonObject{{u"a"_s, 1}}, asSnapshot)); // an update does not help
        QVERIFY(!isGolden(1, QJsonObject{{u"gt"_s, 2}}));
    }

    void sides()
    {
        QCOMPARE(shortUrl(u"POST http://127.0.0.1:4311/v1/texts?a=b"_s), u"POST /v1/texts?a=b"_s);
        QCOMPARE(shortUrl(u"GET http://host"_s), u"GET http://host"_s);
        QCOMPARE(shortUrl(u"select 'a://b/c'"_s), u"select 'a://b/c'"_s);
        QCOMPARE(sideWords(u"sql"_s).sides[0], u"Rows"_s);
        QCOMPARE(sideWords({}).title, u"Log"_s);
        auto exchange = request(u"GET http://h/"_s, "b", {{u"A"_s, u"x\ny"_s}});
        exchange.response.summary = u"200 OK"_s;
        QCOMPARE(headersText(exchange), u"GET http://h/\nA: x↵y\n\n200 OK"_s);
        QCOMPARE(rawText(exchange), QByteArray("GET http://h/\nA: x\ny\n\nb\n\n200 OK\n"));
    }

    void aCaretByKeyboard()
    {
        ThemeManager themes(*qApp);
        TextLinesView view(u"text"_s, themes);
        view.resize(400, 200);
        view.show();
        PreparedText text = prepareText(u"first line\nsecond\nthird"_s, TextForm::Plain);
        text.lines[1].link = 7;
        view.setText(shared(std::move(text)));
        view.setFocus();
        QSignalSpy activated(&view, &TextLinesView::linkActivated);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(activated.size(), 0);
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(view.caret(), 10);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.caret(), 17); // the line is shorter
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.at(0).at(0).toInt(), 7);
        QTest::keyClick(&view, Qt::Key_Up);
        QCOMPARE(view.caret(), 10); // the column was remembered
        QTest::keyClick(&view, Qt::Key_Home, Qt::ShiftModifier);
        QCOMPARE(view.selectedText(), u"first line"_s);
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), u"first line"_s);
        QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(view.selectedText(), view.plainText());
        QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(view.caret(), view.plainText().size());
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.caret(), view.plainText().size());
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.charRect(12).center());
        QCOMPARE(activated.size(), 2);
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&view);
        QCOMPARE(face->text(QAccessible::Name), u"text"_s);
        QVERIFY(face->textInterface() != nullptr);
        QCOMPARE(face->textInterface()->text(0, 5), u"first"_s);
        QCOMPARE(face->textInterface()->characterCount(), int(view.plainText().size()));
    }

    void longAndWideLinesWrap()
    {
        ThemeManager themes(*qApp);
        TextLinesView view(u"text"_s, themes);
        view.resize(300, 200);
        view.show();
        view.setText(shared(prepareText(QString(1000, u'x') + u'\n' + QString(500, QChar(0x5b57)) +
                                            u"\n\n"_s + u"😀"_s.repeated(200),
                                        TextForm::Plain)));
        QVERIFY(view.rowCount() > 40);
        // Each position is on the row that is painted for it, and no pair is torn.
        for (qsizetype i = 0; i < view.plainText().size(); i += 7) {
            const QRect rect = view.charRect(i);
            QVERIFY(rect.left() >= 0 && rect.right() <= view.width());
        }
        const int before = view.rowCount();
        view.resize(600, 200);
        QTRY_VERIFY(view.rowCount() < before);
        view.setText(nullptr);
        QCOMPARE(view.rowCount(), 0);
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {20, 20});
        QVERIFY(view.selectedText().isEmpty());
    }

    void hostileBodies_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("note");
        QTest::newRow("10 MB on one line")
            << QByteArray(10'000'000, 'x') << u"the first 1.05 MB are shown"_s;
        QTest::newRow("10 MB of JSON on one line")
            << "[" + QByteArray("{\"k\":\"v\"},").repeated(1'000'000) + "1]"
            << u"the first 1.05 MB are shown"_s;
        QTest::newRow("10 MB of lines")
            << QByteArray(10'000'000, '\n') << u"the first 1.05 MB are shown"_s;
        QTest::newRow("10 MB of zeros")
            << QByteArray(10'000'000, '\0') << u"binary · the first 1.05 MB are shown"_s;
        QTest::newRow("not UTF-8")
            << QByteArray("a lot of text that is fine \xff\xfe") << u"not everything is UTF-8"_s;
        QTest::newRow("empty") << QByteArray() << QString();
    }
    void hostileBodies()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QString, note);
        ThemeManager themes(*qApp);
        BodyView view(u"body"_s, themes);
        view.resize(380, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QSignalSpy shown(&view, &BodyView::shown);
        view.setSource(bytesSource(u"a"_s, body, u"application/json"_s));
        QTRY_COMPARE(shown.size(), 1);
        QCOMPARE(view.note(), note);
        view.setSource(bytesSource(u"a"_s, body, u"application/json"_s)); // the same: nothing to do
        QVERIFY(!view.isBusy());
        view.view().setCaret(view.view().plainText().size());
        (void)view.grab();
        if (note.contains(u"first"))
            view.showAll();
        else
            view.setSource(bytesSource(u"b"_s, body, {}));
        QTRY_COMPARE(shown.size(), 2);
        (void)view.grab();
        QVERIFY(note.isEmpty() || view.view().plainText().size() >= body.size() / 8);
    }

    void whatIsShownNextReplacesWhatIsMade()
    {
        ThemeManager themes(*qApp);
        BodyView view(u"body"_s, themes);
        QSignalSpy shown(&view, &BodyView::shown);
        const QByteArray big(10'000'000, 'x');
        for (int i = 0; i < 20; ++i)
            view.setSource(bytesSource(u"big %1"_s.arg(i), big, {}));
        view.setSource(textSource(u"small"_s, u"small"_s, TextForm::Plain));
        QTRY_COMPARE(view.view().plainText(), u"small"_s);
        QCOMPARE(shown.size(), 1);
        view.setSource(BodySource());
        QTRY_COMPARE(view.view().plainText(), QString());
        for (int i = 0; i < 3; ++i) { // destroyed while it works
            BodyView gone(u"body"_s, themes);
            gone.setSource(bytesSource(u"big"_s, big, {}));
        }
    }

    void filesAreReadAndSaved()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"made.bin"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(3'000'000, 'z'));
        file.close();
        ThemeManager themes(*qApp);
        BodyView view(u"body"_s, themes);
        QSignalSpy said(&view, &BodyView::said);
        QSignalSpy failed(&view, &BodyView::failed);
        view.setSource(fileSource(path, u"text/plain"_s));
        QTRY_COMPARE(view.note(), u"the first 1.05 MB are shown"_s);
        view.save(folder.filePath(u"copy.bin"_s));
        QTRY_COMPARE(said.size(), 1);
        QCOMPARE(QFileInfo(folder.filePath(u"copy.bin"_s)).size(), 3'000'000);
        view.save(u"/nowhere/at/all"_s);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(QFile::remove(path));
        view.save(folder.filePath(u"again.bin"_s)); // deleted meanwhile
        QTRY_COMPARE(failed.size(), 2);
        QVERIFY(!QFile::exists(folder.filePath(u"again.bin"_s)));
        view.setSource(fileSource(u"/dev/zero"_s, {}));
        QTRY_VERIFY(view.view().plainText().contains(u"/dev/zero cannot be read"));
        view.copyAll();
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestInspectorText)
#include "tst_inspector_text.moc"

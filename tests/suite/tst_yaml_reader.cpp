// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "suite/yaml_reader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::suite;

namespace {

QString rendered(const std::vector<Diagnostic> &diagnostics)
{
    QStringList lines;
    for (const Diagnostic &diagnostic : diagnostics)
        lines.append(diagnostic.error.toString());
    return lines.join(u'\n');
}

/// A node with its positions: {a@1:1: 1@1:4}.
QString positions(const model::Node &node)
{
    const QString at = u"@%1:%2"_s.arg(node.line()).arg(node.column());
    QStringList parts;
    if (node.isMap()) {
        for (const auto &member : node.members()) {
            parts.append(u"%1@%2:%3: %4"_s.arg(member.key)
                             .arg(member.line)
                             .arg(member.column)
                             .arg(positions(member.value)));
        }
        return u"{%1}%2"_s.arg(parts.join(u", "_s), at);
    }
    if (node.isList()) {
        for (const auto &item : node.items())
            parts.append(positions(item));
        return u"[%1]%2"_s.arg(parts.join(u", "_s), at);
    }
    return QString::fromUtf8(base::compactJson(node.value())) + at;
}

/// Each line's alias nests the one before 10 deeper.
QByteArray deepAliases()
{
    QByteArray text = "a0: &a0 x\n";
    for (int i = 1; i < 8; ++i) {
        const QByteArray now = QByteArray::number(i);
        text += "a" + now + ": &a" + now + ' ' + QByteArray(10, '[') + "*a" +
                QByteArray::number(i - 1) + QByteArray(10, ']') + '\n';
    }
    return text;
}

} // namespace

class TestYamlReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void places_data();
    void places();
    void mistakes_data();
    void mistakes();
    void hostile_data();
    void hostile();
    void quotesTheLine();
    void sharesAliases();
    void tooManyMistakes();
};

void TestYamlReader::values_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const char *yaml, const char *json) {
        QTest::newRow(name) << QByteArray(yaml) << QByteArray(json);
    };
    row("text", "a: hello world", R"({"a":"hello world"})");
    row("quoted is text", "a: \"1\"\nb: 'true'\nc: \"\"", R"({"a":"1","b":"true","c":""})");
    row("yes and no are text", "[yes, no, on, off, y, n]", R"(["yes","no","on","off","y","n"])");
    row("booleans", "[true, True, TRUE, false, False, FALSE, tRue]",
        R"([true,true,true,false,false,false,"tRue"])");
    row("nulls", "[~, null, Null, NULL, nULL]", R"([null,null,null,null,"nULL"])");
    row("empty value", "a:\nb: 1", R"({"a":null,"b":1})");
    row("integers", "[0, -1, +7, 007, 0x1F, 0o17, 9223372036854775807, -9223372036854775808]",
        R"([0,-1,7,7,31,15,9223372036854775807,-9223372036854775808])");
    row("floats", "[1.5, .5, 1., -2e3, 1E-2, +1.25]", R"([1.5,0.5,1,-2000,0.01,1.25])");
    row("nearly numbers", "[1.2.3, 1_000, 0x, 0xg, 0o8, +, 1e, '.', 2026-01-02, 10ms, --1]",
        R"(["1.2.3","1_000","0x","0xg","0o8","+","1e",".","2026-01-02","10ms","--1"])");
    row("!!str", "a: !!str 5", R"({"a":"5"})");
    row("closing brackets need no indentation", "a: [\n  1,\n]\nb: {\n  c: 2\n}\n",
        R"({"a":[1],"b":{"c":2}})");
    row("other line ends stay in texts", "a: \"x\xE2\x80\xA8y\"\nb: p\xC2\x85q\n",
        "{\"a\":\"x\xE2\x80\xA8y\",\"b\":\"p\xC2\x85q\"}");
    row("anchors may move", "- &a 1\n- *a\n- &a 2\n- *a\n", "[1,1,2,2]");
    row("block text", "a: |\n  one\n  two\nb: >\n  three\n  four\n",
        R"({"a":"one\ntwo\n","b":"three four\n"})");
    row("anchors", "a: &x {k: 1}\nb: *x\nc: [*x]", R"({"a":{"k":1},"b":{"k":1},"c":[{"k":1}]})");
    row("anchored key", "&k a: 1\nb: *k", R"({"a":1,"b":"a"})");
    row("merge", "a: &x {k: 1, l: 2}\nb: {<<: *x, k: 3}",
        R"({"a":{"k":1,"l":2},"b":{"k":3,"l":2}})");
    row("merge a list", "a: &x {k: 1}\nb: &y {k: 2, m: 3}\nc: {<<: [*x, *y]}",
        R"({"a":{"k":1},"b":{"k":2,"m":3},"c":{"k":1,"m":3}})");
    row("quoted << is a key", "'<<': 1", R"({"<<":1})");
    row("byte order mark",
        "\xEF\xBB\xBF"
        "a: 1",
        R"({"a":1})");
    row("CRLF", "a: 1\r\nb:\r\n  - x\r\n", R"({"a":1,"b":["x"]})");
    row("one document with markers", "---\na: 1\n...\n", R"({"a":1})");
    row("number keys are text", "1: a\ntrue: b", R"({"1":"a","true":"b"})");
    row("expressions in quotes", "{a: \"${b}\"}", R"({"a":"${b}"})");
    row("plain expression in a block", "a: ${b} c", R"({"a":"${b} c"})");
}

void TestYamlReader::values()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QByteArray, json);
    Diagnostics diagnostics;
    const auto node = readYaml(yaml, u"a.yaml"_s, diagnostics);
    QCOMPARE(rendered(diagnostics.take()), QString());
    QVERIFY(node);
    QCOMPARE(base::compactJson(node->toJson()), json);
}

void TestYamlReader::places_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("expected");
    QTest::newRow("block")
        << QByteArray("a: 1\nb:\n  - x\n  - y: z\n")
        << u"{a@1:1: 1@1:4, b@2:1: [\"x\"@3:5, {y@4:5: \"z\"@4:8}@4:5]@3:3}@1:1"_s;
    QTest::newRow("flow") << QByteArray("{a: [1, {b: 'c'}]}")
                          << u"{a@1:2: [1@1:6, {b@1:10: \"c\"@1:13}@1:9]@1:5}@1:1"_s;
    QTest::newRow("code points") << QByteArray("{\"\xC3\xA4\xF0\x9F\x98\x80\": x, y: z}")
                                 << u"{ä😀@1:2: \"x\"@1:8, y@1:11: \"z\"@1:14}@1:1"_s;
    QTest::newRow("quotes, aliases and block texts")
        << QByteArray("- &a 'x'\n- *a\n- |\n  y\n")
        << u"[\"x\"@1:6, \"x\"@1:6, \"y\\n\"@4:1]@1:1"_s;
    QTest::newRow("empty values stand at their key")
        << QByteArray("a:\n  b:\nc:\n") << u"{a@1:1: {b@2:3: null@2:3}@2:3, c@3:1: null@3:1}@1:1"_s;
}

void TestYamlReader::places()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, expected);
    Diagnostics diagnostics;
    const auto node = readYaml(yaml, u"a.yaml"_s, diagnostics);
    QVERIFY(node);
    QCOMPARE(positions(*node), expected);
}

void TestYamlReader::mistakes_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &yaml, const QString &expected) {
        QTest::newRow(name) << yaml << expected;
    };
    row("empty", "", u"a.yaml:1:1: the file is empty"_s);
    row("only comments", "# nothing\n", u"a.yaml:1:1: the file is empty"_s);
    row("null", "null", u"a.yaml:1:1: the file is empty"_s);
    row("duplicate key", "a: 1\nb: 2\na: 3\n",
        u"a.yaml:3:1: the key \"a\" is already there, in line 1 (remove one of the two, or rename it)"_s);
    row("NUL", QByteArray("a: \0b", 5),
        u"a.yaml:1:4: the control character U+0000 cannot stand in YAML (save the file as UTF-8 text; in double quotes write \\x00)"_s);
    row("escape", "a: \x1b[0m",
        u"a.yaml:1:4: the control character U+001b cannot stand in YAML (save the file as UTF-8 text; in double quotes write \\x1b)"_s);
    row("Latin-1", "b: 1\na: caf\xE9\n",
        u"a.yaml:2:7: the file is not valid UTF-8 here (save the file as UTF-8 text)"_s);
    row("surrogate", "a: \xED\xA0\x80",
        u"a.yaml:1:4: the file is not valid UTF-8 here (save the file as UTF-8 text)"_s);
    row("overlong", "a: \xC0\xAF",
        u"a.yaml:1:4: the file is not valid UTF-8 here (save the file as UTF-8 text)"_s);
    row("cut sequence", "a: \xE2\x82",
        u"a.yaml:1:4: the file is not valid UTF-8 here (save the file as UTF-8 text)"_s);
    row("UTF-16",
        QByteArray("\xFF\xFE"
                   "a\0:\0",
                   6),
        u"a.yaml:1:1: the file is not valid UTF-8 here (save the file as UTF-8 text)"_s);
    row("tab", "a:\n\tb: 1\n", u"a.yaml:2:1: a tab indents this line (indent with spaces)"_s);
    row("tab after spaces", "a:\n  b: 1\n  \tc: 1\n",
        u"a.yaml:3:3: a tab indents this line (indent with spaces)"_s);
    row("two documents", "a: 1\n---\nb: 2\n",
        u"a.yaml:2:1: the file holds more than one document (remove the \"---\" line, or make it a file of its own)"_s);
    row("infinite", "a: .inf",
        u"a.yaml:1:4: .inf is not a number that can be used (write a finite number, or put it in quotes to make it text)"_s);
    row("minus infinite", "a: -.INF",
        u"a.yaml:1:4: -.INF is not a number that can be used (write a finite number, or put it in quotes to make it text)"_s);
    row("not a number", "a: .NaN",
        u"a.yaml:1:4: .NaN is not a number that can be used (write a finite number, or put it in quotes to make it text)"_s);
    row("huge integer", "a: 9223372036854775808",
        u"a.yaml:1:4: the number 9223372036854775808 is too large (put it in quotes to make it text)"_s);
    row("huge float", "a: 1e999",
        u"a.yaml:1:4: the number 1e999 is too large (put it in quotes to make it text)"_s);
    row("huge hex", "a: 0xFFFFFFFFFFFFFFFFFF",
        u"a.yaml:1:4: the number 0xFFFFFFFFFFFFFFFFFF is too large (put it in quotes to make it text)"_s);
    row("explicit key after a key", "a: ? b",
        u"a.yaml:1:4: a key stands where none can be (check the indentation)"_s);
    row("less indented item", "- - a\n - b\n",
        u"a.yaml:2:2: this does not belong to the list above (give all items of a list the same indentation)"_s);
    row("key after a list", "- a\nb: 1\n",
        u"a.yaml:2:1: this does not belong to the list above (give all items of a list the same indentation)"_s);
    row("text after a list", "- a\nb\n",
        u"a.yaml:2:1: this does not belong to the list above (give all items of a list the same indentation)"_s);
    row("key after items", "x:\n  - a\n  b: 1\n",
        u"a.yaml:3:3: this does not belong to the list above (give all items of a list the same indentation)"_s);
    row("tag", "a: !ruby/object x",
        u"a.yaml:1:4: the tag \"!ruby/object\" has no meaning here (remove the tag; only !!str is known)"_s);
    row("tag on a map", "!x {a: 1}",
        u"a.yaml:1:1: the tag \"!x\" has no meaning here (remove the tag; only !!str is known)"_s);
    row("list as key", "[a, b]: 1",
        u"a.yaml:1:1: a key must be a single word, not a list (put a value that starts with { or [ in quotes)"_s);
    row("map as key", "{a: b}: 1",
        u"a.yaml:1:1: a key must be a single word, not a map (put a value that starts with { or [ in quotes)"_s);
    row("null as key", "~: 1",
        u"a.yaml:1:1: a key is missing or null (write a word before the \":\")"_s);
    row("no key", ": 1", u"a.yaml:1:1: a key is missing or null (write a word before the \":\")"_s);
    row("expression in braces", "a: {b: ${c}}",
        u"a.yaml:1:9: a \"{\" is not closed, or a \",\" is missing (close it with \"}\"; put texts that hold braces or ${...} in quotes)"_s);
    row("brace missing", "a: {b: 1\n",
        u"a.yaml:2:1: a \"{\" is not closed, or a \",\" is missing (close it with \"}\"; put texts that hold braces or ${...} in quotes)"_s);
    row("bracket missing", "a: [1, 2\nb: 3\n",
        u"a.yaml:3:1: a \"[\" is not closed, or a \",\" is missing (close it with \"]\"; put texts that hold brackets or ${...} in quotes)"_s);
    row("bracket too many", "a: 1]\nb: ]\n",
        u"a.yaml:2:4: this bracket closes nothing (remove it, or put the text in quotes)"_s);
    row("quote missing", "a: \"b\n",
        u"a.yaml:1:4: a quoted text is not closed (close it with the quote that it starts with)"_s);
    row("dash in brackets", "[-, 1]\n",
        u"a.yaml:1:2: no value can start with this character (put the text in quotes)"_s);
    row("quote missing before other quotes", "a: \"b\nc: \"d\"\ne: f\n",
        u"a.yaml:2:5: a text goes on after its quote is closed (is a quote missing in a line above? put a quote inside the text as \\\", or use the other kind around it)"_s);
    row("document marker in a text", "a: 'b\n---\nc: d'\n",
        u"a.yaml:2:1: a quoted text is not closed (close it with the quote that it starts with)"_s);
    row("wrong bracket", "a: [1, 2}\n",
        u"a.yaml:1:9: this bracket does not fit the one that it closes (close \"{\" with \"}\" and \"[\" with \"]\", or put the text in quotes)"_s);
    row("key of two lines", "a: 1\n b: 2\n",
        u"a.yaml:1:4: a text of several lines cannot be a key (check the indentation of the lines below; put a text that holds \": \" in quotes)"_s);
    row("word between keys", "a: 1\nb\nc: 2\n",
        u"a.yaml:2:1: a key without a \":\" (write \": \" and a value after it, or indent it as the text above)"_s);
    row("word after keys", "a: 1\nb\n",
        u"a.yaml:2:1: this does not belong to the map above (give all keys of a map the same indentation)"_s);
    row("colon in text", "a: b: c\n",
        u"a.yaml:1:5: a \":\" stands where no key can be (put a text that holds \": \" in quotes, and check the indentation)"_s);
    row("indentation", "a:\n  b: 1\n c: 2\n",
        u"a.yaml:3:2: this does not belong to the map above (give all keys of a map the same indentation)"_s);
    row("list indentation", "a:\n  - b\n - c\n",
        u"a.yaml:3:2: this does not belong to the map above (give all keys of a map the same indentation)"_s);
    row("dash after key", "a: - b\n",
        u"a.yaml:1:4: a \"-\" stands where no list can be (start the list on a new line)"_s);
    row("at sign", "a: @b\n",
        u"a.yaml:1:4: no value can start with this character (put the text in quotes)"_s);
    row("backtick", "a: `b`\n",
        u"a.yaml:1:4: no value can start with this character (put the text in quotes)"_s);
    row("unknown anchor", "a: *b\n",
        u"a.yaml:1:4: no anchor has this name (write &name before the value that the alias means, above this line)"_s);
    row("alias inside itself", "a: &a [*a]\n",
        u"a.yaml:1:8: an alias stands inside the value that it names (a value cannot hold itself)"_s);
    row("merge of text", "<<: x\n",
        u"a.yaml:1:5: \"<<\" must name a map or a list of maps, but this is text (write <<: *anchor-of-a-map)"_s);
    row("bad escape", "a: \"\\q\"\n",
        u"a.yaml:1:5: this is not valid YAML: invalid escape 'q' in double-quoted string (check the indentation, and put texts with special characters in quotes)"_s);
    row("directive", "%YAML 3.0\n---\na: 1\n",
        u"a.yaml:1:1: this is not valid YAML: a directive or a document is not understood (check the indentation, and put texts with special characters in quotes)"_s);
    row("alias bomb",
        "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
        "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
        "e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]\n",
        u"a.yaml:6:8: aliases expand to more than 100000 values (use fewer aliases of aliases)"_s);
    row("deep aliases", deepAliases(),
        u"a.yaml:8:19: values are nested more than 64 deep (use fewer aliases of aliases)"_s);
    row("too deep", QByteArray(65, '[') + QByteArray(65, ']'),
        u"a.yaml:1:65: values are nested more than 64 deep (move inner values to files of their own)"_s);
    row("too large", QByteArray(16 * 1024 * 1024 + 1, ' '),
        u"a.yaml: the file is larger than 16 MiB (split it)"_s);
}

void TestYamlReader::mistakes()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, expected);
    Diagnostics diagnostics;
    (void)readYaml(yaml, u"a.yaml"_s, diagnostics);
    QCOMPARE(rendered(diagnostics.take()), expected);
}

void TestYamlReader::hostile_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("title");
    const int many = 200'000;
    QTest::newRow("brackets") << QByteArray(many, '[') << QString();
    QTest::newRow("braces") << QByteArray(many, '{') << QString();
    QTest::newRow("lists") << QByteArray(65, '[') + QByteArray(65, ']')
                           << u"values are nested more than 64 deep"_s;
    QTest::newRow("dashes") << QByteArray("- ").repeated(many)
                            << u"values are nested more than 64 deep"_s;
    QTest::newRow("questions") << QByteArray("? ").repeated(many) << QString();
    QTest::newRow("anchors") << QByteArray("&a ").repeated(many) << QString();
    QTest::newRow("tags") << QByteArray("!a ").repeated(many) << QString();
    QTest::newRow("quotes") << QByteArray("\"").repeated(many + 1) << QString();
    QTest::newRow("open quote") << QByteArray("'") + QByteArray(many, 'x') << QString();
    QTest::newRow("colons") << QByteArray(": ").repeated(many) << QString();
    QTest::newRow("aliases") << QByteArray("[*a, ").repeated(many) << QString();
    QTest::newRow("pipes") << QByteArray("|\n").repeated(many) << QString();
    QTest::newRow("directives") << QByteArray("%YAML 1.2\n").repeated(many) << QString();
    QTest::newRow("commas") << QByteArray("[") + QByteArray(many, ',') << QString();
    QTest::newRow("percent") << QByteArray("%") << QString();
    QTest::newRow("stairs") << [] {
        QByteArray text;
        for (int i = 0; i < 2000; ++i)
            text += QByteArray(i, ' ') + "a:\n";
        return text;
    }() << u"values are nested more than 64 deep"_s;
    QTest::newRow("noise") << [] {
        QByteArray text;
        quint32 state = 1;
        for (int i = 0; i < many; ++i) {
            state = state * 1664525 + 1013904223;
            text += " \n\t-:{}[],&*!|>'\"%@`#?ab0"[(state >> 16) % 26];
        }
        return text;
    }() << QString();
}

void TestYamlReader::hostile()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, title);
    Diagnostics diagnostics;
    const auto node = readYaml(yaml, u"a.yaml"_s, diagnostics);
    QVERIFY(!node);
    const auto found = diagnostics.take();
    QVERIFY(!found.empty());
    QVERIFY(!found.back().error.title.isEmpty());
    if (!title.isEmpty())
        QCOMPARE(found.back().error.title, title);
}

void TestYamlReader::quotesTheLine()
{
    Diagnostics diagnostics;
    (void)readYaml("ok: 1\r\nä: 1\r\nä: 2\r\n", u"suites/a.yaml"_s, diagnostics);
    const auto found = diagnostics.take();
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found.front().error.toText(), u"error: the key \"ä\" is already there, in line 2\n"
                                           "  --> suites/a.yaml:3:1\n"
                                           "   |\n"
                                           " 3 | ä: 2\n"
                                           "   | ^\n"
                                           "  = remove one of the two, or rename it\n"_s);
}

void TestYamlReader::sharesAliases()
{
    Diagnostics diagnostics;
    const auto node = readYaml("a: &x [1, 2]\nb: *x", u"a.yaml"_s, diagnostics);
    QVERIFY(node);
    QCOMPARE((*node)[u"a"].items().data(), (*node)[u"b"].items().data());
}

void TestYamlReader::tooManyMistakes()
{
    QByteArray yaml;
    for (int i = 0; i < 251; ++i)
        yaml += "a: 1\n";
    Diagnostics diagnostics;
    (void)readYaml(yaml, u"a.yaml"_s, diagnostics);
    QCOMPARE(diagnostics.count(), 250);
    const auto found = diagnostics.take();
    QCOMPARE(found.size(), std::size_t(201));
    QCOMPARE(found.back().error.toString(), u"and 50 more (correct those above first)"_s);
}

QTEST_APPLESS_MAIN(TestYamlReader)
#include "tst_yaml_reader.moc"

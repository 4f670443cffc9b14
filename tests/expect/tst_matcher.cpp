// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "expect/matcher.h"

#include <QJsonArray>
#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace assay;
using expect::Mismatch;
using model::Node;

namespace {

QJsonValue json(const char *text)
{
    const auto value = base::parseJson(text);
    if (!value)
        qFatal("bad JSON in the test: %s", text);
    return *value;
}

QString told(const std::vector<Mismatch> &mismatches)
{
    QStringList lines;
    for (const Mismatch &mismatch : mismatches)
        lines.append(mismatch.path.isEmpty() ? mismatch.message
                                             : mismatch.path + u" | "_s + mismatch.message);
    return lines.join(u'\n');
}

class FakeSnapshots final : public expect::Snapshots
{
public:
    base::Result<std::optional<QByteArray>> load(const QString &name) override
    {
        const auto found = files.find(name);
        return found == files.end() ? std::optional<QByteArray>() : std::optional(found->second);
    }
    base::Result<> save(const QString &name, const QByteArray &content) override
    {
        files[name] = content;
        return {};
    }
    bool updating() const override { return update; }

    std::map<QString, QByteArray> files;
    bool update = false;
};

} // namespace

class TestMatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void explains_data();
    void explains();
    void everyMatcherIsTried();
    void diffs();
    void multiLineTextHasADiff();
    void nothingThere();
    void snapshots();
    void schemaFiles();
    void checks_data();
    void checks();
    void leavesExpressionsForTheRun();
    void schemaOfTheFormat();
    void deepValues();
    void deepExpectations();
    void largeLists();
    void invalidText();
    void hostilePatternEnds();
    void cheap();
};

void TestMatcher::explains_data()
{
    QTest::addColumn<QString>("actual");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("message"); // "" = holds
    const auto row = [](const char *actual, const char *expected, const char *message = "") {
        QTest::addRow("%s ~ %s", actual, expected)
            << QString::fromUtf8(actual) << QString::fromUtf8(expected)
            << QString::fromUtf8(message);
    };
    // Equality.
    row("1", "1.0");
    row("404", "201", "404 is not 201");
    row("\"open\"", "\"ready\"", "\"open\" is not \"ready\"");
    row("5", "\"5\"", "5 is not \"5\" (it is a number, not text)");
    row("null", "null");
    row("null", "0", "null is not 0");
    row("9007199254740993", "9007199254740993");
    row("9007199254740993", "9007199254740992", "9007199254740993 is not 9007199254740992");
    row("{}", "{}");
    row("[]", "{}", "[] is not {}");
    row("{\"a\":1}", "{\"a\":1}");
    row("{\"a\":1}", "{\"a\":2}", "a | 1 is not 2");
    row("{\"a\":1,\"b\":2}", "{\"a\":1}", "b | 2 is there and is not expected");
    row("{\"a\":1}", "{\"a\":1,\"b\":2}", "b | nothing is at b");
    row("{\"a\":{\"x y\":1}}", "{\"a\":{\"x y\":2}}", "a['x y'] | 1 is not 2");
    row("{\"a\":1}", "{\"mathces\":\"uuid\"}",
        "mathces | nothing is at mathces (did you mean the matcher \"matches\"?)\n"
        "a | 1 is there and is not expected");
    row("[1,2,3]", "[1,2,3]");
    row("[1,2,3]", "[1,5,3]", "[1] | 2 is not 5");
    row("[1,2]", "[1,2,3]", "[1,2] has 2 elements and not 3");
    row("[{\"status\":\"open\",\"id\":7}]", "[{\"status\":\"ready\",\"id\":{\"gt\":3}}]",
        "[0].status | \"open\" is not \"ready\"");
    row("[{\"id\":2}]", "[{\"id\":{\"gt\":3}}]", "[0].id | 2 is not greater than 3");
    row("{\"a\":1}", "{\"a\":1,\"b\":{\"exists\":false}}");
    row("{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":{\"exists\":false}}",
        "b | 2 is there, and nothing should be");
    // JSONPath.
    row("{\"id\":7}", "{\"$.id\":7}");
    row("{\"id\":7}", "{\"$.id\":8}", "$.id | 7 is not 8");
    row("{}", "{\"$.id\":8}", "$.id | nothing is at $.id");
    row("{}", "{\"$.id\":{\"exists\":false}}");
    row("{\"id\":null}", "{\"$.id\":{\"exists\":true}}");
    row("{}", "{\"$.id\":{\"not\":{\"exists\":true}}}");
    row("{}", "{\"$.id\":{\"not\":5}}", "$.id | nothing is at $.id");
    row("[{\"a\":1},{\"a\":2}]", "{\"$[*].a\":[1,2]}");
    row("[{\"a\":1},{\"a\":2}]", "{\"$[*].a\":{\"each\":{\"lt\":2}}}",
        "$[*].a[1] | 2 is not less than 2");
    row("{}", "{\"$[*]\":{\"isEmpty\":true}}");
    row("{}", "{\"$[\":1}",
        "$[ | not a JSONPath: expected a quoted name, an index, a slice, * or ?filter and not the "
        "end, at column 3");
    row("{\"rows\":[{\"id\":1}]}", "{\"$.rows[0]\":{\"$.id\":2}}", "$.rows[0].id | 1 is not 2");
    // Mixed and malformed.
    row("5", "{\"gt\":3,\"foo\":1}",
        "the expectation mixes matchers with other names: {\"foo\":1,\"gt\":3}");
    row("5", "{\"gt\":\"abc\"}",
        "the matcher \"gt\" cannot be carried out: \"abc\" is not a number, a duration or a date "
        "and "
        "time");
    row("5", "{\"in\":5}",
        "the matcher \"in\" cannot be carried out: expected a list and not a number");
    // equals, not.
    row("{\"gt\":1}", "{\"equals\":{\"gt\":1}}");
    row("{\"gt\":1}", "{\"equals\":{\"gt\":2}}", "gt | 1 is not 2");
    row("5", "{\"not\":4}");
    row("5", "{\"not\":5}", "5 is 5, which is not wanted");
    row("5", "{\"not\":{\"in\":[4,5]}}", "5 is one of [4,5], which is not wanted");
    row("5", "{\"not\":{\"gt\":1,\"lt\":9}}",
        "5 is greater than 1 and is less than 9, which is not wanted");
    row("5", "{\"not\":{\"not\":5}}");
    row("4", "{\"not\":{\"not\":5}}", "4 is not what is 5, which is not wanted");
    // Order.
    row("6", "{\"gt\":5}");
    row("5", "{\"gt\":5}", "5 is not greater than 5");
    row("5", "{\"gte\":5}");
    row("4.5", "{\"gte\":5}", "4.5 is not at least 5");
    row("4", "{\"lt\":5}");
    row("5", "{\"lt\":5}", "5 is not less than 5");
    row("5", "{\"lte\":5}");
    row("6", "{\"lte\":5}", "6 is not at most 5");
    row("\"6\"", "{\"lte\":5}", "\"6\" is not at most 5 (it is text, not a number)");
    row("49.9", "{\"lt\":\"50ms\"}");
    row("3012", "{\"lt\":\"50ms\"}", "3.01 s is not less than 50 ms");
    row("50.01", "{\"lt\":\"50ms\"}", "50.01 ms is not less than 50 ms");
    row("\"fast\"", "{\"lt\":\"50ms\"}",
        "\"fast\" is not less than 50 ms (it is text, not a number of milliseconds)");
    row("\"2024-05-01T12:00:00Z\"", "{\"gt\":\"2024-05-01T13:00:00+02:00\"}");
    row("\"2024-05-01T12:00:00Z\"", "{\"lt\":\"2024-05-01\"}",
        "\"2024-05-01T12:00:00Z\" is not less than 2024-05-01");
    row("\"soon\"", "{\"lt\":\"2024-05-01\"}",
        "\"soon\" is not less than 2024-05-01 (it is not a date and time)");
    row("5", "{\"between\":[5,7]}");
    row("8", "{\"between\":[5,7]}", "8 is not between 5 and 7");
    row("80", "{\"between\":[\"10ms\",\"70ms\"]}", "80 ms is not between 10 ms and 70 ms");
    row("8", "{\"between\":[5]}",
        "the matcher \"between\" cannot be carried out: expected a list of two: [least, most]");
    row("3.1", "{\"closeTo\":{\"value\":3,\"within\":0.25}}");
    row("3.5", "{\"closeTo\":[3,0.25]}", "3.5 is not within 0.25 of 3 (it is 0.5 away)");
    row("3000", "{\"closeTo\":[\"2s\",\"10ms\"]}",
        "3000 is not within 10 ms of 2 s (it is 1000 away)");
    row("\"x\"", "{\"closeTo\":[3,1]}", "\"x\" is not within 1 of 3 (it is text, not a number)");
    row("3", "{\"closeTo\":3}",
        "the matcher \"closeTo\" cannot be carried out: expected {value: a number, within: a "
        "number}");
    // Text.
    row("\"abc\"", "{\"matches\":\"^a.c$\"}");
    row("\"abd\"", "{\"matches\":\"^a.c$\"}", "\"abd\" does not match /^a.c$/");
    row("201", "{\"matches\":\"2..\"}");
    row("true", "{\"matches\":\"a\"}", "true does not match /a/ (it is true or false, not text)");
    row("\"x\"", "{\"matches\":\"(\"}",
        "the matcher \"matches\" cannot be carried out: not a regular expression: missing closing "
        "parenthesis at column 2");
    row("\"123e4567-e89b-12d3-a456-426614174000\"", "{\"matches\":\"uuid\"}");
    row("\"123e4567\"", "{\"matches\":\"uuid\"}", "\"123e4567\" does not match uuid");
    row("\"2024-02-29T10:00:00.5Z\"", "{\"matches\":\"iso8601\"}");
    row("\"2023-02-29\"", "{\"matches\":\"iso8601\"}", "\"2023-02-29\" does not match iso8601");
    row("\"a.b@example.org\"", "{\"matches\":\"email\"}");
    row("\"a@b@c\"", "{\"matches\":\"email\"}", "\"a@b@c\" does not match email");
    row("\"http://x/y?z\"", "{\"matches\":\"url\"}");
    row("\"x/y\"", "{\"matches\":\"url\"}", "\"x/y\" does not match url");
    row("\"-12\"", "{\"matches\":\"integer\"}");
    row("\"1.5\"", "{\"matches\":\"integer\"}", "\"1.5\" does not match integer");
    row("\"1.2.3-rc.1+b5\"", "{\"matches\":\"semver\"}");
    row("\"1.02.3\"", "{\"matches\":\"semver\"}", "\"1.02.3\" does not match semver");
    row("\"YWJj\"", "{\"matches\":\"base64\"}");
    row("\"YWJ\"", "{\"matches\":\"base64\"}", "\"YWJ\" does not match base64");
    row("\"aa.bb.cc\"", "{\"matches\":\"jwt\"}");
    row("\"aa.bb\"", "{\"matches\":\"jwt\"}", "\"aa.bb\" does not match jwt");
    row("\"application/json\"", "{\"startsWith\":\"application\"}");
    row("\"text/html\"", "{\"startsWith\":\"application\"}",
        "\"text/html\" does not start with \"application\"");
    row("5", "{\"startsWith\":\"a\"}", "5 does not start with \"a\" (it is a number, not text)");
    row("\"a.json\"", "{\"endsWith\":\".json\"}");
    row("\"a.xml\"", "{\"endsWith\":\".json\"}", "\"a.xml\" does not end with \".json\"");
    row("\"ABC\"", "{\"caseInsensitive\":\"abc\"}");
    row("\"ABD\"", "{\"caseInsensitive\":\"abc\"}", "\"ABD\" is not \"abc\" in any case");
    row("\"abc\"", "{\"contains\":\"b\"}");
    row("\"abc\"", "{\"contains\":\"x\"}", "\"abc\" does not contain \"x\"");
    row("[1,2]", "{\"contains\":2}");
    row("[1,2]", "{\"contains\":{\"gt\":2}}", "[1,2] does not contain what is greater than 2");
    row("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}", "{\"contains\":{\"b\":{\"c\":2}}}");
    row("{\"a\":1,\"b\":{\"c\":2}}", "{\"contains\":{\"b\":{\"c\":{\"gt\":5}}}}",
        "b.c | 2 is not greater than 5");
    row("{\"a\":1}", "{\"contains\":{\"z\":1}}", "z | nothing is at z");
    row("5", "{\"contains\":5}", "5 does not contain 5 (it is a number)");
    // Shape.
    row("5", "{\"type\":\"integer\"}");
    row("5.0", "{\"type\":\"integer\"}");
    row("5", "{\"type\":\"number\"}");
    row("5.5", "{\"type\":\"integer\"}", "5.5 is not of type integer (it is of type number)");
    row("\"a\"", "{\"type\":\"string\"}");
    row("[]", "{\"type\":\"object\"}", "[] is not of type object (it is of type array)");
    row("[1,2]", "{\"length\":2}");
    row("\"\xF0\x9F\x98\x80\"", "{\"length\":1}");
    row("{\"a\":1}", "{\"length\":{\"gte\":1}}");
    row("[1,2]", "{\"length\":3}", "[1,2] has the length 2; wanted is one that is 3");
    row("[1,2]", "{\"length\":{\"gt\":2}}",
        "[1,2] has the length 2; wanted is one that is greater than 2");
    row("7", "{\"length\":1}", "7 has no length (it is a number)");
    row("\"\"", "{\"isEmpty\":true}");
    row("[1]", "{\"isEmpty\":true}", "[1] is not empty");
    row("[]", "{\"isEmpty\":false}", "[] is empty");
    row("5", "{\"exists\":true}");
    row("5", "{\"exists\":false}", "5 is there, and nothing should be");
    row("{\"a\":1,\"b\":2}", "{\"keys\":[\"b\",\"a\"]}");
    row("{\"a\":1,\"c\":2}", "{\"keys\":[\"b\",\"a\"]}",
        "{\"a\":1,\"c\":2} does not have the keys [\"b\",\"a\"] (missing: b; not expected: c)");
    row("{\"a\":1}", "{\"keys\":{\"contains\":\"a\"}}");
    row("[]", "{\"keys\":[\"a\"]}", "[] is a list, not a map");
    // Choice.
    row("200", "{\"in\":[200,202]}");
    row("404", "{\"in\":[200,202]}", "404 is not one of [200,202]");
    row("5", "{\"all\":[{\"gt\":1},{\"lt\":9}]}");
    row("5", "{\"all\":[{\"gt\":1},{\"lt\":4}]}", "5 is not less than 4");
    row("5", "{\"anyOf\":[{\"lt\":1},5]}");
    row("5", "{\"anyOf\":[{\"lt\":1},6]}", "5 fits none of: is less than 1 or is 6");
    // Lists.
    row("[1,2]", "{\"each\":{\"gt\":0}}");
    row("[1,-2,-3]", "{\"each\":{\"gt\":0}}",
        "[1] | -2 is not greater than 0\n[2] | -3 is not greater than 0");
    row("[1,2]", "{\"any\":2}");
    row("[1,2]", "{\"any\":3}", "[1,2] has no element that is 3");
    row("[1,2]", "{\"none\":3}");
    row("[1,2]", "{\"none\":{\"gt\":1}}", "element 1 is greater than 1, which none may: 2");
    row("5", "{\"none\":{\"gt\":1}}", "5 is a number, not a list");
    row("[3,1,2]", "{\"unordered\":[1,2,3]}");
    row("[3,1,4]", "{\"unordered\":[1,2,3]}",
        "[3,1,4] does not have the elements [1,2,3] in any order (missing: 2; not expected: 4)");
    row("[5,1]", "{\"unordered\":[{\"gt\":0},{\"gt\":3}]}");
    row("[1,2]", "{\"unordered\":[{\"gt\":0},{\"gt\":3}]}",
        "[1,2] does not have the elements [{\"gt\":0},{\"gt\":3}] in any order (missing: what is "
        "greater than 3; not expected: 2)");
    row("[1,1]", "{\"unordered\":[1,1]}");
    row("[1,2]", "{\"unordered\":[1,1]}",
        "[1,2] does not have the elements [1,1] in any order (missing: 1; not expected: 2)");
    row("[1,2]", "{\"unique\":true}");
    row("[1,2,1.0]", "{\"unique\":true}", "element 2 is the same as element 0: 1");
    row("[1,2]", "{\"unique\":false}", "[1,2] has no element twice");
    // Texts in other languages.
    row("\"{\\\"a\\\":1}\"", "{\"json\":{\"a\":1}}");
    row("\"{\\\"a\\\":1}\"", "{\"json\":{\"$.a\":2}}", "$.a | 1 is not 2");
    row("\"{\"", "{\"json\":{\"a\":1}}", "\"{\" is not valid JSON: unterminated object");
    row("5", "{\"json\":5}", "5 is a number, not JSON text");
    row("\"<a href='x'/>\"", "{\"xpath\":{\"//a/@href\":\"x\"}}");
    row("\"<a href='x'/>\"", "{\"xpath\":{\"//a/@href\":\"y\"}}", "//a/@href | \"x\" is not \"y\"");
    row("\"<a/>\"", "{\"xpath\":{\"//b\":\"y\"}}", "//b | nothing is at //b");
    row("\"<a><b>1</b><b>2</b></a>\"", "{\"xpath\":{\"//b\":[\"1\",\"2\"],\"count(//b)\":2}}");
    row("\"<a>\"", "{\"xpath\":{\"//b\":\"y\"}}",
        "\"<a>\" is not valid XML: Premature end of data in tag a line 1 (line 1)");
    row("5", "{\"schema\":{\"type\":\"integer\"}}");
    row("{\"a\":\"x\"}", "{\"schema\":{\"properties\":{\"a\":{\"type\":\"integer\"}}}}",
        ".a | \"x\" does not fit the schema: value type not permitted by 'type' constraint");
    row("5", "{\"schema\":\"a.json\"}",
        "the matcher \"schema\" cannot be carried out: schema files cannot be read here");
    row("5", "{\"snapshot\":\"a\"}",
        "the matcher \"snapshot\" cannot be carried out: there is no place for snapshots here");
}

void TestMatcher::explains()
{
    QFETCH(const QString, actual);
    QFETCH(const QString, expected);
    QFETCH(const QString, message);
    const QJsonValue value = json(actual.toUtf8().constData());
    const Node node = Node::fromJson(json(expected.toUtf8().constData()));
    const auto mismatches = expect::match(value, node);
    QCOMPARE(told(mismatches), message);
    // Whatever it is, its contrary says the opposite; unless it cannot be carried out at all.
    if (message.contains(u"cannot be carried out"_s) || message.contains(u"not a JSONPath"_s) ||
        message.contains(u"mixes matchers"_s))
        return;
    const Node contrary = Node::map({{u"not"_s, node, 0, 0}});
    QCOMPARE(expect::match(value, contrary).empty(), !message.isEmpty());
}

void TestMatcher::everyMatcherIsTried()
{
    // A matcher without a row above, or without a failing one, is a hole in this test.
    explains_data();
    for (const QString &name : expect::matcherNames())
        QVERIFY2(expect::isMatcher(Node::map({{name, Node::scalar(true), 0, 0}})),
                 qPrintable(name));
    QCOMPARE(expect::matcherNames().size(), 30);
    QVERIFY(!expect::isMatcher(Node::map({})));
    QVERIFY(!expect::isMatcher(Node::scalar(5)));
}

void TestMatcher::diffs()
{
    const auto found = expect::match(
        json("[{\"id\":7,\"status\":\"open\",\"n\":1}]"),
        Node::fromJson(json("[{\"id\":{\"gt\":9},\"status\":\"ready\",\"n\":{\"gt\":0}}]")));
    QCOMPARE(found.size(), std::size_t(2));
    QCOMPARE(found[0].diff, u"- $[0].id: \"<is greater than 9>\"\n+ $[0].id: 7\n  $[0].n: 1\n"
                            "- $[0].status: \"ready\"\n+ $[0].status: \"open\""_s);
    QCOMPARE(found[0].expected, u"is greater than 9"_s);
    QCOMPARE(found[0].actual, u"7"_s);
    QCOMPARE(found[1].diff, QString());
    QCOMPARE(found[1].expected, u"\"ready\""_s);
}

void TestMatcher::multiLineTextHasADiff()
{
    const auto found = expect::match(u"a\nb\nc"_s, Node::scalar(u"a\nx\nc"_s));
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found[0].diff,
             u"  $ line 1: \"a\"\n- $ line 2: \"x\"\n+ $ line 2: \"b\"\n  $ line 3: \"c\""_s);
}

void TestMatcher::nothingThere()
{
    const QJsonValue nothing = QJsonValue::Undefined;
    QCOMPARE(told(expect::match(nothing, Node::scalar(5))), u"nothing is there"_s);
    QVERIFY(expect::match(nothing, Node()).empty());
    QVERIFY(expect::match(nothing, Node::fromJson(json("{\"exists\":false}"))).empty());
    QCOMPARE(told(expect::match(nothing, Node::fromJson(json("{\"exists\":false,\"gt\":5}")))),
             u"nothing is there"_s);
    QVERIFY(
        expect::match(nothing, Node::fromJson(json("{\"anyOf\":[{\"exists\":false},{\"gt\":5}]}")))
            .empty());
    QCOMPARE(told(expect::match(nothing, Node::fromJson(json("{\"exists\":true}")))),
             u"nothing is there"_s);
}

void TestMatcher::snapshots()
{
    FakeSnapshots store;
    const expect::MatchContext context{&store, {}};
    const Node node = Node::fromJson(json("{\"snapshot\":\"answer\"}"));
    const QJsonValue value = json("{\"b\":[1,2],\"a\":1}");
    QCOMPARE(told(expect::match(value, node, context)),
             u"there is no snapshot \"answer.json\" yet (write it with --update-snapshots)"_s);
    store.update = true;
    QVERIFY(expect::match(value, node, context).empty());
    QVERIFY(expect::match(u"two\nlines"_s, node, context).empty());
    store.update = false;
    QCOMPARE(store.files[u"answer.json"_s],
             QByteArray("{\n    \"a\": 1,\n    \"b\": [\n        1,\n        2\n    ]\n}\n"));
    QCOMPARE(store.files[u"answer.txt"_s], QByteArray("two\nlines"));
    QVERIFY(expect::match(value, node, context).empty());
    store.files[u"answer.json"_s] = "{\"a\":1.0,\"b\":[1,2]}"; // as a person may write it
    QVERIFY(expect::match(value, node, context).empty());
    const auto found = expect::match(json("{\"a\":2,\"b\":[1,2]}"), node, context);
    QCOMPARE(told(found), u"{\"a\":2,\"b\":[1,2]} is not as the snapshot \"answer.json\""_s);
    QCOMPARE(found[0].diff, u"- $.a: 1\n+ $.a: 2\n  $.b: [1,2]"_s);
    store.files[u"answer.json"_s] = "{";
    QCOMPARE(told(expect::match(value, node, context)),
             u"the matcher \"snapshot\" cannot be carried out: the snapshot \"answer.json\" is not "
             "valid JSON: unterminated object"_s);
    QCOMPARE(told(expect::match(value, Node::fromJson(json("{\"snapshot\":\"../x\"}")), context)),
             u"the matcher \"snapshot\" cannot be carried out: \"../x\" cannot be the name of a "
             "snapshot"_s);
}

void TestMatcher::schemaFiles()
{
    expect::MatchContext context;
    context.readFile = [](const QString &path) -> base::Result<QByteArray> {
        if (path == u"int.json")
            return QByteArray("{\"type\":\"integer\"}");
        if (path == u"bad.json")
            return QByteArray("{");
        return base::failure(u"there is no such file"_s);
    };
    const auto with = [&](const char *path) {
        return told(expect::match(
            5.5, Node::map({{u"schema"_s, Node::scalar(QString::fromUtf8(path)), 0, 0}}), context));
    };
    QCOMPARE(with("int.json"),
             u"5.5 does not fit the schema: value type not permitted by 'type' constraint"_s);
    QCOMPARE(with("bad.json"), u"the matcher \"schema\" cannot be carried out: bad.json: not valid "
                               "JSON: unterminated object"_s);
    QCOMPARE(with("no.json"),
             u"the matcher \"schema\" cannot be carried out: no.json: there is no such file"_s);
}

void TestMatcher::checks_data()
{
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("errors");
    const auto row = [](const char *expected, const char *errors) {
        QTest::addRow("%s", expected) << QString::fromUtf8(expected) << QString::fromUtf8(errors);
    };
    row("5", "");
    row("{\"gt\":5,\"lt\":9}", "");
    row("{\"status\":{\"in\":[200]},\"name\":\"x\"}", "");
    row("{\"gt\":5,\"betwen\":9}",
        "s.yaml:3:7: \"betwen\" is not a matcher and stands among matchers (did you mean "
        "\"between\"? "
        "write "
        "equals: {...} to compare with a map literally, or $.name: for one member)");
    row("{\"type\":\"user\",\"owner\":5}",
        "s.yaml:3:7: \"owner\" is not a matcher and stands among matchers (write equals: {...} to "
        "compare with a map literally, or $.name: for one member)\n"
        "s.yaml:3:7: \"user\" is not a type (known: string, number, integer, boolean, null, array, "
        "object)");
    row("{\"$.a\":{\"matches\":\"(\"}}", "s.yaml:3:7: not a regular expression: missing closing "
                                         "parenthesis at column 2");
    row("{\"$.a[\":1}",
        "s.yaml:3:7: not a JSONPath: expected a quoted name, an index, a slice, * or ?filter and "
        "not "
        "the end, at column 5 (write equals: {...} to compare with a map literally)");
    row("[{\"gt\":true}]", "s.yaml:3:7: true is not a number, a duration or a date and time (write "
                           "for example 5, 200ms or 2024-05-01T12:00:00Z)");
    row("{\"not\":{\"type\":\"strng\"}}",
        "s.yaml:3:7: \"strng\" is not a type (did you mean \"string\"?)");
    row("{\"in\":[]}", "s.yaml:3:7: the list is empty");
    row("{\"each\":{\"startsWith\":5}}", "s.yaml:3:7: expected text and not a number");
    row("{\"exists\":\"yes\"}", "s.yaml:3:7: expected true or false and not text");
    row("{\"length\":\"5\"}", "s.yaml:3:7: expected a number or matchers on the length");
    row("{\"xpath\":{\"//[\":1}}", "s.yaml:3:7: not an XPath: invalid expression in //[");
    row("{\"schema\":{\"type\":\"integr\"}}",
        "s.yaml:3:7: not a JSON Schema: Unrecognised JSON type name 'integr'");
    row("{\"snapshot\":\"../x\"}", "s.yaml:3:7: \"../x\" cannot be the name of a snapshot (write "
                                   "letters, digits, - and _, with "
                                   "/ between folders)");
    row("{\"equals\":{\"gt\":true,\"x\":1}}", "");
    row("{\"between\":[5,true]}", "s.yaml:3:7: true is not a number, a duration or a date and time "
                                  "(write for example 5, 200ms or 2024-05-01T12:00:00Z)");
}

void TestMatcher::checks()
{
    QFETCH(const QString, expected);
    QFETCH(const QString, errors);
    QStringList lines;
    for (const base::Error &error :
         expect::check(Node::fromJson(json(expected.toUtf8().constData()), 3, 7), u"s.yaml"_s))
        lines.append(error.toString());
    lines.sort();
    QStringList wanted = errors.isEmpty() ? QStringList() : errors.split(u'\n');
    wanted.sort();
    QCOMPARE(lines.join(u'\n'), wanted.join(u'\n'));
}

void TestMatcher::leavesExpressionsForTheRun()
{
    for (const QString &name : expect::matcherNames()) {
        const Node node = Node::map({{name, Node::scalar(u"${x}"_s), 0, 0}});
        QVERIFY2(expect::check(node, u"s.yaml"_s).empty(), qPrintable(name));
    }
    QVERIFY(expect::check(Node::fromJson(json("{\"between\":[\"${a}\",5]}")), {}).empty());
    QVERIFY(expect::check(Node::fromJson(json("{\"$.a[${i}]\":5}")), {}).empty());
}

void TestMatcher::schemaOfTheFormat()
{
    const QJsonObject schema = expect::matcherSchema();
    const QJsonObject properties = schema[u"matchers"].toObject()[u"properties"].toObject();
    QStringList names = expect::matcherNames();
    names.sort();
    QCOMPARE(properties.keys(), names);
    for (const QString &name : names)
        QVERIFY2(!properties[name].toObject()[u"description"].toString().isEmpty(),
                 qPrintable(name));
    // It is itself a schema, and agrees with check() on a few.
    const QJsonObject whole{{u"definitions"_s, schema}, {u"$ref"_s, u"#/definitions/matchers"_s}};
    const auto fits = [&](const char *text) {
        return expect::match(json(text), Node::map({{u"schema"_s, Node::fromJson(whole), 0, 0}}))
            .empty();
    };
    QVERIFY(fits("{\"gt\":5}"));
    QVERIFY(fits("{\"gt\":\"${x}\"}"));
    QVERIFY(fits("{\"length\":{\"gt\":5}}"));
    QVERIFY(!fits("{\"gt\":true}"));
    QVERIFY(!fits("{\"gtt\":5}"));
    QVERIFY(!fits("{\"type\":\"strng\"}"));
}

void TestMatcher::deepValues()
{
    QJsonValue deep = 1;
    for (int i = 0; i < 10'000; ++i)
        deep = QJsonArray{deep};
    for (const char *expected :
         {"5", "[[5]]", "{\"equals\":[1]}", "{\"contains\":1}", "{\"schema\":{}}", "{\"$..*\":1}",
          "{\"each\":{\"length\":2}}", "{\"in\":[1,[2]]}"}) {
        const auto found = expect::match(deep, Node::fromJson(json(expected)));
        QVERIFY2(!found.empty(), expected);
        QVERIFY(found.front().message.size() < 600);
    }
}

void TestMatcher::deepExpectations()
{
    Node nots = Node::scalar(1);
    Node lists = Node::scalar(1);
    QJsonValue value = 1;
    for (int i = 0; i < 1'000; ++i) {
        nots = Node::map({{u"all"_s, Node::list({nots}), 0, 0}});
        lists = Node::list({lists});
        value = QJsonArray{value};
    }
    QCOMPARE(told(expect::match(1, nots)), u"the expectation is nested deeper than 256 levels"_s);
    QVERIFY(told(expect::match(value, lists)).contains(u"nested deeper than 256 levels"_s));
    QCOMPARE(expect::check(nots, {}).size(), std::size_t(1));
}

void TestMatcher::largeLists()
{
    QJsonArray large;
    std::vector<Node> backwards;
    for (int i = 0; i < 50'000; ++i)
        large.append(i);
    for (int i = 50'000; i-- > 0;)
        backwards.push_back(Node::scalar(i));
    QVERIFY(
        expect::match(large, Node::map({{u"unordered"_s, Node::list(backwards), 0, 0}})).empty());
    QVERIFY(expect::match(large, Node::fromJson(json("{\"unique\":true}"))).empty());
    const auto each = expect::match(large, Node::fromJson(json("{\"each\":{\"lt\":10}}")));
    QCOMPARE(each.size(), std::size_t(51));
    QCOMPARE(each.back().message, u"... and 49940 more"_s);
    const auto reversed = expect::match(large, Node::list(backwards));
    QCOMPARE(reversed.size(), std::size_t(51));
    QCOMPARE(reversed.front().diff.count(u'\n'), 60);
    std::vector<Node> matchers(2'000, Node::fromJson(json("{\"gte\":0}")));
    QVERIFY(told(expect::match(large, Node::map({{u"unordered"_s, Node::list(matchers), 0, 0}})))
                .contains(u"too many matchers and elements to pair"_s));
}

void TestMatcher::invalidText()
{
    const QString broken = u"a"_s + QChar(0xd800) + u'b';
    const auto found = expect::match(broken, Node::scalar(u"ab"_s));
    QCOMPARE(found.size(), std::size_t(1));
    QVERIFY(found[0].message.endsWith(u"is not \"ab\""_s));
    for (const char *expected :
         {"{\"matches\":\"uuid\"}", "{\"json\":1}", "{\"xpath\":{\"//a\":1}}", "{\"length\":9}",
          "{\"schema\":{\"pattern\":\"^z\"}}"})
        QVERIFY2(!expect::match(broken, Node::fromJson(json(expected))).empty(), expected);
}

void TestMatcher::hostilePatternEnds()
{
    const QString text = u"a"_s.repeated(100'000) + u'b';
    QVERIFY(!expect::match(text, Node::fromJson(json("{\"matches\":\"^(a|a)*$\"}"))).empty());
    QVERIFY(!expect::match(text, Node::fromJson(json("{\"schema\":{\"pattern\":\"^(a|a)*$\"}}")))
                 .empty());
    QCOMPARE(told(expect::match(u"x"_s.repeated(2 * 1024 * 1024),
                                Node::fromJson(json("{\"matches\":\"x\"}"))))
                 .right(38),
             u"/x/ (text over 1 MiB is not looked at)"_s);
}

void TestMatcher::cheap()
{
    const QJsonValue value = json("{\"id\":\"123e4567-e89b-12d3-a456-426614174000\",\"n\":5}");
    const Node node = Node::fromJson(json("{\"$.id\":{\"matches\":\"uuid\"},\"$.n\":{\"gt\":3}}"));
    QBENCHMARK
    {
        QVERIFY(expect::match(value, node).empty());
    }
}

QTEST_APPLESS_MAIN(TestMatcher)
#include "tst_matcher.moc"

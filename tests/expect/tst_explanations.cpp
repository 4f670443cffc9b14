// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "expect/matcher.h"

#include <QJsonArray>
#include <QTest>

#include <set>

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

/// Every snapshot holds 5.
class FiveAsSnapshot final : public expect::Snapshots
{
public:
    base::Result<std::optional<QByteArray>> load(const QString &) override
    {
        return std::optional<QByteArray>("5\n");
    }
    base::Result<> save(const QString &, const QByteArray &) override { return {}; }
    bool updating() const override { return false; }
};

} // namespace

class TestExplanations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void explains_data();
    void explains();
    void contraries_data();
    void contraries();
    void everyMatcherIsTried();
    void diffs();
    void multiLineTextHasADiff();

private:
    /// What the rows tried: the expectation and what was said.
    QList<QPair<QString, QString>> m_failing;
    QList<QPair<QString, QString>> m_fitting;
};

void TestExplanations::explains_data()
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
    row("5", "{\"lt\":\"2024-05-01\"}",
        "5 is not less than 2024-05-01 (it is a number, not a date and time)");
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
    row("\"a5\"", "{\"contains\":5}", "\"a5\" does not contain 5 (a text contains only text)");
    row("[1,2]", "{\"contains\":2}");
    row("[1,2]", "{\"contains\":{\"gt\":2}}", "[1,2] does not contain what is greater than 2");
    row("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}", "{\"contains\":{\"b\":{\"c\":2}}}");
    row("{\"a\":1,\"b\":{\"c\":2}}", "{\"contains\":{\"b\":{\"c\":{\"gt\":5}}}}",
        "b.c | 2 is not greater than 5");
    row("{\"a\":1}", "{\"contains\":{\"z\":1}}", "z | nothing is at z");
    row("\"ABC\"", "{\"caseInsensitive\":5}",
        "the matcher \"caseInsensitive\" cannot be carried out: expected text and not a number");
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
    row("[1,2]", "{\"length\":3}", "[1,2] has the length 2, not 3");
    row("[1,2]", "{\"length\":{\"gt\":2}}",
        "[1,2] has the length 2; wanted is one that is greater than 2");
    row("7", "{\"length\":1}", "7 has no length (it is a number)");
    row("7", "{\"isEmpty\":true}", "7 is neither empty nor full (it is a number)");
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
    row("{}", "{\"each\":{\"gt\":1}}", "{} is a map, not a list");
    row("null", "{\"any\":{\"gt\":1}}", "null is null, not a list");
    row("\"a\"", "{\"unordered\":[1]}", "\"a\" is text, not a list");
    row("true", "{\"unique\":true}", "true is true or false, not a list");
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
    row("5", "{\"xpath\":{\"//b\":\"y\"}}", "5 is a number, not XML text");
    row("\"<a/>\"", "{\"xpath\":{\"nope()\":\"y\"}}",
        "nope() | the XPath cannot be evaluated: unknown function in nope()");
    row("\"<a>\"", "{\"xpath\":{\"//b\":\"y\"}}",
        "\"<a>\" is not valid XML: Premature end of data in tag a line 1 (line 1)");
    row("5", "{\"schema\":{\"type\":\"integer\"}}");
    row("{\"a\":\"x\"}", "{\"schema\":{\"properties\":{\"a\":{\"type\":\"integer\"}}}}",
        ".a | \"x\" does not fit the schema: its type is not one that the schema allows");
    row("5", "{\"schema\":\"a.json\"}",
        "the matcher \"schema\" cannot be carried out: schema files cannot be read here");
    row("5", "{\"snapshot\":\"a\"}",
        "the matcher \"snapshot\" cannot be carried out: there is no place for snapshots here");
}

void TestExplanations::explains()
{
    QFETCH(const QString, actual);
    QFETCH(const QString, expected);
    QFETCH(const QString, message);
    m_failing.append({expected, message});
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

void TestExplanations::contraries_data()
{
    // What each matcher says of a value that fits it: the words that "not" and "expected" show.
    QTest::addColumn<QString>("actual");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *actual, const char *expected, const char *says) {
        QTest::addRow("%s ~ %s", actual, expected)
            << QString::fromUtf8(actual) << QString::fromUtf8(expected) << QString::fromUtf8(says);
    };
    row("5", "{\"equals\":5}", "is 5");
    row("4", "{\"not\":5}", "is not what is 5");
    row("6", "{\"gt\":5}", "is greater than 5");
    row("6", "{\"gte\":5}", "is at least 5");
    row("60", "{\"lt\":\"1s\"}", "is less than 1 s");
    row("60", "{\"lte\":\"1s\"}", "is at most 1 s");
    row("6", "{\"between\":[5,7]}", "is between 5 and 7");
    row("3.1", "{\"closeTo\":{\"value\":3,\"within\":0.25}}", "is within 0.25 of 3");
    row("\"abc\"", "{\"matches\":\"^a\"}", "matches /^a/");
    row("\"a@b.org\"", "{\"matches\":\"email\"}", "matches email");
    row("\"abc\"", "{\"startsWith\":\"a\"}", "starts with \"a\"");
    row("\"abc\"", "{\"endsWith\":\"c\"}", "ends with \"c\"");
    row("\"ABC\"", "{\"caseInsensitive\":\"abc\"}", "is \"abc\" in any case");
    row("[1,2]", "{\"contains\":2}", "contains 2");
    row("[1,2]", "{\"contains\":{\"gt\":1}}", "contains what is greater than 1");
    row("5", "{\"type\":\"integer\"}", "is of type integer");
    row("[1,2]", "{\"length\":2}", "has a length that is 2");
    row("[]", "{\"isEmpty\":true}", "is empty");
    row("[1]", "{\"isEmpty\":false}", "is not empty");
    row("5", "{\"exists\":true}", "is there");
    row("{\"a\":1}", "{\"keys\":[\"a\"]}", "has the keys [\"a\"]");
    row("{\"a\":1}", "{\"keys\":{\"contains\":\"a\"}}", "has the keys that: contains \"a\"");
    row("200", "{\"in\":[200,202]}", "is one of [200,202]");
    row("5", "{\"all\":[{\"gt\":1},{\"lt\":9}]}", "is greater than 1 and is less than 9");
    row("5", "{\"anyOf\":[{\"lt\":1},5]}", "is less than 1 or is 5");
    row("[1,2]", "{\"each\":{\"gt\":0}}", "has only elements where each is greater than 0");
    row("[1,2]", "{\"any\":2}", "has an element that is 2");
    row("[1,2]", "{\"none\":3}", "has no element that is 3");
    row("[2,1]", "{\"unordered\":[1,2]}", "has the elements [1,2] in any order");
    row("[1,2]", "{\"unique\":true}", "has no element twice");
    row("[1,1]", "{\"unique\":false}", "has an element twice");
    row("\"{}\"", "{\"json\":{}}", "is JSON that is {}");
    row("\"<a/>\"", "{\"xpath\":{\"count(//a)\":1}}", "is XML where count(//a) is 1");
    row("5", "{\"schema\":{\"type\":\"integer\"}}", "fits the schema {\"type\":\"integer\"}");
    row("5", "{\"snapshot\":\"answer\"}", "is as the snapshot \"answer\"");
}

void TestExplanations::contraries()
{
    QFETCH(const QString, actual);
    QFETCH(const QString, expected);
    QFETCH(const QString, says);
    m_fitting.append({expected, says});
    FiveAsSnapshot snapshots;
    const expect::MatchContext context{&snapshots, {}};
    const Node node = Node::fromJson(json(expected.toUtf8().constData()));
    const auto found = expect::match(json(actual.toUtf8().constData()),
                                     Node::map({{u"not"_s, node, 0, 0}}), context);
    QCOMPARE(told(found), u"%1 %2, which is not wanted"_s.arg(actual, says));
    QCOMPARE(found.front().expected, u"is not what "_s + says);
}

void TestExplanations::everyMatcherIsTried()
{
    // A matcher without a row that fits and one that does not is a hole in the tables above.
    const auto tried = [](const QList<QPair<QString, QString>> &rows) {
        std::set<QString> names;
        for (const auto &[expected, says] : rows) {
            const Node node = Node::fromJson(json(expected.toUtf8().constData()));
            if (!says.isEmpty() && node.isMap() && !node.members().empty())
                names.insert(node.members().front().key);
        }
        return names;
    };
    const std::set<QString> failing = tried(m_failing);
    const std::set<QString> fitting = tried(m_fitting);
    for (const QString &name : expect::matcherNames()) {
        QVERIFY2(failing.contains(name), qPrintable(name));
        QVERIFY2(fitting.contains(name), qPrintable(name));
        QVERIFY2(expect::isMatcher(Node::map({{name, Node::scalar(true), 0, 0}})),
                 qPrintable(name));
    }
    QVERIFY(!expect::isMatcher(Node::map({})));
    QVERIFY(!expect::isMatcher(Node::scalar(5)));
}

void TestExplanations::diffs()
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

void TestExplanations::multiLineTextHasADiff()
{
    const auto found = expect::match(u"a\nb\nc"_s, Node::scalar(u"a\nx\nc"_s));
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found[0].diff,
             u"  $ line 1: \"a\"\n- $ line 2: \"x\"\n+ $ line 2: \"b\"\n  $ line 3: \"c\""_s);
}

QTEST_APPLESS_MAIN(TestExplanations)
#include "tst_explanations.moc"

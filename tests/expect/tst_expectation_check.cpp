// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "expect/matcher.h"

#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using model::Node;

namespace {

QJsonValue json(const char *text)
{
    const auto value = base::parseJson(text);
    if (!value)
        qFatal("bad JSON in the test: %s", text);
    return *value;
}

} // namespace

class TestExpectationCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checks_data();
    void checks();
    void leavesExpressionsForTheRun();
    void schemaOfTheFormat();
};

void TestExpectationCheck::checks_data()
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
    row("{\"closeTo\":[3,true]}", "s.yaml:3:7: true is not a number or a duration");
    row("{\"schema\":5}", "s.yaml:3:7: expected a schema or the path of its file");
    row("{\"all\":[]}", "s.yaml:3:7: the list is empty");
    row("{\"keys\":[5]}", "s.yaml:3:7: expected text and not a number");
    row("{\"unordered\":{}}", "s.yaml:3:7: expected a list and not a map");
    row("{\"xpath\":[]}", "s.yaml:3:7: expected a map and not a list");
    row("{\"between\":[5,true]}", "s.yaml:3:7: true is not a number, a duration or a date and time "
                                  "(write for example 5, 200ms or 2024-05-01T12:00:00Z)");
}

void TestExpectationCheck::checks()
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

void TestExpectationCheck::leavesExpressionsForTheRun()
{
    for (const QString &name : expect::matcherNames()) {
        const Node node = Node::map({{name, Node::scalar(u"${x}"_s), 0, 0}});
        QVERIFY2(expect::check(node, u"s.yaml"_s).empty(), qPrintable(name));
    }
    QVERIFY(expect::check(Node::fromJson(json("{\"between\":[\"${a}\",5]}")), {}).empty());
    QVERIFY(expect::check(Node::fromJson(json("{\"$.a[${i}]\":5}")), {}).empty());
}

void TestExpectationCheck::schemaOfTheFormat()
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

QTEST_APPLESS_MAIN(TestExpectationCheck)
#include "tst_expectation_check.moc"

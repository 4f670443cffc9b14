// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "expect/schema.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using assay::base::parseJson;
using assay::expect::validateSchema;

/// The folder tests/draft7 of the official JSON Schema test suite can be run too, by naming it in
/// ASSAY_SCHEMA_SUITE: its figure is printed.
class TestSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keywords_data();
    void keywords();
    void messages_data();
    void messages();
    void refusals_data();
    void refusals();
    void fixes();
    void deepValue();
    void officialSuite();
};

void TestSchema::keywords_data()
{
    QTest::addColumn<QString>("schema");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *schema, const char *good, const char *bad) {
        QTest::addRow("%s fits %s", schema, good)
            << QString::fromUtf8(schema) << QString::fromUtf8(good) << true;
        QTest::addRow("%s refuses %s", schema, bad)
            << QString::fromUtf8(schema) << QString::fromUtf8(bad) << false;
    };
    row("{\"type\":\"integer\"}", "3000000000", "1.5");
    row("{\"type\":\"integer\"}", "1.0", "\"1\"");
    row("{\"type\":[\"string\",\"null\"]}", "null", "1");
    row("{\"type\":\"boolean\"}", "true", "0");
    row("{\"enum\":[1,\"a\",[2]]}", "[2]", "2");
    row("{\"const\":{\"a\":1}}", "{\"a\":1}", "{\"a\":2}");
    row("{\"const\":9007199254740993}", "9007199254740993", "9007199254740992");
    row("{\"minimum\":3}", "3", "2.9");
    row("{\"maximum\":3}", "3", "3.1");
    row("{\"exclusiveMinimum\":3}", "3.1", "3");
    row("{\"exclusiveMaximum\":3}", "2.9", "3");
    row("{\"multipleOf\":5}", "15", "16");
    row("{\"multipleOf\":0.5}", "1.5", "1.7");
    row("{\"minLength\":2}", "\"ab\"", "\"a\"");
    row("{\"maxLength\":2}", "\"\xF0\x9F\x98\x80\xF0\x9F\x98\x80\"", "\"abc\"");
    row("{\"pattern\":\"^a+$\"}", "\"aa\"", "\"ab\"");
    row("{\"pattern\":\"\\\\d{2}\"}", "\"x12\"", "\"x1\"");
    row("{\"format\":\"date\"}", "\"2024-02-29\"", "\"2023-02-29\"");
    row("{\"format\":\"date-time\"}", "\"2024-02-29T10:00:00Z\"", "\"2024-02-29 10:00:00Z\"");
    row("{\"format\":\"time\"}", "\"10:00:00+02:00\"", "\"10:00\"");
    row("{\"format\":\"email\"}", "\"a@b.org\"", "\"a\"");
    row("{\"format\":\"uri\"}", "\"urn:a:b\"", "\"a b\"");
    row("{\"format\":\"date\",\"type\":\"integer\"}", "5", "\"2024-02-29\"");
    row("{\"items\":{\"type\":\"integer\"}}", "[1,2]", "[1,\"a\"]");
    row("{\"items\":[{\"type\":\"integer\"}],\"additionalItems\":false}", "[1]", "[1,2]");
    row("{\"minItems\":1}", "[1]", "[]");
    row("{\"maxItems\":1}", "[1]", "[1,2]");
    row("{\"uniqueItems\":true}", "[1,2,\"1\"]", "[1,2,1.0]");
    row("{\"contains\":{\"const\":3}}", "[1,3]", "[1,2]");
    row("{\"required\":[\"a\"]}", "{\"a\":null}", "{\"b\":1}");
    row("{\"minProperties\":1}", "{\"a\":1}", "{}");
    row("{\"maxProperties\":1}", "{\"a\":1}", "{\"a\":1,\"b\":2}");
    row("{\"properties\":{\"a\":{\"type\":\"null\"}}}", "{\"a\":null}", "{\"a\":1}");
    row("{\"properties\":{\"a\":true},\"additionalProperties\":false}", "{\"a\":1}", "{\"b\":1}");
    row("{\"patternProperties\":{\"^n_\":{\"type\":\"integer\"}}}", "{\"n_a\":1,\"b\":\"x\"}",
        "{\"n_a\":\"x\"}");
    row("{\"patternProperties\":{\"^n_\":true},\"additionalProperties\":false}", "{\"n_a\":1}",
        "{\"x\":1}");
    row("{\"propertyNames\":{\"maxLength\":2}}", "{\"ab\":1}", "{\"abc\":1}");
    row("{\"propertyNames\":{\"pattern\":\"^a\"}}", "{\"ab\":1}", "{\"ba\":1}");
    row("{\"dependencies\":{\"a\":[\"b\"]}}", "{\"a\":1,\"b\":2}", "{\"a\":1}");
    row("{\"dependencies\":{\"a\":{\"required\":[\"c\"]}}}", "{\"b\":1}", "{\"a\":1}");
    row("{\"allOf\":[{\"minimum\":1},{\"maximum\":3}]}", "2", "4");
    row("{\"anyOf\":[{\"maximum\":1},{\"minimum\":3}]}", "0", "2");
    row("{\"oneOf\":[{\"minimum\":1},{\"minimum\":3}]}", "2", "4");
    row("{\"not\":{\"type\":\"string\"}}", "2", "\"a\"");
    row("{\"if\":{\"minimum\":5},\"then\":{\"multipleOf\":2},\"else\":{\"multipleOf\":3}}", "6",
        "7");
    row("{\"if\":{\"minimum\":5},\"then\":{\"multipleOf\":2},\"else\":{\"multipleOf\":3}}", "3",
        "4");
    row("{\"definitions\":{\"n\":{\"type\":\"integer\"}},\"items\":{\"$ref\":\"#/definitions/n\"}}",
        "[1]", "[\"a\"]");
    row("{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}", "[[],[[]]]", "[[],[1]]");
    row("{\"$id\":\"http://x/s\",\"definitions\":{\"n\":{\"type\":\"integer\"}},"
        "\"allOf\":[{\"$ref\":\"#/definitions/n\"}]}",
        "1", "\"a\"");
}

void TestSchema::keywords()
{
    QFETCH(const QString, schema);
    QFETCH(const QString, value);
    QFETCH(const bool, fits);
    const auto problems = validateSchema(*parseJson(schema.toUtf8()), *parseJson(value.toUtf8()));
    QVERIFY2(problems, problems ? "" : qPrintable(problems.error().title));
    QCOMPARE(problems->empty(), fits);
}

void TestSchema::messages_data()
{
    QTest::addColumn<QString>("schema");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("told");
    const auto row = [](const char *schema, const char *value, const char *told) {
        QTest::newRow(schema) << QString::fromUtf8(schema) << QString::fromUtf8(value)
                              << QString::fromUtf8(told);
    };
    row("{\"required\":[\"a\"]}", "{\"b\":1}",
        " | {\"b\":1} does not fit the schema: the member \"a\" is missing");
    row("{\"properties\":{\"rows\":{\"items\":{\"properties\":{\"id\":{\"type\":\"integer\"}}}}}}",
        "{\"rows\":[{\"id\":1},{\"id\":\"x\"}]}",
        ".rows[1].id | \"x\" does not fit the schema: its type is not one that the schema allows");
    row("{\"pattern\":\"^a\"}", "\"b\"",
        " | \"b\" does not fit the schema: does not match the pattern ^a");
    row("{\"uniqueItems\":true}", "[1,1]",
        " | [1,1] does not fit the schema: elements 0 and 1 are the same");
    row("{\"propertyNames\":{\"pattern\":\"^a\"}}", "{\"b\":1}",
        " | {\"b\":1} does not fit the schema");
    row("{\"items\":{\"minimum\":3}}", "[5,1]",
        "[1] | 1 does not fit the schema: it is not at least 3");
    row("{\"anyOf\":[{\"maximum\":1},{\"minimum\":3}]}", "2",
        " | 2 does not fit the schema: it is not at most 1\n | 2 does not fit the schema: it is "
        "not at least 3\n | 2 does not fit the schema: it fits none of \"anyOf\"");
    row("{\"oneOf\":[{\"minimum\":1},{\"minimum\":3}]}", "4",
        " | 4 does not fit the schema: it fits more than one of \"oneOf\"");
    row("{\"not\":{\"type\":\"string\"}}", "\"a\"",
        " | \"a\" does not fit the schema: it fits what \"not\" refuses");
    row("{\"enum\":[1,2]}", "3",
        " | 3 does not fit the schema: it is none of the values of \"enum\"");
    row("{\"const\":1}", "3", " | 3 does not fit the schema: it is not the value of \"const\"");
    row("{\"additionalProperties\":false}", "{\"b\":1}",
        " | {\"b\":1} does not fit the schema: the member \"b\" is not allowed");
    row("{\"additionalProperties\":{\"type\":\"string\"}}", "{\"b\":1}",
        ".b | 1 does not fit the schema: its type is not one that the schema allows");
    row("{\"dependencies\":{\"a\":{\"required\":[\"c\"]}}}", "{\"a\":1}",
        " | {\"a\":1} does not fit the schema: the member \"c\" is missing");
    row("{\"dependencies\":{\"a\":[\"b\"]}}", "{\"a\":1}",
        " | {\"a\":1} does not fit the schema: the member \"b\" is missing, which another one "
        "needs");
    row("{\"contains\":{\"const\":3}}", "[1]",
        " | [1] does not fit the schema: none of its elements fits \"contains\"");
    row("{\"if\":{\"minimum\":5},\"then\":{\"multipleOf\":2}}", "7",
        " | 7 does not fit the schema: it is not a multiple of 2");
    row("{\"minimum\":3}", "1", " | 1 does not fit the schema: it is not at least 3");
    row("{\"exclusiveMaximum\":3}", "3", " | 3 does not fit the schema: it is not less than 3");
    row("{\"multipleOf\":3}", "1", " | 1 does not fit the schema: it is not a multiple of 3");
    row("{\"maximum\":-2.5}", "3", " | 3 does not fit the schema: it is not at most -2.5");
    row("{\"exclusiveMinimum\":3}", "3", " | 3 does not fit the schema: it is not greater than 3");
    row("{\"multipleOf\":0.5}", "1.7",
        " | 1.7 does not fit the schema: it is not a multiple of 0.5");
    row("{\"oneOf\":[{\"minimum\":3}]}", "1",
        " | 1 does not fit the schema: it is not at least 3\n | 1 does not fit the schema: it fits "
        "none of \"oneOf\"");
    row("{\"minLength\":3}", "\"a\"",
        " | \"a\" does not fit the schema: its length is not at least 3");
    row("{\"maxLength\":1}", "\"ab\"",
        " | \"ab\" does not fit the schema: its length is not at most 1");
    row("{\"minItems\":1}", "[]", " | [] does not fit the schema: its length is not at least 1");
    row("{\"maxItems\":1}", "[1,2]",
        " | [1,2] does not fit the schema: its length is not at most 1");
    row("{\"minProperties\":1}", "{}",
        " | {} does not fit the schema: it has not at least 1 members");
    row("{\"maxProperties\":1}", "{\"a\":1,\"b\":2}",
        " | {\"a\":1,\"b\":2} does not fit the schema: it has not at most 1 members");
    row("false", "1", " | 1 does not fit the schema");
    row("{\"properties\":{\"a\":false}}", "{\"a\":1}",
        " | {\"a\":1} does not fit the schema: the member \"a\" is not allowed");
    row("{\"items\":[{\"type\":\"integer\"}],\"additionalItems\":false}", "[1,2]",
        " | [1,2] does not fit the schema: it has more elements than \"items\" allows");
    row("{\"format\":\"date\"}", "\"x\"",
        " | \"x\" does not fit the schema: does not have the format date");
}

void TestSchema::messages()
{
    QFETCH(const QString, schema);
    QFETCH(const QString, value);
    QFETCH(const QString, told);
    const auto problems = validateSchema(*parseJson(schema.toUtf8()), *parseJson(value.toUtf8()));
    QVERIFY(problems);
    QStringList lines;
    for (const auto &problem : *problems)
        lines.append(problem.path + u" | "_s + problem.message);
    QCOMPARE(lines.join(u'\n'), told);
}

void TestSchema::refusals_data()
{
    QTest::addColumn<QJsonValue>("schema");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *schema, const char *message) {
        QTest::newRow(schema) << *parseJson(schema) << QString::fromUtf8(message);
    };
    row("5", "a schema is a map, or true or false");
    row("{\"$ref\":\"#\"}", "the schema's reference # comes back to itself");
    row("{\"definitions\":{\"a\":{\"allOf\":[{\"$ref\":\"#/definitions/"
        "b\"}]},\"b\":{\"not\":{\"$ref\":"
        "\"#/definitions/a\"}}},\"$ref\":\"#/definitions/a\"}",
        "the schema's reference #/definitions/a comes back to itself");
    row("{\"$ref\":\"#/definitions/no\"}",
        "the schema refers to #/definitions/no, where nothing is");
    row("{\"$ref\":\"http://example.org/s.json\"}",
        "the schema refers to http://example.org/s.json, which is outside of it");
    row("{\"pattern\":\"(\"}", "the schema cannot be used: not a regular expression: (");
    QJsonValue deep = QJsonObject();
    for (int i = 0; i < 5'000; ++i)
        deep = QJsonObject{{u"not"_s, deep}};
    QTest::newRow("deep") << deep << u"the schema is nested deeper than 100 levels"_s;
}

void TestSchema::refusals()
{
    QFETCH(const QJsonValue, schema);
    QFETCH(const QString, message);
    const auto problems = validateSchema(schema, u"text"_s);
    QVERIFY(!problems);
    QCOMPARE(problems.error().title, message);
}

void TestSchema::fixes()
{
    const auto problems = validateSchema(*parseJson("{\"$ref\":\"http://example.org/s.json\"}"), 1);
    QVERIFY(!problems);
    QCOMPARE(problems.error().fix,
             u"copy that schema into \"definitions\" and refer to it there"_s);
}

void TestSchema::deepValue()
{
    QJsonValue deep = 1;
    for (int i = 0; i < 1'000; ++i)
        deep = QJsonArray{deep};
    const auto problems = validateSchema(true, deep);
    QVERIFY(!problems);
    QCOMPARE(problems.error().title,
             u"the value is nested deeper than 200 levels, too deep for a schema"_s);
}

void TestSchema::officialSuite()
{
    const QString folder = qEnvironmentVariable("ASSAY_SCHEMA_SUITE");
    if (folder.isEmpty())
        QSKIP("ASSAY_SCHEMA_SUITE does not name the official suite's draft7 folder");
    int good = 0;
    int all = 0;
    for (const QString &name : QDir(folder).entryList({u"*.json"_s}, QDir::Files)) {
        QFile file(folder + u'/' + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray groups = parseJson(file.readAll())->toArray();
        for (const QJsonValue &group : groups) {
            for (const QJsonValue &test : group[u"tests"].toArray()) {
                const auto problems = validateSchema(group[u"schema"], test[u"data"]);
                const bool right = problems && problems->empty() == test[u"valid"].toBool();
                ++all;
                good += right ? 1 : 0;
                if (!right) {
                    qInfo().noquote() << name << group[u"description"].toString() << '/'
                                      << test[u"description"].toString()
                                      << (problems ? QString() : problems.error().title);
                }
            }
        }
    }
    qInfo() << good << "of" << all;
    QVERIFY(all > 0);
}

QTEST_APPLESS_MAIN(TestSchema)
#include "tst_schema.moc"

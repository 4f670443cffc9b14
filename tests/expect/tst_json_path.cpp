// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "expect/i_regexp.h"
#include "expect/json_compare.h"
#include "expect/json_path.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using assay::base::compactJson;
using assay::expect::JsonPath;

/// The table has the form of the JSONPath compliance test suite, whose cts.json can be run instead
/// by naming it in ASSAY_JSONPATH_CASES.
class TestJsonPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void diagnostics_data();
    void diagnostics();
    void tooLong();
    void singular_data();
    void singular();
    void keepsWholeNumbersExact();
    void iRegexps_data();
    void iRegexps();
    void boundsNodes();
    void boundsDepth();
    void boundsWork();
    void hostileText_data();
    void hostileText();
    void hostilePatternEnds();
};

void TestJsonPath::table_data()
{
    QTest::addColumn<QString>("selector");
    QTest::addColumn<QJsonValue>("document");
    QTest::addColumn<QJsonArray>("results");
    QTest::addColumn<QJsonArray>("paths");
    QTest::addColumn<bool>("invalid");
    QFile file(qEnvironmentVariable(
        "ASSAY_JSONPATH_CASES",
        QStringLiteral(ASSAY_SOURCE_DIR "/tests/expect/json_path_cases.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto parsed = assay::base::parseJson(file.readAll());
    QVERIFY(parsed);
    const QJsonArray tests = parsed->toObject()[u"tests"].toArray();
    QVERIFY2(tests.size() >= 300, "the table is not whole");
    int row = 0;
    for (const QJsonValue &test : tests) {
        const QJsonArray results =
            test[u"results"].isArray() ? test[u"results"].toArray() : QJsonArray{test[u"result"]};
        const QJsonArray paths = test[u"results_paths"].isArray()
                                     ? test[u"results_paths"].toArray()
                                     : QJsonArray{test[u"result_paths"]};
        QTest::addRow("%d %s", ++row, qPrintable(test[u"name"].toString()))
            << test[u"selector"].toString() << test[u"document"] << results << paths
            << test[u"invalid_selector"].toBool();
    }
}

void TestJsonPath::table()
{
    QFETCH(const QString, selector);
    QFETCH(const QJsonValue, document);
    QFETCH(const QJsonArray, results);
    QFETCH(const QJsonArray, paths);
    QFETCH(const bool, invalid);
    const auto path = JsonPath::parse(selector);
    QCOMPARE(path.has_value(), !invalid);
    if (invalid)
        return;
    QJsonArray values;
    QJsonArray found;
    for (const JsonPath::Node &node : path->query(document)) {
        values.append(node.value);
        found.append(node.path);
    }
    bool fits = false;
    for (const QJsonValue &result : results)
        fits = fits || assay::expect::jsonEquals(result, values);
    QVERIFY2(fits, compactJson(values).constData());
    if (!paths.at(0).isUndefined() && !paths.at(0).isNull())
        QVERIFY2(paths.contains(found), compactJson(found).constData());
    // A normalized path is itself a query for the very same place.
    for (qsizetype i = 0; i < found.size(); ++i) {
        const auto again = JsonPath::parse(found.at(i).toString());
        QVERIFY(again);
        const auto nodes = again->query(document);
        QCOMPARE(nodes.size(), std::size_t(1));
        QCOMPARE(nodes.front().path, found.at(i).toString());
    }
}

void TestJsonPath::diagnostics_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("column");
    const auto row = [](const char *name, const QString &text, const QString &message, int column) {
        QTest::newRow(name) << text
                            << u"not a JSONPath: %1, at column %2"_s.arg(message).arg(column)
                            << column;
    };
    row("empty", u""_s, u"it starts with $ and not with the end"_s, 1);
    row("no root", u"a.b"_s, u"it starts with $ and not with \"a\""_s, 1);
    row("trailing dot", u"$.a."_s, u"expected a name or * and not the end"_s, 5);
    row("trailing blank", u"$.a "_s, u"expected a segment (.name, [...] or ..) and not \" \""_s, 4);
    row("unclosed bracket", u"$[0"_s, u"expected , or ] and not the end"_s, 4);
    row("bare name", u"$[a]"_s,
        u"expected a quoted name, an index, a slice, * or ?filter and not \"a\""_s, 3);
    row("unclosed text", u"$['a]"_s, u"this text is not closed"_s, 3);
    row("leading zero", u"$[01]"_s, u"a whole number has no leading zero and no -0"_s, 3);
    row("minus zero", u"$[-0]"_s, u"a whole number has no leading zero and no -0"_s, 3);
    row("index range", u"$[9007199254740992]"_s,
        u"the number is out of range (at most 9007199254740991)"_s, 3);
    row("bad escape", u"$['\\x']"_s, u"not an escape that JSONPath knows"_s, 4);
    row("lone surrogate", u"$['\\ud800']"_s, u"not an escape that JSONPath knows"_s, 4);
    row("control", u"$['\t']"_s, u"a control character must be written as an escape"_s, 4);
    row("literal alone", u"$[?true]"_s, u"a literal alone is no test; compare it with something"_s,
        4);
    row("value function alone", u"$[?length(@.a)]"_s,
        u"length() gives a value; compare it with something"_s, 4);
    row("logical compared", u"$[?match(@.a,'x')==true]"_s,
        u"match() is true or false and is not compared"_s, 4);
    row("many compared", u"$[?@.* == 1]"_s,
        u"only a query that selects one value can be compared"_s, 4);
    row("many compared, right", u"$[?1 == @..a]"_s,
        u"only a query that selects one value can be compared"_s, 9);
    row("unknown function", u"$[?lenght(@.a) > 1]"_s,
        u"no function is called \"lenght\" (did you mean \"length\"?)"_s, 4);
    row("too few arguments", u"$[?length() > 1]"_s, u"length() takes 1 argument and not 0"_s, 4);
    row("too many arguments", u"$[?match(@.a,'b','c')]"_s, u"match() takes 2 arguments and not 3"_s,
        4);
    row("count of a literal", u"$[?count(1) > 1]"_s, u"count() takes a query such as @.a"_s, 4);
    row("length of many", u"$[?length(@.*) > 1]"_s,
        u"length() takes one value, and its query can select many"_s, 4);
    row("not before a comparison", u"$[?!@.a == 1]"_s,
        u"put the comparison that ! turns round in parentheses"_s, 9);
    row("word", u"$[?@.a == True]"_s, u"expected @, $, a literal or a function and not \"T\""_s,
        11);
    row("unquoted word", u"$[?@.a == ready]"_s,
        u"\"ready\" is not a word of JSONPath; quote it if it is text"_s, 11);
    row("single equals", u"$[?@.a = 1]"_s, u"expected , or ] and not \"=\""_s, 8);
    row("unclosed paren", u"$[?(@.a == 1]"_s, u"expected ) and not \"]\""_s, 13);
    row("column counts code points", u"$['\U0001F600'].]"_s,
        u"expected a name or * and not \"]\""_s, 8);
    row("half a pair in a name", u"$.a"_s + QChar(0xd800) + u'b', u"half of a surrogate pair"_s, 4);
    row("half a pair in a text", u"$['"_s + QChar(0xdc00) + u"']"_s, u"half of a surrogate pair"_s,
        4);
    row("minus alone", u"$[-]"_s, u"expected a digit and not \"]\""_s, 4);
    row("no digit after the point", u"$[?@.a == 1.]"_s, u"expected a digit and not \"]\""_s, 13);
    row("number with a leading zero", u"$[?@.a == 01]"_s, u"a number has no leading zero"_s, 11);
    row("unclosed call", u"$[?length(@.a == 1]"_s, u"expected , or ) and not \"=\""_s, 15);
    row("logical argument", u"$[?length(match(@.a, 'x')) == 1]"_s,
        u"length() takes a value, and its argument is true or false"_s, 4);
    row("nesting", u"$[?"_s + u"("_s.repeated(100) + u"@"_s + u")"_s.repeated(100) + u"]"_s,
        u"nested deeper than 64"_s, 67);
}

void TestJsonPath::diagnostics()
{
    QFETCH(const QString, text);
    QFETCH(const QString, message);
    QFETCH(const int, column);
    const auto path = JsonPath::parse(text);
    QVERIFY(!path);
    QCOMPARE(path.error().title, message);
    QCOMPARE(path.error().position.column, column);
}

void TestJsonPath::tooLong()
{
    const auto path = JsonPath::parse(u"$"_s + u".a"_s.repeated(JsonPath::kMaxText));
    QVERIFY(!path);
    QCOMPARE(path.error().title, u"not a JSONPath: it is longer than 16384 characters"_s);
}

void TestJsonPath::singular_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    const std::pair<const char16_t *, bool> rows[] = {
        {u"$", true},       {u"$.a", true},      {u"$['a'][0][-1]", true},
        {u"$.*", false},    {u"$..a", false},    {u"$[0,1]", false},
        {u"$[0:1]", false}, {u"$[?@.a]", false}, {u"$['a','a']", false}};
    for (const auto &[text, expected] : rows) {
        const QString name = QString::fromUtf16(text);
        QTest::newRow(qPrintable(name)) << name << expected;
    }
}

void TestJsonPath::singular()
{
    QFETCH(const QString, text);
    QFETCH(const bool, expected);
    const auto path = JsonPath::parse(text);
    QVERIFY(path);
    QCOMPARE(path->isSingular(), expected);
    QCOMPARE(path->text(), text);
}

void TestJsonPath::keepsWholeNumbersExact()
{
    const QJsonValue document = QJsonArray{qint64(9007199254740993), qint64(9007199254740992)};
    const auto path = JsonPath::parse(u"$[?@ > $[1]]");
    QVERIFY(path);
    const auto nodes = path->query(document);
    QCOMPARE(nodes.size(), std::size_t(1));
    QCOMPARE(nodes.front().value.toInteger(), qint64(9007199254740993));
}

void TestJsonPath::iRegexps_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("valid");
    const std::pair<const char16_t *, bool> rows[] = {
        {u"", true},           {u"abc", true},         {u"a|b|", true}, {u"(a(b|c))*", true},
        {u"[a-z]{2,3}", true}, {u"[^a\\-]", true},     {u"[-a]", true}, {u"[a-]", true},
        {u"\\p{Lu}+", true},   {u"\\P{L}", true},      {u"a{2}", true}, {u"a{2,}", true},
        {u"\\.\\n\\\\", true}, {u"^a$", true},         {u"\\d", false}, {u"\\w", false},
        {u"(?:a)", false},     {u"(?=a)", false},      {u"a**", false}, {u"a{,2}", false},
        {u"[]", false},        {u"[a", false},         {u"(a", false},  {u"a)", false},
        {u"\\p{Foo}", false},  {u"*a", false},         {u"a]", false},  {u"\\1", false},
        {u"[a-z-[b]]", false}, {u"a??", false},        {u"\\", false},  {u"}", false},
        {u"\\p{Is}", false},   {u"[[:alpha:]]", false}};
    for (const auto &[pattern, valid] : rows) {
        const QString text = QString::fromUtf16(pattern);
        QTest::newRow(qPrintable(u"<%1>"_s.arg(text))) << text << valid;
    }
}

void TestJsonPath::iRegexps()
{
    QFETCH(const QString, pattern);
    QFETCH(const bool, valid);
    QCOMPARE(assay::expect::translateIRegexp(pattern).has_value(), valid);
    QCOMPARE(assay::expect::iRegexp(pattern, true).isValid(), valid);
}

void TestJsonPath::boundsNodes()
{
    QJsonArray array;
    for (int i = 0; i < 1000; ++i)
        array.append(i);
    // 1000 selectors over 1000 elements, squared.
    const auto path = JsonPath::parse(u"$[*"_s + u",*"_s.repeated(999) + u"]"_s);
    QVERIFY(path);
    const auto selection = path->select(array);
    QVERIFY(!selection.complete);
    QVERIFY(static_cast<qsizetype>(selection.nodes.size()) <= JsonPath::kMaxNodes);
    QVERIFY(JsonPath::parse(u"$[*]")->select(array).complete);
}

void TestJsonPath::boundsDepth()
{
    QJsonValue deep = 1;
    for (int i = 0; i < 10'000; ++i)
        deep = QJsonArray{deep};
    const auto selection = JsonPath::parse(u"$..*")->select(deep);
    QVERIFY(!selection.complete);
    QCOMPARE(static_cast<int>(selection.nodes.size()), JsonPath::kMaxDepth + 1);
    QVERIFY(!assay::expect::jsonEquals(deep, QJsonArray{deep}));
}

void TestJsonPath::boundsWork()
{
    QJsonArray row;
    for (int i = 0; i < 400; ++i)
        row.append(i);
    QJsonArray table;
    for (int i = 0; i < 400; ++i)
        table.append(row);
    const auto selection = JsonPath::parse(u"$[?count($..*) > count($..[?@ > 1])]")->select(table);
    QVERIFY(!selection.complete);
}

void TestJsonPath::hostileText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("long") << u"$"_s + u".a"_s.repeated(1'000'000);
    QTest::newRow("brackets") << u"$"_s + u"["_s.repeated(10'000);
    QTest::newRow("nots") << u"$[?"_s + u"!"_s.repeated(10'000);
    QTest::newRow("calls") << u"$[?"_s + u"length("_s.repeated(2'000);
    QTest::newRow("filters") << u"$[?@"_s + u"[?@"_s.repeated(4'000);
    QTest::newRow("lone surrogate") << u"$."_s + QChar(0xd800) + u'a';
    QTest::newRow("lone surrogate in text") << u"$['"_s + QChar(0xdc00) + u"']"_s;
    QTest::newRow("nul") << u"$."_s + QChar(u'\0');
    QTest::newRow("nul in text") << u"$['"_s + QChar(u'\0') + u"']"_s;
}

void TestJsonPath::hostileText()
{
    QFETCH(const QString, text);
    const auto path = JsonPath::parse(text);
    QVERIFY(!path);
    QVERIFY(path.error().title.startsWith(u"not a JSONPath: "_s));
    QVERIFY(path.error().title.size() < 200);
}

void TestJsonPath::hostilePatternEnds()
{
    const QJsonArray document{QString(u"a"_s.repeated(5'000) + u'b'),
                              QString(u"x"_s.repeated(3 * 1024 * 1024))};
    const auto path = JsonPath::parse(u"$[?match(@, '(a|a|(a|a)*)*c')]");
    QVERIFY(path);
    QVERIFY(path->query(document).empty());
    QVERIFY(JsonPath::parse(u"$[?search(@, 'x')]")->query(document).empty());
}

QTEST_APPLESS_MAIN(TestJsonPath)
#include "tst_json_path.moc"

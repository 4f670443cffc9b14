// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/evaluating.h"
#include "suite/template_text.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::suite;
using namespace assay::suite::test;

class TestExpressions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data();
    void texts();
    void mistakes_data();
    void mistakes();
    void templates_data();
    void templates();
    void helpers();
    void scopes();
    void lazyValues();
    void resolveSharesAndKeepsPositions();
    void resolveErrorHasItsPosition();
    void scripts_data();
    void scripts();
    void scriptLogs();
};

void TestExpressions::texts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("plain", R"("plain")");
    row("", R"("")");
    row("${id}", "7");
    row("${ id }", "7");
    row("${flag}", "true");
    row("${nothing}", "null");
    row("${row}", R"({"a-b":1,"list":[10,20,{"x":"y"}],"n":3,"name":"a"})");
    row("${row.list[2].x}", R"("y")");
    row("${row['a-b']}", "1");
    row("${row.list.length}", "3");
    row("${title.length}", "4");
    row("/texts/${id}", R"("/texts/7")");
    row("${id}${id}", R"("77")");
    row("${title} ${flag} ${nothing} ${row.list[2]}", R"("Dune true null {\"x\":\"y\"}")");
    row("${services.api.url}/v1", R"("http://127.0.0.1:4311/v1")");
    row("$${id}", R"("${id}")");
    row("$${id} ${id}", R"("${id} 7")");
    row("$ {id} $id", R"("$ {id} $id")");
    row("${id + 1}", "8");
    row("${id === 7 ? 'yes' : 'no'}", R"("yes")");
    row("${'}'}", R"("}")");
    row("${\"{\" + title}", R"("{Dune")");
    row("${`<${title}>`}", R"("<Dune>")");
    row("${{a: {b: id}}}", R"({"a":{"b":7}})");
    row("${[1, 'x', null, true]}", R"([1,"x",null,true])");
    row("${row.list.filter(x => x > 10).length}", "1");
    row("${row.missing ?? 'none'}", R"("none")");
    row("${/* } */ id}", "7");
    row("${title.toUpperCase()}", R"("DUNE")");
    row("${Math.max(1, id)}", "7");
    row("${new Date(0)}", R"("1970-01-01T00:00:00.000Z")");
    row("${JSON.stringify(row.list)}", R"("[10,20,{\"x\":\"y\"}]")");
    row("${true}", "true");
    row("${null}", "null");
    row("${1e3}", "1000");
    row("${0.1 + 0.2}", "0.30000000000000004");
    row("${id // a comment\n}", "7");
}

void TestExpressions::texts()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    Scope scope;
    fill(scope);
    Expressions expressions({});
    QCOMPARE(shown(expressions.evaluateText(text, scope, {})), expected);
}

void TestExpressions::mistakes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const QString &expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << expected;
    };
    row("${titel}", u"nothing is called \"titel\" in ${titel} (did you mean \"title\"?)"_s);
    row("${titel + 1}", u"nothing is called \"titel\" in ${titel + 1} (did you mean \"title\"?)"_s);
    row("${zzzzzzzzzz}",
        u"nothing is called \"zzzzzzzzzz\" in ${zzzzzzzzzz} (known: flag, id, nothing, row, services, title)"_s);
    row("${row.nam}", u"row has no member \"nam\" (did you mean \"name\"?)"_s);
    row("${row.list[3]}", u"row.list has 3 items, so there is no [3] (the first is [0])"_s);
    row("${row.list.x}",
        u"row.list is a list, so it has no member \"x\" (name an item: row.list[0])"_s);
    row("${id.x}", u"id is 7, so it has no member \"x\""_s);
    row("${nothing.x}", u"nothing is null, so it has no member \"x\""_s);
    row("${row.nam + row.nam.x}",
        u"${row.nam + row.nam.x} failed: TypeError: Cannot read property 'x' of undefined"_s);
    row("${nothing.x + 1}",
        u"${nothing.x + 1} failed: TypeError: Cannot read property 'x' of null"_s);
    row("${(row).missing}",
        u"${(row).missing} gives no value (check the names of its members, or write ?? null for \"may be missing\")"_s);
    row("${() => 1}",
        u"${() => 1} gives a function, or something else that is not data (call it: add ())"_s);
    row("${0/0}", u"${0/0} gives NaN, which is not a value (check its operands)"_s);
    row("${1/0}", u"${1/0} gives Infinity, which is not a value (check its operands)"_s);
    row("${id",
        u"\"${\" is not closed (close it with \"}\", or write $${ for the two characters)"_s);
    row("${}", u"\"${}\" is empty (write an expression between the braces)"_s);
    row("${ }", u"\"${}\" is empty (write an expression between the braces)"_s);
    row("${id +}",
        u"${id +} is not JavaScript: SyntaxError: Expected token `numeric literal' (check the brackets and quotes)"_s);
    row("${id id}",
        u"${id id} is not JavaScript: SyntaxError: Unexpected token `identifier' (check the brackets and quotes)"_s);
    row("${(() => { const a = []; a[0] = a; return a; })()}",
        u"${(() => { const a = []; a[0] = a; return a; })()} gives a value that cannot be used: RangeError: the value is nested too deep, or holds itself (give plain data)"_s);
    row("${(() => { throw new Error('no'); })()}",
        u"${(() => { throw new Error('no'); })()} failed: Error: no"_s);
    row("${Symbol('x')}",
        u"${Symbol('x')} gives a function, or something else that is not data (call it: add ())"_s);
    row("${number('x')}", u"${number('x')} failed: TypeError: \"x\" is not a number"_s);
    row("${number('')}", u"${number('')} failed: TypeError: \"\" is not a number"_s);
    row("${'x'.repeat(1e9)}",
        u"${'x'.repeat(1e9)} failed: RangeError: repeat makes more than 10000000 elements"_s);
    row("${console.log(1)}",
        u"nothing is called \"console\" in ${console.log(1)} (known: flag, id, nothing, row, services, title, uuid, now, random, base64, sha256, number)"_s);
    row("${Qt.include('x')}",
        u"nothing is called \"Qt\" in ${Qt.include('x')} (known: flag, id, nothing, row, services, title, uuid, now, random, base64, sha256, number)"_s);
    row("${new XMLHttpRequest()}",
        u"nothing is called \"XMLHttpRequest\" in ${new XMLHttpRequest()} (known: flag, id, nothing, row, services, title, uuid, now, random, base64, sha256, number)"_s);
}

void TestExpressions::mistakes()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    Scope scope;
    fill(scope);
    Expressions expressions({});
    const auto result = expressions.evaluateText(text, scope, {});
    QVERIFY2(!result, qPrintable(shown(result)));
    QCOMPARE(result.error().toString(), expected);
}

void TestExpressions::templates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("parts");
    QTest::newRow("plain") << u"a"_s << QStringList{u"a"_s};
    QTest::newRow("both") << u"a ${b.c} d"_s << QStringList{u"a "_s, u"<b.c>"_s, u" d"_s};
    QTest::newRow("nested braces") << u"${ {a: {}} }"_s << QStringList{u"<{a: {}}>"_s};
    QTest::newRow("strings") << u"${'}' + \"}\" + '\\''}"_s
                             << QStringList{u"<'}' + \"}\" + '\\''>"_s};
    QTest::newRow("template literals")
        << u"${`a${`b}${c}`}`}"_s << QStringList{u"<`a${`b}${c}`}`>"_s};
    QTest::newRow("escape") << u"$${a} $$${b}"_s << QStringList{u"${a} $${b}"_s};
    QTest::newRow("end") << u"a$"_s << QStringList{u"a$"_s};
    constexpr int kDeeperThanTheStack = 300'000;
    const QString deep =
        u"`${"_s.repeated(kDeeperThanTheStack) + u"}`"_s.repeated(kDeeperThanTheStack);
    QTest::newRow("deep") << u"${%1}"_s.arg(deep) << QStringList{u"<%1>"_s.arg(deep)};
}

void TestExpressions::templates()
{
    QFETCH(QString, text);
    QFETCH(QStringList, parts);
    const auto split = splitTemplate(text);
    QVERIFY(split);
    QStringList found;
    for (const TemplatePart &part : *split)
        found.append(part.isExpression ? u'<' + part.text + u'>' : part.text);
    QCOMPARE(found, parts);
}

void TestExpressions::helpers()
{
    const Scope scope;
    Expressions expressions({});
    const auto text = [&](const QString &expression) {
        return expressions.evaluateExpression(expression, scope, {})
            .value_or(QJsonValue())
            .toString();
    };
    QCOMPARE(text(u"base64('äx')"_s), u"w6R4"_s);
    QCOMPARE(text(u"sha256('abc')"_s),
             u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_s);
    QVERIFY(QRegularExpression(
                u"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s)
                .match(text(u"uuid()"_s))
                .hasMatch());
    QVERIFY(text(u"uuid()"_s) != text(u"uuid()"_s));
    QVERIFY(QRegularExpression(u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$"_s)
                .match(text(u"now()"_s))
                .hasMatch());
    QCOMPARE(shown(expressions.evaluateExpression(u"number('1.5')"_s, scope, {})), u"1.5"_s);
    for (int i = 0; i < 50; ++i) {
        const auto whole = expressions.evaluateExpression(u"random(1, 3)"_s, scope, {});
        QVERIFY(whole);
        QVERIFY(whole->toDouble() == 1 || whole->toDouble() == 2 || whole->toDouble() == 3);
    }
}

void TestExpressions::scopes()
{
    Scope outer;
    outer.set(u"a"_s, 1);
    outer.set(u"b"_s, 2);
    Scope inner(&outer);
    inner.set(u"a"_s, 3);
    Expressions expressions({});
    QCOMPARE(shown(expressions.evaluateText(u"${a + b}"_s, inner, {})), u"5"_s);
    QCOMPARE(shown(expressions.evaluateText(u"${a}"_s, outer, {})), u"1"_s);
    QCOMPARE(inner.names(), (QStringList{u"a"_s, u"b"_s}));
    QVERIFY(!inner.find(u"c"_s));
}

void TestExpressions::lazyValues()
{
    int made = 0;
    Scope scope;
    scope.setLazy(u"env"_s, [&] {
        ++made;
        return QJsonObject{{u"HOME"_s, u"/h"_s}};
    });
    Expressions expressions({});
    QCOMPARE(shown(expressions.evaluateText(u"${1 + 1}"_s, scope, {})), u"2"_s);
    QCOMPARE(made, 0);
    QCOMPARE(shown(expressions.evaluateText(u"${env.HOME}"_s, scope, {})), u"\"/h\""_s);
    QCOMPARE(shown(expressions.evaluateText(u"${env.HOME + '!'}"_s, scope, {})), u"\"/h!\""_s);
    QCOMPARE(made, 2);
}

void TestExpressions::resolveSharesAndKeepsPositions()
{
    using model::Node;
    const Node constant = Node::list({Node::scalar(1, 3, 5), Node::scalar(u"x"_s, 3, 8)}, 3, 4);
    const Node node = Node::map({{u"same"_s, constant, 3, 1},
                                 {u"computed"_s, Node::scalar(u"${row.list}"_s, 4, 11), 4, 1},
                                 {u"${id}"_s, Node::scalar(u"k"_s, 5, 8), 5, 1}},
                                3, 1);
    Scope scope;
    fill(scope);
    Expressions expressions({});
    const auto resolved = expressions.resolve(node, u"a.yaml"_s, scope, {});
    QVERIFY(resolved);
    QCOMPARE(base::compactJson(resolved->toJson()),
             QByteArray(R"({"${id}":"k","computed":[10,20,{"x":"y"}],"same":[1,"x"]})"));
    QCOMPARE((*resolved)[u"same"].items().data(), constant.items().data());
    QCOMPARE((*resolved)[u"computed"].line(), 4);
    QCOMPARE((*resolved)[u"computed"].column(), 11);
    const auto untouched = expressions.resolve(constant, u"a.yaml"_s, scope, {});
    QVERIFY(untouched);
    QCOMPARE(untouched->items().data(), constant.items().data());
}

void TestExpressions::resolveErrorHasItsPosition()
{
    using model::Node;
    const Node node =
        Node::map({{u"a"_s, Node::list({Node::scalar(u"${titel}"_s, 4, 7)}, 4, 5), 4, 1}}, 4, 1);
    Scope scope;
    fill(scope);
    Expressions expressions({});
    const auto resolved = expressions.resolve(node, u"a.yaml"_s, scope, {});
    QVERIFY(!resolved);
    QCOMPARE(resolved.error().toString(),
             u"a.yaml:4:7: nothing is called \"titel\" in ${titel} (did you mean \"title\"?)"_s);
}

void TestExpressions::scripts_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("own");
    const auto row = [](const char *script, const char *expected, const char *own) {
        QTest::newRow(script) << QString::fromUtf8(script) << QString::fromUtf8(expected)
                              << QString::fromUtf8(own);
    };
    row("return id + 1;", "8", "{}");
    row("vars.x = 1; vars.y = {a: [id]};", "null", R"({"x":1,"y":{"a":[7]}})");
    row("vars.title = vars.title + '!'; return vars.title;", R"("Dune!")", R"({"title":"Dune!"})");
    row("const t = vars.title; return t;", R"("Dune")", "{}");
    row("row.n = 99; return row.n;", "99", "{}");
    row("vars.row = 1;",
        "error: the script assigns vars.row, which cannot be a variable (use letters, digits and "
        "_, and no name that has a meaning)",
        "{}");
    row("vars['a b'] = 1;",
        "error: the script assigns vars.a b, which cannot be a variable (use letters, digits and "
        "_, and no name that has a meaning)",
        "{}");
    row("vars.f = () => 1; return 1;", "1", "{}");
    row("for (const x of row.list.slice(0, 2)) { vars.sum = (vars.sum ?? 0) + x; }", "null",
        R"({"sum":30})");
    row("throw new Error('no');", "error: the script failed: Error: no", "{}");
    row("return idd;", "error: nothing is called \"idd\" in the script (did you mean \"id\"?)",
        "{}");
    row("if (",
        "error: the script is not JavaScript: SyntaxError: Expected token `numeric literal' (check "
        "the brackets "
        "and quotes)",
        "{}");
}

void TestExpressions::scripts()
{
    QFETCH(QString, script);
    QFETCH(QString, expected);
    QFETCH(QString, own);
    Scope outer;
    fill(outer);
    Scope scope(&outer);
    Expressions expressions({});
    QCOMPARE(shown(expressions.runScript(script, scope, {}, {})), expected);
    QJsonObject set;
    for (auto it = scope.own().cbegin(); it != scope.own().cend(); ++it)
        set.insert(it.key(), it.value());
    QCOMPARE(QString::fromUtf8(base::compactJson(set)), own);
    QCOMPARE(outer.find(u"row"_s)->toObject().value(u"n"_s).toInt(), 3);
}

void TestExpressions::scriptLogs()
{
    Scope scope;
    Expressions expressions({});
    QStringList lines;
    QVERIFY(
        expressions.runScript(u"log('a'); log({b: 1}); for (let i = 0; i < 20000; ++i) log('x');"_s,
                              scope, {}, [&](const QString &line) { lines.append(line); }));
    QCOMPARE(lines.size(), 10'000);
    QCOMPARE(lines.first(2), (QStringList{u"a"_s, u"{\"b\":1}"_s}));
}

QTEST_GUILESS_MAIN(TestExpressions)
#include "tst_expressions.moc"

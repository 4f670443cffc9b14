// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/evaluating.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <semaphore>
#include <thread>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::suite;
using namespace assay::suite::test;

class TestExpressionBounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isolation_data();
    void isolation();
    void frozen_data();
    void frozen();
    void endlessLoop_data();
    void endlessLoop();
    void memoryBomb_data();
    void memoryBomb();
    void hostile_data();
    void hostile();
    void tooLong();
    void stops();
    void worksAfterAnInterruption();
    void manyEvaluations();
};

void TestExpressionBounds::isolation_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::newRow("global object")
        << u"try { globalThis.leak = 1; } catch (e) {} return 1;"_s << u"typeof leak"_s;
    QTest::newRow("indirect eval")
        << u"try { (0, eval)('var leak = 1'); } catch (e) {} return 1;"_s << u"typeof leak"_s;
    QTest::newRow("sloppy function")
        << u"try { new Function('leak = 1')(); } catch (e) {} return 1;"_s << u"typeof leak"_s;
    QTest::newRow("global by a function")
        << u"try { new Function('return this')().leak = 1; } catch (e) {} return 1;"_s
        << u"typeof leak"_s;
    QTest::newRow("this") << u"try { this.leak = 1; } catch (e) {} return 1;"_s << u"typeof leak"_s;
    QTest::newRow("prototype") << u"try { Object.prototype.leak = 1; } catch (e) {} return 1;"_s
                               << u"typeof ({}).leak"_s;
    QTest::newRow("function property")
        << u"try { uuid.leak = 1; } catch (e) {} return 1;"_s << u"typeof uuid.leak"_s;
    QTest::newRow("iterator prototype")
        << u"try { Object.getPrototypeOf([][Symbol.iterator]()).leak = 1; } catch (e) {} return 1;"_s
        << u"typeof Object.getPrototypeOf([][Symbol.iterator]()).leak"_s;
    QTest::newRow("constructor chain")
        << u"try { (function(){}).constructor.prototype.leak = 1; } catch (e) {} return 1;"_s
        << u"typeof (function(){}).leak"_s;
}

void TestExpressionBounds::isolation()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    Scope scope;
    Expressions expressions({});
    QCOMPARE(shown(expressions.runScript(first, scope, {}, {})), u"1"_s);
    QCOMPARE(shown(expressions.evaluateExpression(second, scope, {})), u"\"undefined\""_s);
}

void TestExpressionBounds::frozen_data()
{
    QTest::addColumn<QString>("script");
    QTest::newRow("global function") << u"uuid = () => 'x';"_s;
    QTest::newRow("builtin") << u"JSON.stringify = () => 'x';"_s;
    QTest::newRow("redefine")
        << u"Object.defineProperty(new Function('return this')(), 'JSON', {value: 1});"_s;
    QTest::newRow("replace") << u"new Function('return this')().Math = {};"_s;
    QTest::newRow("array method") << u"Array.prototype.push = () => 1;"_s;
    QTest::newRow("undeclared") << u"leak = 1;"_s;
}

void TestExpressionBounds::frozen()
{
    QFETCH(QString, script);
    Scope scope;
    Expressions expressions({});
    // Ignored or refused, by the kind of change.
    (void)expressions.runScript(script, scope, {}, {});
    QCOMPARE(shown(expressions.evaluateExpression(
                 u"JSON.stringify([Math.abs(-1)]) + uuid().length"_s, scope, {})),
             u"\"[1]36\""_s);
}

void TestExpressionBounds::endlessLoop_data()
{
    QTest::addColumn<QString>("script");
    QTest::newRow("while") << u"while (true) {}"_s;
    QTest::newRow("for") << u"for (let i = 0; ; ++i) {}"_s;
    QTest::newRow("calls") << u"const f = () => 1; for (;;) f();"_s;
    QTest::newRow("caught")
        << u"for (;;) { try { for (;;) {} } catch (e) {} finally { continue; } }"_s;
    QTest::newRow("in toJSON") << u"return { toJSON() { for (;;) {} } };"_s;
    QTest::newRow("in a getter") << u"return { get x() { for (;;) {} } };"_s;
    QTest::newRow("generator") << u"function* g() { for (;;) yield 1; } for (const x of g()) {}"_s;
}

void TestExpressionBounds::endlessLoop()
{
    QFETCH(QString, script);
    Scope scope;
    Expressions expressions({.time = std::chrono::milliseconds(100)});
    QElapsedTimer timer;
    timer.start();
    const auto result = expressions.runScript(script, scope, {}, {});
    QCOMPARE(shown(result), u"error: the script ran longer than 100 ms (check its loops)"_s);
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

void TestExpressionBounds::memoryBomb_data()
{
    QTest::addColumn<QString>("script");
    QTest::newRow("array") << u"const a = []; for (;;) a.push({});"_s;
    QTest::newRow("text")
        << u"let s = 'x'; for (;;) { s += s + 'y'; if (s.charCodeAt(s.length - 1) === 1) break; }"_s;
    QTest::newRow("arrays") << u"const a = []; for (;;) a.push(new Array(1000).fill(1));"_s;
}

void TestExpressionBounds::memoryBomb()
{
    QFETCH(QString, script);
    Scope scope;
    Expressions expressions({.time = std::chrono::seconds(20), .memory = {32 * 1024 * 1024}});
    const auto result = expressions.runScript(script, scope, {}, {});
    QVERIFY(!result);
    QVERIFY2(result.error().toString() ==
                     u"the script took more than 33.6 MB of memory (check what it collects)"_s ||
                 result.error().title.startsWith(u"the script failed: RangeError"),
             qPrintable(result.error().toString()));
}

void TestExpressionBounds::hostile_data()
{
    QTest::addColumn<QString>("expression");
    QTest::newRow("brackets") << QString(100'000, u'(');
    QTest::newRow("closed brackets") << QString(20'000, u'(') + u'1' + QString(20'000, u')');
    QTest::newRow("lists") << QString(20'000, u'[') + QString(20'000, u']');
    QTest::newRow("not") << QString(100'000, u'!') + u"1 +"_s;
    QTest::newRow("recursion") << u"(function f() { return f(); })()"_s;
    QTest::newRow("deep value")
        << u"(() => { let a = []; for (let i = 0; i < 100000; ++i) a = [a]; return a; })()"_s;
    QTest::newRow("breaks out") << u"1); } ); (function() { for (;;) {} })( (function() { ("_s;
    QTest::newRow("too long") << u"1 +"_s.repeated(500'000) + u" 1"_s;
    QTest::newRow("holes") << u"new Array(4294967295).join('x')"_s;
}

void TestExpressionBounds::hostile()
{
    QFETCH(QString, expression);
    const Scope scope;
    Expressions expressions({.time = std::chrono::milliseconds(500)});
    const auto result = expressions.evaluateExpression(expression, scope, {});
    QVERIFY(!result);
    QVERIFY(result.error().title.size() < 400);
    QCOMPARE(shown(expressions.evaluateExpression(u"1 + 1"_s, scope, {})), u"2"_s);
}

void TestExpressionBounds::tooLong()
{
    Scope scope;
    Expressions expressions({});
    QCOMPARE(shown(expressions.runScript(u"// "_s + u"x"_s.repeated(1024 * 1024), scope, {}, {})),
             u"error: the expression is longer than 1 MiB (read it from a file)"_s);
}

void TestExpressionBounds::stops()
{
    Scope scope;
    Expressions expressions({.time = std::chrono::seconds(60)});
    std::stop_source source;
    std::binary_semaphore begun(0);
    std::jthread stopper([&] {
        begun.acquire();
        source.request_stop();
    });
    QCOMPARE(shown(expressions.runScript(u"log('begun'); for (;;) {}"_s, scope, source.get_token(),
                                         [&](const QString &) { begun.release(); })),
             u"error: the script was stopped"_s);
    QCOMPARE(shown(expressions.evaluateText(u"${1 + 1}"_s, scope, source.get_token())),
             u"error: the evaluation was stopped"_s);
}

void TestExpressionBounds::worksAfterAnInterruption()
{
    Scope scope;
    fill(scope);
    Expressions expressions({.time = std::chrono::milliseconds(50)});
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!expressions.runScript(u"for (;;) {}"_s, scope, {}, {}));
        QCOMPARE(shown(expressions.evaluateText(u"${id + 1}"_s, scope, {})), u"8"_s);
    }
}

void TestExpressionBounds::manyEvaluations()
{
    Expressions expressions({});
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 5000; ++i) {
        Scope scope;
        scope.set(u"i"_s, i);
        QCOMPARE(expressions.evaluateText(u"${i + 1}"_s, scope, {}).value_or(QJsonValue()).toInt(),
                 i + 1);
    }
    // Compiled once: a few microseconds each; the bound is for slow machines under sanitizers.
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
    qInfo("%lld ns per evaluation", timer.nsecsElapsed() / 5000);
}

QTEST_GUILESS_MAIN(TestExpressionBounds)
#include "tst_expression_bounds.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Garbage is collected at every allocation here: what the engine still refers to must survive it.
#include "suite/evaluating.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::suite;

class TestExpressionGarbage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("QV4_MM_AGGRESSIVE_GC", "1"); }
    void manyNamesSurvive();
};

void TestExpressionGarbage::manyNamesSurvive()
{
    Expressions expressions{{.time = std::chrono::seconds(60)}};
    Scope scope;
    QString sum;
    for (int i = 0; i < 12; ++i) {
        const QString name = u"name%1"_s.arg(i);
        scope.set(name, QJsonArray{i, QJsonObject{{u"text"_s, QString(100, u'x')}}});
        sum += (i == 0 ? u""_s : u" + "_s) + name + u"[0]"_s;
    }
    for (int round = 0; round < 5; ++round) {
        const auto used = expressions.evaluateText(
            u"${[1, 2, 3].map(n => ({ n, list: [name0, name1, String(n)] })).length}"_s, scope, {});
        QVERIFY2(used, used ? "" : qPrintable(used.error().toString()));
        QCOMPARE(*used, QJsonValue(3));
        const auto value = expressions.evaluateText(u"${"_s + sum + u'}', scope, {});
        QVERIFY2(value, value ? "" : qPrintable(value.error().toString()));
        QCOMPARE(*value, QJsonValue(66));
    }
}

QTEST_GUILESS_MAIN(TestExpressionGarbage)
#include "tst_expression_garbage.moc"

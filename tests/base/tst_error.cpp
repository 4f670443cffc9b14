// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ids.h"
#include "base/result.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace assay::base;
using namespace Qt::StringLiterals;

class FixedClock final : public Clock
{
public:
    std::chrono::steady_clock::time_point steadyNow() const override { return {}; }
    QDateTime wallNow() const override { return wall; }
    bool waitUntilWall(const QDateTime &, const std::stop_token &) const override { return true; }
    QDateTime wall = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);
};

/// Errors as text, and ids.
class ErrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asALine()
    {
        QCOMPARE((Error{u"it broke"_s, {}}.toString()), u"it broke"_s);
        const Error full = Error{u"no service is called \"db\""_s, u"did you mean \"dba\"?"_s}
                               .at({u"a.yaml"_s, 3, 7})
                               .because({u"the file is old"_s, {}});
        QCOMPARE(full.toString(),
                 u"a.yaml:3:7: no service is called \"db\" (did you mean \"dba\"?): "
                 "the file is old"_s);
        QCOMPARE((SourcePosition{u"a.yaml"_s, 0, 0}.toString()), u"a.yaml"_s);
        QCOMPARE(SourcePosition().toString(), QString());
    }

    void asText()
    {
        Error error{u"unknown key \"stauts\""_s, u"did you mean \"status\"?"_s};
        error.position = {u"a.yaml"_s, 12, 5};
        error.quotedLine = u"    stauts: 200"_s;
        QCOMPARE(error.because({u"reason"_s, {}}).toText(), u"error: unknown key \"stauts\"\n"
                                                            "  --> a.yaml:12:5\n"
                                                            "    |\n"
                                                            " 12 |     stauts: 200\n"
                                                            "    |     ^\n"
                                                            "  = did you mean \"status\"?\n"
                                                            "  because reason\n"_s);
    }

    void results()
    {
        const Result<int> good = 5;
        const Result<int> bad = failure(u"no"_s, u"fix"_s, {u"f"_s, 1, 2});
        QVERIFY(good);
        QVERIFY(!bad);
        QCOMPARE(bad.error().toString(), u"f:1:2: no (fix)"_s);
    }

    void runIdsSortByTime()
    {
        FixedClock clock;
        const QString first = newRunId(clock);
        QVERIFY(QRegularExpression(u"^[0-9a-f]{16}$"_s).match(first).hasMatch());
        clock.wall = clock.wall.addSecs(1);
        const QString second = newRunId(clock);
        QVERIFY(first < second);
        QVERIFY(first.left(10) != second.left(10));
        QCOMPARE(newRunId(clock).left(10), second.left(10));
    }

    void randomIdsDiffer()
    {
        QSet<QString> all;
        for (int i = 0; i < 1000; ++i)
            all.insert(randomId(12));
        QCOMPARE(all.size(), 1000);
        QCOMPARE(randomId().size(), 8);
        QCOMPARE(randomId(16).size(), 16);
    }
};

QTEST_APPLESS_MAIN(ErrorTest)
#include "tst_error.moc"

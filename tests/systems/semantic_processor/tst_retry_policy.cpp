// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/retry_policy.h"

#include <QTest>

using namespace semantic;
using namespace std::chrono_literals;
using Kind = UpstreamError::Kind;

class RetryPolicyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatMayPassIsTriedAgain()
    {
        const RetryPolicy policy;
        for (const Kind kind : {Kind::Unavailable, Kind::TimedOut, Kind::RateLimited})
            QVERIFY(policy.pauseAfter(1, {kind, ""}).has_value());
        for (const Kind kind : {Kind::Rejected, Kind::Malformed, Kind::CircuitOpen})
            QVERIFY(!policy.pauseAfter(1, {kind, ""}).has_value());
    }

    void theLastAttemptIsTheLast()
    {
        const RetryPolicy policy{3, 50ms, 1s};
        QVERIFY(policy.pauseAfter(2, {Kind::Unavailable, ""}).has_value());
        QVERIFY(!policy.pauseAfter(3, {Kind::Unavailable, ""}).has_value());
    }

    void thePauseDoublesWithinItsJitter_data()
    {
        QTest::addColumn<int>("attempt");
        QTest::addColumn<int>("base");
        QTest::newRow("first") << 1 << 50;
        QTest::newRow("second") << 2 << 100;
        QTest::newRow("third") << 3 << 200;
        QTest::newRow("capped") << 9 << 1000;
    }
    void thePauseDoublesWithinItsJitter()
    {
        QFETCH(const int, attempt);
        QFETCH(const int, base);
        const RetryPolicy policy{100, 50ms, 1s};
        for (int i = 0; i < 200; ++i) {
            const auto pause = policy.pauseAfter(attempt, {Kind::Unavailable, ""}).value().count();
            QVERIFY(pause >= base / 2 && pause <= base * 3 / 2);
        }
    }

    void aServiceIsWaitedForOnlySoLong()
    {
        const RetryPolicy policy{3, 50ms, 1s};
        QCOMPARE(policy.pauseAfter(1, {Kind::RateLimited, "", 1s}).value().count(), 1000);
        QVERIFY(!policy.pauseAfter(1, {Kind::RateLimited, "", 2s}).has_value());
        QVERIFY(policy.waitsTooLong({Kind::RateLimited, "", 2s}));
    }
};

QTEST_APPLESS_MAIN(RetryPolicyTest)
#include "tst_retry_policy.moc"

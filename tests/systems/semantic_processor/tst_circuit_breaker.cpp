// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/circuit_breaker.h"

#include <QTest>

#include <vector>

using namespace semantic;
using namespace std::chrono_literals;
using State = CircuitBreaker::State;

namespace {

/// A breaker of three failures and ten seconds, whose time stands still until it is moved.
struct Bench
{
    std::chrono::steady_clock::time_point now{1h};
    std::vector<State> changes;
    CircuitBreaker breaker{
        {3, 10s, [this] { return now; }, [this](State state) { changes.push_back(state); }}};

    void fail(int times)
    {
        for (int i = 0; i < times; ++i)
            breaker.failed(breaker.enter().value());
    }
};

} // namespace

class CircuitBreakerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensAfterFailuresInARow()
    {
        Bench bench;
        bench.fail(2);
        bench.breaker.succeeded(bench.breaker.enter().value());
        bench.fail(2);
        QCOMPARE(bench.breaker.status().state, State::Closed);
        QCOMPARE(bench.breaker.status().failures, 2);
        bench.fail(1);
        QCOMPARE(bench.breaker.status().state, State::Open);
        QVERIFY(!bench.breaker.enter());
        QVERIFY(bench.breaker.status().openedAt.has_value());
        bench.now += 4s;
        QCOMPARE(bench.breaker.retryAfter(), std::chrono::milliseconds(6s));
    }

    void ignoredCallsDoNotCount()
    {
        Bench bench;
        bench.fail(2);
        bench.breaker.ignored(bench.breaker.enter().value());
        QCOMPARE(bench.breaker.status().failures, 2);
        bench.fail(1);
        QCOMPARE(bench.breaker.status().state, State::Open);
    }

    void onlyOneProbePasses()
    {
        Bench bench;
        bench.fail(3);
        bench.now += 10s;
        QCOMPARE(bench.breaker.status().state, State::HalfOpen);
        const auto probe = bench.breaker.enter();
        QVERIFY(probe.has_value());
        QVERIFY(!bench.breaker.enter());
        bench.breaker.succeeded(*probe);
        QVERIFY(bench.breaker.enter().has_value());
        QVERIFY(bench.changes == std::vector({State::Open, State::HalfOpen, State::Closed}));
        QVERIFY(!bench.breaker.status().openedAt.has_value());
    }

    void aFailedProbeOpensItAgain()
    {
        Bench bench;
        bench.fail(3);
        bench.now += 10s;
        bench.fail(1);
        QCOMPARE(bench.breaker.status().state, State::Open);
        bench.now += 9s;
        QVERIFY(!bench.breaker.enter());
        bench.now += 1s;
        QVERIFY(bench.breaker.enter().has_value());
    }

    void anIgnoredProbeMakesRoomForTheNext()
    {
        Bench bench;
        bench.fail(3);
        bench.now += 10s;
        bench.breaker.ignored(bench.breaker.enter().value());
        QCOMPARE(bench.breaker.status().state, State::HalfOpen);
        QVERIFY(bench.breaker.enter().has_value());
    }

    void callsOfAnEarlierStateAreNotHeard()
    {
        Bench bench;
        const auto early = bench.breaker.enter().value();
        bench.fail(3);
        bench.breaker.succeeded(early);
        QCOMPARE(bench.breaker.status().state, State::Open);
        bench.now += 10s;
        const auto probe = bench.breaker.enter().value();
        bench.breaker.failed(early);
        QCOMPARE(bench.breaker.status().state, State::HalfOpen);
        bench.breaker.succeeded(probe);
        QCOMPARE(bench.breaker.status().state, State::Closed);
    }

    void canBeReset()
    {
        Bench bench;
        bench.fail(3);
        bench.breaker.reset();
        QVERIFY(bench.breaker.enter().has_value());
        QCOMPARE(bench.breaker.status().failures, 0);
    }
};

QTEST_APPLESS_MAIN(CircuitBreakerTest)
#include "tst_circuit_breaker.moc"

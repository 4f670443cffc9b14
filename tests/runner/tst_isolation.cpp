// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine asks of an Isolation, and when.
#include "base/guarded.h"
#include "runner/engine.h"
#include "support/fake_suite.h"
#include "support/run_harness.h"

#include <QTest>

using namespace assay;
using namespace assay::runner;
using namespace Qt::StringLiterals;
using test::FakeSuite;

namespace {

/// Writes down what it is asked, and how many suites are in at once.
class Recorder final : public Isolation
{
public:
    struct Seen
    {
        QStringList log;
        int inside = 0;
        int most = 0;
    };
    QString refuses; ///< this suite does not get in

    base::Result<QJsonObject> enter(const QString &suite, const std::stop_token &) override
    {
        seen.with([&](Seen &s) {
            s.log.append(u"enter "_s + suite);
            s.most = std::max(s.most, ++s.inside);
        });
        if (suite == refuses)
            return base::failure(u"no room"_s);
        return QJsonObject{{u"api"_s, suite}};
    }
    base::Result<> mark(const QString &suite, const std::stop_token &) override
    {
        seen.with([&](Seen &s) { s.log.append(u"mark "_s + suite); });
        return {};
    }
    base::Result<> goBack(const QString &suite, const std::stop_token &) override
    {
        seen.with([&](Seen &s) { s.log.append(u"back "_s + suite); });
        return {};
    }
    void leave(const QString &suite) override
    {
        seen.with([&](Seen &s) {
            s.log.append(u"leave "_s + suite);
            --s.inside;
        });
    }
    base::Guarded<Seen> seen;
};

/// A suite that is isolated, with two cases.
std::unique_ptr<FakeSuite> isolated(const QString &name, Recorder &recorder,
                                    model::Isolation isolation = model::Isolation::Suite)
{
    auto suite = std::make_unique<FakeSuite>(name);
    suite->settings.isolated = true;
    for (const QString &one : {u"x"_s, u"y"_s}) {
        auto &made = suite->add(one, [&recorder, name, one](TestContext &context) {
            recorder.seen.with([&](Recorder::Seen &s) { s.log.append(name + u'.' + one); });
            const QJsonObject services =
                context.scope().find(u"services"_s).value_or(QJsonValue()).toObject();
            return services[u"api"_s].toString() == name ? Verdict::passed()
                                                         : Verdict::failed(u"another's services"_s);
        });
        made.info.isolation = isolation;
    }
    return suite;
}

EngineResult run(const std::vector<TestSuite *> &suites, Recorder &recorder, int workers,
                 int replicas, const std::function<void(RunGraph &)> &change = {})
{
    test::RunHarness harness;
    auto graph = buildGraph(suites);
    if (!graph)
        qFatal("%s", qPrintable(graph.error().toText()));
    if (change)
        change(*graph);
    Engine engine(*harness.context, *graph,
                  {.workers = workers, .isolation = &recorder, .replicas = replicas});
    return engine.run({});
}

int passed(const EngineResult &result)
{
    return static_cast<int>(
        std::count_if(result.cases.begin(), result.cases.end(),
                      [](const CaseResult &one) { return one.outcome == model::Outcome::Passed; }));
}

} // namespace

class TestIsolation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void suitesAreInFromSetUpToTeardown()
    {
        Recorder recorder;
        const auto a = isolated(u"a"_s, recorder);
        QCOMPARE(passed(run({a.get()}, recorder, 1, 1)), 2);
        QCOMPARE(recorder.seen.copy().log,
                 (QStringList{u"enter a"_s, u"a.x"_s, u"a.y"_s, u"leave a"_s}));
    }
    void casesGoBackOneAfterAnother()
    {
        Recorder recorder;
        const auto a = isolated(u"a"_s, recorder, model::Isolation::Case);
        QCOMPARE(passed(run({a.get()}, recorder, 4, 1)), 2);
        QCOMPARE(recorder.seen.copy().log,
                 (QStringList{u"enter a"_s, u"mark a"_s, u"back a"_s, u"a.x"_s, u"back a"_s,
                              u"a.y"_s, u"leave a"_s}));
    }
    void everyAttemptGoesBack()
    {
        Recorder recorder;
        FakeSuite suite(u"a"_s);
        suite.settings.isolated = true;
        auto &fails = suite.add(u"x"_s, [](TestContext &) { return Verdict::failed(u"no"_s); });
        fails.info.isolation = model::Isolation::Case;
        fails.info.retries = 2;
        QCOMPARE(passed(run({&suite}, recorder, 1, 1)), 0);
        QCOMPARE(recorder.seen.copy().log.filter(u"back"_s).size(), 3);
    }
    void noMoreThanThereAreReplicas()
    {
        Recorder recorder;
        std::vector<std::unique_ptr<FakeSuite>> suites;
        std::vector<TestSuite *> all;
        for (int i = 0; i < 6; ++i) {
            suites.push_back(isolated(QString(QChar(u'a' + i)), recorder));
            all.push_back(suites.back().get());
        }
        QCOMPARE(passed(run(all, recorder, 4, 2)), 12);
        QVERIFY(recorder.seen.copy().most <= 2);
        QCOMPARE(recorder.seen.copy().inside, 0);
    }
    void thoseThatNeedEachOtherDoNotWaitForReplicas()
    {
        Recorder recorder;
        const auto a = isolated(u"a"_s, recorder);
        const auto b = isolated(u"b"_s, recorder);
        a->cases[1]->info.needs.push_back({.caseId = u"b::x"_s});
        b->cases[1]->info.needs.push_back({.caseId = u"a::x"_s});
        QCOMPARE(passed(run({a.get(), b.get()}, recorder, 2, 1)), 4);
    }
    void aLaterPhaseHoldsNoReplica()
    {
        Recorder recorder;
        const auto late = isolated(u"late"_s, recorder);
        const auto early = isolated(u"early"_s, recorder);
        const auto result = run({late.get(), early.get()}, recorder, 2, 1, [](RunGraph &graph) {
            graph.phases = {{u"one"_s, {}}, {u"two"_s, {0}}};
            for (RunGraph::Node &node : graph.nodes)
                node.phase = node.suite == 0 ? 1 : 0;
        });
        QCOMPARE(passed(result), 4);
        QCOMPARE(recorder.seen.copy().log.front(), u"enter early"_s);
    }
    void whoDoesNotGetInFails()
    {
        Recorder recorder;
        recorder.refuses = u"a"_s;
        const auto a = isolated(u"a"_s, recorder);
        const auto b = isolated(u"b"_s, recorder);
        const EngineResult result = run({a.get(), b.get()}, recorder, 2, 1);
        QCOMPARE(passed(result), 2);
        QCOMPARE(result.cases.front().outcome, model::Outcome::Error);
        QVERIFY2(result.cases.front().reason.contains(u"no room"),
                 qPrintable(result.cases.front().reason));
        QCOMPARE(recorder.seen.copy().inside, 0); // its replica is free again
    }
    void afterAStopNobodyGetsIn()
    {
        Recorder recorder;
        FakeSuite first(u"first"_s);
        first.add(u"x"_s);
        const auto late = isolated(u"late"_s, recorder);
        test::RunHarness harness;
        auto graph = buildGraph({&first, late.get()});
        QVERIFY(graph);
        Engine engine(*harness.context, *graph,
                      {.workers = 1, .isolation = &recorder, .replicas = 1});
        engine.stopScheduling(u"enough"_s);
        const EngineResult result = engine.run({});
        QCOMPARE(passed(result), 0);
        QCOMPARE(recorder.seen.copy().log, QStringList());
    }
};

QTEST_GUILESS_MAIN(TestIsolation)
#include "tst_isolation.moc"

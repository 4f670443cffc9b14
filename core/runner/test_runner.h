// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "runner/cron.h"
#include "runner/engine.h"

#include <functional>
#include <memory>

namespace assay::runner {

/// What became of one suite (seed 2.1: TestResults).
struct TestResults
{
    QString suite; ///< its file
    std::vector<CaseResult> cases;
    [[nodiscard]] int count(model::Outcome outcome) const;
    [[nodiscard]] bool isGood() const; ///< no bad case that counts, nothing aborted
};

/// What became of several (seed 2.1: AggregateResults).
struct AggregateResults
{
    std::vector<TestResults> suites; ///< in the order given
    std::vector<QString> badTeardowns;
    bool stopped = false;
    [[nodiscard]] bool isGood() const;
};

/// Runs suites (seed 2.1: TestRunner), in YAML or in C++ alike. Suites outlive the call. Any
/// thread; calls may overlap. Events go to the context's bus; the caller posts RunPlanned before.
///
///     TestRunner runner(context, options);
///     auto results = runner.execute(suite, stopToken);
class TestRunner
{
public:
    TestRunner(steps::RunContext &context, EngineOptions options);
    ~TestRunner();

    /// One suite, all its cases.
    [[nodiscard]] base::Result<TestResults> execute(TestSuite &suite, const std::stop_token &stop);
    /// Suites side by side, as one graph.
    [[nodiscard]] base::Result<AggregateResults> parallel(const std::vector<TestSuite *> &suites,
                                                          const std::stop_token &stop);
    /// Runs the suite at each tick of the schedule until the token is triggered; blocks.
    [[nodiscard]] base::Result<>
    schedule(TestSuite &suite, const CronSchedule &schedule, const SchedulePolicy &policy,
             const std::stop_token &stop,
             const std::function<void(const TestResults &)> &onResults);
    /// Cancels a suite by its file, or a case by its id, in every call that runs now. An error when
    /// nothing of that name runs.
    [[nodiscard]] base::Result<> abort(const QString &testId);

    /// The events of a call's cases count from 0 in the order of suites and cases.
    [[nodiscard]] static events::PlannedCases planned(const RunGraph &graph);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace assay::runner

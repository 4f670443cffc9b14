// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/guarded.h"
#include "events/event_bus.h"
#include "steps/step_context.h"
#include "steps/step_kind.h"
#include "steps/step_runner.h"
#include "suite/yaml_reader.h"

#include <QTemporaryDir>

namespace assay::test {

/// Runs single steps as a worker would, without suites and runner.
///
///     StepHarness h;
///     h.scope.set(u"base"_s, server.url());
///     StepResult r = h.run("http", "GET: ${base}/x");           // the kind alone, once
///     h.run(StepHarness::step("http", "GET: /x", "status: 200")); // with all that stands on a
///     step
///
/// Confined to the test's thread.
class StepHarness
{
public:
    StepHarness();
    ~StepHarness();

    /// The kind alone, once: no expect, no retry. `timeout` is the context's deadline.
    steps::StepResult run(const QString &kind, const QString &bodyYaml,
                          std::chrono::nanoseconds timeout = std::chrono::seconds(20));
    /// A step made by the caller (for children), with everything that stands on a step.
    steps::StepRunner::Finished run(const model::Step &step,
                                    std::chrono::nanoseconds timeout = std::chrono::seconds(20));
    /// A step from its parts: kind, body, and optionally `expect` and `capture`, all YAML.
    static model::Step step(const QString &kind, const QString &bodyYaml,
                            const QString &expectYaml = {}, const QString &captureYaml = {});
    static model::Node yaml(const QString &text);

    /// All events posted so far.
    std::vector<events::EventPointer> takeEvents();

    QTemporaryDir folder; ///< the workspace
    base::SystemClock clock;
    base::SystemFiles files;
    base::SystemVariables variables;
    base::SystemRandom random;
    base::Host host{clock, files, variables, random};
    base::DeadlineTimer timer;
    steps::SecretMasker secrets;
    suite::Scope scope;
    std::stop_source stop; ///< request_stop() aborts what runs
    steps::StepLimits limits;
    steps::StepContext::Owner owner; ///< whose steps they are: another one has other cookies

private:
    class Collector;
    std::unique_ptr<Collector> m_collector;
    std::unique_ptr<events::EventBus> m_bus;
    std::unique_ptr<steps::Worker> m_worker;
    std::unique_ptr<steps::RunContext> m_run;
};

} // namespace assay::test

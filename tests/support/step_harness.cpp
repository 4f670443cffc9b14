// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/step_harness.h"

#include "steps/registry.h"

#include <QDir>

namespace assay::test {

using namespace Qt::StringLiterals;

class StepHarness::Collector final : public events::Sink
{
public:
    void consume(const events::EventBatch &batch) override
    {
        events.with([&](auto &all) { all.insert(all.end(), batch.begin(), batch.end()); });
    }
    base::Guarded<events::EventBatch> events;
};

StepHarness::StepHarness()
    : m_collector(std::make_unique<Collector>())
    , m_bus(std::make_unique<events::EventBus>(clock))
    , m_worker(std::make_unique<steps::Worker>())
{
    m_bus->setKeeper(*m_collector);
    m_bus->start();
    m_run = std::make_unique<steps::RunContext>(steps::RunContext{
        .host = host,
        .timer = timer,
        .bus = *m_bus,
        .secrets = secrets,
        .workspaceFolder = folder.path(),
        .resolvePath = [this](const QString &path, const QString &) -> base::Result<QString> {
            return QDir(folder.path()).absoluteFilePath(path);
        },
        .resolveFolder = [this](const QString &path, const QString &) -> base::Result<QString> {
            return QDir(folder.path()).absoluteFilePath(path);
        },
        .snapshots = {}});
}

StepHarness::~StepHarness() = default;

model::Node StepHarness::yaml(const QString &text)
{
    suite::Diagnostics diagnostics;
    auto node = suite::readYaml(text.toUtf8(), u"test.yaml"_s, diagnostics);
    if (!node)
        qFatal("bad YAML in the test: %s", qPrintable(text));
    return *node;
}

model::Step StepHarness::step(const QString &kind, const QString &bodyYaml,
                              const QString &expectYaml, const QString &captureYaml)
{
    model::Step step;
    step.kind = kind;
    step.file = u"test.yaml"_s;
    step.line = 1;
    step.column = 1;
    step.body = yaml(bodyYaml);
    if (!expectYaml.isEmpty())
        step.expect = yaml(expectYaml);
    if (!captureYaml.isEmpty())
        step.capture = yaml(captureYaml);
    return step;
}

steps::StepResult StepHarness::run(const QString &kind, const QString &bodyYaml,
                                   std::chrono::nanoseconds timeout)
{
    const steps::StepKind *found = steps::kindNamed(kind);
    if (found == nullptr)
        qFatal("no step kind %s", qPrintable(kind));
    const model::Step made = step(kind, bodyYaml);
    m_run->limits = limits;
    const base::SteadyTime deadline = clock.steadyNow() + timeout;
    base::StopScope stopScope(timer, stop.get_token(), deadline);
    steps::StepContext context(*m_run, *m_worker, owner, scope, stopScope.token(), deadline,
                               u"steps.0"_s);
    return found->run(made, context);
}

steps::StepRunner::Finished StepHarness::run(const model::Step &step,
                                             std::chrono::nanoseconds timeout)
{
    m_run->limits = limits;
    const base::SteadyTime deadline = clock.steadyNow() + timeout;
    base::StopScope stopScope(timer, stop.get_token(), deadline);
    steps::StepContext context(*m_run, *m_worker, owner, scope, stopScope.token(), deadline,
                               u"steps.0"_s);
    return steps::StepRunner(step, context).run();
}

std::vector<events::EventPointer> StepHarness::takeEvents()
{
    m_bus->close();
    return m_collector->events.copy();
}

} // namespace assay::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/host.h"
#include "events/event_bus.h"
#include "runner/test_runner.h"
#include "runner/test_suite.h"

#include <QCoreApplication>

#include <cstdio>

using namespace assay;

namespace {

class Adds final : public runner::TestCase
{
public:
    QString name() const override { return QStringLiteral("adds"); }
    runner::Verdict execute(runner::TestContext &context) override
    {
        context.scope().set(QStringLiteral("sum"), 2 + 3);
        return runner::Verdict::passed();
    }
};

class IsWrong final : public runner::TestCase
{
public:
    QString name() const override { return QStringLiteral("is wrong"); }
    QStringList dependencies() const override { return {QStringLiteral("adds")}; }
    runner::Verdict execute(runner::TestContext &context) override
    {
        const auto sum = context.scope().find(QStringLiteral("sum"));
        return runner::Verdict::failed(
            QStringLiteral("the sum is %1").arg(sum.value_or(QJsonValue()).toInt()));
    }
};

class Arithmetic final : public runner::TestSuite
{
public:
    runner::SuiteConfig config() const override
    {
        runner::SuiteConfig config;
        config.file = config.name = QStringLiteral("arithmetic");
        return config;
    }
    std::vector<runner::TestCase *> tests() override { return {&m_adds, &m_isWrong}; }
    bool hasSetup() const override { return false; }

private:
    Adds m_adds;
    IsWrong m_isWrong;
};

/// Prints failures; the runner's results have the outcomes.
class Printer final : public events::Sink
{
public:
    void consume(const events::EventBatch &batch) override
    {
        for (const events::EventPointer &event : batch) {
            if (const auto *attempt = std::get_if<events::AttemptFinished>(&event->payload)) {
                for (const events::Failure &failure : attempt->failures)
                    std::printf("%s\n", qPrintable(failure.message));
            }
        }
    }
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    base::SystemClock clock;
    base::SystemFiles files;
    base::SystemVariables variables;
    base::SystemRandom random;
    base::Host host{clock, files, variables, random};
    base::DeadlineTimer timer;
    steps::SecretMasker secrets;
    Printer printer;
    events::EventBus bus(clock);
    bus.setKeeper(printer);
    bus.start();
    steps::RunContext context{.host = host,
                              .timer = timer,
                              .bus = bus,
                              .secrets = secrets,
                              .workspaceFolder = QStringLiteral("/"),
                              .resolvePath = {},
                              .resolveFolder = {},
                              .snapshots = {}};
    Arithmetic suite;
    const auto results = runner::TestRunner(context, {}).execute(suite, {});
    bus.close();
    if (!results) {
        std::printf("%s\n", qPrintable(results.error().toText()));
        return 1;
    }
    for (const runner::CaseResult &one : results->cases)
        std::printf("%s: %s\n", qPrintable(one.id), qPrintable(model::outcomeName(one.outcome)));
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/host.h"
#include "events/event_bus.h"
#include "events/run_state.h"
#include "steps/step_context.h"

#include <QStringList>

namespace assay::test {

/// What a runner needs around it, and the log of what it posted. Confined to the test's thread.
class RunHarness
{
public:
    RunHarness();
    ~RunHarness();

    /// Ends the stream. "a started", "a passed", "b skipped: needs: a failed", ...: cases by name,
    /// in the order of their events; with one worker the order is fixed.
    [[nodiscard]] QStringList log(const events::PlannedCases &cases);
    [[nodiscard]] const std::vector<events::EventPointer> &events() const;

    base::SystemClock clock;
    base::SystemFiles files;
    base::SystemVariables variables;
    base::SystemRandom random;
    base::Host host{clock, files, variables, random};
    base::DeadlineTimer timer;
    steps::SecretMasker secrets;
    std::unique_ptr<events::EventBus> bus;
    std::unique_ptr<steps::RunContext> context;

private:
    class Collector;
    std::unique_ptr<Collector> m_collector;
};

} // namespace assay::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/run_harness.h"

namespace assay::test {

using namespace Qt::StringLiterals;

class RunHarness::Collector final : public events::Sink
{
public:
    void consume(const events::EventBatch &batch) override
    {
        events.insert(events.end(), batch.begin(), batch.end());
    }
    events::EventBatch events; ///< read after the bus was closed
};

RunHarness::RunHarness()
    : m_collector(std::make_unique<Collector>())
{
    bus = std::make_unique<events::EventBus>(clock);
    bus->setKeeper(*m_collector);
    bus->start();
    context = std::make_unique<steps::RunContext>(steps::RunContext{
        .host = host, .timer = timer, .bus = *bus, .secrets = secrets, .workspaceFolder = u"/"_s});
}

RunHarness::~RunHarness()
{
    bus->close();
}

const std::vector<events::EventPointer> &RunHarness::events() const
{
    return m_collector->events;
}

QStringList RunHarness::log(const events::PlannedCases &cases)
{
    bus->close();
    QStringList lines;
    const auto name = [&](events::CaseIndex index) {
        return cases.at(index).name;
    };
    for (const events::EventPointer &event : m_collector->events) {
        std::visit(events::Overloaded{[&](const events::CaseStarted &e) {
                                          lines << name(e.index) + u" started"_s;
                                      },
                                      [&](const events::CaseFinished &e) {
                                          QString line =
                                              name(e.index) + u' ' + model::outcomeName(e.outcome);
                                          if (e.flaky)
                                              line += u" flaky"_s;
                                          if (e.quarantined)
                                              line += u" quarantined"_s;
                                          if (!e.reason.isEmpty())
                                              line += u": "_s + e.reason;
                                          lines << line;
                                      },
                                      [](const auto &) {}},
                   event->payload);
    }
    return lines;
}

} // namespace assay::test

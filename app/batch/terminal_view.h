// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/batch/console.h"
#include "base/guarded.h"
#include "events/event_bus.h"
#include "events/run_state.h"

#include <thread>
#include <unordered_map>

namespace assay::app {

/// Shows a run on a terminal: one line for each finished case, bad ones with why; on a live
/// terminal also what runs now and a bar, else a heartbeat when nothing has been said for a while.
/// A sink: consume() on the bus's thread, the rows are redrawn on a thread of its own.
class TerminalView final : public events::Sink
{
public:
    struct Settings
    {
        bool verbose = false;
        bool quiet = false;
        QString rerun; ///< the command line that runs the failed ones again
        std::chrono::seconds heartbeat{10};
    };
    TerminalView(Console &console, Settings settings);
    ~TerminalView() override;

    void consume(const events::EventBatch &batch) override;
    void finish() override;

    [[nodiscard]] QString summary() const;

private:
    struct Shown
    {
        events::RunState state{events::RunState::Detail::Results};
        int rows = 0; ///< live rows that stand below the last line
        /// What the first bad step of a running case sent and got; of its present attempt.
        std::unordered_map<events::CaseIndex, QString> exchanges;
        std::chrono::steady_clock::time_point lastSaid;
    };
    void tick(const std::stop_token &stop);
    void redraw(Shown &shown, const QString &lines);
    [[nodiscard]] QString linesOf(const events::Event &event, Shown &shown) const;
    [[nodiscard]] QString caseLine(const events::RunState &state, events::CaseIndex index) const;
    [[nodiscard]] QString badLine(const events::RunState &state, events::CaseIndex index) const;
    [[nodiscard]] QString failureLines(const events::RunState &state,
                                       events::CaseIndex index) const;
    [[nodiscard]] QString liveRows(const events::RunState &state) const;
    [[nodiscard]] QString paint(const QString &text, const char *color) const;

    Console &m_console;
    Settings m_settings;
    base::Guarded<Shown> m_shown;
    std::jthread m_ticker;
};

} // namespace assay::app

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/run_state.h"
#include "ui/theme/theme.h"

#include <optional>

namespace assay::ui {

/// What a line of the console is about, for its filters.
enum class LogKind { Case, Step, Service, Health, Data, Assay };

/// Something said in a run, as it comes to the console. A plain value, any thread.
struct ConsoleLine
{
    base::Nanoseconds at{}; ///< since the run's start
    events::LogLevel level = events::LogLevel::Info;
    LogKind kind = LogKind::Assay;
    Role role = Role::Text;
    QString source; ///< "step", "api", "health"
    QString text;   ///< as it came: several lines, control characters, of any length

    // What it is about, for who selects the line.
    std::uint64_t event = 0; ///< sequence number, from 1; 0 for none
    events::CaseIndex caseIndex = -1;
    int attempt = 0;  ///< of a step, from 1
    QString stepPath; ///< of a step: "steps.2.1"
};

/// What an event says in the console; nothing for most. `state` is the run after the event.
[[nodiscard]] std::optional<ConsoleLine> consoleLine(const events::Event &event,
                                                     const events::RunState &state);

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "events/run_state.h"

#include <QByteArray>

#include <functional>

namespace assay::reporting {

/// What a report is made from: a run, live or past.
struct ReportInput
{
    using TakeLine = std::function<bool(const QByteArray &)>;

    const events::RunState &state;
    /// Gives the run's events as JSON lines, each with its line feed, until it gets false:
    /// `HistoryStore::lines`. Only formats with needsEvents() ask for it; may be empty otherwise.
    std::function<base::Result<>(const TakeLine &)> events = {};
};

/// Where a report goes, piece by piece. False: it could not be taken, give up.
using ReportOutput = std::function<bool(const QByteArray &)>;

/// One format: a projection of a run, with nothing of its own. The same run gives the same bytes.
/// To add one: a class in formats/, its line in registry.cpp, a golden file in tests/reporting.
/// Stateless, any thread.
class ReportFormat
{
public:
    virtual ~ReportFormat() = default;
    [[nodiscard]] virtual QString name() const = 0;       ///< "junit"
    [[nodiscard]] virtual QString help() const = 0;       ///< one line for --help
    [[nodiscard]] virtual QString fileSuffix() const = 0; ///< ".xml"
    [[nodiscard]] virtual bool needsEvents() const { return false; }
    /// An error only when the input lacks what the format needs; a refusing output just ends it.
    [[nodiscard]] virtual base::Result<> write(const ReportInput &input,
                                               const ReportOutput &out) const = 0;
};

} // namespace assay::reporting

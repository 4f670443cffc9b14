// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mutants/bug.h"
#include "mutants/options.h"
#include "mutants/suite_run.h"

namespace assay::mutants {

/// Runs `assay --batch` with a bug. It ends what takes too long, and nothing that it did not start.
/// Any thread; calls block.
class Runner
{
public:
    explicit Runner(const Options &options);

    /// The system's own list; empty when it cannot be had.
    [[nodiscard]] std::vector<Bug> bugs() const;
    /// The places of the workspace, or all of it, with a bug or "none". When the environment of one
    /// suite does not come up, nothing of such a run is done: see runEach().
    [[nodiscard]] SuiteRun run(const QString &bug, const QStringList &places, bool toFirst) const;

private:
    const Options &m_options;
};

} // namespace assay::mutants

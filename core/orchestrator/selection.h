// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "runner/run_graph.h"

#include <QSet>

#include <optional>

namespace assay::orchestrator {

/// Which cases of a graph run (semantics: "Selection", "Shards"). A plain value.
struct Selection
{
    QStringList places; ///< "suites/a.yaml", "suites/a.yaml:14", a folder; empty takes all
    QString keyword;    ///< -k expression over names
    QString tags;       ///< --tag expression
    QStringList cases;  ///< --case: ids or names, as written
    std::optional<QSet<QString>> only; ///< --last-failed, --resume: ids; set but empty takes none
    bool pullNeeds = true;             ///< --no-needs turns it off
    std::optional<quint64> shuffleSeed;
    int repeat = 1;
    int shard = 0; ///< 1-based; 0 takes all
    int shards = 0;
};

/// The part of the graph that is selected, closed over needs. Errors: an expression that does not
/// parse, a place or case that selects nothing ("did you mean"), a shard out of range.
/// An empty graph is no error: the caller says "nothing selected".
[[nodiscard]] base::Result<runner::RunGraph> select(const runner::RunGraph &graph,
                                                    const Selection &selection);

/// The same for the same cases, needs and phases on every machine: 16 hex digits.
[[nodiscard]] QString planHash(const runner::RunGraph &graph);

} // namespace assay::orchestrator

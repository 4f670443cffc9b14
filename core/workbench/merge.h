// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/host.h"
#include "history/history_store.h"

namespace assay::workbench {

struct MergedShards
{
    QString runId;
    int exitCode = 0; ///< the worst of the shards
};

/// Joins the `.assayrun` files of all shards of one plan into one new run of the store: cases in
/// plan order, events by time (semantics: "Shards"). Errors: a shard that is missing, there twice,
/// of another plan, not finished, or a run that is no shard. Any thread.
[[nodiscard]] base::Result<MergedShards> mergeShardFiles(const history::HistoryStore &store,
                                                         const QStringList &files,
                                                         const base::Host &host);

} // namespace assay::workbench

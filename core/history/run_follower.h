// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_store.h"

namespace assay::history {

/// Reads the events of a run in batches, also of one that another process is writing: what it has
/// committed is there at the next call.
///
///     auto follower = RunFollower::open(store, id);
///     while (!stop.stop_requested()) {
///         auto step = (*follower)->next();          // an error: try again, or say it
///         ...step->events...
///         if (step->ended) break;
///         if (step->events.empty()) base::waitFor(100ms, stop);
///     }
///
/// A call without news costs two looks at shared memory and one at /proc. Confined to one thread.
class RunFollower
{
public:
    struct Step
    {
        events::EventBatch events;
        bool ended = false;       ///< nothing will follow
        bool interrupted = false; ///< when ended: its process died, or it was stopped unfinished
    };

    /// `run` as in HistoryStore::find().
    [[nodiscard]] static base::Result<std::unique_ptr<RunFollower>> open(const HistoryStore &store,
                                                                         const QString &run);
    ~RunFollower();

    /// At most about `most` events, more when a chunk holds more. An error when the run was deleted
    /// or cannot be read; nothing is skipped then, and the next call tries again.
    [[nodiscard]] base::Result<Step> next(std::size_t most = 5000);
    /// Of the run so far, for progress.
    [[nodiscard]] base::Result<qint64> total() const;
    [[nodiscard]] const RunInfo &info() const;

private:
    struct Private;
    explicit RunFollower(std::unique_ptr<Private> state);
    std::unique_ptr<Private> d;
};

} // namespace assay::history

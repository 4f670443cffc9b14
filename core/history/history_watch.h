// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_store.h"

namespace assay::history {

/// Tells whether runs came, went or grew since the last look, whoever wrote them.
///
///     HistoryWatch watch(store);
///     while (base::waitFor(200ms, stop)) if (watch.changed()) ...
///
/// A look without news costs one stat() and one look at shared memory, and one at /proc for each
/// run that is live. A file that is not there, locked or broken has not changed until it can be
/// read. Confined to one thread.
class HistoryWatch
{
public:
    explicit HistoryWatch(const HistoryStore &store);
    ~HistoryWatch();

    /// True at the first look. Runs whose process died are marked as interrupted meanwhile.
    [[nodiscard]] bool changed();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace assay::history

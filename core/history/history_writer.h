// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/event_bus.h"
#include "history/history_store.h"

#include <memory>

namespace assay::history {

/// Keeps the events of one run: the keeper of its event bus, so that nothing is shown before it is
/// kept. Each batch is one transaction, and consume() returns when it is committed.
///
/// When the file cannot be written (locked by others, disk full, read-only), the run goes on:
/// batches wait in memory and are tried again with the next one. All waiting for locks of a run
/// together is bounded by kPatience; what waits, by kMaxWaiting bytes. What went wrong is in
/// problems().
///
/// Bodies of passed steps over kPassedBodyLimit bytes are cut; the cut is visible in bodySize.
/// consume and finish: the bus's keeper thread, which owns the connection. problems: any thread.
class HistoryWriter final : public events::Sink
{
public:
    static constexpr std::chrono::milliseconds kPatience{2000};
    static constexpr qsizetype kMaxWaiting = qsizetype(64) * 1024 * 1024;
    static constexpr qsizetype kPassedBodyLimit = 4096;

    explicit HistoryWriter(const HistoryStore &store);
    ~HistoryWriter() override;

    void consume(const events::EventBatch &batch) override;
    void finish() override;

    /// One sentence each; empty when all was kept at once.
    [[nodiscard]] QStringList problems() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace assay::history

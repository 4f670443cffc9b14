// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_feed.h"

#include <deque>

namespace assay::ui {

/// What a RunState does not keep of a run's events and inspectors show: single events, the lines of
/// a service or case, the changes of a service, snapshots. The newest ones: at most kEvents and
/// kLines; samples are not kept. Follows its feed. Main thread.
class RunRecord : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t kEvents = 50'000; ///< beside lines
    static constexpr std::size_t kLines = 20'000;
    static constexpr std::size_t kChanges = 5'000; ///< of services

    explicit RunRecord(RunFeed &feed, QObject *parent = nullptr);

    /// Null when it is not kept (any more).
    [[nodiscard]] events::EventPointer eventAt(std::uint64_t sequence) const;
    /// The next one that is kept, before or after; null at the ends.
    [[nodiscard]] events::EventPointer neighbour(std::uint64_t sequence, bool forward) const;
    [[nodiscard]] std::size_t size() const { return m_events.size() + m_lines.size(); }

    /// Changes of its state and health, oldest first.
    [[nodiscard]] events::EventBatch changesOf(const QString &service) const;
    /// Its last lines, oldest first.
    [[nodiscard]] events::EventBatch linesOf(const QString &service, std::size_t most) const;
    /// Lines that belong to the case, between two times of the run.
    [[nodiscard]] events::EventBatch linesOf(events::CaseIndex index, base::Nanoseconds from,
                                             base::Nanoseconds to, std::size_t most) const;
    [[nodiscard]] const std::vector<events::SnapshotTaken> &snapshots() const
    {
        return m_snapshots;
    }

Q_SIGNALS:
    void forgotten(); ///< another run, or it was rewound

private:
    using Events = std::deque<events::EventPointer>;
    void add(const events::EventPointer &event);
    void clear();

    Events m_events;
    Events m_lines;
    Events m_changes;
    std::vector<events::SnapshotTaken> m_snapshots;
};

} // namespace assay::ui

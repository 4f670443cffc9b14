// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/lane.h"

#include <QStringList>

namespace assay::ui {

/// The lanes of a timeline in the order a person gave them, some of them hidden. Main thread.
class LaneStack
{
public:
    explicit LaneStack(std::vector<std::unique_ptr<Lane>> lanes);

    struct Entry
    {
        std::unique_ptr<Lane> lane;
        bool hidden = false;
        double top = 0; ///< of the content, as last laid out
    };
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }
    [[nodiscard]] Lane *find(QStringView id) const;

    void setHidden(QStringView id, bool hidden);
    /// One place up (-1) or down (1); nothing happens at the ends.
    void move(QStringView id, int by);

    /// For settings: ids in their order, hidden ones with a "-" before.
    [[nodiscard]] QStringList save() const;
    /// Unknown ids are passed over; lanes that are not named keep their place behind what stands
    /// before them by default, so that new ones appear.
    void restore(const QStringList &saved);
    /// The order of makeLanes(), all shown.
    void restoreDefault();

    bool take(const RunFeed &feed, const RunUpdate &update);
    void reset();
    /// One under the other; gives the height of all.
    [[nodiscard]] double layOut(LaneFrame frame);

private:
    [[nodiscard]] std::vector<Entry>::iterator place(QStringView id);

    std::vector<Entry> m_entries;
    QStringList m_default;
};

} // namespace assay::ui

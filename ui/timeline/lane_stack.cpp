// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lane_stack.h"

#include <algorithm>

namespace assay::ui {

namespace {

constexpr double kGap = 2; // between lanes

} // namespace

LaneStack::LaneStack(std::vector<std::unique_ptr<Lane>> lanes)
{
    for (std::unique_ptr<Lane> &lane : lanes) {
        m_default.append(lane->id());
        m_entries.push_back({std::move(lane), false, 0});
    }
}

std::vector<LaneStack::Entry>::iterator LaneStack::place(QStringView id)
{
    return std::find_if(m_entries.begin(), m_entries.end(),
                        [&](const Entry &entry) { return entry.lane->id() == id; });
}

Lane *LaneStack::find(QStringView id) const
{
    for (const Entry &entry : m_entries) {
        if (entry.lane->id() == id)
            return entry.lane.get();
    }
    return nullptr;
}

void LaneStack::setHidden(QStringView id, bool hidden)
{
    const auto it = place(id);
    if (it != m_entries.end())
        it->hidden = hidden;
}

void LaneStack::move(QStringView id, int by)
{
    const auto it = place(id);
    if (it == m_entries.end())
        return;
    const auto to = (it - m_entries.begin()) + by;
    if (to >= 0 && to < std::ssize(m_entries))
        std::swap(*it, m_entries[static_cast<std::size_t>(to)]);
}

QStringList LaneStack::save() const
{
    QStringList saved;
    for (const Entry &entry : m_entries)
        saved.append(entry.hidden ? u'-' + entry.lane->id() : entry.lane->id());
    return saved;
}

void LaneStack::restore(const QStringList &saved)
{
    restoreDefault();
    std::vector<Entry> ordered;
    for (const QString &word : saved) {
        const bool hidden = word.startsWith(u'-');
        const auto it = place(QStringView(word).mid(hidden ? 1 : 0));
        if (it == m_entries.end())
            continue;
        it->hidden = hidden;
        ordered.push_back(std::move(*it));
        m_entries.erase(it);
    }
    for (Entry &fresh : m_entries) {
        const qsizetype rank = m_default.indexOf(fresh.lane->id());
        const auto before =
            rank == 0 ? ordered.end()
                      : std::find_if(ordered.begin(), ordered.end(), [&](const Entry &entry) {
                            return entry.lane->id() == m_default[rank - 1];
                        });
        if (rank == 0)
            ordered.insert(ordered.begin(), std::move(fresh));
        else
            ordered.insert(before == ordered.end() ? before : before + 1, std::move(fresh));
    }
    m_entries = std::move(ordered);
}

void LaneStack::restoreDefault()
{
    std::sort(m_entries.begin(), m_entries.end(), [&](const Entry &a, const Entry &b) {
        return m_default.indexOf(a.lane->id()) < m_default.indexOf(b.lane->id());
    });
    for (Entry &entry : m_entries)
        entry.hidden = false;
}

bool LaneStack::take(const RunFeed &feed, const RunUpdate &update)
{
    bool changed = false; // hidden ones too: they are shown with all when they come back
    for (const Entry &entry : m_entries)
        changed = entry.lane->take(feed, update) || changed;
    return changed;
}

void LaneStack::reset()
{
    for (const Entry &entry : m_entries)
        entry.lane->reset();
}

double LaneStack::layOut(LaneFrame frame)
{
    const double start = frame.top;
    for (Entry &entry : m_entries) {
        entry.top = frame.top;
        if (entry.hidden)
            continue;
        entry.lane->layOut(frame);
        if (entry.lane->height() > 0)
            frame.top += entry.lane->height() + kGap;
    }
    return frame.top - start;
}

} // namespace assay::ui

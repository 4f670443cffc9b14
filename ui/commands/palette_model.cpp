// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/palette_model.h"

#include "ui/commands/fuzzy.h"
#include "ui/models/roles.h"

#include <QAction>

#include <algorithm>

namespace assay::ui {

namespace {

/// A word of the help is worth less than one of the name.
constexpr int kNoteShare = 3;

} // namespace

PaletteModel::PaletteModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void PaletteModel::setEntries(std::vector<PaletteEntry> entries)
{
    m_entries = std::move(entries);
    setPattern({});
}

void PaletteModel::setPattern(const QString &pattern)
{
    std::vector<std::pair<int, std::size_t>> found;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const int score = std::max(fuzzyScore(pattern, m_entries[i].text),
                                   fuzzyScore(pattern, m_entries[i].note) / kNoteShare);
        if (score > 0)
            found.emplace_back(score, i);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto &a, const auto &b) { return a.first > b.first; });
    beginResetModel();
    m_shown.clear();
    for (const auto &[score, i] : found) {
        if (m_shown.size() < kLimit)
            m_shown.push_back(i);
    }
    endResetModel();
}

const PaletteEntry *PaletteModel::entryAt(const QModelIndex &index) const
{
    return index.isValid() ? &m_entries[m_shown[static_cast<std::size_t>(index.row())]] : nullptr;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    const PaletteEntry *entry = entryAt(index);
    if (entry == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return entry->text;
    case NoteRole:
        return entry->note;
    case SortRole:
        return entry->keys;
    case StatusRole:
        return entry->status ? QVariant(int(*entry->status)) : QVariant();
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    const PaletteEntry *entry = entryAt(index);
    if (entry == nullptr)
        return Qt::NoItemFlags;
    const bool enabled = entry->action == nullptr || entry->action->isEnabled();
    return enabled ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::ItemIsSelectable;
}

} // namespace assay::ui

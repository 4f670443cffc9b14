// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/palette_model.h"

#include "ui/commands/fuzzy.h"
#include "ui/models/roles.h"

#include <algorithm>

namespace assay::ui {

namespace {

/// A word of the help is worth less than one of the name.
constexpr int kNoteShare = 3;

using Ranked = std::vector<std::pair<int, const PaletteEntry *>>;

int scoreOf(QStringView pattern, const PaletteEntry &entry)
{
    const int score = fuzzyScore(pattern, entry.text);
    return score > 0 ? score : fuzzyScore(pattern, entry.note) / kNoteShare;
}

/// The best `count` first; those that are alike keep their order.
void keepBest(Ranked &found, std::size_t count)
{
    std::ranges::stable_sort(found, [](const auto &a, const auto &b) { return a.first > b.first; });
    if (found.size() > count)
        found.resize(count);
}

} // namespace

PaletteModel::PaletteModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void PaletteModel::setSections(std::vector<Section> sections)
{
    beginResetModel();
    m_rows.clear(); // they point into what goes now
    m_sections = std::move(sections);
    m_pattern.clear();
    endResetModel();
    refresh();
}

void PaletteModel::setEntries(const QString &section, std::vector<PaletteEntry> entries)
{
    beginResetModel();
    m_rows.clear();
    for (Section &one : m_sections) {
        if (one.id == section)
            one.entries = std::move(entries);
    }
    endResetModel();
    refresh();
}

void PaletteModel::setRecent(const QStringList &keys)
{
    m_recent = keys;
}

void PaletteModel::setPattern(const QString &pattern)
{
    m_pattern = pattern.trimmed();
    refresh();
}

void PaletteModel::addRecent(std::vector<Row> &rows) const
{
    std::vector<Row> found;
    for (const QString &key : m_recent) {
        for (const Section &section : m_sections) {
            for (const PaletteEntry &entry : section.entries) {
                if (entry.key == key && found.size() < static_cast<std::size_t>(kOfSection))
                    found.push_back({{}, &entry});
            }
        }
    }
    if (found.empty())
        return;
    rows.push_back({tr("Recent"), nullptr});
    rows.insert(rows.end(), found.begin(), found.end());
}

void PaletteModel::refresh()
{
    QString pattern = m_pattern;
    const Section *only = nullptr;
    for (const Section &section : m_sections) {
        if (!pattern.isEmpty() && pattern.front() == section.prefix)
            only = &section;
    }
    if (only != nullptr)
        pattern = pattern.sliced(1).trimmed();

    std::vector<std::pair<const Section *, Ranked>> found;
    for (const Section &section : m_sections) {
        if (only != nullptr && only != &section)
            continue;
        Ranked ranked;
        for (const PaletteEntry &entry : section.entries) {
            int score = scoreOf(pattern, entry);
            if (score <= 0)
                continue;
            if (!pattern.isEmpty() && m_recent.contains(entry.key))
                score += kRecentBonus;
            ranked.emplace_back(score, &entry);
        }
        if (!ranked.empty())
            found.emplace_back(&section, std::move(ranked));
    }
    const auto most = static_cast<std::size_t>(found.size() == 1 ? kAlone : kOfSection);
    for (auto &[section, ranked] : found)
        keepBest(ranked, most);
    if (!pattern.isEmpty()) {
        std::ranges::stable_sort(found, [](const auto &a, const auto &b) {
            return a.second.front().first > b.second.front().first;
        });
    }
    std::vector<Row> rows;
    if (m_pattern.isEmpty())
        addRecent(rows);
    for (const auto &[section, ranked] : found) {
        rows.push_back({section->title, nullptr});
        for (const auto &[score, entry] : ranked)
            rows.push_back({{}, entry});
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

const PaletteEntry *PaletteModel::entryAt(const QModelIndex &index) const
{
    return index.isValid() ? m_rows[static_cast<std::size_t>(index.row())].entry : nullptr;
}

int PaletteModel::nextEntry(int row, int step) const
{
    for (int at = row; at >= 0 && at < rowCount(); at += step) {
        if (m_rows[static_cast<std::size_t>(at)].entry != nullptr)
            return at;
    }
    return -1;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    if (row.entry == nullptr)
        return role == Qt::DisplayRole ? QVariant(row.title)
               : role == StrongRole    ? QVariant(true)
                                       : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return row.entry->text;
    case NoteRole:
        return row.entry->note;
    case SortRole:
        return row.entry->keys;
    case StatusRole:
        return row.entry->status ? QVariant(int(*row.entry->status)) : QVariant();
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    const PaletteEntry *entry = entryAt(index);
    if (entry == nullptr)
        return Qt::NoItemFlags;
    return entry->enabled ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::ItemIsSelectable;
}

} // namespace assay::ui

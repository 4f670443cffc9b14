// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/palette_source.h"

#include <QAbstractListModel>
#include <QStringList>

namespace assay::ui {

/// What fits what is typed, in sections: the section with the best match first, the best of each
/// first, at most kOfSection of each. Without a text, what was used last stands on top.
/// Main thread.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr int kOfSection = 8;
    static constexpr int kAlone = 100; ///< of the only section that has any
    static constexpr int kRecentBonus = 12;

    struct Section
    {
        QString id;
        QString title;
        QChar prefix;
        std::vector<PaletteEntry> entries;
    };

    explicit PaletteModel(QObject *parent = nullptr);
    void setSections(std::vector<Section> sections);
    void setEntries(const QString &section, std::vector<PaletteEntry> entries); ///< that came later
    void setRecent(const QStringList &keys);
    void setPattern(const QString &pattern);

    /// Null for the line above a section.
    [[nodiscard]] const PaletteEntry *entryAt(const QModelIndex &index) const;
    /// The next entry from `row` on in steps of `step`, lines above sections skipped; -1: none.
    [[nodiscard]] int nextEntry(int row, int step) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row
    {
        QString title; ///< of a section; "" of an entry
        const PaletteEntry *entry = nullptr;
    };
    void refresh();
    void addRecent(std::vector<Row> &rows) const;

    std::vector<Section> m_sections;
    QStringList m_recent;
    QString m_pattern;
    std::vector<Row> m_rows;
};

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <QAbstractListModel>

#include <functional>

class QAction;

namespace assay::ui {

/// One thing that the palette can do.
struct PaletteEntry
{
    QString text;
    QString note;
    QString keys;
    std::optional<Status> status;
    QAction *action = nullptr; ///< of a command; null for a case
    QString caseId;
};

/// The entries that fit what is typed, the best first, at most kLimit. Main thread.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr int kLimit = 60;

    explicit PaletteModel(QObject *parent = nullptr);
    void setEntries(std::vector<PaletteEntry> entries);
    void setPattern(const QString &pattern);
    [[nodiscard]] const PaletteEntry *entryAt(const QModelIndex &index) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    std::vector<PaletteEntry> m_entries;
    std::vector<std::size_t> m_shown;
};

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <QPushButton>
#include <QWidget>

#include <vector>

namespace assay::ui {

/// "✓ 61  ✕ 2  ≈ 1  – 1  ○ 32": how many cases have each status; a click filters by it. Main
/// thread.
class StatusChips : public QWidget
{
    Q_OBJECT
public:
    explicit StatusChips(const ThemeManager &themes, QWidget *parent = nullptr);

    void setCounts(const std::array<int, kStatusCount> &counts);
    /// Checks the chips whose status the filter text names.
    void setFilterText(const QString &text);

Q_SIGNALS:
    void toggled(assay::ui::Status status);

private:
    void paintIcons();

    const ThemeManager &m_themes;
    std::vector<std::pair<Status, QPushButton *>> m_chips;
};

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/figures.h"
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace assay::ui {

constexpr int kRowHeight = 24;
constexpr int kCompactRowHeight = 20;
constexpr int kGap = 4; ///< everything stands on a grid of this

/// Name with its status before it and a muted note at the right: suites and steps.
class TreeDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit TreeDelegate(const ThemeManager &themes, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

protected:
    const ThemeManager &m_themes;
    TabularFigures m_figures;
};

/// A dot, the name, where it is, and at the right its state.
class ServiceDelegate final : public TreeDelegate
{
    Q_OBJECT
public:
    using TreeDelegate::TreeDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

/// Cells of the case and problem tables: status with glyph and word, figures in columns.
class CellDelegate final : public TreeDelegate
{
    Q_OBJECT
public:
    using TreeDelegate::TreeDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

/// Commands and cases of the palette: text, help, and at the right the shortcut.
class PaletteDelegate : public TreeDelegate
{
    Q_OBJECT
public:
    using TreeDelegate::TreeDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace assay::ui

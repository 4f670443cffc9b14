// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/delegates.h"

#include "ui/models/roles.h"
#include "ui/theme/status.h"

#include <QPainter>

#include <cmath>

namespace assay::ui {

namespace {

constexpr int kIcon = 12;

bool isSelected(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_Selected);
}

void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme)
{
    if (isSelected(option))
        painter.fillRect(option.rect, theme.fill(Role::Selection));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter.fillRect(option.rect, theme.dark ? QColor(255, 255, 255, 8) : QColor(0, 0, 0, 8));
}

/// Draws elided text and returns where it ends.
int paintText(QPainter &painter, const QRect &rect, const QString &text, const QFont &font,
              const QColor &colour)
{
    const QFontMetrics metrics(font);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, rect.width());
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    return rect.left() + metrics.horizontalAdvance(shown);
}

/// Of selected rows the ground is coloured: there only plain text has the contrast.
QColor inkOn(const QStyleOptionViewItem &option, const Theme &theme, Role role)
{
    return theme.ink(isSelected(option) ? Role::Text : role);
}

QRectF iconRect(const QRect &row, int left)
{
    return QRectF(left, row.center().y() - kIcon / 2 + 0.5, kIcon, kIcon);
}

} // namespace

TreeDelegate::TreeDelegate(const ThemeManager &themes, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_themes(themes)
    , m_figures(smallFont())
{
}

QSize TreeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {80, kRowHeight};
}

void TreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Theme &theme = m_themes.theme();
    painter->save();
    paintGround(*painter, option, theme);
    const auto status = static_cast<Status>(index.data(StatusRole).toInt());
    QRect rect = option.rect.adjusted(kGap, 0, -2 * kGap, 0);
    paintStatus(*painter, iconRect(rect, rect.left()), status, theme.fill(statusRole(status)));
    rect.setLeft(rect.left() + kIcon + 2 * kGap);
    const QString note = index.data(NoteRole).toString();
    if (!note.isEmpty()) {
        painter->setPen(inkOn(option, theme, Role::Muted));
        m_figures.paint(*painter, rect, note, Qt::AlignRight);
        rect.setRight(rect.right() - int(std::ceil(m_figures.width(note))) - 2 * kGap);
    }
    const bool strong = index.data(StrongRole).toBool();
    const bool idle = status == Status::NotRun || status == Status::Skipped;
    paintText(*painter, rect, index.data().toString(), strong ? boldFont() : option.font,
              inkOn(option, theme, idle && !strong ? Role::Muted : Role::Text));
    painter->restore();
}

void ServiceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Theme &theme = m_themes.theme();
    painter->save();
    paintGround(*painter, option, theme);
    const auto status = static_cast<Status>(index.data(StatusRole).toInt());
    QRect rect = option.rect.adjusted(3 * kGap, 0, -2 * kGap, 0);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.fill(statusRole(status)));
    painter->drawEllipse(QPointF(rect.left() + 4, rect.center().y() + 0.5), 4.5, 4.5);
    rect.setLeft(rect.left() + 4 * kGap + 1);
    const QString state = index.data(SortRole).toString();
    painter->setPen(inkOn(option, theme, statusRole(status)));
    m_figures.paint(*painter, rect, state, Qt::AlignRight);
    rect.setRight(rect.right() - int(std::ceil(m_figures.width(state))) - 2 * kGap);
    const int end =
        paintText(*painter, rect, index.data().toString(), boldFont(), theme.ink(Role::Text));
    rect.setLeft(end + 2 * kGap);
    if (rect.width() > 20)
        paintText(*painter, rect, index.data(NoteRole).toString(), option.font,
                  inkOn(option, theme, Role::Muted));
    painter->restore();
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Theme &theme = m_themes.theme();
    painter->save();
    paintGround(*painter, option, theme);
    QRect rect = option.rect.adjusted(2 * kGap, 0, -2 * kGap, 0);
    const QVariant statusValue = index.data(StatusRole);
    const auto status = static_cast<Status>(statusValue.toInt());
    const QString text = index.data().toString();
    if (index.data(FiguresRole).toBool()) {
        painter->setPen(inkOn(option, theme, Role::Muted));
        m_figures.paint(*painter, rect, text, Qt::AlignRight);
    } else if (statusValue.isValid() && index.column() == 0) {
        paintStatus(*painter, iconRect(rect, rect.left()), status, theme.fill(statusRole(status)));
        rect.setLeft(rect.left() + kIcon + 2 * kGap);
        paintText(*painter, rect, text, option.font, inkOn(option, theme, statusRole(status)));
    } else {
        const Role role = !statusValue.isValid() ? (index.column() == 1 ? Role::Text : Role::Muted)
                                                 : (isBad(status) ? Role::Failed : Role::Muted);
        paintText(*painter, rect, text.section(u'\n', 0, 0), option.font,
                  inkOn(option, theme, role));
    }
    painter->restore();
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Theme &theme = m_themes.theme();
    painter->save();
    paintGround(*painter, option, theme);
    QRect rect = option.rect.adjusted(3 * kGap, 0, -3 * kGap, 0);
    const bool enabled = index.flags().testFlag(Qt::ItemIsEnabled);
    if (const QVariant status = index.data(StatusRole); status.isValid()) {
        const auto value = static_cast<Status>(status.toInt());
        paintStatus(*painter, iconRect(rect, rect.left()), value, theme.fill(statusRole(value)));
        rect.setLeft(rect.left() + kIcon + 2 * kGap);
    }
    const QString keys = index.data(SortRole).toString();
    painter->setPen(inkOn(option, theme, Role::Muted));
    m_figures.paint(*painter, rect, keys, Qt::AlignRight);
    rect.setRight(rect.right() - int(std::ceil(m_figures.width(keys))) - 2 * kGap);
    const int end = paintText(*painter, rect, index.data().toString(), option.font,
                              enabled ? theme.ink(Role::Text) : inkOn(option, theme, Role::Muted));
    rect.setLeft(end + 3 * kGap);
    if (rect.width() > 40)
        paintText(*painter, rect, index.data(NoteRole).toString(), smallFont(),
                  inkOn(option, theme, Role::Muted));
    painter->restore();
}

} // namespace assay::ui

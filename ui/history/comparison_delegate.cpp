// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/comparison_delegate.h"

#include "ui/history/comparison_model.h"
#include "ui/models/roles.h"

#include <QPainter>

namespace assay::ui {

ComparisonDelegate::ComparisonDelegate(const ThemeManager &themes, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_themes(themes)
    , m_figures(uiFont())
{
}

void ComparisonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const Theme &theme = m_themes.theme();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const auto role = static_cast<Role>(index.data(ComparisonModel::InkRole).toInt());
    const QString text = index.data().toString();
    QRect rect = option.rect.adjusted(2 * kGap, 0, -2 * kGap, 0);
    painter->save();
    if (selected)
        painter->fillRect(option.rect, theme.fill(Role::Selection));
    painter->setPen(theme.fill(Role::Line));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->setPen(theme.ink(selected && role != Role::Text ? Role::Text : role));
    if (index.column() == ComparisonModel::VerdictColumn) {
        const QFont font = smallFont();
        const QFontMetrics metrics(font);
        const int width = std::min(rect.width(), metrics.horizontalAdvance(text) + 16);
        const QRectF pill(rect.left(), rect.center().y() - 8, width, 17);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->save();
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.fill(theme.dark ? Role::Raised : Role::Window));
        painter->drawRoundedRect(pill, 8.5, 8.5);
        painter->restore();
        painter->setPen(theme.ink(role));
        painter->setFont(font);
        painter->drawText(pill, Qt::AlignCenter | Qt::TextSingleLine, text);
    } else if (index.data(FiguresRole).toBool()) {
        m_figures.paint(*painter, rect, text, Qt::AlignLeft);
    } else {
        painter->setFont(option.font);
        painter->drawText(
            rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            QFontMetrics(option.font).elidedText(text, Qt::ElideMiddle, rect.width()));
    }
    painter->restore();
}

} // namespace assay::ui

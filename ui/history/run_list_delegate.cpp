// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/run_list_delegate.h"

#include "ui/history/run_list_model.h"
#include "ui/models/roles.h"
#include "ui/theme/status.h"

#include <QPainter>
#include <QPainterPath>

namespace assay::ui {

void paintOutcomeStrip(QPainter &painter, const QRectF &bar, const events::RunState::Counts &counts,
                       const Theme &theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath round;
    round.addRoundedRect(bar, 2, 2);
    painter.fillPath(round, theme.fill(Role::Line));
    const int total = std::max(counts.total, counts.finished);
    if (total > 0) {
        painter.setClipPath(round);
        double x = bar.left();
        const auto part = [&](int count, Role role) {
            if (count <= 0 || x >= bar.right())
                return;
            const double width = std::max(2.0, bar.width() * count / total);
            painter.fillRect(QRectF(x, bar.top(), width, bar.height()), theme.fill(role));
            x += width;
        };
        part(counts.bad(), Role::Failed);
        part(counts.flaky, Role::Flaky);
        part(counts.skipped + counts.aborted + counts.quarantined, Role::Skipped);
        part(counts.passed - counts.flaky, Role::Passed);
    }
    painter.restore();
}

RunListDelegate::RunListDelegate(const ThemeManager &themes, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_themes(themes)
    , m_figures(smallFont())
    , m_fixed(fixedFont())
{
}

void RunListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Theme &theme = m_themes.theme();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const auto ink = [&](Role role) { return theme.ink(selected ? Role::Text : role); };
    painter->save();
    if (selected)
        painter->fillRect(option.rect, theme.fill(Role::Selection));
    QRect rect = option.rect.adjusted(2 * kGap, 0, -2 * kGap, 0);
    const QVariant counts = index.data(RunListModel::CountsRole);
    if (counts.isValid()) {
        const QRectF bar(rect.left(), rect.center().y() - 2.5, rect.width(), 6);
        paintOutcomeStrip(*painter, bar, counts.value<events::RunState::Counts>(), theme);
    } else if (index.data(FiguresRole).toBool()) {
        painter->setPen(ink(Role::Muted));
        m_figures.paint(*painter, rect, index.data().toString(), Qt::AlignRight);
    } else {
        Role role = Role::Muted;
        QFont font = option.font;
        if (const QVariant status = index.data(StatusRole); status.isValid()) {
            const auto value = static_cast<Status>(status.toInt());
            paintStatus(*painter, QRectF(rect.left(), rect.center().y() - 5.5, 12, 12), value,
                        theme.fill(statusRole(value)));
            rect.setLeft(rect.left() + 12 + 2 * kGap);
            font = m_fixed;
            role = Role::Text;
        } else if (index.column() == RunListModel::TitleColumn) {
            role = Role::Text;
        } else if (index.column() == RunListModel::ResultColumn &&
                   index.data(RunListModel::LiveRole).toBool()) {
            role = Role::Accent;
        }
        painter->setFont(font);
        painter->setPen(ink(role));
        const QString text =
            QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, rect.width());
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
    }
    painter->restore();
}

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/suites/suite_delegate.h"

#include "ui/models/roles.h"
#include "ui/theme/status.h"

#include <QPainter>

#include <cmath>

namespace assay::ui {

namespace {

constexpr int kIcon = 12;
constexpr int kMark = 10;
constexpr int kDot = 5;
constexpr int kPillHeight = 15;
/// A tag that would be cut is not shown at all.
constexpr int kPillMargin = 6;

QRectF square(const QRect &row, int left, int size)
{
    return QRectF(left, row.center().y() - size / 2 + 0.5, size, size);
}

} // namespace

void SuiteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const Theme &theme = m_themes.theme();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const auto ink = [&](Role role) { return theme.ink(selected ? Role::Text : role); };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected)
        painter->fillRect(option.rect, theme.fill(Role::Selection));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, theme.dark ? QColor(255, 255, 255, 8) : QColor(0, 0, 0, 8));
    const auto status = static_cast<Status>(index.data(StatusRole).toInt());
    QRect rect = option.rect.adjusted(kGap, 0, -2 * kGap, 0);
    paintStatus(*painter, square(rect, rect.left(), kIcon), status, theme.fill(statusRole(status)));
    rect.setLeft(rect.left() + kIcon + 2 * kGap);

    const QString note = index.data(NoteRole).toString();
    if (!note.isEmpty()) {
        painter->setPen(ink(Role::Muted));
        m_figures.paint(*painter, rect, note, Qt::AlignRight);
        rect.setRight(rect.right() - int(std::ceil(m_figures.width(note))) - 2 * kGap);
    }
    if (index.data(QuarantineRole).toBool()) {
        rect.setRight(rect.right() - kMark - kGap);
        paintStatus(*painter, square(rect, rect.right() + kGap, kMark), Status::Quarantined,
                    theme.fill(statusRole(Status::Quarantined)));
    }
    const bool strong = index.data(StrongRole).toBool();
    const bool idle = status == Status::NotRun || status == Status::Skipped;
    const QFont font = strong ? boldFont() : option.font;
    const QFontMetrics metrics(font);
    const QString name = metrics.elidedText(index.data().toString(), Qt::ElideRight, rect.width());
    painter->setFont(font);
    painter->setPen(ink(idle && !strong ? Role::Muted : Role::Text));
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, name);
    int left = rect.left() + metrics.horizontalAdvance(name) + 2 * kGap;

    if (index.data(ChangedRole).toBool() && left + kDot <= rect.right()) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.fill(Role::Accent));
        painter->drawEllipse(square(rect, left, kDot));
        left += kDot + 2 * kGap;
    }
    const QFont small = smallFont();
    const QFontMetrics smallMetrics(small);
    const QStringList tags = index.data(TagsRole).toStringList();
    for (const QString &tag : tags) {
        const int width = smallMetrics.horizontalAdvance(tag) + 2 * kPillMargin;
        if (left + width > rect.right())
            break;
        const QRectF pill(left, rect.center().y() - kPillHeight / 2 + 0.5, width, kPillHeight);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.fill(theme.dark ? Role::Line : Role::Window));
        painter->drawRoundedRect(pill, kPillHeight / 2.0, kPillHeight / 2.0);
        painter->setFont(small);
        painter->setPen(theme.ink(theme.dark ? Role::Text : Role::Muted));
        painter->drawText(pill, Qt::AlignCenter | Qt::TextSingleLine, tag);
        left += width + kGap;
    }
    painter->restore();
}

} // namespace assay::ui

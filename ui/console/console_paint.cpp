// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/console_view.h"
#include "ui/theme/status.h"
#include "ui/views/delegates.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTimeRight = 72;
constexpr int kBadgeLeft = 80;
constexpr int kBadgeWidth = 76;
constexpr int kTextLeft = kBadgeLeft + kBadgeWidth + 2 * kGap;
constexpr int kIcon = 12;

std::optional<Status> statusOfGlyph(const QString &text)
{
    if (text.size() < 3 || text[1] != u' ')
        return std::nullopt;
    for (int i = kStatusCount - 1; i >= 0; --i) {
        if (statusGlyph(static_cast<Status>(i)) == text[0])
            return static_cast<Status>(i);
    }
    return std::nullopt;
}

QColor seeThrough(QColor colour, int alpha)
{
    colour.setAlpha(alpha);
    return colour;
}

} // namespace

int consoleTextLeft()
{
    return kTextLeft;
}

void ConsoleView::paintEvent(QPaintEvent *event)
{
    const Theme &theme = m_themes.theme();
    QPainter painter(viewport());
    painter.fillRect(event->rect(), theme.fill(Role::Panel));
    if (!(m_marked == m_model.search())) {
        m_marked = m_model.search();
        m_marks.clear();
    }
    const int first = topRow() + std::max(0, event->rect().top() / kCompactRowHeight);
    const int end =
        std::min(m_model.rowCount(), topRow() + event->rect().bottom() / kCompactRowHeight + 1);
    for (int row = first; row < end; ++row)
        paintRow(painter, row, rowRect(row));
    if (m_crosshair) {
        const int row = m_model.rowAt(*m_crosshair);
        const QRect rect = rowRect(row);
        if (row < m_model.rowCount() && rect.top() >= 0 && rect.top() < viewport()->height())
            painter.fillRect(0, rect.top(), rect.width(), 1, theme.fill(Role::Text));
    }
}

void ConsoleView::paintRow(QPainter &painter, int row, const QRect &rect)
{
    const Theme &theme = m_themes.theme();
    const LogRow &shown = m_model.row(row);
    const LineNumber line = m_model.lineOf(row);
    const auto lines = selected();
    if (lines && line >= lines->from && line <= lines->to)
        painter.fillRect(rect, theme.fill(Role::Selection));
    if (m_current == line && hasFocus())
        painter.fillRect(rect.left(), rect.top(), 2, rect.height(), theme.fill(Role::Accent));
    if (!shown.time.isEmpty()) {
        painter.setFont(m_fixed);
        painter.setPen(theme.ink(Role::Muted));
        const double width = m_advance * static_cast<double>(shown.time.size());
        painter.drawText(QPointF(kTimeRight - width, rect.top() + m_baseline), shown.time);
        paintBadge(painter, rect, shown.line.source);
    }
    painter.save();
    painter.setClipRect(rect.adjusted(kTextLeft - kGap, 0, 0, 0));
    paintText(painter, rect, shown, line);
    painter.restore();
}

void ConsoleView::paintBadge(QPainter &painter, const QRect &rect, const QString &source)
{
    const Theme &theme = m_themes.theme();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.dark ? theme.fill(Role::Line) : theme.fill(Role::Window));
    painter.drawRoundedRect(
        QRectF(kBadgeLeft, rect.top() + 2.5, kBadgeWidth, kCompactRowHeight - 5), 7, 7);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const auto fits = static_cast<qsizetype>((kBadgeWidth - 10) / m_badgeAdvance);
    const QString text = source.size() > fits ? source.left(fits - 1) + u'…' : source;
    painter.setFont(m_badge);
    painter.setPen(theme.dark ? theme.ink(Role::Text) : theme.ink(Role::Muted));
    const double width = m_badgeAdvance * static_cast<double>(text.size());
    painter.drawText(QPointF(kBadgeLeft + (kBadgeWidth - width) / 2, rect.top() + m_badgeBaseline),
                     text);
}

const ConsoleView::Marks &ConsoleView::marksOf(LineNumber line, const QString &text)
{
    if (const Marks *known = m_marks.object(line))
        return *known;
    auto *made = new Marks(m_marked.placesIn(text));
    m_marks.insert(line, made);
    return *made;
}

void ConsoleView::paintText(QPainter &painter, const QRect &rect, const LogRow &row,
                            LineNumber line)
{
    const Theme &theme = m_themes.theme();
    const auto lines = selected();
    const bool isSelected = lines && line >= lines->from && line <= lines->to;
    qsizetype first = horizontalScrollBar()->value();
    const auto columns = static_cast<qsizetype>((rect.width() - kTextLeft) / m_advance) + 2;
    const auto x = [&](qsizetype column) {
        return kTextLeft + m_advance * static_cast<double>(column - horizontalScrollBar()->value());
    };
    if (!m_marked.isEmpty()) {
        const int alpha = m_current == line ? 110 : 60;
        for (const auto &[at, length] : marksOf(line, row.text)) {
            const QRectF mark(x(at), rect.top() + 2, m_advance * static_cast<double>(length),
                              rect.height() - 4);
            painter.fillRect(mark, seeThrough(theme.fill(Role::Flaky), alpha));
        }
    }
    // Of selected rows the ground is coloured: there only plain text has the contrast.
    painter.setPen(theme.ink(isSelected ? Role::Text : row.line.role));
    painter.setFont(m_fixed);
    // Fixed fonts lack some of the glyphs: a status at the start is drawn.
    if (const auto status = first < 2 ? statusOfGlyph(row.text) : std::nullopt) {
        const QRectF icon(x(0), rect.center().y() - kIcon / 2 + 0.5, kIcon, kIcon);
        paintStatus(painter, icon.adjusted(1, 1, -1, -1), *status, theme.fill(statusRole(*status)));
        painter.setPen(theme.ink(isSelected ? Role::Text : row.line.role));
        first = 2;
    }
    if (first < row.text.size() && first > 0 && row.text[first].isLowSurrogate())
        ++first;
    painter.drawText(QPointF(x(first), rect.top() + m_baseline), row.text.mid(first, columns));

    // What does not fit is said at the right edge: that there is more, and how much of a cut line.
    const bool more = x(row.text.size()) > rect.right();
    if (!more && !row.cut)
        return;
    const QString note = row.cut ? u"… "_s + base::byteCountText({row.line.size}) : u"…"_s;
    // On the columns of the text, so that no half of a character stands beside it.
    const double columnsLeft = (rect.right() - kGap - kTextLeft) / m_advance;
    const double left =
        x(horizontalScrollBar()->value() + static_cast<qsizetype>(columnsLeft) - note.size());
    const QRectF place(left, rect.top(), rect.right() + 1 - left, rect.height());
    painter.fillRect(place, theme.fill(isSelected ? Role::Selection : Role::Panel));
    painter.setPen(theme.ink(isSelected ? Role::Text : Role::Muted));
    painter.drawText(QPointF(place.left(), rect.top() + m_baseline), note);
}

} // namespace assay::ui

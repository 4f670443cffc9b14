// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/read_out.h"

#include <QFontMetricsF>
#include <QPainter>

namespace assay::ui {

namespace {

constexpr double kPadding = 8;
constexpr double kWidest = 380;
constexpr double kGlyph = 11;
constexpr double kGlyphGap = 5;
constexpr std::size_t kMostLines = 14;
constexpr double kBeside = 10; // from the crosshair

QFont boldOf(QFont font)
{
    font.setBold(true);
    return font;
}

} // namespace

ReadOutBox::ReadOutBox()
    : m_font(smallFont())
    , m_bold(boldOf(m_font))
    , m_lineHeight(std::ceil(QFontMetricsF(m_bold).height()) + 2)
{
}

void ReadOutBox::add(const QString &text, Role role, bool bold, double gap,
                     std::optional<Status> status)
{
    if (m_lines.size() >= kMostLines)
        return;
    const QFont &font = bold ? m_bold : m_font;
    const QFontMetricsF metrics(font);
    const QString shown = metrics.elidedText(text.left(400), Qt::ElideRight, kWidest);
    Line line;
    line.text.setText(shown);
    line.text.setTextFormat(Qt::PlainText);
    line.text.prepare({}, font);
    line.role = role;
    line.bold = bold;
    line.gap = gap;
    line.status = status;
    m_lines.push_back(line);
    const double glyph = status ? kGlyph + kGlyphGap : 0;
    m_size.setWidth(
        std::max(m_size.width(), glyph + metrics.horizontalAdvance(shown) + 2 * kPadding));
    m_size.setHeight(m_size.height() + m_lineHeight + gap);
}

void ReadOutBox::set(const QString &head, const QString &tip,
                     const std::vector<Lane::ReadOutLine> &lines)
{
    m_lines.clear();
    m_size = QSizeF(0, 2 * kPadding - 2);
    add(head, Role::Text, true, 0);
    bool first = true;
    for (const QString &line : tip.split(u'\n', Qt::SkipEmptyParts)) {
        add(line, first ? Role::Text : Role::Muted, false, first ? 3 : 0);
        first = false;
    }
    double gap = tip.isEmpty() ? 0 : 5;
    for (const Lane::ReadOutLine &line : lines) {
        add(line.text, line.role, false, gap, line.status);
        gap = 0;
    }
}

void ReadOutBox::place(QPointF anchor, const QRectF &bounds)
{
    double left = anchor.x() + kBeside;
    if (left + m_size.width() > bounds.right() - 4)
        left = anchor.x() - kBeside - m_size.width();
    left = std::max(left, bounds.left() + 4);
    double top = anchor.y() + kBeside;
    if (top + m_size.height() > bounds.bottom() - 4)
        top = bounds.bottom() - 4 - m_size.height();
    top = std::max(top, bounds.top() + 2);
    m_rect = QRectF(QPointF(std::round(left), std::round(top)), m_size);
}

QString ReadOutBox::text() const
{
    QStringList lines;
    for (const Line &line : m_lines)
        lines.append(line.status ? statusLabel(*line.status) + u' ' + line.text.text()
                                 : line.text.text());
    return lines.join(u'\n');
}

void ReadOutBox::paint(QPainter &painter, const Theme &theme) const
{
    if (m_lines.empty())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = theme.fill(Role::Raised);
    ground.setAlphaF(0.96F);
    painter.setBrush(ground);
    painter.setPen(theme.fill(Role::Line));
    painter.drawRoundedRect(m_rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    double y = m_rect.top() + kPadding - 1;
    for (const Line &line : m_lines) {
        y += line.gap;
        double x = m_rect.left() + kPadding;
        if (line.status) {
            paintStatus(painter, QRectF(x, y + (m_lineHeight - 2 - kGlyph) / 2, kGlyph, kGlyph),
                        *line.status, theme.fill(line.role));
            x += kGlyph + kGlyphGap;
        }
        painter.setFont(line.bold ? m_bold : m_font);
        painter.setPen(theme.ink(line.role));
        painter.drawStaticText(QPointF(x, y), line.text);
        y += m_lineHeight;
    }
    painter.setFont(m_font);
}

} // namespace assay::ui

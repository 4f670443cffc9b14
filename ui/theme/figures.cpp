// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/figures.h"

#include <QPainter>

namespace assay::ui {

TabularFigures::TabularFigures(const QFont &font)
    : m_font(font)
    , m_metrics(font)
{
    for (char16_t c = u' '; c < 128; ++c)
        m_ascii[c] = m_metrics.horizontalAdvance(QChar(c));
    for (char16_t c = u'0'; c <= u'9'; ++c)
        m_digit = std::max(m_digit, m_ascii[c]);
}

double TabularFigures::advance(QChar c) const
{
    if (c >= u'0' && c <= u'9')
        return m_digit;
    return c.unicode() < 128 ? m_ascii[c.unicode()] : m_metrics.horizontalAdvance(c);
}

double TabularFigures::width(QStringView text) const
{
    double sum = 0;
    for (const QChar c : text)
        sum += advance(c);
    return sum;
}

void TabularFigures::paint(QPainter &painter, const QRectF &rect, QStringView text,
                           Qt::Alignment alignment) const
{
    double x = rect.left();
    if (alignment & Qt::AlignRight)
        x = rect.right() - width(text);
    else if (alignment & Qt::AlignHCenter)
        x = rect.center().x() - width(text) / 2;
    const double baseline = rect.center().y() + (m_metrics.ascent() - m_metrics.descent()) / 2.0;
    painter.setFont(m_font);
    for (const QChar c : text) {
        const double cell = advance(c);
        const double own = c.isDigit() && c.unicode() < 128 ? m_ascii[c.unicode()] : cell;
        painter.drawText(QPointF(x + (cell - own) / 2, baseline), QString(c));
        x += cell;
    }
}

} // namespace assay::ui

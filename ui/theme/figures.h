// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFontMetricsF>
#include <QRectF>
#include <QString>

#include <array>

class QPainter;

namespace assay::ui {

/// Draws text with figures of one width, which Qt 6.4 cannot ask a font for, so that columns of
/// numbers stand under each other and live counters do not jump. Main thread.
///
///     const TabularFigures figures(font);
///     figures.paint(painter, rect, u"412 ms", Qt::AlignRight);
class TabularFigures
{
public:
    explicit TabularFigures(const QFont &font);

    [[nodiscard]] double width(QStringView text) const;
    void paint(QPainter &painter, const QRectF &rect, QStringView text,
               Qt::Alignment alignment) const;

private:
    [[nodiscard]] double advance(QChar c) const;

    QFont m_font;
    QFontMetricsF m_metrics;
    double m_digit = 0;
    std::array<double, 128> m_ascii{};
};

} // namespace assay::ui

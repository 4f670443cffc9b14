// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QFont>
#include <QFontMetricsF>
#include <QStaticText>

#include <array>

namespace assay::ui {

/// Texts for bars, cut to a width and laid out once, so that painting and zooming measure nothing
/// twice. Main thread.
class Labels
{
public:
    explicit Labels(const QFont &font);

    /// The text, or what of it fits with an ellipsis; empty when nothing does.
    [[nodiscard]] QStaticText cut(const QString &text, double width);
    [[nodiscard]] double lineHeight() const { return m_metrics.height(); }
    [[nodiscard]] const QFont &font() const { return m_font; }

private:
    [[nodiscard]] double advance(QChar c) const;

    QFont m_font;
    QFontMetricsF m_metrics;
    std::array<double, 128> m_ascii{};
    double m_ellipsis = 0;
    QCache<QString, QStaticText> m_made;
};

} // namespace assay::ui

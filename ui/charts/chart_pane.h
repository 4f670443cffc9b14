// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_values.h"
#include "ui/charts/series_source.h"
#include "ui/theme/figures.h"

#include <QtCharts/QChartView>

#include <optional>

class QAreaSeries;
class QLineSeries;
class QValueAxis;

namespace assay::ui {

/// One chart, drawn by Qt Charts: its lines and areas, on axes whose ticks are painted here,
/// because those of Qt Charts know neither units nor the other charts of the stack. Time is the x
/// axis in pixels of the plot: zooming changes points alone, which costs Qt Charts half of what
/// changing its axis and then the points would. At most two points a pixel, never OpenGL. Main
/// thread; the source, the time axis and the theme outlive it.
class ChartPane : public QChartView
{
    Q_OBJECT
public:
    static constexpr int kLeft = 64;  ///< where the plot starts: room for the axis' labels
    static constexpr int kRight = 12; ///< and what stays free at its right
    static constexpr int kMostParts =
        24; ///< stretches of a line between gaps; more lose the narrowest

    ChartPane(const SeriesSource &source, std::size_t index, QWidget *parent);

    /// Of its chart among the source's.
    [[nodiscard]] std::size_t index() const { return m_index; }
    [[nodiscard]] const ChartInfo &info() const;
    void setSeriesVisible(std::size_t series, bool visible);
    [[nodiscard]] bool isSeriesVisible(std::size_t series) const;

    /// Asks the source and hands Qt Charts what changed.
    void refresh(const TimeRange &range, const Theme &theme);
    /// Where the plot is, in the pane.
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] TimeAxis timeAxis() const;
    [[nodiscard]] const ValueAxis &values() const { return m_values; }
    /// What is drawn of each series, hidden ones too.
    [[nodiscard]] const std::vector<std::vector<ChartPoint>> &lines() const { return m_lines; }
    /// Handed to Qt Charts.
    [[nodiscard]] qsizetype drawnPoints() const { return m_drawnPoints; }
    /// "p95: 12 ms to 3.01 s, 18 ms at the end", a sentence for each visible series.
    [[nodiscard]] QString description() const;

protected:
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    struct Part
    {
        QLineSeries *line = nullptr;
        QLineSeries *top = nullptr; ///< of the area; else null
        QAreaSeries *area = nullptr;
    };
    struct Line
    {
        bool visible = true;
        std::vector<Part> parts;
    };
    void scale();
    [[nodiscard]] double tickAt(int number) const;
    [[nodiscard]] double yOf(double value) const;
    void placePlot();
    void draw(std::size_t series, const Theme &theme);
    Part &part(std::size_t series, std::size_t index);
    void attach(QAbstractSeries &series);

    const SeriesSource &m_source;
    std::size_t m_index;
    const Theme *m_theme = nullptr;
    TabularFigures m_figures;
    QValueAxis *m_across;
    QValueAxis *m_up;
    TimeRange m_range;
    ValueAxis m_values;
    std::vector<std::vector<ChartPoint>> m_lines;
    std::vector<Line> m_drawn;
    QList<QPointF> m_scratch;
    qsizetype m_drawnPoints = 0;
};

} // namespace assay::ui

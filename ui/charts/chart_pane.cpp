// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_pane.h"

#include "ui/charts/series_painter.h"

#include <QGraphicsLayout>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <cmath>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kTop = 8;
constexpr double kBottom = 8;
constexpr double kTimeTick = 90;  ///< pixels between lines of time
constexpr double kValueTick = 34; ///< and of values
/// A point without neighbours is a line of so many pixels: Qt Charts draws nothing of one point.
constexpr double kDot = 2;

} // namespace

ChartPane::ChartPane(const SeriesSource &source, std::size_t index, QWidget *parent)
    : QChartView(parent)
    , m_source(source)
    , m_index(index)
    , m_figures(smallFont())
    , m_across(new QValueAxis(this))
    , m_up(new QValueAxis(this))
{
    QChart &drawing = *chart();
    drawing.setAnimationOptions(QChart::NoAnimation);
    drawing.setBackgroundVisible(false);
    drawing.setMargins({});
    drawing.layout()->setContentsMargins(0, 0, 0, 0);
    drawing.legend()->hide();
    drawing.addAxis(m_across, Qt::AlignBottom);
    drawing.addAxis(m_up, Qt::AlignLeft);
    m_across->setVisible(false);
    m_up->setVisible(false);
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumHeight(96);
    setOptimizationFlag(QGraphicsView::DontSavePainterState);
    setObjectName(u"chart"_s);
    setAccessibleName(u"%1 %2"_s.arg(info().title, info().detail).trimmed());
}

const ChartInfo &ChartPane::info() const
{
    return m_source.charts()[m_index];
}

void ChartPane::setSeriesVisible(std::size_t series, bool visible)
{
    m_drawn.resize(std::max(m_drawn.size(), series + 1));
    m_drawn[series].visible = visible;
}

bool ChartPane::isSeriesVisible(std::size_t series) const
{
    return series >= m_drawn.size() || m_drawn[series].visible;
}

QRectF ChartPane::plot() const
{
    return QRectF(viewport()->rect()).adjusted(kLeft, kTop, -kRight, -kBottom);
}

TimeAxis ChartPane::timeAxis() const
{
    const QRectF place = plot();
    return {m_range, place.left(), std::max(1.0, place.width())};
}

void ChartPane::placePlot()
{
    QChart &drawing = *chart();
    if (drawing.plotArea() != plot())
        drawing.setPlotArea(plot());
    if (m_across->max() != timeAxis().width)
        m_across->setRange(0, timeAxis().width);
}

void ChartPane::refresh(const TimeRange &range, const Theme &theme)
{
    m_theme = &theme;
    m_range = range;
    placePlot();
    m_source.query(m_index, range, static_cast<int>(std::ceil(timeAxis().width)), m_lines);
    m_drawn.resize(std::max(m_drawn.size(), m_lines.size()));
    for (std::vector<ChartPoint> &line : m_lines)
        endAtEdges(line, range);
    scale();
    m_drawnPoints = 0;
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        draw(i, theme);
    viewport()->update();
}

void ChartPane::scale()
{
    std::optional<Extent> extent;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        if (isSeriesVisible(i))
            widen(extent, m_lines[i]);
    }
    const int ticks = std::max(2, static_cast<int>(plot().height() / kValueTick));
    const ValueAxis values =
        extent ? niceAxis(extent->least, extent->greatest, ticks) : ValueAxis();
    if (values == m_values)
        return;
    m_values = values;
    m_up->setRange(values.from, values.to);
}

void ChartPane::attach(QAbstractSeries &series)
{
    chart()->addSeries(&series);
    series.attachAxis(m_across);
    series.attachAxis(m_up);
}

ChartPane::Part &ChartPane::part(std::size_t series, std::size_t index)
{
    std::vector<Part> &parts = m_drawn[series].parts;
    while (parts.size() <= index) {
        Part made;
        if (info().series[series].area) {
            made.area = new QAreaSeries(this);
            made.top = new QLineSeries(made.area);
            made.area->setUpperSeries(made.top);
            made.area->setPen(Qt::NoPen);
            attach(*made.area);
        }
        made.line = new QLineSeries(this);
        attach(*made.line);
        parts.push_back(made);
    }
    return parts[index];
}

void ChartPane::draw(std::size_t series, const Theme &theme)
{
    const std::vector<ChartPoint> &line = m_lines[series];
    const TimeAxis axis{m_range, 0, timeAxis().width};
    const QPen pen = penOf(info().series[series], theme);
    const QColor ground = areaOf(info().series[series], theme);
    std::size_t used = 0;
    const auto end = [&] {
        if (m_scratch.isEmpty())
            return;
        if (m_scratch.size() == 1)
            m_scratch.append(m_scratch.first() + QPointF(kDot, 0));
        Part &target = part(series, used++);
        target.line->replace(m_scratch);
        if (target.line->pen() != pen)
            target.line->setPen(pen);
        if (target.area != nullptr) {
            target.top->replace(m_scratch);
            if (target.area->color() != ground)
                target.area->setColor(ground);
            if (!target.area->isVisible())
                target.area->setVisible(true);
        }
        if (!target.line->isVisible())
            target.line->setVisible(true);
        m_drawnPoints += m_scratch.size();
        m_scratch.clear();
    };
    m_scratch.clear();
    if (m_drawn[series].visible) {
        for (const ChartPoint &point : line) {
            if (!std::isnan(point.value))
                m_scratch.append({axis.x(point.at), point.value});
            else if (used + 1 < kMostParts)
                end();
        }
        end();
    }
    for (std::size_t i = used; i < m_drawn[series].parts.size(); ++i) {
        Part &unused = m_drawn[series].parts[i];
        if (!unused.line->isVisible())
            continue;
        unused.line->setVisible(false);
        if (unused.area != nullptr)
            unused.area->setVisible(false);
    }
}

QString ChartPane::description() const
{
    QStringList sentences;
    const QString unit = info().unit;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        std::optional<Extent> extent;
        widen(extent, m_lines[i]);
        if (!isSeriesVisible(i) || !extent)
            continue;
        const auto last =
            std::find_if(m_lines[i].rbegin(), m_lines[i].rend(),
                         [](const ChartPoint &point) { return !std::isnan(point.value); });
        sentences.append(tr("%1: %2 to %3, %4 at the end")
                             .arg(info().series[i].label, valueText(extent->least, unit),
                                  valueText(extent->greatest, unit), valueText(last->value, unit)));
    }
    if (sentences.isEmpty())
        return tr("Nothing in this range");
    return sentences.join(u"; "_s);
}

double ChartPane::tickAt(int number) const
{
    const double value = m_values.from + number * m_values.step;
    return std::abs(value) < m_values.step * 1e-9 ? 0 : value;
}

double ChartPane::yOf(double value) const
{
    const QRectF place = plot();
    return place.bottom() - place.height() * m_values.share(value);
}

void ChartPane::drawBackground(QPainter *painter, const QRectF &rect)
{
    if (m_theme == nullptr)
        return;
    painter->fillRect(rect, m_theme->fill(Role::Panel));
    const QRectF place = plot();
    const TimeAxis axis = timeAxis();
    painter->setRenderHint(QPainter::Antialiasing, false);
    for (const ChartBand &band : m_source.bands()) {
        if (band.range.to <= m_range.from || band.range.from >= m_range.to)
            continue;
        const double from = axis.x(std::max(band.range.from, m_range.from));
        const double to = axis.x(std::min(band.range.to, m_range.to));
        QColor ground = m_theme->fill(band.role);
        ground.setAlphaF(0.16F);
        painter->fillRect(QRectF(from, place.top(), std::max(1.0, to - from), place.height()),
                          ground);
    }
    painter->setPen(m_theme->fill(Role::Line));
    for (const TimeAxis::Tick &tick : axis.ticks(kTimeTick))
        painter->drawLine(QPointF(tick.x, place.top()), QPointF(tick.x, place.bottom()));
    for (int i = 0; i < m_values.ticks(); ++i)
        painter->drawLine(QPointF(place.left(), yOf(tickAt(i))),
                          QPointF(place.right(), yOf(tickAt(i))));
    painter->setRenderHint(QPainter::Antialiasing);
}

void ChartPane::drawForeground(QPainter *painter, const QRectF &rect)
{
    if (m_theme == nullptr)
        return;
    const QRectF place = plot();
    if (hasFocus()) {
        painter->setPen(m_theme->fill(Role::Accent));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5));
    }
    if (rect.left() > place.left())
        return;
    painter->setPen(m_theme->ink(Role::Muted));
    for (int i = 0; i < m_values.ticks(); ++i) {
        m_figures.paint(*painter, QRectF(0, yOf(tickAt(i)) - 8, place.left() - 7, 16),
                        valueText(tickAt(i), info().unit), Qt::AlignRight);
    }
}

} // namespace assay::ui

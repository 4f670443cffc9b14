// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_view.h"

#include "ui/charts/chart_export.h"
#include "ui/charts/chart_gestures.h"
#include "ui/charts/chart_overlay.h"
#include "ui/charts/chart_pane.h"
#include "ui/charts/time_ruler.h"
#include "ui/views/panel_head.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFrameMs = 16;
constexpr qint64 kRefreshMs = 5; ///< of a frame; Qt Charts needs about as long to paint
constexpr int kDescribeMs = 500;
constexpr double kZoom = 0.7;

} // namespace

ChartView::ChartView(const SeriesSource &source, TimeView &time, ThemeManager &themes,
                     QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_source(source)
    , m_time(time)
    , m_themes(themes)
    , m_settings(settings)
    , m_head(new PanelHead(tr("Charts"), this))
    , m_ruler(new TimeRuler(time, themes, this))
    , m_area(new QScrollArea(this))
    , m_stack(new QWidget)
    , m_empty(
          makeEmptyText(tr("Nothing has been measured yet. Run something: latency, requests, "
                           "active cases and every sampled series are drawn here as they come."),
                        this))
    , m_overlay(new ChartOverlay(time, themes, m_stack))
    , m_gestures(new ChartGestures(time, this))
{
    setObjectName(u"charts"_s);
    setAccessibleName(tr("Charts"));
    m_stack->setObjectName(u"pane"_s);
    m_area->setWidget(m_stack);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    auto *stack = new QVBoxLayout(m_stack);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(0);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_head);
    all->addWidget(m_ruler);
    all->addWidget(m_area, 1);
    all->addWidget(m_empty, 1);
    const auto listOf = [&](const QString &key) {
        const QStringList list = m_settings.value(u"charts/"_s + key).toStringList();
        return QSet<QString>(list.begin(), list.end());
    };
    m_shown = listOf(u"shown"_s);
    m_hidden = listOf(u"hidden"_s);
    m_hiddenLines = listOf(u"hiddenLines"_s);
    makeHead();
    setFocusProxy(m_chooser);

    m_frame.setSingleShot(true);
    m_frame.setInterval(kFrameMs);
    m_frame.setTimerType(Qt::PreciseTimer);
    connect(&m_frame, &QTimer::timeout, this, &ChartView::refreshSome);
    m_describe.setSingleShot(true);
    m_describe.setInterval(kDescribeMs);
    connect(&m_describe, &QTimer::timeout, this, &ChartView::describe);
    connect(&time, &TimeView::changed, this, &ChartView::schedule);
    connect(&time, &TimeView::selectionChanged, this, &ChartView::updateDetail);
    connect(&themes, &ThemeManager::changed, this, &ChartView::schedule);
    connect(m_area->verticalScrollBar(), &QScrollBar::valueChanged, this, &ChartView::schedule);
    m_stack->installEventFilter(this);
    arrange();
}

void ChartView::dataChanged()
{
    schedule();
}

void ChartView::sourceReset()
{
    for (const Row &row : m_rows)
        delete row.widget;
    m_rows.clear();
    m_panes.clear();
    m_overlay->setPanes({});
    arrange();
    schedule();
}

/// No pane is fresh any more; those that have not had their turn come first.
void ChartView::outdate()
{
    m_first = m_panes.empty() ? 0 : (m_first + m_fresh) % m_panes.size();
    m_fresh = 0;
}

void ChartView::schedule()
{
    outdate();
    if (isVisible() && !m_frame.isActive())
        m_frame.start();
}

void ChartView::refresh()
{
    outdate();
    refreshPanes(std::numeric_limits<qint64>::max());
}

/// A part of a frame's time; the other panes follow in the next frames.
void ChartView::refreshSome()
{
    refreshPanes(kRefreshMs);
    if (m_fresh < m_panes.size())
        m_frame.start();
}

/// Those that are not fresh, until the time is over.
void ChartView::refreshPanes(qint64 budgetMs)
{
    arrange();
    const QRect sight = m_area->viewport()->rect();
    QElapsedTimer clock;
    clock.start();
    for (; m_fresh < m_panes.size() && clock.elapsed() < budgetMs; ++m_fresh) {
        ChartPane *pane = m_panes[(m_first + m_fresh) % m_panes.size()];
        const QRect place(pane->mapTo(m_area->viewport(), QPoint()), pane->size());
        if (place.intersects(sight))
            pane->refresh(m_time.range(), m_themes.theme());
    }
    if (!m_panes.empty()) {
        const TimeAxis axis = m_panes.front()->timeAxis();
        m_ruler->setPlot(m_panes.front()->mapTo(this, QPoint()).x() + axis.left, axis.width);
    }
    m_overlay->refresh();
    updateDetail();
    if (!m_describe.isActive())
        m_describe.start();
}

/// Rows for the charts that are shown and have something to show, in the source's order.
void ChartView::arrange()
{
    bool changed = false;
    std::vector<ChartPane *> panes;
    std::size_t row = 0;
    for (std::size_t chart = 0; chart < m_source.charts().size(); ++chart) {
        while (row < m_rows.size() && m_rows[row].chart < chart)
            ++row;
        const bool made = row < m_rows.size() && m_rows[row].chart == chart;
        const bool wanted = isChartShown(m_source.charts()[chart]) && !m_source.isEmpty(chart);
        const auto lines = made ? m_rows[row].widget->property("lines").toULongLong() : 0;
        const bool outgrown = made && lines != m_source.charts()[chart].series.size();
        if (made && (!wanted || outgrown)) {
            delete m_rows[row].widget;
            m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(row));
            changed = true;
        }
        if (!wanted)
            continue;
        if (!made || outgrown) {
            Row fresh{chart, nullptr, nullptr};
            fresh.widget = makeRow(chart);
            fresh.pane = fresh.widget->findChild<ChartPane *>();
            static_cast<QVBoxLayout *>(m_stack->layout())
                ->insertWidget(static_cast<int>(row), fresh.widget, 1);
            m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(row), fresh);
            changed = true;
        }
        panes.push_back(m_rows[row].pane);
    }
    m_empty->setVisible(panes.empty());
    m_area->setVisible(!panes.empty());
    m_ruler->setVisible(!panes.empty());
    if (!changed)
        return;
    m_panes = std::move(panes);
    m_stack->layout()->activate();
    m_overlay->raise();
    m_overlay->setPanes(m_panes);
    fillMenu();
}

void ChartView::updateDetail()
{
    if (m_panes.empty()) {
        m_head->setDetail({});
        return;
    }
    const TimeRange &range = m_time.range();
    const auto from = [](const TimeRange &r) {
        return r.from.count() == 0 ? tr("0 s") : base::durationText(r.from);
    };
    QString text = tr("%1 to %2").arg(from(range), base::durationText(range.to));
    if (const auto &selected = m_time.selected())
        text = tr("%1 · selected %2 from %3")
                   .arg(text, base::durationText(selected->length()), from(*selected));
    m_head->setDetail(text);
}

void ChartView::describe()
{
    for (ChartPane *pane : m_panes)
        pane->setAccessibleDescription(pane->description());
}

void ChartView::zoomIn()
{
    m_gestures->zoom(kZoom);
}

void ChartView::zoomOut()
{
    m_gestures->zoom(1 / kZoom);
}

void ChartView::zoomToSelection()
{
    if (const auto selected = m_time.selected()) {
        m_time.setRange(*selected);
        m_time.select({});
    }
}

void ChartView::showAll()
{
    m_time.showAll();
}

QString ChartView::csv() const
{
    QString text = csvHeading();
    for (const ChartPane *pane : m_panes)
        text += csvOf(pane->info(), pane->lines());
    return text;
}

void ChartView::copyCsv() const
{
    QGuiApplication::clipboard()->setText(csv());
}

base::Result<> ChartView::savePicture(const QString &file)
{
    refresh();
    return ui::savePicture(*this, file);
}

void ChartView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    schedule();
}

void ChartView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

bool ChartView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_stack &&
        (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)) {
        m_overlay->setGeometry(m_stack->rect());
        schedule();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace assay::ui

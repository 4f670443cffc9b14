// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ui/charts/series_source.h"
#include "ui/run/time_view.h"
#include "ui/theme/theme.h"

#include <QSet>
#include <QTimer>
#include <QWidget>

#include <vector>

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QScrollArea;
class QSettings;

namespace assay::ui {

class ChartGestures;
class ChartOverlay;
class ChartPane;
class PanelHead;
class TimeRuler;

/// The charts of a source, one above the other on the one time axis: a crosshair over all of them
/// with a read-out, a selection, zoom and pan; which charts and lines are shown is chosen and kept
/// in the settings. Draws at most once a frame, and only what can be seen.
///
///     auto *charts = new ChartView(series, timeView, themes, settings, parent);
///     connect(&feed, &RunFeed::advanced, charts, &ChartView::dataChanged);
///
/// Everything given to it outlives it. Main thread.
class ChartView : public QWidget
{
    Q_OBJECT
public:
    ChartView(const SeriesSource &source, TimeView &time, ThemeManager &themes, QSettings &settings,
              QWidget *parent = nullptr);

    /// The source has more, or is another run's.
    void dataChanged();
    void sourceReset();

    void setChartShown(const QString &id, bool shown);
    [[nodiscard]] bool isChartShown(const ChartInfo &chart) const;
    /// Of the charts in sight, from the top.
    /// Every chart in sight shows what it should.
    [[nodiscard]] bool isSettled() const { return !m_frame.isActive(); }
    [[nodiscard]] const std::vector<ChartPane *> &panes() const { return m_panes; }
    [[nodiscard]] const ChartOverlay &overlay() const { return *m_overlay; }

    void zoomIn();
    void zoomOut();
    void zoomToSelection();
    void showAll();
    void chooseCharts(); ///< opens the menu of charts
    /// What is drawn, as comma-separated values with a heading (chart_export.h).
    [[nodiscard]] QString csv() const;
    void copyCsv() const;
    /// "run.png" or "run.svg".
    [[nodiscard]] base::Result<> savePicture(const QString &file);
    /// The same with a dialog for the name; a failure is shown.
    void savePictureAs(const QString &suffix);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Row
    {
        std::size_t chart = 0;
        QWidget *widget = nullptr;
        ChartPane *pane = nullptr;
    };
    void makeHead();
    void fillMenu();
    QWidget *makeRow(std::size_t chart);
    void makeLegend(Row &row, QWidget &head);
    void schedule();
    void outdate();
    void refresh(); ///< everything that is in sight
    void refreshSome();
    void refreshPanes(qint64 budgetMs);
    void arrange();
    void describe();
    void updateDetail();

    const SeriesSource &m_source;
    TimeView &m_time;
    ThemeManager &m_themes;
    QSettings &m_settings;
    PanelHead *m_head;
    QPushButton *m_chooser = nullptr;
    QMenu *m_menu = nullptr;
    TimeRuler *m_ruler;
    QScrollArea *m_area;
    QWidget *m_stack;
    QLabel *m_empty;
    ChartOverlay *m_overlay;
    ChartGestures *m_gestures;
    std::vector<Row> m_rows; ///< made so far, in the source's order
    std::vector<ChartPane *> m_panes;
    QSet<QString> m_shown; ///< chosen against what the source says
    QSet<QString> m_hidden;
    QSet<QString> m_hiddenLines; ///< "chart\nlabel"
    QTimer m_frame;
    std::size_t m_first = 0; ///< the pane to begin with: the one that waited longest
    std::size_t m_fresh = 0; ///< so many panes from there on show what they should
    QTimer m_describe;
};

} // namespace assay::ui

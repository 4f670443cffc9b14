// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_feed.h"
#include "ui/run/time_view.h"
#include "ui/theme/status.h"

#include <QStaticText>
#include <QWidget>

namespace assay::ui {

/// What ran when on which worker: one lane each, bars in the colour of their status. The table of
/// cases below shows the same in words. Painting uses only what layOut() made. Main thread.
class TimelineStrip : public QWidget
{
    Q_OBJECT
public:
    TimelineStrip(RunFeed &feed, TimeView &time, const ThemeManager &themes,
                  QWidget *parent = nullptr);

    void setSelectedCase(const QString &caseId);
    [[nodiscard]] std::size_t barCount() const { return m_bars.size(); }
    [[nodiscard]] QString caseAt(QPointF position) const; ///< "" between the bars

Q_SIGNALS:
    void caseClicked(const QString &caseId);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Bar
    {
        QRectF rect;
        Status status = Status::Passed;
        events::CaseIndex index = -1;
        QStaticText label;
        bool labelled = false;
    };
    struct Lane
    {
        double top = 0;
        QString label;
    };
    void layOut();
    [[nodiscard]] const Bar *barAt(QPointF position) const;
    [[nodiscard]] QString tipOf(const Bar &bar) const;

    RunFeed &m_feed;
    const ThemeManager &m_themes;
    TimeView &m_time;
    TimeAxis m_axis;
    std::vector<Bar> m_bars;
    std::vector<TimeAxis::Tick> m_ticks;
    std::vector<Lane> m_lanes;
    double m_nowX = -1;
    QString m_selected;
    QElapsedTimer m_sinceLayout;
};

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_feed.h"
#include "ui/timeline/labels.h"
#include "ui/timeline/lane_stack.h"
#include "ui/timeline/read_out.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QTimer>

namespace assay::ui {

class ThemeManager;

/// The timeline of a run: lanes under one ruler, on the axis that charts share. The table of cases
/// says the same in words.
///
///     auto *timeline = new TimelineView(feed, time, selection, themes, makeLanes(), parent);
///
/// Wheel: zoom at the pointer; with Shift, or to the side: pan; with Ctrl, or over the labels:
/// scroll. Drag: select a range; middle button, or Space and left: pan. Click: select what is
/// there; double click: zoom to it. Keys: arrows pan and scroll, Shift and arrows move the
/// crosshair, Ctrl and arrows select the bar before and after, + - 0 zoom, Home and End go to the
/// ends of the run, Return zooms to what is selected, Escape lets go of the range, then of the
/// crosshair, Alt and arrows undo and redo zooms.
///
/// Lanes are laid out at most once a frame when data or axis changed, and only what is seen.
/// Feeds the axis with the run's end. Main thread; feed, time, selection and themes outlive it.
class TimelineView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    TimelineView(RunFeed &feed, TimeView &time, Selection &selection, const ThemeManager &themes,
                 std::vector<std::unique_ptr<Lane>> lanes = makeLanes(), QWidget *parent = nullptr);

    [[nodiscard]] const LaneStack &lanes() const { return m_lanes; }
    void setLaneHidden(QStringView id, bool hidden);
    void moveLane(QStringView id, int by);
    /// As LaneStack::save() gave it; empty for the default.
    void setLaneOrder(const QStringList &order);

    /// What is under a point of the viewport.
    [[nodiscard]] Lane::Hit hitAt(QPointF position);
    /// Where time and rows stand in the viewport, up to date.
    [[nodiscard]] const TimeAxis &axis();
    [[nodiscard]] double rulerHeight() const;
    [[nodiscard]] std::size_t shapeCount();
    [[nodiscard]] QString readOutText(); ///< at the crosshair; "" without one

    void zoomToSelection(); ///< the selected range, else the selected case
    /// Lays out now if something changed; the next frame would do it.
    void ensureLaidOut();

Q_SIGNALS:
    void lanesChanged(); ///< order or hiding, by a person

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    enum class Drag { None, Pressed, Range, Pan };

    void schedule();
    void layOut();
    void layOutGutter();
    void layOutReadOut();
    void takeState();
    void follow(const RunUpdate &update);
    void paintGround(QPainter &painter, const Theme &theme) const;
    void paintLanes(QPainter &painter, const Theme &theme) const;
    void paintRuler(QPainter &painter, const Theme &theme) const;
    void paintRange(QPainter &painter, const Theme &theme) const;
    void paintLines(QPainter &painter, const Theme &theme) const;
    [[nodiscard]] QPointF toContent(QPointF position) const;
    [[nodiscard]] bool isOnTime(QPointF position) const;
    [[nodiscard]] base::Nanoseconds timeAt(double x) const;
    void zoomBy(double factor);
    void moveCrosshair(int direction);
    bool keyWithModifiers(const QKeyEvent &event);
    bool keyAlone(const QKeyEvent &event);
    void setDrag(Drag drag);

    RunFeed &m_feed;
    TimeView &m_time;
    Selection &m_selection;
    const ThemeManager &m_themes;
    LaneStack m_lanes;
    Labels m_labels;
    ReadOutBox m_readOut;

    TimeAxis m_axis;
    struct RulerTick
    {
        double x = 0;
        QStaticText label;
    };
    std::vector<RulerTick> m_ticks;
    struct GutterText
    {
        QStaticText text;
        QPointF at;
        Role role = Role::Muted;
    };
    std::vector<GutterText> m_gutter;
    std::vector<double> m_rules; ///< lines between lanes, content y
    double m_contentHeight = 0;
    double m_nowX = -1;
    QString m_rangeText;

    QTimer m_frame;
    QElapsedTimer m_sinceLayout;
    bool m_dirty = true;
    QTimer m_wheelEnds;
    Drag m_drag = Drag::None;
    bool m_spaceHeld = false;
    bool m_isRulerDrag = false;
    QPointF m_pressed;
    QPointF m_pointer{-1, -1};
    base::Nanoseconds m_pressedAt{0};
    TimeRange m_pressedRange;
};

} // namespace assay::ui

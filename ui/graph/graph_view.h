// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/filter/case_filter.h"
#include "ui/graph/graph_painter.h"
#include "ui/run/run_feed.h"
#include "ui/run/selection.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTimer>
#include <QWidget>

namespace assay::ui {

/// The execution graph of a run: what needs what, and how each case stands. It is laid out on a
/// worker, once for a plan; while that goes on what was there stays, and what happens in the run
/// moves nothing. Drag or Ctrl and arrows pan, the wheel or + and - zoom, arrows walk along edges,
/// Space folds a group or shows it again, Return opens what is selected, 0 shows all. Main thread.
class GraphView : public QWidget
{
    Q_OBJECT
public:
    GraphView(RunFeed &feed, Selection &selection, const ThemeManager &themes,
              QWidget *parent = nullptr);

    [[nodiscard]] Grouping grouping() const { return m_asked.grouping; }
    void setGrouping(Grouping grouping);
    void setFolded(const QString &key, bool folded); ///< a group by GraphGroup::key
    void foldAll();
    void unfoldAll();
    void toggleFoldOfCurrent();
    /// Only what is at most so many edges away from the current node; 0 shows everything again.
    void focusCurrent(int hops);
    [[nodiscard]] int hops() const { return m_asked.focus.empty() ? 0 : m_asked.hops; }
    [[nodiscard]] bool isFollowing() const { return m_following; }
    /// Keeps what runs in sight, until a person pans.
    void setFollowing(bool following);
    /// Marks what matches in the window's filter language. How many do.
    int search(const QString &text);
    void findNext() { find(1); }
    void findPrevious() { find(-1); }
    void zoom(double factor); ///< around the middle, or the pointer when it is over the view
    void fitAll();
    /// How long cases are expected to take, by id: for the bars of running ones.
    void setExpected(QHash<QString, base::Nanoseconds> expected);

    /// For tests and the panel.
    [[nodiscard]] const GraphScene *scene() const { return m_scene.get(); }
    [[nodiscard]] const GraphCamera &camera() const { return m_camera; }
    [[nodiscard]] bool isLayingOut() const { return m_layouter.isBusy(); }
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] QRectF rectOf(int node) const; ///< in the view
    [[nodiscard]] int nodeAt(QPointF position) const;
    [[nodiscard]] int groupAt(QPointF position) const; ///< whose title is there
    [[nodiscard]] QString describe(int node) const;    ///< as its tooltip
    [[nodiscard]] const std::vector<NodeLook> &looks() const { return m_looks; }
    [[nodiscard]] const std::vector<EdgeLook> &edgeLooks() const { return m_edgeLooks; }
    [[nodiscard]] QSize sizeHint() const override { return {640, 240}; }

Q_SIGNALS:
    void activated(const QString &caseId); ///< Return or a double click
    void searchWanted();                   ///< Ctrl+F or /
    void changed(); ///< grouping, folds, focus, following or the layout: for controls beside it

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void onReset();
    void onAdvanced(const RunUpdate &update);
    void onScene(std::shared_ptr<const GraphScene> scene);
    void onSelection();
    void relay(); ///< asks for another layout
    void refresh();
    void refreshNode(int node);
    void follow();
    void showChanges();
    void setCurrent(int node, bool select);
    void reveal(int node);
    void moved(); ///< by a person
    void frame();
    void walk(Qt::Key key);
    [[nodiscard]] int along(const std::vector<int> &nodes) const;
    [[nodiscard]] int towards(QPointF direction) const;
    void find(int by);
    void markHits();
    [[nodiscard]] bool isShown(int node) const;
    [[nodiscard]] base::Nanoseconds expectedOf(events::CaseIndex index) const;

    RunFeed &m_feed;
    Selection &m_selection;
    const ThemeManager &m_themes;
    GraphLayouter m_layouter;
    GraphLayouter::Request m_asked;
    std::shared_ptr<const GraphScene> m_scene;
    std::vector<NodeLook> m_looks;
    std::vector<EdgeLook> m_edgeLooks;
    std::vector<std::vector<int>> m_edgesOf; ///< by node
    GraphPainter m_painter;
    GraphCamera m_camera;
    QHash<QString, base::Nanoseconds> m_expected;
    QHash<QString, events::CaseIndex> m_indexOf; ///< by case id
    int m_current = -1;
    events::CaseIndex m_currentCase = -1;
    /// What a layout or another size does with the camera.
    enum class Framing {
        Free,     ///< it stays where a person put it
        Readable, ///< all is shown, or its beginning when that would be too small to read
        All,
    };
    Framing m_framing = Framing::Readable;
    bool m_following = false;
    QTimer m_show; ///< collects what a run changes until the next picture
    QElapsedTimer m_sinceFollow;
    QString m_searched;
    CaseFilter m_filter;
    std::vector<bool> m_hits;
    int m_hitCount = 0;
    std::optional<QPointF> m_dragFrom;
    bool m_dragged = false;
};

} // namespace assay::ui

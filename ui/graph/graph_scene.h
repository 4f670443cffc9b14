// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/graph_model.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <span>

namespace assay::ui {

/// Which rectangles meet a rectangle. A plain value.
class GridIndex
{
public:
    GridIndex() = default;
    GridIndex(std::vector<QRectF> rects, QSizeF size);

    /// Appends those that meet `area`, in no order, each once. Main thread (it keeps marks).
    void find(const QRectF &area, std::vector<int> &into) const;

private:
    [[nodiscard]] QRect cellsOf(const QRectF &rect) const;

    double m_cell = 1;
    int m_columns = 0;
    int m_rows = 0;
    std::vector<QRectF> m_rects;
    std::vector<std::vector<int>> m_cells;
    std::vector<int> m_large; ///< in too many cells to be listed in each
    mutable std::vector<quint32> m_marks;
    mutable quint32 m_mark = 0;
};

/// What the view shows, laid out. Never changes, except the marks of its indexes.
struct GraphScene
{
    Graph graph;
    GraphLayout layout;
    std::vector<int> nodeOfCase;          ///< by case: its node, its folded group's, or -1
    std::vector<std::vector<int>> before; ///< by node: what it needs
    std::vector<std::vector<int>> after;
    GridIndex nodes;
    GridIndex edges;

    [[nodiscard]] int nodeOf(events::CaseIndex index) const
    {
        const auto i = static_cast<std::size_t>(index);
        return index >= 0 && i < nodeOfCase.size() ? nodeOfCase[i] : -1;
    }
};

/// Lays graphs out on a worker; the newest request wins. Main thread.
class GraphLayouter : public QObject
{
    Q_OBJECT
public:
    struct Request
    {
        events::RunPlanned plan;
        Grouping grouping = Grouping::None;
        QSet<QString> folded;
        std::vector<events::CaseIndex> focus; ///< empty: everything
        int hops = 1;
        double shape = LayoutInput::kShape; ///< width by height of the view
    };

    explicit GraphLayouter(QObject *parent = nullptr);
    ~GraphLayouter() override; ///< stops and waits for the worker, which gives up at once

    void lay(Request request);
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void ready(std::shared_ptr<const assay::ui::GraphScene> scene);

private:
    struct Whole;

    QThreadPool m_pool;
    std::stop_source m_stop;
    std::shared_ptr<const Whole> m_whole; ///< of the plan and grouping that were asked last
    quint64 m_number = 0;
    bool m_busy = false;
};

/// All of it at once, as the worker does; for tests and the bench. Pure, any thread.
[[nodiscard]] std::shared_ptr<const GraphScene> makeScene(Graph graph, GraphLayout layout,
                                                          std::size_t cases);

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/graph_camera.h"
#include "ui/graph/graph_scene.h"

#include <QPixmap>
#include <QStaticText>

#include <map>

class QPainter;

namespace assay::ui {

/// What a frame of the graph shows beside the scene. Borrowed while it is painted.
struct GraphFrame
{
    const GraphScene &scene;
    const events::RunState &state;
    const std::vector<NodeLook> &nodes;
    const std::vector<EdgeLook> &edges;
    const GraphCamera &camera;
    QSizeF size; ///< of the view
    int current = -1;
    bool focused = false;                    ///< the view has the keyboard
    const std::vector<bool> *hits = nullptr; ///< by node, what a search found
    double sweep = 0;                        ///< 0 to 1, of bars of which nobody knows the end
};

/// Paints graphs in three levels of detail: everything; boxes without text; colours. What the
/// view does not show costs nothing. Texts and frames are made when they are first seen and kept.
/// Main thread.
class GraphPainter
{
public:
    enum class Detail { Colours, Boxes, Full };
    [[nodiscard]] static Detail detailAt(double scale);

    /// False when texts are still to come: paint again in the next frame.
    [[nodiscard]] bool paint(QPainter &painter, const GraphFrame &frame, const Theme &theme);
    /// Another scene, theme or screen.
    void forget();
    /// The title of a group, in view pixels: what a click on it folds.
    [[nodiscard]] static QRectF titleOf(const QRectF &group, const GraphCamera &camera);

private:
    struct Label
    {
        QStaticText first;
        QStaticText second;
        bool made = false;
        bool two = false;
    };
    void paintGroups(QPainter &painter, const GraphFrame &frame, const Theme &theme);
    void paintEdges(QPainter &painter, const GraphFrame &frame, const Theme &theme);
    void paintColours(QPainter &painter, const GraphFrame &frame, const Theme &theme);
    void paintBox(QPainter &painter, const GraphFrame &frame, const Theme &theme, int node);
    void paintText(QPainter &painter, const GraphFrame &frame, const Theme &theme, int node);
    void paintMarks(QPainter &painter, const GraphFrame &frame, const Theme &theme);
    void addEdge(const GraphFrame &frame, int edge);
    [[nodiscard]] const QPixmap &box(const GraphFrame &frame, const Theme &theme, int node);
    [[nodiscard]] const Label &label(const GraphFrame &frame, int node);
    void make(Label &label, const GraphFrame &frame, int node) const;
    [[nodiscard]] const QPixmap &sign(const GraphFrame &frame, const Theme &theme, Status status);

    std::vector<int> m_seen;
    std::vector<int> m_seenEdges;
    std::array<std::vector<QLineF>, 3> m_lines; ///< by EdgeLook
    std::vector<std::vector<QRectF>> m_rects;   ///< by status
    std::vector<Label> m_labels;                ///< by node
    std::map<std::tuple<Status, bool, bool>, QPixmap> m_boxes;
    std::map<Status, QPixmap> m_signs;
    qint64 m_labelTime = 0; ///< ns, of this frame
    bool m_missing = false; ///< some texts, in this frame
    double m_ratio = 1;     ///< device pixels of one of the view
    double m_boxScale = 0;  ///< device pixels of one of the drawing
};

} // namespace assay::ui

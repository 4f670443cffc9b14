// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <optional>
#include <stop_token>
#include <vector>

namespace assay::ui {

/// What is to be laid out. Sizes and places are pixels of the drawing at scale 1.
struct LayoutNode
{
    QSizeF size;
    int group = -1; ///< from 0; -1 stands outside of every group
    /// Unique; settles every tie, so that the order in which nodes are listed means nothing.
    int order = 0;
    /// Where its middle stood in another layout; see LayoutInput::keepOrder.
    double place = 0;
};
struct LayoutEdge
{
    int from = 0; ///< index in nodes
    int to = 0;
};
struct LayoutInput
{
    std::vector<LayoutNode> nodes;
    std::vector<LayoutEdge> edges;
    int groups = 0;
    /// Indices of groups: the first stands before the second although no edge of nodes says so.
    std::vector<LayoutEdge> groupEdges;
    /// Of a part of a graph that was laid out before: nodes stand one above the other as they stood
    /// there, by their `place`, and nothing is done about crossings.
    bool keepOrder = false;
    /// Width by height that all is packed for, where no edge says how parts stand.
    double shape = kShape;
    static constexpr double kShape = 2.2;
};

/// Where everything stands. The top left of all is (0, 0).
struct GraphLayout
{
    /// The stretch of `points` that is an edge's. From its first point to the second it runs level,
    /// from there to the third it curves, to the fourth it runs level, and so on.
    struct Route
    {
        int begin = 0;
        int end = 0; ///< as `begin` for an edge that was refused
    };
    std::vector<QRectF> nodes; ///< as in the input
    std::vector<Route> routes; ///< as the edges of the input
    std::vector<QPointF> points;
    std::vector<QRectF> groups; ///< with their titles; null for a group without nodes
    QSizeF size;
};

constexpr double kGroupTitle = 30; ///< the line above the nodes of a group
constexpr double kGroupPadding = 12;

/// A layered drawing from left to right: layers by longest path, order in them by sweeps of
/// barycentres, heights by least squares (Sugiyama, Tagawa, Toda 1981; Gansner et al. 1993; pool
/// adjacent violators). Parts that no edge joins are packed in rows; groups are laid out for
/// themselves and then as nodes. Edges from one node share their way past further layers. An edge
/// that closes a circle runs backwards, always the same one; one from a node to itself or to no
/// node is refused. Pure, any thread; deterministic; nothing when stopped.
[[nodiscard]] std::optional<GraphLayout> layOut(const LayoutInput &input,
                                                std::stop_token stop = {});

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/layered_part.h"

#include <QRectF>

namespace assay::ui::layered {

/// A graph without groups, its nodes in their order, its edges sorted and each once.
struct Flat
{
    std::vector<PartNode> nodes;
    std::vector<std::pair<int, int>> edges;
    bool keepOrder = false;
    double shape = 1; ///< width by height of packed parts
};
struct FlatLayout
{
    std::vector<QRectF> nodes;
    std::vector<std::vector<QPointF>> routes; ///< as the edges
    QSizeF size;
};

/// Its parts laid out and packed in rows. Nothing when stopped. Internal to this folder.
[[nodiscard]] std::optional<FlatLayout> layOutFlat(const Flat &flat, const std::stop_token &stop);

inline QPointF leaving(const QRectF &rect)
{
    return {rect.right(), rect.center().y()};
}

inline QPointF entering(const QRectF &rect)
{
    return {rect.left(), rect.center().y()};
}

} // namespace assay::ui::layered

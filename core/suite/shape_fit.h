// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/node.h"
#include "suite/shape.h"

namespace assay::suite {

/// Whether a value fits a shape, without a word about why not. Pure functions, any thread.

/// One value, not a collection.
[[nodiscard]] bool isScalarKind(Shape::Kind kind);
/// Whether a node of this kind can be meant for the shape at all, whatever is in it.
[[nodiscard]] bool takesKind(const Shape &shape, model::Node::Kind kind);
/// The shape is one of a scalar kind.
[[nodiscard]] bool scalarFits(const model::Node &node, const Shape &shape);

} // namespace assay::suite

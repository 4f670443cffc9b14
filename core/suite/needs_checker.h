// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/suite_builder.h"

namespace assay::suite {

/// Whether a need or a path names a suite file: "b.yaml".
[[nodiscard]] bool isSuiteFileName(QStringView name);

/// Gives every case the ids of what it needs. Reports unknown names, circles over all suites, and
/// ids that are used twice.
void resolveNeeds(std::vector<SuiteDraft> &drafts, LoadContext &context);

/// A circle over `edges[node] = {node...}` as "a -> b -> a", or nothing. Each call finds the first.
struct CircleEdge
{
    std::size_t to = 0;
    base::SourcePosition position;
};
struct Circle
{
    std::vector<std::size_t> nodes; ///< the first is repeated at the end
    base::SourcePosition position;  ///< of the edge that closes it
};
/// Every circle that a depth-first walk meets, each edge that closes one at most once.
[[nodiscard]] std::vector<Circle> findCircles(const std::vector<std::vector<CircleEdge>> &edges);
/// "a -> b -> a"; long ones are cut in the middle.
[[nodiscard]] QString circleText(const Circle &circle, const QStringList &names);

} // namespace assay::suite

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace assay::expect {

struct Assignment
{
    std::vector<std::size_t> unmatchedLeft;
    std::vector<std::size_t> unmatchedRight;
};

/// Pairs as many of the left with one of the right each as fit (augmenting paths, Kuhn 1955).
/// `fits` is asked once for each pair. Pure.
[[nodiscard]] Assignment assign(std::size_t left, std::size_t right,
                                const std::function<bool(std::size_t, std::size_t)> &fits);

} // namespace assay::expect

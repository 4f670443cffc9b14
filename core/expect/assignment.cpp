// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/assignment.h"

namespace assay::expect {

namespace {

constexpr auto kNone = static_cast<std::size_t>(-1);

} // namespace

Assignment assign(std::size_t left, std::size_t right,
                  const std::function<bool(std::size_t, std::size_t)> &fits)
{
    std::vector<std::vector<std::size_t>> edges(left);
    for (std::size_t i = 0; i < left; ++i) {
        for (std::size_t j = 0; j < right; ++j) {
            if (fits(i, j))
                edges[i].push_back(j);
        }
    }
    std::vector<std::size_t> leftOf(right, kNone);
    std::vector<std::size_t> rightOf(left, kNone);
    for (std::size_t start = 0; start < left; ++start) {
        // Breadth first: a path can be as long as the lists, too long for recursion.
        std::vector<std::size_t> cameFrom(right, kNone);
        std::vector<std::size_t> queue{start};
        std::size_t free = kNone;
        for (std::size_t at = 0; at < queue.size() && free == kNone; ++at) {
            for (const std::size_t j : edges[queue[at]]) {
                if (cameFrom[j] != kNone)
                    continue;
                cameFrom[j] = queue[at];
                if (leftOf[j] == kNone) {
                    free = j;
                    break;
                }
                queue.push_back(leftOf[j]);
            }
        }
        while (free != kNone) {
            const std::size_t i = cameFrom[free];
            const std::size_t next = rightOf[i];
            leftOf[free] = i;
            rightOf[i] = free;
            free = next;
        }
    }
    Assignment result;
    for (std::size_t i = 0; i < left; ++i) {
        if (rightOf[i] == kNone)
            result.unmatchedLeft.push_back(i);
    }
    for (std::size_t j = 0; j < right; ++j) {
        if (leftOf[j] == kNone)
            result.unmatchedRight.push_back(j);
    }
    return result;
}

} // namespace assay::expect

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/counter_random.h"

#include <array>

namespace assay::testdata {

/// A shuffle of 0..count-1 that is computed, not stored: at(i) is another number for every i.
///
///     Permutation order(key, 10'000'000);
///     order.at(7);   // where the eighth goes
///
/// A Feistel network of six rounds over the next even power of two, walked until it lands inside
/// (Black and Rogaway 2002): at most four steps on average. Any thread.
class Permutation
{
public:
    Permutation(quint64 key, quint64 count);
    [[nodiscard]] quint64 count() const { return m_count; }
    /// `index` below count().
    [[nodiscard]] quint64 at(quint64 index) const;

private:
    static constexpr int kRounds = 6;
    quint64 m_count;
    int m_half = 1; ///< bits of each half
    quint64 m_mask = 1;
    std::array<quint64, kRounds> m_keys{};
};

} // namespace assay::testdata

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/permutation.h"

#include <vector>

namespace assay::testdata {

/// Columns that together stand once: row by row another combination of their numbers, from one
/// shuffle over all of them. A column that differs from an earlier one never has its number. Any
/// thread.
class JointChoice
{
public:
    struct Column
    {
        quint64 count = 0;    ///< its numbers are 0..count-1
        int differsFrom = -1; ///< an earlier column with the same count
    };
    JointChoice(quint64 key, std::vector<Column> columns);

    /// How many combinations the columns have; at most 2^62.
    [[nodiscard]] static quint64 combinations(const std::vector<Column> &columns);
    [[nodiscard]] qint64 at(int column, qint64 row) const;

private:
    std::vector<Column> m_columns;
    Permutation m_order;
};

} // namespace assay::testdata

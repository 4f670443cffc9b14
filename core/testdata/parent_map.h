// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <functional>
#include <vector>

namespace assay::testdata {

/// Which parent each row of a table belongs to, where rows of one parent follow each other.
///
///     auto map = ParentMap::counted(parents, [](qint64 parent) { return 1 + parent % 3; });
///     auto [parent, ordinal] = map.locate(17);
///
/// Counts are functions of the parent; only their sums over each 1024 parents are kept. Any thread.
class ParentMap
{
public:
    struct Place
    {
        qint64 parent = 0;
        qint64 ordinal = 0; ///< among the rows of the parent, from 0
    };
    using Count = std::function<qint64(qint64 parent)>;

    /// So many rows, spread evenly over the parents.
    [[nodiscard]] static ParentMap even(qint64 rows, qint64 parents);
    /// As many as `count` says, a pure function.
    [[nodiscard]] static ParentMap counted(qint64 parents, Count count);

    [[nodiscard]] qint64 rows() const { return m_rows; }
    [[nodiscard]] qint64 countOf(qint64 parent) const;
    [[nodiscard]] Place locate(qint64 row) const;

private:
    static constexpr qint64 kStride = 1024;
    qint64 m_rows = 0;
    qint64 m_parents = 0;
    Count m_count;              ///< empty: even
    std::vector<qint64> m_sums; ///< rows before each kStride parents
};

} // namespace assay::testdata

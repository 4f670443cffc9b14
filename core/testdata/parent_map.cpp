// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/parent_map.h"

#include "testdata/counter_random.h"

#include <algorithm>

namespace assay::testdata {

namespace {

/// floor(a * b / c) without overflow.
qint64 ratio(qint64 a, qint64 b, qint64 c)
{
    return static_cast<qint64>(static_cast<UInt128>(a) * static_cast<UInt128>(b) /
                               static_cast<UInt128>(c));
}

qint64 ratioUp(qint64 a, qint64 b, qint64 c)
{
    return static_cast<qint64>(
        (static_cast<UInt128>(a) * static_cast<UInt128>(b) + static_cast<UInt128>(c) - 1) /
        static_cast<UInt128>(c));
}

} // namespace

ParentMap ParentMap::even(qint64 rows, qint64 parents)
{
    ParentMap map;
    map.m_rows = parents == 0 ? 0 : rows;
    map.m_parents = parents;
    return map;
}

ParentMap ParentMap::counted(qint64 parents, Count count)
{
    ParentMap map;
    map.m_parents = parents;
    map.m_count = std::move(count);
    for (qint64 parent = 0; parent < parents; ++parent) {
        if (parent % kStride == 0)
            map.m_sums.push_back(map.m_rows);
        map.m_rows += map.m_count(parent);
    }
    return map;
}

qint64 ParentMap::countOf(qint64 parent) const
{
    if (m_count)
        return m_count(parent);
    return ratioUp(parent + 1, m_rows, m_parents) - ratioUp(parent, m_rows, m_parents);
}

ParentMap::Place ParentMap::locate(qint64 row) const
{
    if (!m_count) {
        // The parent p has the rows from ceil(p * rows / parents) on.
        const qint64 parent = ratio(row, m_parents, m_rows);
        return {parent, row - ratioUp(parent, m_rows, m_parents)};
    }
    const auto after = std::upper_bound(m_sums.begin(), m_sums.end(), row);
    const qint64 stride = after - m_sums.begin() - 1;
    qint64 before = m_sums[static_cast<std::size_t>(stride)];
    for (qint64 parent = stride * kStride; parent < m_parents; ++parent) {
        const qint64 count = m_count(parent);
        if (row < before + count)
            return {parent, row - before};
        before += count;
    }
    return {m_parents - 1, 0};
}

} // namespace assay::testdata

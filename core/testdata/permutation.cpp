// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/permutation.h"

#include <algorithm>
#include <bit>

namespace assay::testdata {

Permutation::Permutation(quint64 key, quint64 count)
    : m_count(count)
{
    const int bits = count <= 1 ? 1 : static_cast<int>(std::bit_width(count - 1));
    m_half = std::max(1, (bits + 1) / 2);
    m_mask = (quint64(1) << m_half) - 1;
    for (std::size_t i = 0; i < m_keys.size(); ++i)
        m_keys[i] = combined(key, i);
}

quint64 Permutation::at(quint64 index) const
{
    if (m_count <= 1)
        return 0;
    do {
        quint64 left = index >> m_half;
        quint64 right = index & m_mask;
        for (const quint64 key : m_keys) {
            const quint64 next = left ^ (mixed(right + key) & m_mask);
            left = right;
            right = next;
        }
        index = (left << m_half) | right;
    } while (index >= m_count);
    return index;
}

} // namespace assay::testdata

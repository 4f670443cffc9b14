// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/joint_choice.h"

namespace assay::testdata {

namespace {

quint64 widthOf(const JointChoice::Column &column)
{
    return column.differsFrom < 0 || column.count == 0 ? column.count : column.count - 1;
}

} // namespace

JointChoice::JointChoice(quint64 key, std::vector<Column> columns)
    : m_columns(std::move(columns))
    , m_order(key, combinations(m_columns))
{
}

quint64 JointChoice::combinations(const std::vector<Column> &columns)
{
    constexpr quint64 kMost = quint64(1) << 62;
    quint64 product = 1;
    for (const Column &column : columns) {
        const quint64 width = widthOf(column);
        if (width == 0)
            return 0;
        product = product > kMost / width ? kMost : product * width;
    }
    return product;
}

qint64 JointChoice::at(int wanted, qint64 row) const
{
    quint64 rest = m_order.at(static_cast<quint64>(row));
    std::vector<quint64> numbers(m_columns.size());
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const Column &column = m_columns[i];
        const quint64 width = widthOf(column);
        numbers[i] = rest % width;
        rest /= width;
        if (column.differsFrom >= 0 &&
            numbers[i] >= numbers[static_cast<std::size_t>(column.differsFrom)])
            ++numbers[i];
        if (static_cast<int>(i) == wanted)
            break;
    }
    return static_cast<qint64>(numbers[static_cast<std::size_t>(wanted)]);
}

} // namespace assay::testdata

// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/makers/makers.h"
#include "testdata/permutation.h"
#include "testdata/portable_math.h"
#include "testdata/zipf.h"

#include <cmath>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

using Kind = Distribution::Kind;

double powerOfTen(int exponent)
{
    double power = 1;
    for (; exponent > 0; --exponent)
        power *= 10;
    return power;
}

/// A number by its distribution: the quantile of a place in (0, 1), so that two columns can share
/// that place and be correlated.
class NumberMaker final : public ColumnMaker
{
public:
    NumberMaker(const MakerContext &context, double low, double high)
        : m_cells(context.cells)
        , m_key(context.key)
        , m_isInteger(context.column.type == ColumnType::Integer)
        , m_low(low)
        , m_high(high)
        , m_distribution(context.column.distribution)
        , m_scale(powerOfTen(context.column.decimals))
        , m_correlation(context.column.correlation)
        , m_other(ColumnLink::find(context.cells, context.id.table, context.column.correlatedWith))
    {
        const bool isBounded = context.column.range.low || context.column.range.high ||
                               context.column.range.lowNumber || context.column.range.highNumber;
        if (m_distribution.kind != Kind::Normal)
            return;
        m_mean = m_distribution.mean.value_or((m_low + m_high) / 2);
        m_deviation = m_distribution.deviation.value_or((m_high - m_low) / 6);
        if (isBounded && m_deviation > 0) {
            // Cut at the bounds: no heap of values on them.
            m_from = normalShare((m_low - m_mean) / m_deviation);
            m_to = normalShare((m_high - m_mean) / m_deviation);
        } else {
            m_low = std::numeric_limits<double>::lowest();
            m_high = std::numeric_limits<double>::max();
        }
    }

    [[nodiscard]] double latent(qint64 row) const override
    {
        Draws draws(m_key, row);
        const double own = draws.unit();
        if (!m_other.isValid())
            return own;
        const auto at = m_other.rowFor(m_cells, row);
        const double other = at ? m_cells.latent(m_other.target, *at) : 0.5;
        const double z = m_correlation * normalQuantile(other) +
                         std::sqrt(1 - m_correlation * m_correlation) * normalQuantile(own);
        return std::clamp(normalShare(z), 0x1.0p-53, 1 - 0x1.0p-53);
    }

    [[nodiscard]] Value make(qint64 row) const override
    {
        const double place = latent(row);
        if (m_isInteger && m_distribution.kind == Kind::Uniform) {
            const double value = m_low + std::floor(place * (m_high - m_low + 1));
            return static_cast<qint64>(std::clamp(value, m_low, m_high));
        }
        double value = 0;
        if (m_distribution.kind == Kind::Normal) {
            const double p = std::clamp(m_from + place * (m_to - m_from), 1e-300, 1 - 0x1.0p-53);
            value = m_mean + m_deviation * normalQuantile(p);
        } else if (m_distribution.kind == Kind::Exponential) {
            value = m_low - m_distribution.mean.value_or(1) * portableLog(1 - place);
        } else {
            value = m_low + place * (m_high - m_low);
        }
        if (!m_isInteger)
            value = std::floor(value * m_scale + 0.5) / m_scale;
        value = std::clamp(value, m_low, m_high);
        constexpr double kLargest = 9.0e18;
        if (m_isInteger)
            return static_cast<qint64>(std::floor(std::clamp(value, -kLargest, kLargest) + 0.5));
        return value;
    }

private:
    const Cells &m_cells;
    quint64 m_key;
    bool m_isInteger;
    double m_low;
    double m_high;
    Distribution m_distribution;
    double m_scale;
    double m_correlation;
    ColumnLink m_other;
    double m_mean = 0;
    double m_deviation = 1;
    double m_from = 0;
    double m_to = 1;
};

/// Whole numbers over any width, with every bit of the draw.
class WholeMaker final : public ColumnMaker
{
public:
    WholeMaker(quint64 key, qint64 low, qint64 high)
        : m_key(key)
        , m_low(low)
        , m_high(high)
    {
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        return Draws(m_key, row).between(m_low, m_high);
    }
    [[nodiscard]] double latent(qint64 row) const override { return Draws(m_key, row).unit(); }

private:
    quint64 m_key;
    qint64 m_low;
    qint64 m_high;
};

class ZipfMaker final : public ColumnMaker
{
public:
    ZipfMaker(const MakerContext &context, qint64 low, quint64 count)
        : m_key(context.key)
        , m_low(low)
        , m_zipf(count, context.column.distribution.exponent)
    {
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        Draws draws(m_key, row);
        return m_low + static_cast<qint64>(m_zipf.rank(draws));
    }

private:
    quint64 m_key;
    qint64 m_low;
    Zipf m_zipf;
};

/// Every number once: counted up for keys, shuffled for the rest.
class UniqueNumberMaker final : public ColumnMaker
{
public:
    UniqueNumberMaker(const MakerContext &context, qint64 low, quint64 count, double scale)
        : m_low(low)
        , m_scale(scale)
        , m_isInteger(context.column.type == ColumnType::Integer)
    {
        if (!context.column.primaryKey && !context.column.generated)
            m_order.emplace(context.key, count);
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        const quint64 place =
            m_order ? m_order->at(static_cast<quint64>(row)) : static_cast<quint64>(row);
        const qint64 whole = m_low + static_cast<qint64>(place);
        return m_isInteger ? Value(whole) : Value(static_cast<double>(whole) / m_scale);
    }

private:
    qint64 m_low;
    double m_scale;
    bool m_isInteger;
    std::optional<Permutation> m_order;
};

/// Counts up among the rows of one parent.
class SequenceMaker final : public ColumnMaker
{
public:
    SequenceMaker(const Cells &cells, int table, qint64 start)
        : m_cells(cells)
        , m_table(table)
        , m_start(start)
    {
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        return m_start + m_cells.parentMap(m_table)->locate(row).ordinal;
    }

private:
    const Cells &m_cells;
    int m_table;
    qint64 m_start;
};

base::Result<MakerPointer> uniqueMaker(const MakerContext &context, qint64 low, quint64 width,
                                       double scale)
{
    if (width < static_cast<quint64>(context.rows)) {
        return base::failure(context.error(
            u"\"%1\" is unique, but its range has %2 values for %3 rows"_s.arg(context.columnName())
                .arg(width)
                .arg(context.rows),
            u"make the range larger, or the rows fewer"_s));
    }
    return std::make_unique<UniqueNumberMaker>(context, low, width, scale);
}

base::Result<MakerPointer> realMaker(const MakerContext &context)
{
    const ValueRange &range = context.column.range;
    double low = range.lowNumber.value_or(0);
    double high = range.highNumber.value_or(low + 1000);
    if (!range.lowNumber && range.highNumber)
        low = std::min(0.0, high - 1000);
    const auto &distribution = context.column.distribution;
    if (distribution.kind == Kind::Exponential && !range.highNumber)
        high = std::numeric_limits<double>::max();
    if (distribution.kind == Kind::Zipf)
        return base::failure(
            context.error(u"\"%1\" cannot have the distribution zipf"_s.arg(context.columnName()),
                          u"it is for integers and references"_s));
    if (!context.column.unique)
        return std::make_unique<NumberMaker>(context, low, high);
    const double scale = powerOfTen(context.column.decimals);
    const double width = std::floor((high - low) * scale) + 1;
    if (std::fabs(low) * scale > 9e15 || width > 9e15)
        return base::failure(
            context.error(u"\"%1\" has too many digits to be unique"_s.arg(context.columnName()),
                          u"give it fewer decimals or a smaller range"_s));
    return uniqueMaker(context, static_cast<qint64>(std::floor(low * scale + 0.5)),
                       static_cast<quint64>(width), scale);
}

} // namespace

base::Result<MakerPointer> numberMaker(const MakerContext &context)
{
    const ColumnSchema &column = context.column;
    if (column.type == ColumnType::Number)
        return realMaker(context);
    constexpr qint64 kWidth = 1000;
    constexpr qint64 kLargest = std::numeric_limits<qint64>::max();
    const ValueRange &range = column.range;
    const bool isKey = column.unique || column.generated;
    qint64 low = range.low.value_or(range.high ? std::min<qint64>(0, *range.high) : isKey ? 1 : 0);
    const qint64 most = isKey ? std::max(context.rows, kWidth) - 1 : kWidth - 1;
    const qint64 high = range.high.value_or(low > kLargest - most ? kLargest : low + most);
    const quint64 width = static_cast<quint64>(high) - static_cast<quint64>(low) + 1;
    if (isKey)
        return uniqueMaker(context, low, width == 0 ? ~quint64(0) : width, 1);
    if (column.distribution.kind == Kind::Zipf) {
        if (!column.correlatedWith.isEmpty())
            return base::failure(
                context.error(u"\"%1\" cannot be correlated: its distribution is zipf"_s.arg(
                                  context.columnName()),
                              u"use uniform, normal or exponential"_s));
        return std::make_unique<ZipfMaker>(context, low, width == 0 ? ~quint64(0) : width);
    }
    constexpr quint64 kExact = quint64(1) << 48;
    const bool isPlain =
        column.distribution.kind == Kind::Uniform && column.correlatedWith.isEmpty();
    if (isPlain && (width == 0 || width > kExact))
        return std::make_unique<WholeMaker>(context.key, low, high);
    double highest = static_cast<double>(high);
    if (column.distribution.kind == Kind::Exponential && !range.high)
        highest = 9.0e18;
    return std::make_unique<NumberMaker>(context, static_cast<double>(low), highest);
}

base::Result<MakerPointer> sequenceMaker(const MakerContext &context)
{
    const qint64 start = context.column.range.low.value_or(0);
    if (context.cells.parentMap(context.id.table) == nullptr)
        return base::failure(context.error(
            u"sequence_within of \"%1\" needs the rows to be grouped by \"%2\""_s.arg(
                context.columnName(), context.column.sequenceWithin),
            u"it must be a reference, and the one with per_parent if any has that"_s));
    return std::make_unique<SequenceMaker>(context.cells, context.id.table, start);
}

} // namespace assay::testdata

// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/makers/makers.h"
#include "testdata/permutation.h"
#include "testdata/value_text.h"

#include <algorithm>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMillisecond = 1000;
constexpr qint64 kDay = 24LL * 3600 * 1'000'000;
// Time is counted from here, never from today: a seed gives the same data next year.
constexpr qint32 kFirstDay = 19723; // 2024-01-01
constexpr qint32 kLastDay = 20088;  // 2024-12-31

class BooleanMaker final : public ColumnMaker
{
public:
    explicit BooleanMaker(quint64 key)
        : m_key(key)
    {
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        return (Draws(m_key, row).bits() >> 63) != 0;
    }

private:
    quint64 m_key;
};

/// Version 4 in form; forty of its bits are a shuffle of the row, so that no two are the same.
class UuidMaker final : public ColumnMaker
{
public:
    explicit UuidMaker(quint64 key)
        : m_key(key)
        , m_order(combined(key, 1), quint64(1) << 40)
    {
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        Draws draws(m_key, row);
        const quint64 high = (draws.bits() & ~quint64(0xF000)) | 0x4000;
        const quint64 place = m_order.at(static_cast<quint64>(row) & ((quint64(1) << 40) - 1));
        const quint64 low = (draws.bits() & 0x3FFFFF0000000000ULL) | 0x8000000000000000ULL | place;
        Uuid uuid;
        for (std::size_t i = 0; i < 8; ++i) {
            uuid.bytes[i] = static_cast<quint8>(high >> (56 - 8 * i));
            uuid.bytes[8 + i] = static_cast<quint8>(low >> (56 - 8 * i));
        }
        return uuid;
    }

private:
    quint64 m_key;
    Permutation m_order;
};

class TimeMaker final : public ColumnMaker
{
public:
    TimeMaker(const MakerContext &context, qint64 low, qint64 high)
        : m_cells(context.cells)
        , m_key(context.key)
        , m_isDate(context.column.type == ColumnType::Date)
        , m_low(low)
        , m_high(high)
        , m_before(ColumnLink::find(context.cells, context.id.table, context.column.notBefore))
        , m_within(context.column.withinMicroseconds)
    {
        if (context.column.unique)
            m_order.emplace(context.key, static_cast<quint64>(high - low + 1));
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        Draws draws(m_key, row);
        qint64 value = m_order ? m_low + static_cast<qint64>(m_order->at(static_cast<quint64>(row)))
                               : draws.between(m_low, m_high);
        if (m_before.isValid()) {
            const Value other = m_before.valueFor(m_cells, row);
            const qint64 unit = m_isDate ? kDay : kMillisecond;
            const qint64 later = draws.between(0, m_within / unit);
            if (const auto *date = other.as<Date>())
                value = m_isDate ? date->days + later : date->days * (kDay / kMillisecond) + later;
            else if (const auto *time = other.as<Timestamp>())
                value = m_isDate ? (time->microseconds + kDay - 1) / kDay + later
                                 : (time->microseconds + kMillisecond - 1) / kMillisecond + later;
        }
        if (m_isDate)
            return Date{static_cast<qint32>(value)};
        return Timestamp{value * kMillisecond};
    }

private:
    const Cells &m_cells;
    quint64 m_key;
    bool m_isDate;
    qint64 m_low; ///< days or milliseconds
    qint64 m_high;
    ColumnLink m_before;
    qint64 m_within;
    std::optional<Permutation> m_order;
};

class BytesMaker final : public ColumnMaker
{
public:
    BytesMaker(quint64 key, qint64 low, qint64 high)
        : m_key(key)
        , m_low(low)
        , m_high(high)
    {
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        Draws draws(m_key, row);
        std::string bytes(static_cast<std::size_t>(draws.between(m_low, m_high)), '\0');
        for (char &byte : bytes)
            byte = static_cast<char>(draws.bits() >> 56);
        return Bytes{std::move(bytes)};
    }

private:
    quint64 m_key;
    qint64 m_low;
    qint64 m_high;
};

/// One of some values by their weights; each once when the column is unique.
class OneOfMaker final : public ColumnMaker
{
public:
    OneOfMaker(const MakerContext &context, std::vector<Value> values)
        : m_key(context.key)
        , m_values(std::move(values))
    {
        if (context.column.unique) {
            m_order.emplace(context.key, m_values.size());
            return;
        }
        double sum = 0;
        for (const auto &[value, weight] : context.column.oneOf) {
            sum += weight;
            m_sums.push_back(sum);
        }
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        if (m_order)
            return m_values[m_order->at(static_cast<quint64>(row))];
        const double place = Draws(m_key, row).unit() * m_sums.back();
        const auto found = std::upper_bound(m_sums.begin(), m_sums.end(), place);
        const auto index =
            std::min(found - m_sums.begin(), static_cast<std::ptrdiff_t>(m_values.size()) - 1);
        return m_values[static_cast<std::size_t>(index)];
    }

private:
    quint64 m_key;
    std::vector<Value> m_values;
    std::vector<double> m_sums;
    std::optional<Permutation> m_order;
};

} // namespace

base::Result<MakerPointer> booleanMaker(const MakerContext &context)
{
    if (context.column.unique && context.rows > 2)
        return base::failure(
            context.error(u"\"%1\" is unique, but true or false"_s.arg(context.columnName()), {}));
    return std::make_unique<BooleanMaker>(context.key);
}

base::Result<MakerPointer> uuidMaker(const MakerContext &context)
{
    return std::make_unique<UuidMaker>(context.key);
}

base::Result<MakerPointer> timeMaker(const MakerContext &context)
{
    const ColumnSchema &column = context.column;
    const qint64 unit = column.type == ColumnType::Date ? 1 : kMillisecond;
    const qint64 day = column.type == ColumnType::Date ? 1 : kDay / kMillisecond;
    const qint64 low = column.range.low ? *column.range.low / unit : kFirstDay * day;
    const qint64 usual = column.range.low ? low + 365 * day : kLastDay * day + day - 1;
    const qint64 high = column.range.high ? *column.range.high / unit : usual;
    const qint64 first = column.range.high && !column.range.low ? high - 365 * day : low;
    if (column.unique && high - first + 1 < context.rows)
        return base::failure(context.error(
            u"\"%1\" is unique, but its range is too short for %2 rows"_s.arg(context.columnName())
                .arg(context.rows),
            u"make the range longer"_s));
    return std::make_unique<TimeMaker>(context, first, high);
}

base::Result<MakerPointer> bytesMaker(const MakerContext &context)
{
    constexpr qint64 kMostBytes = 16LL * 1024 * 1024;
    const qint64 low = std::clamp<qint64>(context.column.bytes.low.value_or(16), 0, kMostBytes);
    const qint64 high =
        std::clamp(context.column.bytes.high.value_or(std::max<qint64>(low, 64)), low, kMostBytes);
    if (context.column.unique)
        return base::failure(context.error(u"\"%1\" cannot be unique"_s.arg(context.columnName()),
                                           u"bytes have no order that could be counted"_s));
    return std::make_unique<BytesMaker>(context.key, low, high);
}

base::Result<MakerPointer> oneOfMaker(const MakerContext &context)
{
    std::vector<Value> values;
    for (const auto &[json, weight] : context.column.oneOf) {
        auto value = valueOfJson(json, context.column.type);
        if (!value)
            return base::failure(base::Error(value.error()).at(context.position()));
        values.push_back(std::move(*value));
    }
    if (context.column.unique && static_cast<qint64>(values.size()) < context.rows)
        return base::failure(context.error(
            u"\"%1\" is unique, but has %2 values for %3 rows"_s.arg(context.columnName())
                .arg(values.size())
                .arg(context.rows),
            u"add values, or make the rows fewer"_s));
    return std::make_unique<OneOfMaker>(context, std::move(values));
}

} // namespace assay::testdata

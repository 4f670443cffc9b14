// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/makers/column_maker.h"

#include "testdata/makers/makers.h"
#include "testdata/schema_resolver.h"
#include "testdata/value_text.h"

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

/// Leaves cells out, or puts the default there.
class OptionalMaker final : public ColumnMaker
{
public:
    OptionalMaker(const MakerContext &context, MakerPointer inner, Value usual)
        : m_cells(context.cells)
        , m_inner(std::move(inner))
        , m_key(combined(context.key, hashOf("optional")))
        , m_nulls(context.column.unique && context.column.reference.isValid()
                      ? 0
                      : context.column.nulls)
        , m_defaults(context.column.unique ? 0 : context.column.defaultShare)
        , m_usual(std::move(usual))
        , m_condition(context.column.nullUnless)
    {
        if (!m_condition.isEmpty()) {
            const QString prefix =
                m_condition.table.isEmpty() ? QString() : m_condition.table + u'.';
            m_link = ColumnLink::find(context.cells, context.id.table, prefix + m_condition.column);
        }
    }

    [[nodiscard]] Value make(qint64 row) const override
    {
        switch (stateOf(row)) {
        case State::Null:
            return {};
        case State::Usual:
            return m_usual;
        case State::Made:
            break;
        }
        return m_inner->make(row);
    }
    [[nodiscard]] std::optional<qint64> parentRow(qint64 row) const override
    {
        return stateOf(row) == State::Made ? m_inner->parentRow(row) : std::nullopt;
    }
    [[nodiscard]] qint64 characters(qint64 row) const override
    {
        return stateOf(row) == State::Made ? m_inner->characters(row)
                                           : ColumnMaker::characters(row);
    }
    [[nodiscard]] double latent(qint64 row) const override { return m_inner->latent(row); }

private:
    enum class State { Made, Null, Usual };
    [[nodiscard]] State stateOf(qint64 row) const
    {
        if (!m_condition.isEmpty() && !m_condition.holds(jsonOf(m_link.valueFor(m_cells, row))))
            return State::Null;
        Draws draws(m_key, row);
        if (m_nulls > 0 && draws.unit() < m_nulls)
            return State::Null;
        return m_defaults > 0 && draws.unit() < m_defaults ? State::Usual : State::Made;
    }

    const Cells &m_cells;
    MakerPointer m_inner;
    quint64 m_key;
    double m_nulls;
    double m_defaults;
    Value m_usual;
    Condition m_condition;
    ColumnLink m_link;
};

/// The same as another column; or the largest of a sequence among the children.
class EqualMaker final : public ColumnMaker
{
public:
    EqualMaker(const Cells &cells, ColumnLink link)
        : m_cells(cells)
        , m_link(link)
    {
    }
    [[nodiscard]] Value make(qint64 row) const override { return m_link.valueFor(m_cells, row); }
    [[nodiscard]] qint64 characters(qint64 row) const override
    {
        const auto at = m_link.rowFor(m_cells, row);
        return at ? m_cells.characters(m_link.target, *at) : 0;
    }

private:
    const Cells &m_cells;
    ColumnLink m_link;
};

class LargestMaker final : public ColumnMaker
{
public:
    LargestMaker(const Cells &cells, ColumnId sequence)
        : m_cells(cells)
        , m_sequence(sequence)
        , m_start(cells.schema().column(sequence).range.low.value_or(0))
    {
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        const ParentMap *map = m_cells.parentMap(m_sequence.table);
        const qint64 count = map == nullptr ? 0 : map->countOf(row);
        return count == 0 ? Value() : Value(m_start + count - 1);
    }

private:
    const Cells &m_cells;
    ColumnId m_sequence;
    qint64 m_start;
};

/// Draws again until it is another value than its neighbour's.
class DifferentMaker final : public ColumnMaker
{
public:
    DifferentMaker(const Cells &cells, ColumnLink other, MakerPointer inner)
        : m_cells(cells)
        , m_other(other)
        , m_inner(std::move(inner))
    {
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        const Value other = m_other.valueFor(m_cells, row);
        Value value = m_inner->make(row);
        for (qint64 again = 1; again <= kMostDraws && value == other; ++again)
            value = m_inner->make(row + (again << 40));
        return value;
    }

private:
    static constexpr qint64 kMostDraws = 64;
    const Cells &m_cells;
    ColumnLink m_other;
    MakerPointer m_inner;
};

base::Result<MakerPointer> plainMaker(const MakerContext &context)
{
    const ColumnSchema &column = context.column;
    if (column.isArray)
        return arrayMaker(context);
    if (column.reference.isValid())
        return referenceMaker(context);
    if (!column.equalsText.isEmpty()) {
        if (const ColumnId sequence = aggregateOf(context.cells.schema(), column.equalsText);
            sequence.isValid()) {
            const int grouping = groupingColumn(context.cells.schema(), sequence.table);
            if (grouping < 0 ||
                context.cells.schema().column({sequence.table, grouping}).reference.table !=
                    context.id.table)
                return base::failure(context.error(
                    u"equals of \"%1\" needs rows that are grouped by this table"_s.arg(
                        context.columnName()),
                    u"the column in max() must have sequence_within: a reference to it"_s));
            return std::make_unique<LargestMaker>(context.cells, sequence);
        }
        return std::make_unique<EqualMaker>(
            context.cells, ColumnLink::find(context.cells, context.id.table, column.equalsText));
    }
    if (!column.oneOf.empty())
        return oneOfMaker(context);
    if (!column.sequenceWithin.isEmpty())
        return sequenceMaker(context);
    switch (column.type) {
    case ColumnType::Boolean:
        return booleanMaker(context);
    case ColumnType::Integer:
    case ColumnType::Number:
        return numberMaker(context);
    case ColumnType::Text:
        return textMaker(context);
    case ColumnType::Uuid:
        return uuidMaker(context);
    case ColumnType::Date:
    case ColumnType::Timestamp:
        return timeMaker(context);
    case ColumnType::Json:
        return jsonMaker(context);
    case ColumnType::Bytes:
        return bytesMaker(context);
    case ColumnType::Vector:
        return vectorMaker(context);
    }
    return base::failure(context.error(u"the type cannot be made"_s, {}));
}

} // namespace

std::optional<qint64> ColumnMaker::parentRow(qint64) const
{
    return std::nullopt;
}

qint64 ColumnMaker::characters(qint64 row) const
{
    const Value value = make(row);
    const auto *text = value.as<std::string>();
    return text == nullptr ? 0 : characterCount(*text);
}

double ColumnMaker::latent(qint64) const
{
    return 0.5;
}

ColumnLink ColumnLink::find(const Cells &cells, int table, const QString &text)
{
    ColumnLink link;
    link.table = table;
    link.target = findColumn(cells.schema(), table, text);
    if (link.isValid() && text.contains(u'.'))
        link.via = referenceTo(cells.schema(), table, link.target.table);
    return link;
}

std::optional<qint64> ColumnLink::rowFor(const Cells &cells, qint64 row) const
{
    return via < 0 ? std::optional(row) : cells.parentRow({table, via}, row);
}

Value ColumnLink::valueFor(const Cells &cells, qint64 row) const
{
    const auto at = rowFor(cells, row);
    return at ? cells.value(target, *at) : Value();
}

base::Result<MakerPointer> valueMakerFor(const MakerContext &context)
{
    auto made = plainMaker(context);
    if (!made || context.column.differsFrom.isEmpty() || context.column.reference.isValid())
        return made;
    if (context.column.unique)
        return base::failure(context.error(
            u"\"%1\" cannot be unique and differ from another column"_s.arg(context.columnName()),
            u"remove one of the two"_s));
    return std::make_unique<DifferentMaker>(
        context.cells,
        ColumnLink::find(context.cells, context.id.table, context.column.differsFrom),
        std::move(*made));
}

base::Result<MakerPointer> makerFor(const MakerContext &context)
{
    auto made = valueMakerFor(context);
    const ColumnSchema &column = context.column;
    if (!made || (column.nulls == 0 && column.defaultShare == 0 && column.nullUnless.isEmpty()))
        return made;
    Value usual;
    if (column.defaultValue) {
        const auto value = valueOfJson(*column.defaultValue, column.type, column.isArray);
        if (!value)
            return base::failure(base::Error(value.error()).at(context.position()));
        usual = *value;
    }
    return std::make_unique<OptionalMaker>(context, std::move(*made), std::move(usual));
}

} // namespace assay::testdata

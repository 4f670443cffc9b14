// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/graph_edges.h"
#include "testdata/joint_choice.h"
#include "testdata/makers/makers.h"
#include "testdata/permutation.h"
#include "testdata/schema_resolver.h"
#include "testdata/zipf.h"

#include <functional>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

using Choose = std::function<std::optional<qint64>(qint64 row)>;

/// The value that stands in the parent's row.
class ReferenceMaker final : public ColumnMaker
{
public:
    ReferenceMaker(const Cells &cells, ColumnId target, Choose choose)
        : m_cells(cells)
        , m_target(target)
        , m_choose(std::move(choose))
    {
    }
    [[nodiscard]] std::optional<qint64> parentRow(qint64 row) const override
    {
        return m_choose(row);
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        const auto parent = m_choose(row);
        return parent ? m_cells.value(m_target, *parent) : Value();
    }

private:
    const Cells &m_cells;
    ColumnId m_target;
    Choose m_choose;
};

/// Each parent at most once; rows for which there is none are null.
Choose uniqueChoice(const MakerContext &context, qint64 parents)
{
    const quint64 key = context.key;
    if (!context.column.nullable) {
        if (context.column.primaryKey)
            return [](qint64 row) { return row; };
        return [order = Permutation(key, static_cast<quint64>(parents))](qint64 row) {
            return static_cast<qint64>(order.at(static_cast<quint64>(row)));
        };
    }
    const auto wanted =
        static_cast<qint64>(static_cast<double>(context.rows) * (1 - context.column.nulls) + 0.5);
    const qint64 given = std::min({parents, context.rows, wanted});
    return [given, order = Permutation(key, static_cast<quint64>(parents)),
            shuffle = Permutation(combined(key, 1), static_cast<quint64>(context.rows))](
               qint64 row) -> std::optional<qint64> {
        const auto place = static_cast<qint64>(shuffle.at(static_cast<quint64>(row)));
        if (place >= given)
            return std::nullopt;
        return static_cast<qint64>(order.at(static_cast<quint64>(place)));
    };
}

/// By the distribution, over `count` rows.
std::function<qint64(Draws &)> drawnChoice(const MakerContext &context, qint64 count)
{
    const auto width = static_cast<quint64>(count);
    if (context.column.distribution.kind != Distribution::Kind::Zipf || count < 2)
        return [width](Draws &draws) { return static_cast<qint64>(draws.below(width)); };
    // The favourites lie anywhere, not at the start.
    return [zipf = Zipf(width, context.column.distribution.exponent),
            order = Permutation(combined(context.key, 2), width)](Draws &draws) {
        return static_cast<qint64>(order.at(zipf.rank(draws)));
    };
}

Choose freeChoice(const MakerContext &context, qint64 parents)
{
    const quint64 key = context.key;
    const ColumnSchema &column = context.column;
    const int other =
        column.differsFrom.isEmpty() ? -1 : context.table().columnIndex(column.differsFrom);
    if (other < 0) {
        return [key, draw = drawnChoice(context, parents)](qint64 row) {
            Draws draws(key, row);
            return draw(draws);
        };
    }
    return [&cells = context.cells, key, otherColumn = ColumnId{context.id.table, other},
            draw = drawnChoice(context, parents - 1)](qint64 row) -> std::optional<qint64> {
        Draws draws(key, row);
        const qint64 drawn = draw(draws);
        const auto taken = cells.parentRow(otherColumn, row);
        return taken && drawn >= *taken ? drawn + 1 : drawn;
    };
}

base::Result<MakerPointer> made(const MakerContext &context, Choose choose)
{
    return std::make_unique<ReferenceMaker>(context.cells, context.column.reference,
                                            std::move(choose));
}

/// To a row of the same table that comes before: no circles, and rows can be inserted in order.
Choose earlierChoice(const MakerContext &context)
{
    const quint64 key = context.key;
    const bool isNullable = context.column.nullable;
    return [key, isNullable](qint64 row) -> std::optional<qint64> {
        if (row == 0)
            return isNullable ? std::nullopt : std::optional<qint64>(0);
        return static_cast<qint64>(Draws(key, row).below(static_cast<quint64>(row)));
    };
}

} // namespace

base::Result<MakerPointer> referenceMaker(const MakerContext &context)
{
    const ColumnSchema &column = context.column;
    const TableSchema &table = context.table();
    const qint64 parents = context.cells.rows(column.reference.table);
    const ParentMap *map = context.cells.parentMap(context.id.table);
    if (map != nullptr &&
        groupingColumn(context.cells.schema(), context.id.table) == context.id.column)
        return made(context, [map](qint64 row) { return map->locate(row).parent; });
    if (!column.withColumn.isEmpty()) {
        const ColumnId other{context.id.table, table.columnIndex(column.withColumn)};
        return made(context, [&cells = context.cells, other](qint64 row) {
            return cells.parentRow(other, row);
        });
    }
    if (table.graph && (column.name == table.graph->source || column.name == table.graph->target)) {
        const quint64 key = keyOf(0, table.name.toStdString(), "graph");
        const bool isSource = column.name == table.graph->source;
        return made(
            context,
            [edges = GraphEdges(*table.graph, combined(key, context.cells.schema().seed), parents),
             isSource](qint64 row) {
                const GraphEdges::Edge edge = edges.at(row);
                return isSource ? edge.source : edge.target;
            });
    }
    if (context.joint) {
        return made(context, [joint = context.joint, place = context.jointPlace](qint64 row) {
            return joint->at(place, row);
        });
    }
    const qint64 needed = column.differsFrom.isEmpty() ? 1 : 2;
    if (context.rows > 0 && parents < needed && column.reference.table != context.id.table) {
        if (column.nullable)
            return made(context, [](qint64) { return std::optional<qint64>(); });
        return base::failure(context.error(u"\"%1\" has nothing to refer to: %2 has %3 rows"_s
                                               .arg(context.columnName(), column.referenceText)
                                               .arg(parents),
                                           u"give that table more rows"_s));
    }
    if (context.distinctWithinParent) {
        return made(context, [map, key = context.key, parents](qint64 row) {
            const ParentMap::Place place = map->locate(row);
            const Permutation order(combined(key, static_cast<quint64>(place.parent)),
                                    static_cast<quint64>(parents));
            return static_cast<qint64>(order.at(static_cast<quint64>(place.ordinal)));
        });
    }
    if (column.unique) {
        if (!column.nullable && parents < context.rows)
            return base::failure(context.error(u"\"%1\" is unique, but %2 has only %3 rows for %4"_s
                                                   .arg(context.columnName(), column.referenceText)
                                                   .arg(parents)
                                                   .arg(context.rows),
                                               u"give that table more rows, or this one fewer"_s));
        return made(context, uniqueChoice(context, parents));
    }
    using Kind = Distribution::Kind;
    if (column.distribution.kind == Kind::Normal || column.distribution.kind == Kind::Exponential)
        return base::failure(context.error(u"a reference can be spread uniform or zipf"_s,
                                           u"change the distribution"_s));
    if (column.reference.table == context.id.table)
        return made(context, earlierChoice(context));
    return made(context, freeChoice(context, parents));
}

} // namespace assay::testdata

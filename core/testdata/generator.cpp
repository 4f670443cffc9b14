// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/generator.h"

#include "testdata/graph_edges.h"
#include "testdata/schema_resolver.h"
#include "testdata/unique_sets.h"

#include <algorithm>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kUsualRows = 100;
constexpr qint64 kMostRows = 1'000'000'000;
constexpr qint64 kLongestPart = 800;

} // namespace

base::Result<std::shared_ptr<const Generator>> Generator::make(DataSchema schema,
                                                               const GenerateOptions &options)
{
    std::shared_ptr<Generator> made(new Generator(std::move(schema)));
    if (auto compiled = made->compile(options); !compiled)
        return base::failure(compiled.error());
    return made;
}

base::Result<> Generator::compile(const GenerateOptions &options)
{
    m_schema.seed = options.seed.value_or(m_schema.seed);
    m_tables.resize(m_schema.tables.size());
    // Free tables first: a grouped one can stand before its parents when they form a circle.
    for (std::size_t t = 0; t < m_tables.size(); ++t) {
        const TableSchema &table = m_schema.tables[t];
        if (!table.isGenerated())
            m_tables[t].rows = 0;
        else if (groupingColumn(m_schema, static_cast<int>(t)) < 0 && !table.graph)
            m_tables[t].rows = options.tableRows.value(
                table.name, table.rows.value_or(options.rows.value_or(kUsualRows)));
    }
    for (int t = 0; t < static_cast<int>(m_tables.size()); ++t) {
        if (auto counted = countRows(t, options); !counted)
            return counted;
        // Children are counted parent by parent: beyond this nobody would wait for it.
        if (m_tables[static_cast<std::size_t>(t)].rows > kMostRows) {
            const TableSchema &table = m_schema.tables[static_cast<std::size_t>(t)];
            return base::failure(u"\"%1\" would have %2 rows; %3 are the most"_s.arg(table.name)
                                     .arg(m_tables[static_cast<std::size_t>(t)].rows)
                                     .arg(kMostRows),
                                 u"say fewer rows"_s, {table.file, table.line, table.columnNumber});
        }
        if (auto made = makeColumns(t); !made)
            return made;
    }
    chooseOutput();
    return {};
}

base::Result<> Generator::countRows(int t, const GenerateOptions &options)
{
    Table &own = m_tables[static_cast<std::size_t>(t)];
    if (own.rows >= 0)
        return {};
    const TableSchema &table = m_schema.tables[static_cast<std::size_t>(t)];
    const int by =
        table.graph ? table.columnIndex(table.graph->source) : groupingColumn(m_schema, t);
    const int parent = table.columns[static_cast<std::size_t>(by)].reference.table;
    const qint64 parents = m_tables[static_cast<std::size_t>(parent)].rows;
    if (parents < 0)
        return base::failure(u"the rows of \"%1\" are counted in a circle"_s.arg(table.name),
                             u"say rows: of one of the tables"_s,
                             {table.file, table.line, table.columnNumber});
    if (table.graph) {
        own.rows = GraphEdges(*table.graph, 0, parents).count();
        return {};
    }
    const qint64 wanted =
        options.tableRows.value(table.name, table.rows.value_or(options.rows.value_or(kUsualRows)));
    own.map = mapFor(t, by, wanted);
    own.rows = own.map->rows();
    return {};
}

ParentMap Generator::mapFor(int t, int grouping, qint64 wanted) const
{
    const TableSchema &table = m_schema.tables[static_cast<std::size_t>(t)];
    const ColumnSchema &by = table.columns[static_cast<std::size_t>(grouping)];
    const qint64 parents = m_tables[static_cast<std::size_t>(by.reference.table)].rows;
    if (by.perParent.high) {
        const qint64 low = std::max<qint64>(0, by.perParent.low.value_or(0));
        const qint64 high = *by.perParent.high;
        const quint64 key =
            keyOf(m_schema.seed, table.name.toStdString(), (by.name + u"/count"_s).toStdString());
        return ParentMap::counted(parents, [key, low, high](qint64 parent) {
            return Draws(key, parent).between(low, high);
        });
    }
    for (const ColumnSchema &column : table.columns) {
        const ColumnId whole = findColumn(m_schema, t, column.partOfText);
        if (!whole.isValid() || whole.table != by.reference.table)
            continue;
        // As many pieces as the longest piece makes necessary.
        const qint64 longest = std::max<qint64>(1, column.length.high.value_or(kLongestPart));
        return ParentMap::counted(parents, [this, whole, longest](qint64 parent) {
            return std::max<qint64>(1, (characters(whole, parent) + longest - 1) / longest);
        });
    }
    return ParentMap::even(wanted, parents);
}

base::Result<> Generator::makeColumns(int t)
{
    Table &own = m_tables[static_cast<std::size_t>(t)];
    const TableSchema &table = m_schema.tables[static_cast<std::size_t>(t)];
    if (!table.isGenerated())
        return {};
    const auto sets = planUniqueSets(*this, t, own.rows, m_schema.seed);
    if (!sets)
        return base::failure(sets.error());
    for (int c = 0; c < static_cast<int>(table.columns.size()); ++c) {
        const ColumnSchema &column = table.columns[static_cast<std::size_t>(c)];
        const ColumnId id{t, c};
        const auto isFromFile = [&](ColumnId target) {
            const TableSchema &other = m_schema.tables[static_cast<std::size_t>(target.table)];
            return target.isValid() && !other.isGenerated();
        };
        if (column.reference.isValid() && isFromFile(column.reference))
            return base::failure(u"\"%1\" refers to rows of a file, which cannot be computed"_s.arg(
                                     table.name + u'.' + column.name),
                                 u"describe the columns of that table instead of naming a file"_s,
                                 {table.file, column.line, column.columnNumber});
        const QString locale = column.locale.isEmpty() ? m_schema.locale : column.locale;
        MakerContext context{
            *this,    id,
            column,   keyOf(m_schema.seed, table.name.toStdString(), column.name.toStdString()),
            own.rows, *wordList(locale)};
        if (const auto joint = sets->joint.find(c); joint != sets->joint.end()) {
            context.joint = joint->second.choice;
            context.jointPlace = joint->second.place;
        }
        const auto &distinct = sets->distinctWithinParent;
        context.distinctWithinParent =
            std::find(distinct.begin(), distinct.end(), c) != distinct.end();
        auto maker = makerFor(context);
        if (!maker)
            return base::failure(maker.error());
        own.makers.push_back(std::move(*maker));
    }
    return {};
}

void Generator::chooseOutput()
{
    std::vector<ColumnId> referred;
    for (const TableSchema &table : m_schema.tables) {
        for (const ColumnSchema &column : table.columns)
            referred.push_back(column.reference);
    }
    for (int t = 0; t < static_cast<int>(m_tables.size()); ++t) {
        const TableSchema &table = m_schema.tables[static_cast<std::size_t>(t)];
        for (int c = 0; c < static_cast<int>(table.columns.size()); ++c) {
            const ColumnSchema &column = table.columns[static_cast<std::size_t>(c)];
            const bool isNeeded =
                !column.generated || column.primaryKey ||
                std::find(referred.begin(), referred.end(), ColumnId{t, c}) != referred.end();
            if (isNeeded)
                m_tables[static_cast<std::size_t>(t)].output.push_back(c);
        }
    }
}

qint64 Generator::rows(int table) const
{
    return m_tables[static_cast<std::size_t>(table)].rows;
}

Value Generator::value(ColumnId column, qint64 row) const
{
    return maker(column).make(row);
}

std::optional<qint64> Generator::parentRow(ColumnId column, qint64 row) const
{
    return maker(column).parentRow(row);
}

qint64 Generator::characters(ColumnId column, qint64 row) const
{
    return maker(column).characters(row);
}

double Generator::latent(ColumnId column, qint64 row) const
{
    return maker(column).latent(row);
}

const ParentMap *Generator::parentMap(int table) const
{
    const auto &map = m_tables[static_cast<std::size_t>(table)].map;
    return map ? &*map : nullptr;
}

const std::vector<int> &Generator::outputColumns(int table) const
{
    return m_tables[static_cast<std::size_t>(table)].output;
}

Block Generator::block(int table, qint64 firstRow, qint64 count) const
{
    const Table &own = m_tables[static_cast<std::size_t>(table)];
    Block block;
    block.firstRow = firstRow;
    block.columns = own.output.size();
    const qint64 last = std::min(own.rows, firstRow + count);
    if (last <= firstRow)
        return block;
    block.cells.reserve(static_cast<std::size_t>(last - firstRow) * block.columns);
    for (qint64 row = firstRow; row < last; ++row) {
        for (const int column : own.output)
            block.cells.push_back(own.makers[static_cast<std::size_t>(column)]->make(row));
    }
    return block;
}

} // namespace assay::testdata

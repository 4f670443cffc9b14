// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/schema_resolver.h"

#include <algorithm>
#include <functional>
#include <map>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

class Resolver
{
public:
    Resolver(DataSchema &schema, suite::Diagnostics &diagnostics)
        : m_schema(schema)
        , m_diagnostics(diagnostics)
    {
    }

    void resolve()
    {
        forEachColumn([this](int t, ColumnSchema &column) {
            resolveReference(t, column);
            if (column.items)
                resolveReference(t, *column.items);
        });
        for (TableSchema &table : m_schema.tables)
            resolveNeighbours(table);
        if (!m_diagnostics.isEmpty())
            return;
        sortTables();
        forEachColumn([this](int t, ColumnSchema &column) { checkNames(t, column); });
        for (std::size_t t = 0; t < m_schema.tables.size(); ++t)
            checkTable(static_cast<int>(t));
        if (m_diagnostics.isEmpty())
            refuseCircles();
    }

private:
    template <class Visit>
    void forEachColumn(Visit visit)
    {
        for (std::size_t t = 0; t < m_schema.tables.size(); ++t) {
            for (ColumnSchema &column : m_schema.tables[t].columns)
                visit(static_cast<int>(t), column);
        }
    }

    [[nodiscard]] base::SourcePosition positionOf(int table, const ColumnSchema &column) const
    {
        return {m_schema.tables[static_cast<std::size_t>(table)].file, column.line,
                column.columnNumber};
    }

    void resolveReference(int from, ColumnSchema &column)
    {
        if (column.referenceText.isEmpty())
            return;
        const QString tableName = column.referenceText.section(u'.', 0, 0);
        const QString columnName = column.referenceText.section(u'.', 1);
        QStringList known;
        int found = -1;
        for (std::size_t t = 0; t < m_schema.tables.size(); ++t) {
            const TableSchema &table = m_schema.tables[t];
            known.append(table.name);
            const bool isItself =
                static_cast<int>(t) == from && table.name == tableName && columnName == column.name;
            if (table.name == tableName && !isItself && table.columnIndex(columnName) >= 0 &&
                (found < 0 || static_cast<int>(t) == from))
                found = static_cast<int>(t);
        }
        if (found < 0) {
            const int table = m_schema.tableIndex(tableName);
            if (table < 0) {
                m_diagnostics.addUnknown(u"no table is called \"%1\""_s.arg(tableName), tableName,
                                         known, positionOf(from, column));
                return;
            }
            QStringList names;
            for (const ColumnSchema &other :
                 m_schema.tables[static_cast<std::size_t>(table)].columns)
                names.append(other.name);
            m_diagnostics.addUnknown(
                u"the table \"%1\" has no other column \"%2\""_s.arg(tableName, columnName),
                columnName, names, positionOf(from, column));
            return;
        }
        column.reference = {
            found, m_schema.tables[static_cast<std::size_t>(found)].columnIndex(columnName)};
        const ColumnSchema &target = m_schema.column(column.reference);
        column.dimensions = target.dimensions;
        if (target.type != column.type || target.isArray) {
            m_diagnostics.add(u"\"%1\" is of the type %2, but %3 is of the type %4"_s.arg(
                                  column.name, columnTypeName(column.type), column.referenceText,
                                  columnTypeName(target.type)),
                              u"give both the same type"_s, positionOf(from, column));
        }
    }

    void resolveNeighbours(TableSchema &table)
    {
        if (!table.neighbours)
            return;
        const QString &text = table.neighbours->ofText;
        const int of = m_schema.tableIndex(text.section(u'.', 0, 0));
        const int column =
            of < 0
                ? -1
                : m_schema.tables[static_cast<std::size_t>(of)].columnIndex(text.section(u'.', 1));
        table.neighbours->of = {of, column};
        const bool isVector =
            column >= 0 && m_schema.column(table.neighbours->of).type == ColumnType::Vector;
        const auto isKey = [](const ColumnSchema &one) { return one.primaryKey; };
        const bool hasKey =
            isVector &&
            std::any_of(m_schema.tables[static_cast<std::size_t>(of)].columns.begin(),
                        m_schema.tables[static_cast<std::size_t>(of)].columns.end(), isKey);
        if (!hasKey || !m_schema.tables[static_cast<std::size_t>(of)].isGenerated())
            m_diagnostics.add(
                u"neighbours are of \"%1\", which is no generated vector of a table with a primary key"_s
                    .arg(text),
                u"write of: table.column"_s, {table.file, table.line, table.columnNumber});
    }

    void checkNames(int t, ColumnSchema &column)
    {
        const auto check = [&](const QString &text, const QString &what) {
            if (text.isEmpty() || findColumn(m_schema, t, text).isValid() ||
                (what == u"equals"_s && aggregateOf(m_schema, text).isValid()))
                return;
            QStringList known;
            for (const ColumnSchema &other : m_schema.tables[static_cast<std::size_t>(t)].columns) {
                if (other.name != column.name)
                    known.append(other.name);
            }
            m_diagnostics.addUnknown(
                u"%1 of \"%2\" names \"%3\", which is no column here or of a parent"_s.arg(
                    what, column.name, text),
                text, known, positionOf(t, column));
        };
        check(column.equalsText, u"equals"_s);
        check(column.partOfText, u"part_of"_s);
        check(column.notBefore, u"not_before"_s);
        check(column.differsFrom, u"differs_from"_s);
        check(column.correlatedWith, u"correlated"_s);
        check(column.sequenceWithin, u"sequence_within"_s);
        check(column.withColumn, u"with"_s);
        if (!column.nullUnless.isEmpty()) {
            const QString prefix =
                column.nullUnless.table.isEmpty() ? QString() : column.nullUnless.table + u'.';
            check(prefix + column.nullUnless.column, u"null_unless"_s);
        }
    }

    void checkTable(int t)
    {
        const TableSchema &table = m_schema.tables[static_cast<std::size_t>(t)];
        const base::SourcePosition at{table.file, table.line, table.columnNumber};
        QStringList known;
        for (const ColumnSchema &column : table.columns)
            known.append(column.name);
        for (const QStringList &set : table.unique) {
            for (const QString &name : set) {
                if (!known.contains(name))
                    m_diagnostics.addUnknown(
                        u"unique names \"%1\", which is no column of \"%2\""_s.arg(name,
                                                                                   table.name),
                        name, known, at);
            }
        }
        const qsizetype counted =
            std::count_if(table.columns.begin(), table.columns.end(),
                          [](const auto &column) { return column.perParent.high.has_value(); });
        if (counted > 1)
            m_diagnostics.add(u"\"%1\" has per_parent more than once"_s.arg(table.name),
                              u"one parent decides how many rows there are"_s, at);
        if (counted > 0 && table.rows)
            m_diagnostics.add(u"\"%1\" has both rows and per_parent"_s.arg(table.name),
                              u"remove one of them"_s, at);
        if (!table.graph)
            return;
        for (const QString &end : {table.graph->source, table.graph->target}) {
            const int index = table.columnIndex(end);
            if (index < 0 || !table.columns[static_cast<std::size_t>(index)].reference.isValid())
                m_diagnostics.addUnknown(
                    u"the graph of \"%1\" needs \"%2\" to be a column with a reference"_s.arg(
                        table.name, end),
                    end, known, at);
        }
    }

    /// Parents first; what is in a circle keeps its place.
    void sortTables()
    {
        const std::size_t count = m_schema.tables.size();
        std::vector<int> order;
        std::vector<int> state(count, 0);
        const std::function<void(std::size_t)> visit = [&](std::size_t t) {
            if (state[t] != 0)
                return;
            state[t] = 1;
            if (m_schema.tables[t].neighbours)
                visit(static_cast<std::size_t>(m_schema.tables[t].neighbours->of.table));
            for (const ColumnSchema &column : m_schema.tables[t].columns) {
                for (const ColumnSchema *one :
                     {&column, static_cast<const ColumnSchema *>(column.items.get())}) {
                    if (one != nullptr && one->reference.isValid())
                        visit(static_cast<std::size_t>(one->reference.table));
                }
            }
            order.push_back(static_cast<int>(t));
        };
        for (std::size_t t = 0; t < count; ++t)
            visit(t);
        std::vector<int> place(count);
        std::vector<TableSchema> sorted;
        for (std::size_t i = 0; i < count; ++i) {
            place[static_cast<std::size_t>(order[i])] = static_cast<int>(i);
            sorted.push_back(std::move(m_schema.tables[static_cast<std::size_t>(order[i])]));
        }
        m_schema.tables = std::move(sorted);
        for (TableSchema &table : m_schema.tables) {
            if (table.neighbours)
                table.neighbours->of.table =
                    place[static_cast<std::size_t>(table.neighbours->of.table)];
        }
        forEachColumn([&](int, ColumnSchema &column) {
            for (ColumnSchema *one : {&column, column.items.get()}) {
                if (one != nullptr && one->reference.isValid())
                    one->reference.table = place[static_cast<std::size_t>(one->reference.table)];
            }
        });
    }

    [[nodiscard]] std::vector<ColumnId> needsOf(ColumnId id) const
    {
        const ColumnSchema &column = m_schema.column(id);
        std::vector<ColumnId> needs;
        const auto need = [&](const QString &text) {
            if (const ColumnId found = findColumn(m_schema, id.table, text); found.isValid())
                needs.push_back(found);
        };
        for (const QString &text : {column.equalsText, column.partOfText, column.notBefore,
                                    column.differsFrom, column.correlatedWith})
            need(text);
        if (!column.nullUnless.isEmpty())
            need(column.nullUnless.table.isEmpty()
                     ? column.nullUnless.column
                     : column.nullUnless.table + u'.' + column.nullUnless.column);
        // A reference to its own table is computed from another row of it, which is no circle
        // unless the values are the same column's.
        if (column.reference.isValid())
            needs.push_back(column.reference);
        return needs;
    }

    void refuseCircles()
    {
        std::map<ColumnId, int> state;
        const std::function<bool(ColumnId)> visit = [&](ColumnId id) {
            int &mine = state[id];
            if (mine == 2)
                return true;
            if (mine == 1) {
                const TableSchema &table = m_schema.tables[static_cast<std::size_t>(id.table)];
                m_diagnostics.add(u"the values of %1.%2 are made of each other in a circle"_s.arg(
                                      table.name, m_schema.column(id).name),
                                  u"take one of the words that tie them out"_s,
                                  positionOf(id.table, m_schema.column(id)));
                return false;
            }
            mine = 1;
            for (const ColumnId need : needsOf(id)) {
                if (!visit(need))
                    return false;
            }
            state[id] = 2;
            return true;
        };
        for (std::size_t t = 0; t < m_schema.tables.size(); ++t) {
            for (std::size_t c = 0; c < m_schema.tables[t].columns.size(); ++c) {
                if (!visit({static_cast<int>(t), static_cast<int>(c)}))
                    return;
            }
        }
    }

    DataSchema &m_schema;
    suite::Diagnostics &m_diagnostics;
};

} // namespace

int referenceTo(const DataSchema &schema, int table, int parent)
{
    const auto &columns = schema.tables[static_cast<std::size_t>(table)].columns;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (columns[c].reference.table == parent)
            return static_cast<int>(c);
    }
    return -1;
}

int groupingColumn(const DataSchema &schema, int table)
{
    const TableSchema &own = schema.tables[static_cast<std::size_t>(table)];
    for (std::size_t c = 0; c < own.columns.size(); ++c) {
        if (own.columns[c].perParent.high && own.columns[c].reference.isValid())
            return static_cast<int>(c);
    }
    for (const ColumnSchema &column : own.columns) {
        const int within = own.columnIndex(column.sequenceWithin);
        if (within >= 0 && own.columns[static_cast<std::size_t>(within)].reference.isValid())
            return within;
    }
    return -1;
}

ColumnId findColumn(const DataSchema &schema, int table, const QString &text)
{
    if (text.isEmpty())
        return {};
    const TableSchema &own = schema.tables[static_cast<std::size_t>(table)];
    if (!text.contains(u'.')) {
        const int column = own.columnIndex(text);
        return column < 0 ? ColumnId{} : ColumnId{table, column};
    }
    const QString name = text.section(u'.', 0, 0);
    for (std::size_t t = 0; t < schema.tables.size(); ++t) {
        if (schema.tables[t].name != name || referenceTo(schema, table, static_cast<int>(t)) < 0)
            continue;
        const int column = schema.tables[t].columnIndex(text.section(u'.', 1));
        if (column >= 0)
            return {static_cast<int>(t), column};
    }
    return {};
}

ColumnId aggregateOf(const DataSchema &schema, const QString &text)
{
    if (!text.startsWith(u"max("_s) || !text.endsWith(u')'))
        return {};
    const QString inner = text.sliced(4, text.size() - 5).trimmed();
    const int table = schema.tableIndex(inner.section(u'.', 0, 0));
    if (table < 0)
        return {};
    const int column =
        schema.tables[static_cast<std::size_t>(table)].columnIndex(inner.section(u'.', 1));
    if (column < 0 || schema.column({table, column}).sequenceWithin.isEmpty())
        return {};
    return {table, column};
}

void resolveSchema(DataSchema &schema, suite::Diagnostics &diagnostics)
{
    Resolver(schema, diagnostics).resolve();
}

} // namespace assay::testdata

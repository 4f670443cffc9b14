// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/unique_sets.h"

#include "testdata/schema_resolver.h"

#include <algorithm>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

class SetPlanner
{
public:
    SetPlanner(const Cells &cells, int table, qint64 rows, quint64 seed)
        : m_cells(cells)
        , m_index(table)
        , m_table(cells.schema().tables[static_cast<std::size_t>(table)])
        , m_rows(rows)
        , m_seed(seed)
        , m_grouping(groupingColumn(cells.schema(), table))
    {
    }

    base::Result<> plan(const QStringList &names, UniqueSets &sets)
    {
        std::vector<int> columns;
        for (const QString &name : names)
            columns.push_back(m_table.columnIndex(name));
        if (isUniqueAnyway(columns))
            return {};
        const bool hasGrouping =
            std::find(columns.begin(), columns.end(), m_grouping) != columns.end();
        std::vector<int> references;
        for (const int column : columns) {
            if (column != m_grouping && isFree(column))
                references.push_back(column);
        }
        if (hasGrouping)
            return planWithinParent(names, references, sets);
        return planJointly(names, references, sets);
    }

private:
    [[nodiscard]] const ColumnSchema &at(int column) const
    {
        return m_table.columns[static_cast<std::size_t>(column)];
    }

    [[nodiscard]] bool isUniqueAnyway(const std::vector<int> &columns) const
    {
        const bool isGraph =
            m_table.graph && std::count_if(columns.begin(), columns.end(), [&](int c) {
                                 return at(c).name == m_table.graph->source ||
                                        at(c).name == m_table.graph->target;
                             }) == 2;
        return isGraph || std::any_of(columns.begin(), columns.end(), [&](int c) {
                   const QString &within = at(c).sequenceWithin;
                   return at(c).unique || (!within.isEmpty() &&
                                           std::find(columns.begin(), columns.end(),
                                                     m_table.columnIndex(within)) != columns.end());
               });
    }

    /// A reference that any row of the parent may stand for.
    [[nodiscard]] bool isFree(int column) const
    {
        const ColumnSchema &one = at(column);
        return one.reference.isValid() && one.reference.table != m_index && one.nulls == 0 &&
               one.withColumn.isEmpty() && one.distribution.kind == Distribution::Kind::Uniform &&
               one.nullUnless.isEmpty() && !one.isArray;
    }

    base::Result<> refused(const QStringList &names, const QString &why)
    {
        return base::failure(
            u"unique [%1] of \"%2\" cannot be kept: %3"_s.arg(names.join(u", "_s), m_table.name,
                                                              why),
            u"it needs enough combinations of references that are spread uniform, a sequence, or a "
            "column that is unique by itself"_s,
            {m_table.file, m_table.line, m_table.columnNumber});
    }

    base::Result<> planWithinParent(const QStringList &names, const std::vector<int> &references,
                                    UniqueSets &sets)
    {
        const ParentMap *map = m_cells.parentMap(m_index);
        for (const int column : references) {
            const qint64 parents = m_cells.rows(at(column).reference.table);
            const qint64 most = at(m_grouping).perParent.high.value_or(map->countOf(0));
            if (most > parents)
                continue;
            sets.distinctWithinParent.push_back(column);
            return {};
        }
        return refused(names, u"a parent has more rows than there are others to combine with"_s);
    }

    base::Result<> planJointly(const QStringList &names, const std::vector<int> &references,
                               UniqueSets &sets)
    {
        std::vector<JointChoice::Column> columns;
        for (const int column : references) {
            if (sets.joint.count(column) > 0)
                return refused(names, u"\"%1\" stands in another set too"_s.arg(at(column).name));
            JointChoice::Column one;
            one.count = static_cast<quint64>(m_cells.rows(at(column).reference.table));
            const int other = m_table.columnIndex(at(column).differsFrom);
            for (std::size_t i = 0; i < columns.size(); ++i) {
                if (references[i] == other && at(other).reference == at(column).reference)
                    one.differsFrom = static_cast<int>(i);
            }
            columns.push_back(one);
        }
        const quint64 combinations = JointChoice::combinations(columns);
        if (references.empty() || combinations < static_cast<quint64>(m_rows))
            return refused(names, u"%1 rows have %2 combinations"_s.arg(m_rows).arg(
                                      references.empty() ? 0 : combinations));
        const quint64 key =
            keyOf(m_seed, m_table.name.toStdString(), names.join(u',').toStdString());
        const auto choice = std::make_shared<const JointChoice>(key, std::move(columns));
        for (std::size_t i = 0; i < references.size(); ++i)
            sets.joint[references[i]] = {choice, static_cast<int>(i)};
        return {};
    }

    const Cells &m_cells;
    int m_index;
    const TableSchema &m_table;
    qint64 m_rows;
    quint64 m_seed;
    int m_grouping;
};

} // namespace

base::Result<UniqueSets> planUniqueSets(const Cells &cells, int table, qint64 rows, quint64 seed)
{
    UniqueSets sets;
    SetPlanner planner(cells, table, rows, seed);
    for (const QStringList &names : cells.schema().tables[static_cast<std::size_t>(table)].unique) {
        if (auto planned = planner.plan(names, sets); !planned)
            return base::failure(planned.error());
    }
    return sets;
}

} // namespace assay::testdata

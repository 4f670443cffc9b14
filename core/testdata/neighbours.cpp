// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/neighbours.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kQueriesAtOnce = 16;

/// In a fixed order of addition, so that it is the same everywhere; four sums, so that the
/// processor need not wait for each.
double product(const Vector &a, const Vector &b)
{
    std::array<double, 4> sums{};
    std::size_t i = 0;
    for (; i + 4 <= a.size(); i += 4) {
        for (std::size_t lane = 0; lane < 4; ++lane)
            sums[lane] += static_cast<double>(a[i + lane]) * static_cast<double>(b[i + lane]);
    }
    for (; i < a.size(); ++i)
        sums[0] += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

struct Found
{
    double similarity = 0;
    qint64 row = 0;
    /// Nearer; of equals the earlier row.
    friend bool operator<(const Found &a, const Found &b)
    {
        return a.similarity != b.similarity ? a.similarity > b.similarity : a.row < b.row;
    }
};

class Search final : public RowReader
{
public:
    Search(std::shared_ptr<const Generator> generator, const NeighboursSchema &nearest,
           ColumnId key)
        : m_generator(std::move(generator))
        , m_nearest(nearest)
        , m_key(key)
        , m_rows(m_generator->rows(nearest.of.table))
        , m_queries(std::min(nearest.queries, m_rows))
    {
    }

    base::Result<Block> next() override
    {
        Block block;
        block.firstRow = m_given;
        block.columns = 4;
        // A batch whose vectors are all null gives nothing, but is not the end.
        while (block.cells.empty() && m_next < m_queries)
            search(block);
        m_given += static_cast<qint64>(block.rows());
        return block;
    }

private:
    struct Query
    {
        qint64 row = 0;
        Vector vector;
        std::vector<Found> best; ///< a heap: the farthest is in front
    };

    [[nodiscard]] Vector vectorOf(qint64 row) const
    {
        const Value value = m_generator->value(m_nearest.of, row);
        const auto *vector = value.as<Vector>();
        return vector == nullptr ? Vector() : *vector;
    }

    void search(Block &block)
    {
        std::vector<Query> queries;
        const qint64 last = std::min(m_queries, m_next + kQueriesAtOnce);
        for (; m_next < last; ++m_next) {
            // Spread over the table.
            const qint64 row = m_next * (m_rows / m_queries);
            if (Vector vector = vectorOf(row); !vector.empty())
                queries.push_back({row, std::move(vector), {}});
        }
        const auto k = static_cast<std::size_t>(m_nearest.k);
        for (qint64 row = 0; row < m_rows && !queries.empty(); ++row) {
            const Vector vector = vectorOf(row);
            if (vector.empty())
                continue;
            for (Query &query : queries) {
                if (query.row == row)
                    continue;
                const Found found{product(query.vector, vector), row};
                if (query.best.size() == k) {
                    if (!(found < query.best.front()))
                        continue;
                    std::pop_heap(query.best.begin(), query.best.end());
                    query.best.pop_back();
                }
                query.best.push_back(found);
                std::push_heap(query.best.begin(), query.best.end());
            }
        }
        for (Query &query : queries) {
            std::sort_heap(query.best.begin(), query.best.end());
            qint64 rank = 0;
            for (const Found &found : query.best) {
                block.cells.push_back(m_generator->value(m_key, query.row));
                block.cells.push_back(++rank);
                block.cells.push_back(m_generator->value(m_key, found.row));
                block.cells.push_back(std::floor(found.similarity * 1e6 + 0.5) / 1e6);
            }
        }
    }

    std::shared_ptr<const Generator> m_generator;
    NeighboursSchema m_nearest;
    ColumnId m_key;
    qint64 m_rows;
    qint64 m_queries;
    qint64 m_next = 0;
    qint64 m_given = 0;
};

class NeighboursTable final : public DataTable
{
public:
    NeighboursTable(std::shared_ptr<const Generator> generator, NeighboursSchema nearest,
                    ColumnId key, TableHead head)
        : m_generator(std::move(generator))
        , m_nearest(std::move(nearest))
        , m_key(key)
        , m_head(std::move(head))
    {
    }
    [[nodiscard]] const TableHead &head() const override { return m_head; }
    [[nodiscard]] qint64 rows() const override { return -1; }
    [[nodiscard]] base::Result<std::unique_ptr<RowReader>> open() const override
    {
        return std::make_unique<Search>(m_generator, m_nearest, m_key);
    }

private:
    std::shared_ptr<const Generator> m_generator;
    NeighboursSchema m_nearest;
    ColumnId m_key;
    TableHead m_head;
};

} // namespace

base::Result<TablePointer> neighboursTable(std::shared_ptr<const Generator> generator, int table)
{
    const DataSchema &schema = generator->schema();
    const TableSchema &own = schema.tables[static_cast<std::size_t>(table)];
    const TableSchema &of = schema.tables[static_cast<std::size_t>(own.neighbours->of.table)];
    const auto key = std::find_if(of.columns.begin(), of.columns.end(),
                                  [](const ColumnSchema &one) { return one.primaryKey; });
    const ColumnId keyId{own.neighbours->of.table, static_cast<int>(key - of.columns.begin())};
    const QString reference = of.name + u'.' + key->name;
    const TableHead head{own.name,
                         {{.name = u"query"_s, .type = key->type, .reference = reference},
                          {.name = u"rank"_s, .type = ColumnType::Integer},
                          {.name = u"neighbour"_s, .type = key->type, .reference = reference},
                          {.name = u"similarity"_s, .type = ColumnType::Number}}};
    return std::make_shared<const NeighboursTable>(std::move(generator), *own.neighbours, keyId,
                                                   head);
}

} // namespace assay::testdata

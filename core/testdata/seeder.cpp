// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/seeder.h"

#include "base/postgres.h"
#include "base/redis.h"
#include "base/suggest.h"
#include "testdata/binary_copy.h"
#include "testdata/catalog.h"
#include "testdata/value_text.h"

namespace assay::testdata {

using namespace Qt::StringLiterals;
using base::PostgresConnection;

namespace {

/// The transaction of one seeding. Its connection ends with it: what is not committed is undone.
class PostgresSeeding
{
public:
    PostgresSeeding(PostgresConnection &connection, Catalog catalog, const SeedOptions &options)
        : m_connection(connection)
        , m_catalog(std::move(catalog))
        , m_options(options)
        , m_query{.deadline = options.deadline, .stop = options.work.stop}
    {
    }

    base::Result<> begin(const DataSet &set)
    {
        for (const TablePointer &table : set.tables) {
            if (m_catalog.table(table->head().name) == nullptr)
                return base::failure(u"the database has no table \"%1\""_s.arg(table->head().name),
                                     base::didYouMean(table->head().name, m_catalog.tableNames()));
        }
        // Rows of tables in a circle refer to each other before both are there.
        if (auto begun =
                m_connection.executeScript(u"begin; set constraints all deferred"_s, m_query);
            !begun)
            return begun;
        if (m_options.mode != SeedOptions::Mode::Replace)
            return {};
        QStringList names;
        for (const TablePointer &table : set.tables)
            names.append(table->head().name);
        names.removeDuplicates();
        return m_connection.executeScript(u"truncate "_s + quotedNames(names), m_query);
    }

    base::Result<qint64> write(const DataTable &table)
    {
        const CatalogTable &target = *m_catalog.table(table.head().name);
        std::vector<WireType> types;
        QStringList names;
        for (const DataColumn &column : table.head().columns) {
            const auto type = typeOf(target, column);
            if (!type)
                return base::failure(type.error());
            types.push_back(*type);
            names.append(column.name);
        }
        if (m_options.mode == SeedOptions::Mode::Update)
            return update(table, target, names, types);
        const auto rows = copy(table, quotedName(target.name), names, types);
        if (!rows)
            return rows;
        if (auto moved = moveSequences(target, names); !moved)
            return base::failure(moved.error());
        return rows;
    }

    base::Result<> commit() { return m_connection.executeScript(u"commit"_s, m_query); }

private:
    base::Result<WireType> typeOf(const CatalogTable &target, const DataColumn &column) const
    {
        const CatalogColumn *found = target.column(column.name);
        if (found == nullptr) {
            QStringList names;
            for (const CatalogColumn &one : target.columns)
                names.append(one.name);
            return base::failure(
                u"the table \"%1\" has no column \"%2\""_s.arg(target.name, column.name),
                base::didYouMean(column.name, names));
        }
        if (found->isComputed)
            return base::failure(
                u"the database computes %1.%2 itself"_s.arg(target.name, column.name),
                u"write generated: true in the schema"_s);
        if (found->type.kind == WireType::Kind::Unknown)
            return base::failure(u"%1.%2 is of the type %3, which cannot be written"_s.arg(
                                     target.name, column.name, found->type.name),
                                 u"leave the column out of the schema"_s);
        return found->type;
    }

    base::Result<qint64> copy(const DataTable &table, const QString &into, const QStringList &names,
                              const std::vector<WireType> &types)
    {
        const BinaryCopy encoder(table.head(), types);
        EncodedRows rows(
            table, [&encoder](const Block &block) { return encoder.rows(block); }, m_options.work);
        enum class State { Header, Rows, Over } state = State::Header;
        const auto next = [&]() -> base::Result<QByteArray> {
            if (state == State::Header) {
                state = State::Rows;
                return BinaryCopy::header();
            }
            if (state == State::Over)
                return QByteArray();
            auto block = rows.next();
            if (!block || !block->isEmpty())
                return block;
            state = State::Over;
            return BinaryCopy::trailer();
        };
        return m_connection.copyIn(
            u"copy %1 (%2) from stdin (format binary)"_s.arg(into, quotedNames(names)), next,
            m_query);
    }

    base::Result<qint64> update(const DataTable &table, const CatalogTable &target,
                                const QStringList &names, const std::vector<WireType> &types)
    {
        const QStringList key = target.primaryKey();
        QStringList sets;
        QStringList conditions;
        for (const QString &name : names) {
            const QString quoted = quotedName(name);
            if (key.contains(name))
                conditions.append(u"t.%1 = s.%1"_s.arg(quoted));
            else
                sets.append(u"%1 = s.%1"_s.arg(quoted));
        }
        if (key.isEmpty() || conditions.size() != key.size() || sets.isEmpty())
            return base::failure(u"rows of \"%1\" cannot be updated: the data set needs its "
                                 u"primary key and something "
                                 "else"_s.arg(target.name),
                                 u"add the columns of the key"_s);
        const QString made =
            u"create temp table assay_rows on commit drop as select %1 from %2 with no data"_s.arg(
                quotedNames(names), quotedName(target.name));
        if (auto created = m_connection.executeScript(made, m_query); !created)
            return base::failure(created.error());
        if (auto copied = copy(table, u"assay_rows"_s, names, types); !copied)
            return copied;
        const auto updated = m_connection.execute(
            u"update %1 t set %2 from assay_rows s where %3"_s.arg(
                quotedName(target.name), sets.join(u", "_s), conditions.join(u" and "_s)),
            {}, m_query);
        if (!updated)
            return base::failure(updated.error());
        if (auto dropped = m_connection.executeScript(u"drop table assay_rows"_s, m_query);
            !dropped)
            return base::failure(dropped.error());
        return updated->affected;
    }

    /// The system's next row must not get a number that we have used.
    base::Result<> moveSequences(const CatalogTable &target, const QStringList &names)
    {
        for (const QString &name : names) {
            const CatalogColumn *column = target.column(name);
            using Kind = WireType::Kind;
            const bool isWhole = column->type.kind == Kind::Int2 ||
                                 column->type.kind == Kind::Int4 || column->type.kind == Kind::Int8;
            if (!isWhole || (!column->isIdentity && !column->hasDefault))
                continue;
            const auto moved = m_connection.execute(
                u"select setval(s.name, greatest(m.most, "
                u"pg_sequence_last_value(s.name::regclass))) "
                "from (select pg_get_serial_sequence($1, $2) as name) s, "
                "(select max(%1) as most from %2) m where s.name is not null and m.most > 0"_s.arg(
                    quotedName(name), quotedName(target.name)),
                {quotedName(target.name), name}, m_query);
            if (!moved)
                return base::failure(moved.error());
        }
        return {};
    }

    PostgresConnection &m_connection;
    Catalog m_catalog;
    const SeedOptions &m_options;
    base::QueryOptions m_query;
};

/// The commands that write a block to Redis.
std::vector<QByteArrayList> hashesOf(const TableHead &head, const Block &block)
{
    std::vector<QByteArrayList> commands;
    for (std::size_t row = 0; row < block.rows(); ++row) {
        QByteArray key;
        QByteArrayList command{"HSET", {}};
        for (std::size_t column = 0; column < block.columns; ++column) {
            const Value &value = block.at(row, column);
            if (value.isNull())
                continue;
            QByteArray text;
            appendText(text, value);
            if (head.columns[column].primaryKey)
                key += (key.isEmpty() ? "" : ":") + text;
            command << head.columns[column].name.toUtf8() << text;
        }
        if (key.isEmpty())
            key = QByteArray::number(block.firstRow + static_cast<qint64>(row) + 1);
        command[1] = head.name.toUtf8() + ':' + key;
        if (command.size() > 2)
            commands.push_back(std::move(command));
    }
    return commands;
}

} // namespace

qint64 SeedReport::rows() const
{
    qint64 sum = 0;
    for (const auto &[name, rows] : tables)
        sum += rows;
    return sum;
}

base::Result<SeedReport> seedPostgres(const DataSet &set, const QString &url,
                                      const SeedOptions &options)
{
    const base::SteadyTime start = std::chrono::steady_clock::now();
    const base::QueryOptions query{.deadline = options.deadline, .stop = options.work.stop};
    const auto connection = PostgresConnection::open(url, query);
    if (!connection)
        return base::failure(connection.error());
    auto catalog = Catalog::read(**connection, query);
    if (!catalog)
        return base::failure(catalog.error());
    PostgresSeeding seeding(**connection, std::move(*catalog), options);
    if (auto begun = seeding.begin(set); !begun)
        return base::failure(begun.error());
    SeedReport report;
    for (const TablePointer &table : set.tables) {
        const auto rows = seeding.write(*table);
        if (!rows)
            return base::failure(rows.error());
        report.tables.emplace_back(table->head().name, *rows);
    }
    if (auto committed = seeding.commit(); !committed)
        return base::failure(committed.error());
    report.time = std::chrono::steady_clock::now() - start;
    return report;
}

base::Result<SeedReport> seedRedis(const DataSet &set, const QString &url,
                                   const SeedOptions &options)
{
    const base::SteadyTime start = std::chrono::steady_clock::now();
    const base::RedisOptions limits{.deadline = options.deadline, .stop = options.work.stop};
    const auto connection = base::RedisConnection::open(url, limits);
    if (!connection)
        return base::failure(connection.error());
    SeedReport report;
    for (const TablePointer &table : set.tables) {
        const auto reader = table->open();
        if (!reader)
            return base::failure(reader.error());
        qint64 rows = 0;
        while (true) {
            const auto block = (*reader)->next();
            if (!block)
                return base::failure(block.error());
            if (block->rows() == 0)
                break;
            const auto answered = (*connection)->pipeline(hashesOf(table->head(), *block), limits);
            if (!answered)
                return base::failure(answered.error());
            rows += static_cast<qint64>(block->rows());
            if (options.work.progress)
                options.work.progress({table->head().name, rows, table->rows()});
        }
        report.tables.emplace_back(table->head().name, rows);
    }
    report.time = std::chrono::steady_clock::now() - start;
    return report;
}

base::Result<SeedReport> seedDatabase(const DataSet &set, const QString &url,
                                      const SeedOptions &options)
{
    const bool isRedis =
        url.startsWith(u"redis:"_s) || url.startsWith(u"rediss:"_s) || url.startsWith(u"unix:"_s);
    return isRedis ? seedRedis(set, url, options) : seedPostgres(set, url, options);
}

} // namespace assay::testdata

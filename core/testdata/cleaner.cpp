// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/cleaner.h"

#include "base/postgres.h"
#include "base/redis.h"
#include "base/suggest.h"
#include "testdata/binary_copy.h"
#include "testdata/catalog.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <set>

namespace assay::testdata {

using namespace Qt::StringLiterals;
using base::PostgresConnection;

namespace {

/// Marks rows by their place on disk, closes the marks over references, and removes what is marked.
/// Until the end of the transaction nobody else can have changed or moved these rows: they are
/// locked when they are marked.
class Cleaning
{
public:
    Cleaning(PostgresConnection &connection, Catalog catalog, const CleanOptions &options)
        : m_connection(connection)
        , m_catalog(std::move(catalog))
        , m_query{.deadline = options.deadline, .stop = options.stop}
    {
    }

    [[nodiscard]] const Catalog &catalog() const { return m_catalog; }

    base::Result<> begin()
    {
        return run(
            u"begin; set constraints all deferred; "
            "create temp table assay_marks (t oid, r tid, primary key (t, r)) on commit drop"_s);
    }

    /// `condition` is about the row `x`.
    base::Result<> mark(const CatalogTable &table, const QString &condition,
                        const std::vector<QJsonValue> &values = {})
    {
        const QString sql =
            u"with found as (select x.tableoid, x.ctid from %1 x where %2 for update) "
            "insert into assay_marks select * from found on conflict do nothing"_s.arg(
                quotedName(table.name), condition);
        const auto marked = m_connection.execute(sql, values, m_query);
        if (!marked)
            return base::failure(marked.error());
        if (marked->affected > 0)
            m_touched.insert(table.name);
        return {};
    }

    /// The rows whose keys the data set's table has.
    base::Result<> markRowsOf(const DataTable &rows)
    {
        const CatalogTable *table = m_catalog.table(rows.head().name);
        if (table == nullptr)
            return base::failure(u"the database has no table \"%1\""_s.arg(rows.head().name),
                                 base::didYouMean(rows.head().name, m_catalog.tableNames()));
        const QStringList key = table->primaryKey();
        std::vector<std::size_t> places;
        TableHead head{rows.head().name, {}};
        std::vector<WireType> types;
        for (const QString &name : key) {
            for (std::size_t i = 0; i < rows.head().columns.size(); ++i) {
                if (rows.head().columns[i].name != name)
                    continue;
                places.push_back(i);
                head.columns.push_back(rows.head().columns[i]);
                types.push_back(table->column(name)->type);
            }
        }
        if (key.isEmpty() || places.size() != static_cast<std::size_t>(key.size()))
            return base::failure(
                u"rows of \"%1\" cannot be told apart: the data set has no primary key of it"_s.arg(
                    table->name),
                u"clean it by a pattern instead"_s);
        if (auto made = run(u"create temp table assay_keys on commit drop as select %1 from %2 "
                            "with no data"_s.arg(quotedNames(key), quotedName(table->name)));
            !made)
            return made;
        if (auto copied = copyKeys(rows, head, types, places, key); !copied)
            return copied;
        QStringList same;
        for (const QString &name : key)
            same.append(u"k.%1 = x.%1"_s.arg(quotedName(name)));
        if (auto marked = mark(
                *table, u"exists (select from assay_keys k where %1)"_s.arg(same.join(u" and "_s)));
            !marked)
            return marked;
        return run(u"drop table assay_keys"_s);
    }

    /// Rows that refer to marked ones are marked too, until there are no more.
    base::Result<> close()
    {
        for (bool isMore = true; isMore;) {
            isMore = false;
            for (const CatalogTable &table : m_catalog.tables) {
                for (const CatalogReference &reference : table.references) {
                    if (m_touched.count(reference.parent) == 0)
                        continue;
                    const auto added = follow(table, reference);
                    if (!added)
                        return base::failure(added.error());
                    isMore |= *added > 0;
                }
            }
        }
        return {};
    }

    base::Result<std::vector<std::pair<QString, qint64>>> remove()
    {
        std::vector<std::pair<QString, qint64>> removed;
        for (auto table = m_catalog.tables.rbegin(); table != m_catalog.tables.rend(); ++table) {
            if (m_touched.count(table->name) == 0)
                continue;
            const auto gone = m_connection.execute(
                u"delete from %1 x using assay_marks m where m.t = x.tableoid and m.r = x.ctid"_s
                    .arg(quotedName(table->name)),
                {}, m_query);
            if (!gone)
                return base::failure(gone.error());
            removed.emplace_back(table->name, gone->affected);
        }
        if (auto committed = run(u"commit"_s); !committed)
            return base::failure(committed.error());
        return removed;
    }

private:
    base::Result<> run(const QString &sql) { return m_connection.executeScript(sql, m_query); }

    /// "set null" is what the database does by itself: those rows stay.
    base::Result<qint64> follow(const CatalogTable &table, const CatalogReference &reference)
    {
        if (reference.onDelete == u"set null")
            return 0;
        QStringList same;
        for (qsizetype i = 0; i < reference.columns.size(); ++i)
            same.append(u"x.%1 = p.%2"_s.arg(quotedName(reference.columns[i]),
                                             quotedName(reference.parentColumns[i])));
        const auto added = m_connection.execute(
            u"with found as (select x.tableoid, x.ctid from %1 x join %2 p on %3 "
            "join assay_marks m on m.t = p.tableoid and m.r = p.ctid for update of x) "
            "insert into assay_marks select * from found on conflict do nothing"_s.arg(
                quotedName(table.name), quotedName(reference.parent), same.join(u" and "_s)),
            {}, m_query);
        if (!added)
            return base::failure(added.error());
        if (added->affected > 0)
            m_touched.insert(table.name);
        return added->affected;
    }

    base::Result<> copyKeys(const DataTable &rows, const TableHead &head,
                            const std::vector<WireType> &types,
                            const std::vector<std::size_t> &places, const QStringList &key)
    {
        const BinaryCopy encoder(head, types);
        EncodedRows encoded(rows,
                            [&](const Block &block) {
                                Block keys{block.firstRow, places.size(), {}};
                                for (std::size_t row = 0; row < block.rows(); ++row) {
                                    for (const std::size_t place : places)
                                        keys.cells.push_back(block.at(row, place));
                                }
                                return encoder.rows(keys);
                            },
                            {.stop = m_query.stop});
        bool isFirst = true;
        bool isOver = false;
        const auto next = [&]() -> base::Result<QByteArray> {
            if (std::exchange(isFirst, false))
                return BinaryCopy::header();
            if (isOver)
                return QByteArray();
            auto block = encoded.next();
            if (!block || !block->isEmpty())
                return block;
            isOver = true;
            return BinaryCopy::trailer();
        };
        const auto copied = m_connection.copyIn(
            u"copy assay_keys (%1) from stdin (format binary)"_s.arg(quotedNames(key)), next,
            m_query);
        if (!copied)
            return base::failure(copied.error());
        return {};
    }

    PostgresConnection &m_connection;
    Catalog m_catalog;
    base::QueryOptions m_query;
    std::set<QString> m_touched;
};

base::Result<CleanReport> cleanPostgres(const QString &url, const CleanOptions &options,
                                        const std::function<base::Result<>(Cleaning &)> &markAll)
{
    const base::SteadyTime start = std::chrono::steady_clock::now();
    const base::QueryOptions query{.deadline = options.deadline, .stop = options.stop};
    const auto connection = PostgresConnection::open(url, query);
    if (!connection)
        return base::failure(connection.error());
    auto catalog = Catalog::read(**connection, query);
    if (!catalog)
        return base::failure(catalog.error());
    Cleaning cleaning(**connection, std::move(*catalog), options);
    if (auto begun = cleaning.begin(); !begun)
        return base::failure(begun.error());
    if (auto marked = markAll(cleaning); !marked)
        return base::failure(marked.error());
    if (auto closed = cleaning.close(); !closed)
        return base::failure(closed.error());
    auto removed = cleaning.remove();
    if (!removed)
        return base::failure(removed.error());
    return CleanReport{std::move(*removed), std::chrono::steady_clock::now() - start};
}

base::Result<CleanReport> cleanRedis(const QString &pattern, const QString &url,
                                     const CleanOptions &options)
{
    const base::SteadyTime start = std::chrono::steady_clock::now();
    const base::RedisOptions limits{.deadline = options.deadline, .stop = options.stop};
    const auto connection = base::RedisConnection::open(url, limits);
    if (!connection)
        return base::failure(connection.error());
    qint64 removed = 0;
    QByteArray cursor = "0";
    do {
        const auto found =
            (*connection)
                ->command({"SCAN", cursor, "MATCH", pattern.toUtf8(), "COUNT", "1000"}, limits);
        if (!found)
            return base::failure(found.error());
        cursor = (*found)[0].toString().toUtf8();
        QByteArrayList unlink{"UNLINK"};
        for (const QJsonValue &key : (*found)[1].toArray()) {
            const QByteArray bytes =
                key.isString()
                    ? key.toString().toUtf8()
                    : QByteArray::fromBase64(key.toObject()[u"base64"].toString().toLatin1());
            unlink.append(bytes);
        }
        if (unlink.size() > 1) {
            const auto gone = (*connection)->command(unlink, limits);
            if (!gone)
                return base::failure(gone.error());
            removed += gone->toInteger();
        }
    } while (cursor != "0");
    return CleanReport{{{u"keys"_s, removed}}, std::chrono::steady_clock::now() - start};
}

} // namespace

base::Result<CleanPattern> CleanPattern::parse(const QString &text)
{
    static const QRegularExpression kForm(
        u"^\\s*([\\w*?-]+)(?:\\.(\\w+)\\s*(like|ilike|=|!=|<>|<=|>=|<|>)\\s*"
        "(?:'((?:[^']|'')*)'|(-?\\d+(?:\\.\\d+)?)|(true|false)))?\\s*$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = kForm.match(text);
    if (!match.hasMatch())
        return base::failure(
            u"\"%1\" does not say which rows are meant"_s.arg(text),
            u"write a table (texts, it_*), or a column and a condition: texts.title like 'it-%'"_s);
    CleanPattern pattern;
    pattern.table = match.captured(1);
    pattern.column = match.captured(2);
    pattern.op = match.captured(3).toLower();
    if (match.hasCaptured(4))
        pattern.value = match.captured(4).replace(u"''"_s, u"'"_s);
    else if (match.hasCaptured(5))
        pattern.value = match.captured(5).toDouble();
    else if (match.hasCaptured(6))
        pattern.value = match.captured(6).toLower() == u"true";
    return pattern;
}

qint64 CleanReport::rows() const
{
    qint64 sum = 0;
    for (const auto &[name, rows] : tables)
        sum += rows;
    return sum;
}

base::Result<CleanReport> cleanDatabase(const QString &text, const QString &url,
                                        const CleanOptions &options)
{
    if (url.startsWith(u"redis"_s) || url.startsWith(u"unix:"_s))
        return cleanRedis(text, url, options);
    const auto pattern = CleanPattern::parse(text);
    if (!pattern)
        return base::failure(pattern.error());
    const QRegularExpression names(QRegularExpression::wildcardToRegularExpression(pattern->table));
    return cleanPostgres(url, options, [&](Cleaning &cleaning) -> base::Result<> {
        int found = 0;
        for (const CatalogTable &table : cleaning.catalog().tables) {
            if (!names.match(table.name).hasMatch())
                continue;
            QString condition = u"true"_s;
            std::vector<QJsonValue> values;
            if (!pattern->column.isEmpty()) {
                const CatalogColumn *column = table.column(pattern->column);
                if (column == nullptr)
                    continue;
                const bool isText = pattern->op.endsWith(u"like"_s);
                condition = u"x.%1%2 %3 $1"_s.arg(quotedName(column->name),
                                                  isText ? u"::text"_s : QString(), pattern->op);
                values.push_back(pattern->value);
            }
            ++found;
            if (auto marked = cleaning.mark(table, condition, values); !marked)
                return marked;
        }
        if (found > 0)
            return {};
        const QString what =
            pattern->column.isEmpty()
                ? u"no table is called \"%1\""_s.arg(pattern->table)
                : u"no table \"%1\" has a column \"%2\""_s.arg(pattern->table, pattern->column);
        return base::failure(what,
                             base::didYouMean(pattern->table, cleaning.catalog().tableNames()));
    });
}

base::Result<CleanReport> cleanDataSet(const DataSet &set, const QString &url,
                                       const CleanOptions &options)
{
    return cleanPostgres(url, options, [&](Cleaning &cleaning) -> base::Result<> {
        for (const TablePointer &table : set.tables) {
            if (auto marked = cleaning.markRowsOf(*table); !marked)
                return marked;
        }
        return {};
    });
}

} // namespace assay::testdata

// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/sampler.h"

#include "base/suggest.h"
#include "testdata/database_schema.h"
#include "testdata/mask.h"
#include "testdata/schema_shape.h"
#include "testdata/value_text.h"

#include <QJsonArray>
#include <QJsonObject>

#include <set>

namespace assay::testdata {

using namespace Qt::StringLiterals;
using base::PostgresConnection;

namespace {

constexpr qint64 kMostRows = 5'000'000;
constexpr base::ByteCount kMostBytes{2LL * 1024 * 1024 * 1024};

class Sampling
{
public:
    Sampling(PostgresConnection &connection, Catalog catalog, const SampleOptions &options)
        : m_connection(connection)
        , m_catalog(std::move(catalog))
        , m_options(options)
        , m_query{.deadline = options.deadline,
                  .stop = options.stop,
                  .rowLimit = kMostRows,
                  .byteLimit = kMostBytes}
    {
    }

    base::Result<> planMasks()
    {
        for (auto it = m_options.masks.begin(); it != m_options.masks.end(); ++it) {
            const QString tableName = it.key().section(u'.', 0, 0);
            const CatalogTable *table = m_catalog.table(tableName);
            if (table == nullptr)
                return base::failure(u"there is no table \"%1\" to mask"_s.arg(tableName),
                                     base::didYouMean(tableName, m_catalog.tableNames()));
            if (table->column(it.key().section(u'.', 1)) == nullptr)
                return base::failure(u"there is no column \"%1\" to mask"_s.arg(it.key()),
                                     u"write table.column"_s);
            const QStringList known = formNames() + QStringList{u"none"_s, u"text"_s, u"date"_s};
            if (!known.contains(it.value()))
                return base::failure(u"nothing masks as \"%1\""_s.arg(it.value()),
                                     base::didYouMean(it.value(), known));
        }
        // Parents come first, so that one pass carries masks to all that refer to them; another
        // pass for those in circles.
        for (int pass = 0; pass < 2; ++pass) {
            for (const CatalogTable &table : m_catalog.tables) {
                for (const CatalogColumn &column : table.columns)
                    planMask(table, column);
            }
        }
        return {};
    }

    base::Result<> begin()
    {
        return run(
            u"begin isolation level repeatable read; "
            "create temp table assay_sample (t oid, r tid, primary key (t, r)) on commit drop"_s);
    }

    base::Result<> choose()
    {
        QStringList tables = m_options.tables.isEmpty() ? m_catalog.tableNames() : m_options.tables;
        for (const QString &name : tables) {
            const CatalogTable *table = m_catalog.table(name);
            if (table == nullptr)
                return base::failure(u"the database has no table \"%1\""_s.arg(name),
                                     base::didYouMean(name, m_catalog.tableNames()));
            const QStringList key = table->primaryKey();
            // By a hash of the key, so that the same rows are chosen as long as they are there.
            const QString order =
                key.isEmpty() ? u"x.ctid"_s
                              : u"md5($2 || row(%1)::text), %1"_s.arg(quotedNames(key, u"x."_s));
            std::vector<QJsonValue> values{m_options.rows};
            if (!key.isEmpty())
                values.push_back(QString::number(m_options.seed));
            const auto chosen = m_connection.execute(
                u"insert into assay_sample select x.tableoid, x.ctid from %1 x order by %2 "
                "limit $1::int8 on conflict do nothing"_s.arg(quotedName(name), order),
                values, m_query);
            if (!chosen)
                return base::failure(chosen.error());
            m_touched.insert(name);
        }
        return {};
    }

    /// Adds the rows that chosen ones refer to, until there are no more.
    base::Result<> close()
    {
        for (bool isMore = true; isMore;) {
            isMore = false;
            for (auto table = m_catalog.tables.rbegin(); table != m_catalog.tables.rend();
                 ++table) {
                for (const CatalogReference &reference : table->references) {
                    if (m_touched.count(table->name) == 0 ||
                        m_catalog.table(reference.parent) == nullptr)
                        continue;
                    const auto added = follow(*table, reference);
                    if (!added)
                        return base::failure(added.error());
                    isMore |= *added > 0;
                }
            }
        }
        return {};
    }

    base::Result<TablePointer> read(const CatalogTable &table)
    {
        TableHead head{table.name, {}};
        QStringList selected;
        for (const CatalogColumn &column : table.columns) {
            const auto type = columnTypeOf(column.type);
            if (column.isComputed || !type)
                continue;
            DataColumn one{column.name, type->first, type->second};
            one.primaryKey = table.primaryKey().contains(column.name);
            one.dimensions = column.length;
            head.columns.push_back(one);
            const QString name = u"x."_s + quotedName(column.name);
            // As text no digit is lost, and no name is changed by another of the same spelling.
            const bool asText = column.type.kind == WireType::Kind::Vector;
            selected.append((asText ? name + u"::text"_s : name) +
                            u" as c%1"_s.arg(head.columns.size() - 1));
        }
        const QStringList key = table.primaryKey();
        const auto rows = m_connection.execute(
            u"select %1 from %2 x join assay_sample s on s.t = x.tableoid and s.r = x.ctid "
            "order by %3"_s.arg(selected.join(u", "_s), quotedName(table.name),
                                key.isEmpty() ? u"x.ctid"_s : quotedNames(key, u"x."_s)),
            {}, m_query);
        if (!rows)
            return base::failure(rows.error());
        if (rows->cut)
            return base::failure(u"the sample is too large to be held"_s, u"take fewer rows"_s);
        std::vector<Value> cells;
        for (const QJsonValue &value : rows->rows) {
            const QJsonObject row = value.toObject();
            for (std::size_t c = 0; c < head.columns.size(); ++c) {
                const DataColumn &column = head.columns[c];
                QJsonValue json = row[u"c%1"_s.arg(c)];
                const bool isText = json.isString() && (column.type == ColumnType::Number ||
                                                        column.type == ColumnType::Integer ||
                                                        column.type == ColumnType::Vector);
                auto cell = isText ? valueOfText(json.toString().toStdString(), column.type)
                                   : valueOfJson(json, column.type, column.isArray);
                if (!cell)
                    return base::failure(
                        base::Error{u"%1.%2: %3"_s.arg(table.name, column.name, cell.error().title),
                                    cell.error().fix});
                const auto mask = m_masks.find(table.name + u'.' + column.name);
                cells.push_back(mask == m_masks.end() ? std::move(*cell) : mask->masked(*cell));
            }
        }
        return heldTable(std::move(head), std::move(cells));
    }

    base::Result<DataSet> readAll(const QString &name)
    {
        DataSet set{name, {}};
        for (const CatalogTable &table : m_catalog.tables) {
            if (m_touched.count(table.name) == 0)
                continue;
            auto rows = read(table);
            if (!rows)
                return base::failure(rows.error());
            set.tables.push_back(std::move(*rows));
        }
        if (auto ended = run(u"rollback"_s); !ended)
            return base::failure(ended.error());
        return set;
    }

private:
    base::Result<> run(const QString &sql) { return m_connection.executeScript(sql, m_query); }

    void planMask(const CatalogTable &table, const CatalogColumn &column)
    {
        const QString name = table.name + u'.' + column.name;
        Mask mask;
        mask.locale = m_options.locale;
        mask.seed = m_options.seed;
        mask.form = m_options.masks.value(name, personalForm(column.name));
        mask.length = column.length;
        for (const CatalogKey &key : table.keys)
            mask.isUnique |= key.columns.contains(column.name);
        for (const CatalogReference &reference : table.references) {
            const qsizetype place = reference.columns.indexOf(column.name);
            if (place < 0)
                continue;
            // The parent decides: both must stay the same value.
            const auto parent =
                m_masks.find(reference.parent + u'.' + reference.parentColumns[place]);
            if (parent == m_masks.end())
                mask.form.clear();
            else
                mask = *parent;
        }
        if (!mask.form.isEmpty() && mask.form != u"none")
            m_masks.insert(name, mask);
    }

    base::Result<qint64> follow(const CatalogTable &table, const CatalogReference &reference)
    {
        QStringList same;
        for (qsizetype i = 0; i < reference.columns.size(); ++i)
            same.append(u"x.%1 = p.%2"_s.arg(quotedName(reference.columns[i]),
                                             quotedName(reference.parentColumns[i])));
        const auto added = m_connection.execute(
            u"insert into assay_sample select p.tableoid, p.ctid from %1 x "
            "join assay_sample s on s.t = x.tableoid and s.r = x.ctid join %2 p on %3 "
            "on conflict do nothing"_s.arg(quotedName(table.name), quotedName(reference.parent),
                                           same.join(u" and "_s)),
            {}, m_query);
        if (!added)
            return base::failure(added.error());
        if (added->affected > 0)
            m_touched.insert(reference.parent);
        return added->affected;
    }

    PostgresConnection &m_connection;
    Catalog m_catalog;
    const SampleOptions &m_options;
    base::QueryOptions m_query;
    std::set<QString> m_touched;
    QMap<QString, Mask> m_masks;
};

} // namespace

base::Result<DataSet> sampleDatabase(const QString &url, const QString &name,
                                     const SampleOptions &options)
{
    const base::QueryOptions query{.deadline = options.deadline, .stop = options.stop};
    const auto connection = PostgresConnection::open(url, query);
    if (!connection)
        return base::failure(connection.error());
    auto catalog = Catalog::read(**connection, query);
    if (!catalog)
        return base::failure(catalog.error());
    Sampling sampling(**connection, std::move(*catalog), options);
    if (auto planned = sampling.planMasks(); !planned)
        return base::failure(planned.error());
    if (auto begun = sampling.begin(); !begun)
        return base::failure(begun.error());
    if (auto chosen = sampling.choose(); !chosen)
        return base::failure(chosen.error());
    if (auto closed = sampling.close(); !closed)
        return base::failure(closed.error());
    return sampling.readAll(name);
}

} // namespace assay::testdata

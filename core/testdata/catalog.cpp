// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/catalog.h"

#include <QHash>
#include <QJsonObject>

#include <functional>

namespace assay::testdata {

using namespace Qt::StringLiterals;
using Kind = WireType::Kind;

namespace {

// A domain is stored as what it is made of; four levels of them are enough for anybody.
const QString kColumns = uR"(
select c.relname as table_name, greatest(c.reltuples, 0)::int8 as estimate, a.attname as name,
       a.attnotnull as not_null, a.atthasdef as has_default, a.attidentity <> '' as is_identity,
       a.attgenerated <> '' as is_computed, a.atttypmod as modifier,
       format_type(a.atttypid, a.atttypmod) as shown,
       t.typname as type, t.typtype = 'e' as is_enum, t.typcategory = 'A' as is_array,
       p.prosrc as receive, e.oid::int8 as element, e.typname as element_name,
       coalesce(e.typtype = 'e', false) as element_is_enum,
       (select coalesce(json_agg(enumlabel order by enumsortorder), '[]')
          from pg_enum where enumtypid = t.oid) as labels
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t0 on t0.oid = a.atttypid
  left join pg_type t1 on t0.typtype = 'd' and t1.oid = t0.typbasetype
  left join pg_type t2 on t1.typtype = 'd' and t2.oid = t1.typbasetype
  join pg_type t on t.oid = coalesce(t2.oid, t1.oid, t0.oid)
  left join pg_proc p on p.oid = t.typreceive
  left join pg_type e on t.typcategory = 'A' and e.oid = t.typelem
 where c.relkind in ('r', 'p') and pg_table_is_visible(c.oid)
   and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
   and c.relpersistence <> 't' and not c.relispartition
 order by c.relname, a.attnum)"_s;

const QString kConstraints = uR"(
select c.relname as table_name, k.contype as kind, k.condeferrable as is_deferrable,
       k.confdeltype as on_delete, f.relname as parent,
       case when k.contype = 'c' then pg_get_expr(k.conbin, k.conrelid) end as expression,
       (select json_agg(a.attname order by n.place)
          from unnest(k.conkey) with ordinality as n(number, place)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.number) as columns,
       (select json_agg(a.attname order by n.place)
          from unnest(k.confkey) with ordinality as n(number, place)
          join pg_attribute a on a.attrelid = k.confrelid and a.attnum = n.number) as parent_columns
  from pg_constraint k
  join pg_class c on c.oid = k.conrelid
  left join pg_class f on f.oid = k.confrelid
 where k.contype in ('p', 'u', 'f', 'c') and pg_table_is_visible(c.oid)
   and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
 order by c.relname, k.conname)"_s;

Kind kindOf(const QString &type, bool isEnum, const QString &receive)
{
    static const QHash<QString, Kind> kKinds = {
        {u"bool"_s, Kind::Boolean},
        {u"int2"_s, Kind::Int2},
        {u"int4"_s, Kind::Int4},
        {u"int8"_s, Kind::Int8},
        {u"oid"_s, Kind::Int4},
        {u"float4"_s, Kind::Float4},
        {u"float8"_s, Kind::Float8},
        {u"numeric"_s, Kind::Numeric},
        {u"text"_s, Kind::Text},
        {u"varchar"_s, Kind::Text},
        {u"bpchar"_s, Kind::Text},
        {u"name"_s, Kind::Text},
        {u"uuid"_s, Kind::Uuid},
        {u"date"_s, Kind::Date},
        {u"timestamp"_s, Kind::Timestamp},
        {u"timestamptz"_s, Kind::Timestamp},
        {u"json"_s, Kind::Json},
        {u"jsonb"_s, Kind::Jsonb},
        {u"bytea"_s, Kind::Bytes},
    };
    if (isEnum)
        return Kind::Text;
    if (type == u"vector")
        return Kind::Vector;
    if (kKinds.contains(type))
        return kKinds[type];
    return receive == u"textrecv" || receive == u"citextrecv" ? Kind::Text : Kind::Unknown;
}

CatalogColumn columnOf(const QJsonObject &row)
{
    CatalogColumn column;
    column.name = row[u"name"].toString();
    column.notNull = row[u"not_null"].toBool();
    column.hasDefault = row[u"has_default"].toBool();
    column.isIdentity = row[u"is_identity"].toBool();
    column.isComputed = row[u"is_computed"].toBool();
    column.type.name = row[u"shown"].toString();
    column.type.isArray = row[u"is_array"].toBool();
    const QString receive = row[u"receive"].toString();
    column.type.isTextOnly = receive == u"textrecv";
    if (column.type.isArray) {
        column.type.elementType = static_cast<quint32>(row[u"element"].toInteger());
        column.type.kind =
            kindOf(row[u"element_name"].toString(), row[u"element_is_enum"].toBool(), {});
    } else {
        column.type.kind = kindOf(row[u"type"].toString(), row[u"is_enum"].toBool(), receive);
    }
    const auto modifier = static_cast<int>(row[u"modifier"].toInteger());
    if (modifier > 0 && column.type.kind == Kind::Vector)
        column.length = column.type.isTextOnly ? modifier - 4 : modifier;
    else if (modifier > 4 && column.type.kind == Kind::Text)
        column.length = modifier - 4;
    for (const QJsonValue &label : row[u"labels"].toArray())
        column.labels.append(label.toString());
    return column;
}

QStringList textsOf(const QJsonValue &list)
{
    QStringList texts;
    for (const QJsonValue &item : list.toArray())
        texts.append(item.toString());
    return texts;
}

void addConstraint(CatalogTable &table, const QJsonObject &row)
{
    const QString kind = row[u"kind"].toString();
    const QStringList columns = textsOf(row[u"columns"]);
    if (kind == u"c") {
        table.checks.append(row[u"expression"].toString());
    } else if (kind == u"f") {
        const QString onDelete = row[u"on_delete"].toString();
        table.references.push_back({columns, row[u"parent"].toString(),
                                    textsOf(row[u"parent_columns"]),
                                    onDelete == u"c"   ? u"cascade"_s
                                    : onDelete == u"n" ? u"set null"_s
                                                       : QString(),
                                    row[u"is_deferrable"].toBool()});
    } else {
        table.keys.push_back({columns, kind == u"p"});
    }
}

/// Parents first.
void sortByReferences(std::vector<CatalogTable> &tables)
{
    QHash<QString, std::size_t> places;
    for (std::size_t t = 0; t < tables.size(); ++t)
        places.insert(tables[t].name, t);
    std::vector<std::size_t> order;
    std::vector<bool> seen(tables.size());
    const std::function<void(std::size_t)> visit = [&](std::size_t t) {
        if (seen[t])
            return;
        seen[t] = true;
        for (const CatalogReference &reference : tables[t].references) {
            if (places.contains(reference.parent))
                visit(places[reference.parent]);
        }
        order.push_back(t);
    };
    for (std::size_t t = 0; t < tables.size(); ++t)
        visit(t);
    std::vector<CatalogTable> sorted;
    for (const std::size_t t : order)
        sorted.push_back(std::move(tables[t]));
    tables = std::move(sorted);
}

} // namespace

const CatalogColumn *CatalogTable::column(const QString &wanted) const
{
    for (const CatalogColumn &one : columns) {
        if (one.name == wanted)
            return &one;
    }
    return nullptr;
}

QStringList CatalogTable::primaryKey() const
{
    for (const CatalogKey &key : keys) {
        if (key.isPrimary)
            return key.columns;
    }
    return {};
}

base::Result<Catalog> Catalog::read(base::PostgresConnection &connection,
                                    const base::QueryOptions &options)
{
    const auto columns = connection.execute(kColumns, {}, options);
    if (!columns)
        return base::failure(columns.error());
    const auto constraints = connection.execute(kConstraints, {}, options);
    if (!constraints)
        return base::failure(constraints.error());
    Catalog catalog;
    for (const QJsonValue &value : columns->rows) {
        const QJsonObject row = value.toObject();
        const QString name = row[u"table_name"].toString();
        if (catalog.tables.empty() || catalog.tables.back().name != name) {
            CatalogTable table;
            table.name = name;
            table.estimatedRows = row[u"estimate"].toInteger();
            catalog.tables.push_back(std::move(table));
        }
        catalog.tables.back().columns.push_back(columnOf(row));
    }
    for (const QJsonValue &value : constraints->rows) {
        const QJsonObject row = value.toObject();
        for (CatalogTable &table : catalog.tables) {
            if (table.name == row[u"table_name"].toString())
                addConstraint(table, row);
        }
    }
    sortByReferences(catalog.tables);
    return catalog;
}

const CatalogTable *Catalog::table(const QString &name) const
{
    for (const CatalogTable &one : tables) {
        if (one.name == name)
            return &one;
    }
    return nullptr;
}

QStringList Catalog::tableNames() const
{
    QStringList names;
    for (const CatalogTable &table : tables)
        names.append(table.name);
    return names;
}

QString quotedName(const QString &name)
{
    return u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
}

QString quotedNames(const QStringList &names, const QString &prefix)
{
    QStringList quoted;
    for (const QString &name : names)
        quoted.append(prefix + quotedName(name));
    return quoted.join(u", "_s);
}

} // namespace assay::testdata

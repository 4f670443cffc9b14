// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/postgres.h"

#include <QStringList>

namespace assay::testdata {

/// How a column's values go over the wire in binary.
struct WireType
{
    enum class Kind {
        Unknown,
        Boolean,
        Int2,
        Int4,
        Int8,
        Float4,
        Float8,
        Numeric,
        Text, ///< also enums, varchar, and types that are received as text
        Uuid,
        Date,
        Timestamp,
        Json,
        Jsonb,
        Bytes,
        Vector, ///< pgvector's
    };
    Kind kind = Kind::Unknown;
    bool isArray = false;
    bool isTextOnly = false; ///< a vector that the server receives as text
    quint32 elementType = 0; ///< pg_type's number, of an array
    QString name;            ///< as the server writes it: "character varying(20)"
};

struct CatalogColumn
{
    QString name;
    WireType type;
    bool notNull = false;
    bool hasDefault = false;
    bool isIdentity = false;
    bool isComputed = false; ///< generated always as (...): cannot be written
    int length = -1;         ///< of varchar(n) and char(n), or a vector's dimensions
    QStringList labels;      ///< of an enum
};

struct CatalogKey
{
    QStringList columns;
    bool isPrimary = false;
};

struct CatalogReference
{
    QStringList columns;
    QString parent;
    QStringList parentColumns;
    QString onDelete; ///< "cascade", "set null", "" is refused
    bool isDeferrable = false;
};

struct CatalogTable
{
    QString name; ///< with its schema where that is not on the search path
    std::vector<CatalogColumn> columns;
    std::vector<CatalogKey> keys;
    std::vector<CatalogReference> references;
    QStringList checks; ///< as the server writes them: "(amount > 0)"
    qint64 estimatedRows = 0;

    [[nodiscard]] const CatalogColumn *column(const QString &name) const;
    [[nodiscard]] QStringList primaryKey() const;
};

/// The tables of a database that the search path sees: what they have and how they refer to each
/// other, parents before children as far as there are no circles. A plain value, any thread.
struct Catalog
{
    std::vector<CatalogTable> tables;

    [[nodiscard]] static base::Result<Catalog> read(base::PostgresConnection &connection,
                                                    const base::QueryOptions &options = {});
    [[nodiscard]] const CatalogTable *table(const QString &name) const;
    [[nodiscard]] QStringList tableNames() const;
};

/// "name" with quotes, for SQL.
[[nodiscard]] QString quotedName(const QString &name);
/// "a", "b"
[[nodiscard]] QString quotedNames(const QStringList &names, const QString &prefix = {});

} // namespace assay::testdata

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/postgres_link.h"
#include "base/postgres_values.h"

#include <map>
#include <set>

namespace assay::base::postgres {

/// What pg_type says about a type that is not built in.
struct CustomType
{
    QString name;
    TypeId element = 0; ///< of an array
};

/// Makes one QueryResult of the results that libpq gives row by row.
class Collector
{
public:
    explicit Collector(const QueryOptions &options)
        : m_options(options)
    {
    }

    /// False when a limit is reached.
    [[nodiscard]] bool addRow(const PGresult *row);
    void endStatement(PGresult *result);
    void cut();
    /// Types of the columns whose names only the server knows.
    [[nodiscard]] std::set<TypeId> customTypes() const;
    [[nodiscard]] QueryResult take(const std::map<TypeId, CustomType> &custom);

private:
    void startStatement(const PGresult *result);
    void keep();
    void readArrays(const QString &column, TypeId element);

    const QueryOptions &m_options;
    bool m_started = false;
    qint64 m_bytes = 0;
    QueryResult m_current;
    std::vector<TypeId> m_types;
    QueryResult m_kept; ///< of the last statement that gave rows, or the last
    std::vector<TypeId> m_keptTypes;
};

} // namespace assay::base::postgres

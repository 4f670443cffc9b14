// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/node.h"
#include "suite/diagnostics.h"
#include "testdata/data_schema.h"
#include "testdata/schema_loader.h"

namespace assay::testdata {

/// Makes tables and columns of nodes whose shape was checked; what the shape cannot say is
/// reported. Confined to one thread; its arguments outlive it.
class ColumnReader
{
public:
    ColumnReader(const SchemaSource &source, QString file, suite::Diagnostics &diagnostics)
        : m_source(source)
        , m_file(std::move(file))
        , m_diagnostics(diagnostics)
    {
    }
    [[nodiscard]] TableSchema table(const QString &name, const model::Node &node);

private:
    [[nodiscard]] ColumnSchema column(const QString &name, const model::Node &node);
    void readNulls(ColumnSchema &column, const model::Node &node);
    void readRelations(ColumnSchema &column, const model::Node &node);
    void readOneOf(ColumnSchema &column, const model::Node &node);
    void readVocabulary(ColumnSchema &column, const model::Node &node);
    void checkColumn(const ColumnSchema &column, const model::Node &node);
    void readFile(TableSchema &table, const model::Node &node);
    [[nodiscard]] ValueRange range(const model::Node &node, ColumnType type);
    void refuse(const QString &title, const QString &fix, const model::Node &node);

    const SchemaSource &m_source;
    QString m_file;
    suite::Diagnostics &m_diagnostics;
};

} // namespace assay::testdata

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/catalog.h"
#include "testdata/data_set.h"

namespace assay::testdata {

/// Rows in PostgreSQL's binary COPY form (PostgreSQL manual, "COPY", file formats), for the types
/// that the server's columns really have.
///
///     BinaryCopy copy(head, types);
///     send(BinaryCopy::header()); send(*copy.rows(block)); send(BinaryCopy::trailer());
///
/// Errors name the column and the row: a value that does not fit its column. Any thread.
class BinaryCopy
{
public:
    /// One type for each column of the head.
    BinaryCopy(TableHead head, std::vector<WireType> types)
        : m_head(std::move(head))
        , m_types(std::move(types))
    {
    }
    [[nodiscard]] static QByteArray header();
    [[nodiscard]] static QByteArray trailer();
    [[nodiscard]] base::Result<QByteArray> rows(const Block &block) const;

private:
    TableHead m_head;
    std::vector<WireType> m_types;
};

} // namespace assay::testdata

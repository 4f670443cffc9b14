// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/data_set.h"

#include <QFile>

namespace assay::testdata {

/// A file byte by byte, read in pieces, with the line that it is at. Confined to one thread.
class FileText
{
public:
    explicit FileText(const QString &path)
        : m_path(path)
        , m_file(path)
    {
    }
    [[nodiscard]] base::Result<> open();
    [[nodiscard]] int line() const { return m_line; }
    [[nodiscard]] base::SourcePosition position() const { return {m_path, m_line, 1}; }
    /// -1 at the end.
    [[nodiscard]] int peek()
    {
        if (m_at == m_piece.size() && !fill())
            return -1;
        return static_cast<unsigned char>(m_piece[m_at]);
    }
    int take()
    {
        const int c = peek();
        if (c >= 0) {
            ++m_at;
            m_line += c == '\n' ? 1 : 0;
        }
        return c;
    }

private:
    bool fill();

    QString m_path;
    QFile m_file;
    QByteArray m_piece;
    qsizetype m_at = 0;
    int m_line = 1;
};

/// One record of a file: the fields by the columns' names, before they have types.
struct RawField
{
    QString name;
    std::string text;
    bool isNull = false;
    bool isText = false; ///< surely no number
};
using RawRecord = std::vector<RawField>;

/// The records of a file. Confined to one thread.
class RecordReader
{
public:
    virtual ~RecordReader() = default;
    /// The next record; empty at the end.
    [[nodiscard]] virtual base::Result<RawRecord> next() = 0;
    [[nodiscard]] virtual base::SourcePosition position() const = 0; ///< of the record given last
};

using OpenRecords = std::function<base::Result<std::unique_ptr<RecordReader>>()>;

/// A table over records: finds the types of columns that the head does not describe in the first
/// 1000 records.
[[nodiscard]] base::Result<TablePointer> recordTable(TableHead head, OpenRecords open);

} // namespace assay::testdata

// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/formats/sql.h"

#include "base/json_text.h"
#include "testdata/formats/file_reader.h"
#include "testdata/formats/sql_reader.h"
#include "testdata/value_text.h"

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kRowsOfStatement = 100;

QByteArray identifier(const QString &name)
{
    QByteArray quoted = name.toUtf8();
    return '"' + quoted.replace("\"", "\"\"") + '"';
}

void appendLiteral(QByteArray &out, const QByteArray &text)
{
    out += '\'';
    for (const char c : text) {
        if (c == '\'')
            out += '\'';
        out += c;
    }
    out += '\'';
}

/// {"a","b",NULL} as PostgreSQL reads an array; also for vectors.
void appendArray(QByteArray &out, const Value &value)
{
    QByteArray text = "{";
    if (const auto *list = value.as<Value::List>()) {
        for (const Value &item : *list) {
            if (text.size() > 1)
                text += ',';
            if (item.isNull()) {
                text += "NULL";
                continue;
            }
            QByteArray one;
            appendText(one, item);
            text += '"' + one.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
    } else {
        QByteArray json;
        appendJson(json, value);
        text += json.sliced(1, json.size() - 2);
    }
    appendLiteral(out, text + '}');
}

void appendValue(QByteArray &out, const Value &value)
{
    if (value.isNull() || value.as<bool>() != nullptr || value.as<qint64>() != nullptr ||
        value.as<double>() != nullptr) {
        appendJson(out, value);
    } else if (value.as<Value::List>() != nullptr || value.as<Vector>() != nullptr) {
        appendArray(out, value);
    } else if (const auto *bytes = value.as<Bytes>()) {
        out += "'\\x" +
               QByteArray::fromRawData(bytes->bytes.data(),
                                       static_cast<qsizetype>(bytes->bytes.size()))
                   .toHex() +
               '\'';
    } else {
        QByteArray text;
        appendText(text, value);
        appendLiteral(out, text);
    }
}

} // namespace

QByteArray SqlFormat::beginSet(const DataSet &set) const
{
    // Without this a backslash means something in old servers' texts.
    return "-- data set " + set.name.toUtf8().replace('\n', ' ') +
           "\nbegin;\nset standard_conforming_strings = on;\n";
}

QByteArray SqlFormat::endSet(const DataSet &) const
{
    return "commit;\n";
}

QByteArray SqlFormat::rows(const TableHead &head, const Block &block) const
{
    QByteArray start = "insert into " + identifier(head.name) + " (";
    for (std::size_t i = 0; i < head.columns.size(); ++i)
        start += (i > 0 ? ", " : "") + identifier(head.columns[i].name);
    start += ") values\n";
    QByteArray out;
    for (std::size_t row = 0; row < block.rows(); ++row) {
        if (row % kRowsOfStatement == 0)
            out += start;
        for (std::size_t column = 0; column < block.columns; ++column) {
            out += column == 0 ? "(" : ", ";
            appendValue(out, block.at(row, column));
        }
        const bool isLast = row + 1 == block.rows() || (row + 1) % kRowsOfStatement == 0;
        out += isLast ? ");\n" : "),\n";
    }
    return out;
}

base::Result<TablePointer> SqlFormat::table(const QString &path, TableHead head) const
{
    const QString name = head.name;
    std::vector<DataColumn> columns = head.columns;
    return recordTable(std::move(head),
                       [path, name, columns]() -> base::Result<std::unique_ptr<RecordReader>> {
                           auto records = std::make_unique<SqlRecords>(path, name, columns);
                           if (auto opened = records->open(); !opened)
                               return base::failure(opened.error());
                           return records;
                       });
}

} // namespace assay::testdata

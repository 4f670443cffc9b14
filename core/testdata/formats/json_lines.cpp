// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/formats/json_lines.h"

#include "base/json_text.h"
#include "testdata/formats/file_reader.h"
#include "testdata/value_text.h"

#include <QJsonObject>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLargestLine = 64 * 1024 * 1024;

class JsonRecords final : public RecordReader
{
public:
    explicit JsonRecords(const QString &path)
        : m_text(path)
    {
    }
    base::Result<> open() { return m_text.open(); }

    base::Result<RawRecord> next() override
    {
        QByteArray line;
        while (line.trimmed().isEmpty()) {
            m_position = m_text.position();
            line.clear();
            if (m_text.peek() < 0)
                return RawRecord();
            for (int c = m_text.take(); c >= 0 && c != '\n'; c = m_text.take()) {
                line += static_cast<char>(c);
                if (line.size() > kLargestLine)
                    return base::failure(u"a line is longer than 64 MiB"_s,
                                         u"write one object a line"_s, m_position);
            }
        }
        const auto value = base::parseJson(line);
        if (!value || !value->isObject())
            return base::failure(
                base::Error{u"this line is no JSON object"_s, u"write one object a line"_s}
                    .at(m_position)
                    .because(value ? base::Error{} : value.error()));
        RawRecord record;
        const QJsonObject object = value->toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            RawField field{it.key()};
            field.isNull = it->isNull();
            field.isText = it->isString();
            field.text = it->isString() ? it->toString().toStdString()
                                        : base::compactJson(*it).toStdString();
            record.push_back(std::move(field));
        }
        if (record.empty())
            return base::failure(u"this object has no members"_s, u"remove the line"_s, m_position);
        return record;
    }
    [[nodiscard]] base::SourcePosition position() const override { return m_position; }

private:
    FileText m_text;
    base::SourcePosition m_position;
};

} // namespace

QByteArray JsonLinesFormat::rows(const TableHead &head, const Block &block) const
{
    QByteArrayList names;
    for (const DataColumn &column : head.columns)
        names.append(base::compactJson(column.name) + ':');
    QByteArray out;
    for (std::size_t row = 0; row < block.rows(); ++row) {
        for (std::size_t column = 0; column < block.columns; ++column) {
            out += column == 0 ? '{' : ',';
            out += names[static_cast<qsizetype>(column)];
            appendJson(out, block.at(row, column));
        }
        out += "}\n";
    }
    return out;
}

base::Result<TablePointer> JsonLinesFormat::table(const QString &path, TableHead head) const
{
    return recordTable(std::move(head), [path]() -> base::Result<std::unique_ptr<RecordReader>> {
        auto records = std::make_unique<JsonRecords>(path);
        if (auto opened = records->open(); !opened)
            return base::failure(opened.error());
        return records;
    });
}

} // namespace assay::testdata

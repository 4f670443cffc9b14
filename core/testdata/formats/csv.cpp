// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/formats/csv.h"

#include "testdata/formats/file_reader.h"
#include "testdata/value_text.h"

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kLargestField = 64 * 1024 * 1024;

void appendField(QByteArray &out, const QByteArray &text)
{
    const bool isPlain = !text.isEmpty() && !text.contains(',') && !text.contains('"') &&
                         !text.contains('\n') && !text.contains('\r') && text.front() != ' ' &&
                         text.back() != ' ';
    if (isPlain) {
        out += text;
        return;
    }
    out += '"';
    out += QByteArray(text).replace("\"", "\"\"");
    out += '"';
}

class CsvRecords final : public RecordReader
{
public:
    explicit CsvRecords(const QString &path)
        : m_text(path)
    {
    }
    base::Result<> open()
    {
        if (auto opened = m_text.open(); !opened)
            return opened;
        auto header = record();
        if (!header)
            return base::failure(header.error());
        for (const RawField &field : *header) {
            const QString name = QString::fromStdString(field.text).trimmed();
            if (name.isEmpty() || m_names.contains(name))
                return base::failure(name.isEmpty() ? u"a column has no name"_s
                                                    : u"two columns are called \"%1\""_s.arg(name),
                                     u"the first line gives each column a name of its own"_s,
                                     m_position);
            m_names.append(name);
        }
        if (m_names.isEmpty())
            return base::failure(u"the file is empty"_s,
                                 u"write the columns' names in its first line"_s, m_position);
        return {};
    }
    base::Result<RawRecord> next() override
    {
        auto fields = record();
        if (!fields || fields->empty())
            return fields;
        if (static_cast<qsizetype>(fields->size()) != m_names.size())
            return base::failure(
                u"the fields of this row are %1, but there are %2 columns"_s.arg(fields->size())
                    .arg(m_names.size()),
                u"add what is missing, or put a field that holds a comma in quotes"_s, m_position);
        for (std::size_t i = 0; i < fields->size(); ++i)
            (*fields)[i].name = m_names[static_cast<qsizetype>(i)];
        return fields;
    }
    [[nodiscard]] base::SourcePosition position() const override { return m_position; }

private:
    [[nodiscard]] static bool isLineEnd(int c) { return c == '\n' || c == '\r' || c < 0; }

    base::Result<RawRecord> record()
    {
        while (m_text.peek() == '\n' || m_text.peek() == '\r')
            m_text.take(); // an empty line
        m_position = m_text.position();
        RawRecord fields;
        if (m_text.peek() < 0)
            return fields;
        while (true) {
            auto field = m_text.peek() == '"' ? quoted() : plain();
            if (!field)
                return base::failure(field.error());
            fields.push_back(std::move(*field));
            if (isLineEnd(m_text.peek()))
                return fields;
            m_text.take(); // the comma
        }
    }

    base::Result<RawField> plain()
    {
        RawField field;
        while (!isLineEnd(m_text.peek()) && m_text.peek() != ',') {
            if (m_text.peek() == '"')
                return base::failure(u"a quote stands inside a field"_s,
                                     u"put the whole field in quotes and double the quote"_s,
                                     m_text.position());
            field.text += static_cast<char>(m_text.take());
            if (field.text.size() > kLargestField)
                return tooLarge();
        }
        field.isNull = field.text.empty();
        return field;
    }

    base::Result<RawField> quoted()
    {
        RawField field;
        field.isText = true;
        const base::SourcePosition start = m_text.position();
        m_text.take();
        while (true) {
            const int c = m_text.take();
            if (c < 0)
                return base::failure(u"a quoted field is not closed"_s, u"close it with a quote"_s,
                                     start);
            if (c == '"') {
                if (m_text.peek() != '"')
                    break;
                m_text.take();
            }
            field.text += static_cast<char>(c);
            if (field.text.size() > kLargestField)
                return tooLarge();
        }
        if (!isLineEnd(m_text.peek()) && m_text.peek() != ',')
            return base::failure(u"a text stands after the closing quote"_s,
                                 u"double the quotes inside a quoted field"_s, m_text.position());
        return field;
    }

    base::Result<RawField> tooLarge()
    {
        return base::failure(u"a field is larger than 64 MiB"_s,
                             u"is a quote closed that should be?"_s, m_position);
    }

    FileText m_text;
    QStringList m_names;
    base::SourcePosition m_position;
};

} // namespace

QByteArray CsvFormat::beginTable(const TableHead &head) const
{
    QByteArray line;
    for (const DataColumn &column : head.columns) {
        if (!line.isEmpty())
            line += ',';
        appendField(line, column.name.toUtf8());
    }
    return line + '\n';
}

QByteArray CsvFormat::rows(const TableHead &, const Block &block) const
{
    QByteArray out;
    QByteArray text;
    for (std::size_t row = 0; row < block.rows(); ++row) {
        for (std::size_t column = 0; column < block.columns; ++column) {
            if (column > 0)
                out += ',';
            const Value &value = block.at(row, column);
            if (value.isNull())
                continue;
            text.clear();
            appendText(text, value);
            appendField(out, text);
        }
        out += '\n';
    }
    return out;
}

base::Result<TablePointer> CsvFormat::table(const QString &path, TableHead head) const
{
    return recordTable(std::move(head), [path]() -> base::Result<std::unique_ptr<RecordReader>> {
        auto records = std::make_unique<CsvRecords>(path);
        if (auto opened = records->open(); !opened)
            return base::failure(opened.error());
        return records;
    });
}

} // namespace assay::testdata

// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/csv.h"

#include "base/json_text.h"

#include <QRegularExpression>

#include <optional>

namespace assay::suite {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kMostRows = 100'000;

struct Field
{
    QByteArray text;
    bool quoted = false;
};

/// Cuts one record after the other.
class Records
{
public:
    Records(const QByteArray &text, const QString &file)
        : m_text(text)
        , m_file(file)
    {
    }

    [[nodiscard]] int line() const { return m_recordLine; }

    /// The next record; empty at the end.
    base::Result<std::vector<Field>> next()
    {
        std::vector<Field> fields;
        skipEmptyLines();
        m_recordLine = m_line;
        while (m_at < m_text.size()) {
            auto field = m_text[m_at] == '"' ? quotedField() : plainField();
            if (!field)
                return base::failure(field.error());
            fields.push_back(std::move(*field));
            if (m_at >= m_text.size())
                break;
            if (m_text[m_at] == ',') {
                ++m_at;
                if (m_at == m_text.size())
                    fields.emplace_back(); // "a," has two fields
                else if (atLineEnd()) {
                    fields.emplace_back();
                    takeLineEnd();
                    break;
                }
                continue;
            }
            takeLineEnd();
            break;
        }
        return fields;
    }

private:
    [[nodiscard]] bool atLineEnd() const
    {
        return m_text[m_at] == '\n' ||
               (m_text[m_at] == '\r' && (m_at + 1 == m_text.size() || m_text[m_at + 1] == '\n'));
    }

    void takeLineEnd()
    {
        if (m_at < m_text.size() && m_text[m_at] == '\r')
            ++m_at;
        if (m_at < m_text.size() && m_text[m_at] == '\n')
            ++m_at;
        ++m_line;
    }

    void skipEmptyLines()
    {
        while (m_at < m_text.size() && atLineEnd())
            takeLineEnd();
    }

    base::Result<Field> plainField()
    {
        const qsizetype start = m_at;
        while (m_at < m_text.size() && m_text[m_at] != ',' && !atLineEnd()) {
            if (m_text[m_at] == '"')
                return base::failure(u"a quote stands inside a field"_s,
                                     u"put the whole field in quotes and double the quote"_s,
                                     {m_file, m_line, 1});
            ++m_at;
        }
        return Field{m_text.sliced(start, m_at - start), false};
    }

    base::Result<Field> quotedField()
    {
        const int startLine = m_line;
        Field field{{}, true};
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '\n')
                ++m_line;
            if (c != '"') {
                field.text += c;
            } else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == '"') {
                field.text += '"';
                ++m_at;
            } else {
                ++m_at;
                if (m_at < m_text.size() && m_text[m_at] != ',' && !atLineEnd())
                    return base::failure(u"a text stands after the closing quote"_s,
                                         u"double the quotes inside a quoted field"_s,
                                         {m_file, m_line, 1});
                return field;
            }
        }
        return base::failure(u"a quoted field is not closed"_s, u"close it with a quote"_s,
                             {m_file, startLine, 1});
    }

    const QByteArray &m_text;
    const QString &m_file;
    qsizetype m_at = 0;
    int m_line = 1;
    int m_recordLine = 1;
};

QJsonValue valueOf(const Field &field)
{
    const auto text = [&] { return QJsonValue(QString::fromUtf8(field.text)); };
    if (field.quoted || field.text.isEmpty())
        return text();
    if (field.text == "true" || field.text == "false")
        return field.text == "true";
    static const QRegularExpression kNumber(u"^-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?$"_s);
    const QString written = QString::fromUtf8(field.text);
    if (!kNumber.match(written).hasMatch())
        return written;
    const auto number = base::parseJson(field.text);
    return number ? *number : QJsonValue(written);
}

} // namespace

base::Result<CsvTable> parseCsv(const QByteArray &original, const QString &file)
{
    const QByteArray text = original.startsWith("\xEF\xBB\xBF") ? original.sliced(3) : original;
    CsvTable table;
    Records records(text, file);
    const auto header = records.next();
    if (!header)
        return base::failure(header.error());
    if (header->empty())
        return base::failure(u"the file is empty"_s,
                             u"write the columns' names in its first line"_s, {file, 1, 1});
    for (const Field &field : *header) {
        const QString name = QString::fromUtf8(field.text).trimmed();
        if (name.isEmpty() || table.columns.contains(name)) {
            return base::failure(name.isEmpty() ? u"a column has no name"_s
                                                : u"two columns are called \"%1\""_s.arg(name),
                                 u"the first line gives each column a name of its own"_s,
                                 {file, records.line(), 1});
        }
        table.columns.append(name);
    }
    while (true) {
        const auto record = records.next();
        if (!record)
            return base::failure(record.error());
        if (record->empty())
            return table;
        if (static_cast<qsizetype>(record->size()) != table.columns.size()) {
            return base::failure(
                u"the fields of this row are %1, but there are %2 columns"_s.arg(record->size())
                    .arg(table.columns.size()),
                u"add what is missing, or put a field that holds a comma in quotes"_s,
                {file, records.line(), 1});
        }
        if (table.rows.size() == kMostRows)
            return base::failure(u"the file has more than %1 rows"_s.arg(kMostRows), u"split it"_s,
                                 {file, records.line(), 1});
        QJsonObject row;
        for (std::size_t i = 0; i < record->size(); ++i)
            row.insert(table.columns.at(static_cast<qsizetype>(i)), valueOf((*record)[i]));
        table.rows.push_back(std::move(row));
        table.lines.push_back(records.line());
    }
}

} // namespace assay::suite

// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/formats/sql_reader.h"

#include <QByteArray>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kLargestText = 64 * 1024 * 1024;

bool isWordCharacter(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '+' || c >= 0x80;
}

/// {"a","b"} of PostgreSQL as a JSON list.
std::string jsonOfArray(const std::string &text, bool isText)
{
    std::string json = "[";
    for (std::size_t at = 1; at + 1 < text.size();) {
        if (json.size() > 1)
            json += ',';
        if (text[at] == '"') {
            json += '"';
            for (++at; at < text.size() && text[at] != '"'; ++at) {
                if (text[at] == '\\' && at + 1 < text.size())
                    ++at;
                if (text[at] == '"' || text[at] == '\\')
                    json += '\\';
                if (text[at] == '\n')
                    json += "\\n";
                else
                    json += text[at];
            }
            json += '"';
            ++at;
        } else {
            const std::size_t end = std::min(text.find(',', at), text.size() - 1);
            const std::string item = text.substr(at, end - at);
            json += item == "NULL" ? "null" : isText ? '"' + item + '"' : item;
            at = end;
        }
        if (at < text.size() && text[at] == ',')
            ++at;
    }
    return json + ']';
}

} // namespace

SqlRecords::SqlRecords(const QString &path, QString table, std::vector<DataColumn> columns)
    : m_text(path)
    , m_table(std::move(table))
    , m_columns(std::move(columns))
{
}

base::Result<> SqlRecords::open()
{
    return m_text.open();
}

void SqlRecords::skipBlanks()
{
    while (m_text.peek() == ' ' || m_text.peek() == '\n' || m_text.peek() == '\r' ||
           m_text.peek() == '\t')
        m_text.take();
}

base::Result<SqlRecords::Token> SqlRecords::quoted(char quote, Token::Kind kind)
{
    const base::SourcePosition start = m_text.position();
    Token token{kind, {}};
    m_text.take();
    while (true) {
        const int c = m_text.take();
        if (c < 0 || token.text.size() > kLargestText)
            return base::failure(u"a quote is not closed"_s, u"close it"_s, start);
        if (c == quote) {
            if (m_text.peek() != quote)
                return token;
            m_text.take();
        }
        token.text += static_cast<char>(c);
    }
}

base::Result<SqlRecords::Token> SqlRecords::token()
{
    while (true) {
        skipBlanks();
        const int c = m_text.peek();
        if (c < 0)
            return Token{};
        if (c == '\'')
            return quoted('\'', Token::Kind::Text);
        if (c == '"')
            return quoted('"', Token::Kind::Name);
        if (isWordCharacter(c) || c == '-') {
            Token word{Token::Kind::Word, std::string(1, static_cast<char>(m_text.take()))};
            if (c == '-' && m_text.peek() == '-') {
                while (m_text.peek() >= 0 && m_text.peek() != '\n')
                    m_text.take();
                continue; // a comment
            }
            // The sign of an exponent belongs to the number.
            while ((isWordCharacter(m_text.peek()) && word.text.size() < kLargestText) ||
                   (m_text.peek() == '-' && (word.text.back() == 'e' || word.text.back() == 'E')))
                word.text += static_cast<char>(m_text.take());
            if (c == '-' || (c >= '0' && c <= '9'))
                word.kind = Token::Kind::Number;
            return word;
        }
        m_text.take();
        if (c == '/' && m_text.peek() == '*') {
            for (int before = 0, now = m_text.take(); now >= 0 && !(before == '*' && now == '/');) {
                before = now;
                now = m_text.take();
            }
            continue;
        }
        return Token{Token::Kind::Sign, std::string(1, static_cast<char>(c))};
    }
}

base::Error SqlRecords::unexpected(const Token &token, const QString &wanted) const
{
    return {u"\"%1\" stands where %2 should"_s.arg(QString::fromStdString(token.text.substr(0, 60)),
                                                   wanted),
            u"rows are written: insert into t (a, b) values (1, 'x'), ...;"_s, m_text.position()};
}

base::Result<> SqlRecords::skipStatement()
{
    while (true) {
        const auto next = token();
        if (!next)
            return base::failure(next.error());
        if (next->kind == Token::Kind::End ||
            (next->kind == Token::Kind::Sign && next->text == ";"))
            return {};
    }
}

base::Result<> SqlRecords::insertHead()
{
    const auto into = token();
    if (!into || QByteArray::fromStdString(into->text).toLower() != "into")
        return base::failure(into ? unexpected(*into, u"INTO"_s) : into.error());
    auto name = token();
    if (!name)
        return base::failure(name.error());
    QString table = QString::fromStdString(name->text);
    if (name->kind == Token::Kind::Word)
        table = table.section(u'.', -1);
    m_isOurs = table == m_table;
    m_names.clear();
    for (auto next = token();; next = token()) {
        if (!next)
            return base::failure(next.error());
        if (next->kind == Token::Kind::Sign && (next->text == "(" || next->text == ","))
            continue;
        if (next->kind == Token::Kind::Sign && next->text == ")")
            break;
        if (next->kind != Token::Kind::Name && next->kind != Token::Kind::Word)
            return base::failure(unexpected(*next, u"a column's name"_s));
        if (m_names.isEmpty() && next->kind == Token::Kind::Word &&
            QByteArray::fromStdString(next->text).toLower() == "values")
            return base::failure(unexpected(*next, u"the list of columns"_s));
        m_names.append(QString::fromStdString(next->text));
    }
    const auto values = token();
    if (!values || QByteArray::fromStdString(values->text).toLower() != "values")
        return base::failure(values ? unexpected(*values, u"VALUES"_s) : values.error());
    m_inRows = true;
    return {};
}

base::Result<bool> SqlRecords::statement()
{
    const auto first = token();
    if (!first)
        return base::failure(first.error());
    if (first->kind == Token::Kind::End)
        return false;
    if (first->kind == Token::Kind::Sign && first->text == ";")
        return true;
    const QByteArray word = QByteArray::fromStdString(first->text).toLower();
    if (word == "begin" || word == "commit" || word == "set" || word == "start") {
        if (auto skipped = skipStatement(); !skipped)
            return base::failure(skipped.error());
        return true;
    }
    if (word != "insert")
        return base::failure(unexpected(*first, u"INSERT"_s));
    if (auto head = insertHead(); !head)
        return base::failure(head.error());
    return true;
}

std::string SqlRecords::plainText(const RawField &field) const
{
    for (const DataColumn &column : m_columns) {
        if (column.name != field.name)
            continue;
        const bool isList = column.isArray || column.type == ColumnType::Vector;
        if (isList && field.text.starts_with('{'))
            return jsonOfArray(field.text, column.isArray);
        if (column.type == ColumnType::Bytes && field.text.starts_with("\\x"))
            return QByteArray::fromHex(QByteArray::fromStdString(field.text.substr(2)))
                .toBase64()
                .toStdString();
    }
    return field.text;
}

base::Result<RawRecord> SqlRecords::row()
{
    RawRecord record;
    while (true) {
        auto value = token();
        if (!value)
            return base::failure(value.error());
        if (static_cast<qsizetype>(record.size()) >= m_names.size() ||
            value->kind == Token::Kind::Sign || value->kind == Token::Kind::End ||
            value->kind == Token::Kind::Name)
            return base::failure(
                unexpected(*value, u"a value of the %1 columns"_s.arg(m_names.size())));
        RawField field{m_names[static_cast<qsizetype>(record.size())], value->text};
        const QByteArray word = QByteArray::fromStdString(value->text).toLower();
        field.isNull = value->kind == Token::Kind::Word && word == "null";
        field.isText = value->kind == Token::Kind::Text;
        if (value->kind == Token::Kind::Word && !field.isNull && word != "true" && word != "false")
            return base::failure(unexpected(*value, u"a value"_s));
        if (value->kind == Token::Kind::Word)
            field.text = word.toStdString();
        field.text = plainText(field);
        record.push_back(std::move(field));
        const auto after = token();
        if (!after)
            return base::failure(after.error());
        if (after->kind == Token::Kind::Sign && after->text == ",")
            continue;
        if (after->kind != Token::Kind::Sign || after->text != ")" ||
            static_cast<qsizetype>(record.size()) != m_names.size())
            return base::failure(
                unexpected(*after, u"one value for each of the %1 columns"_s.arg(m_names.size())));
        return record;
    }
}

base::Result<RawRecord> SqlRecords::next()
{
    while (true) {
        if (!m_inRows) {
            const auto more = statement();
            if (!more)
                return base::failure(more.error());
            if (!*more)
                return RawRecord();
            continue;
        }
        const auto sign = token();
        if (!sign)
            return base::failure(sign.error());
        if (sign->kind == Token::Kind::Sign && sign->text == ",")
            continue;
        if (sign->kind == Token::Kind::Sign && sign->text == ";") {
            m_inRows = false;
            continue;
        }
        if (sign->kind != Token::Kind::Sign || sign->text != "(")
            return base::failure(unexpected(*sign, u"a row in brackets or the end \";\""_s));
        m_position = m_text.position();
        auto record = row();
        if (!record || m_isOurs)
            return record;
    }
}

} // namespace assay::testdata

// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/json_path_lexer.h"

namespace assay::expect {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxExact = 9'007'199'254'740'991;

bool isDigit(char16_t unit)
{
    return unit >= u'0' && unit <= u'9';
}

bool isNameFirst(char16_t unit)
{
    return (unit >= u'a' && unit <= u'z') || (unit >= u'A' && unit <= u'Z') || unit == u'_' ||
           unit >= 0x80;
}

} // namespace

void JsonPathLexer::skipBlank()
{
    while (peek() == u' ' || peek() == u'\t' || peek() == u'\n' || peek() == u'\r')
        ++m_at;
}

bool JsonPathLexer::take(char16_t unit)
{
    if (failed() || atEnd() || peek() != unit)
        return false;
    ++m_at;
    return true;
}

bool JsonPathLexer::take(QStringView token)
{
    if (failed() || !at(token))
        return false;
    m_at += token.size();
    return true;
}

bool JsonPathLexer::startsName() const
{
    return !atEnd() && isNameFirst(peek());
}

QString JsonPathLexer::takeName()
{
    const qsizetype start = m_at;
    while (!atEnd() && (isNameFirst(peek()) || isDigit(peek()))) {
        const char16_t unit = peek();
        if (QChar::isLowSurrogate(unit) ||
            (QChar::isHighSurrogate(unit) && !QChar::isLowSurrogate(peek(1)))) {
            fail(u"half of a surrogate pair"_s);
            return {};
        }
        m_at += QChar::isHighSurrogate(unit) ? 2 : 1;
    }
    return m_text.sliced(start, m_at - start).toString();
}

QString JsonPathLexer::takeWord()
{
    const qsizetype start = m_at;
    while ((peek() >= u'a' && peek() <= u'z') || peek() == u'_' || isDigit(peek()))
        ++m_at;
    return m_text.sliced(start, m_at - start).toString();
}

std::optional<QString> JsonPathLexer::takeString()
{
    const qsizetype start = m_at;
    const char16_t quote = peek();
    ++m_at;
    QString out;
    while (!failed()) {
        if (atEnd()) {
            fail(u"this text is not closed"_s, start);
            break;
        }
        const char16_t unit = peek();
        if (unit == quote) {
            ++m_at;
            return out;
        }
        if (unit == u'\\') {
            ++m_at;
            takeEscape(out, quote);
            continue;
        }
        if (unit < 0x20) {
            fail(u"a control character must be written as an escape"_s);
            break;
        }
        const bool pair = QChar::isHighSurrogate(unit) && QChar::isLowSurrogate(peek(1));
        if (QChar::isSurrogate(unit) && !pair) {
            fail(u"half of a surrogate pair"_s);
            break;
        }
        out += m_text.sliced(m_at, pair ? 2 : 1);
        m_at += pair ? 2 : 1;
    }
    return {};
}

bool JsonPathLexer::takeEscape(QString &out, char16_t quote)
{
    const qsizetype start = m_at - 1;
    const char16_t unit = peek();
    ++m_at;
    switch (unit) {
    case u'b':
        out += u'\b';
        return true;
    case u'f':
        out += u'\f';
        return true;
    case u'n':
        out += u'\n';
        return true;
    case u'r':
        out += u'\r';
        return true;
    case u't':
        out += u'\t';
        return true;
    case u'/':
    case u'\\':
        out += QChar(unit);
        return true;
    case u'u': {
        const auto first = takeHex();
        if (!first)
            break;
        if (!QChar::isSurrogate(*first)) {
            out += QChar(*first);
            return true;
        }
        if (QChar::isLowSurrogate(*first) || !take(u"\\u"))
            break;
        const auto second = takeHex();
        if (!second || !QChar::isLowSurrogate(*second))
            break;
        out += QChar(*first);
        out += QChar(*second);
        return true;
    }
    default:
        if (unit == quote && quote != u'\0') {
            out += QChar(unit);
            return true;
        }
    }
    fail(u"not an escape that JSONPath knows"_s, start);
    return false;
}

std::optional<char16_t> JsonPathLexer::takeHex()
{
    unsigned value = 0;
    for (int i = 0; i < 4; ++i, ++m_at) {
        const char16_t unit = peek();
        unsigned digit = 0;
        if (isDigit(unit))
            digit = unit - u'0';
        else if (unit >= u'a' && unit <= u'f')
            digit = unit - u'a' + 10U;
        else if (unit >= u'A' && unit <= u'F')
            digit = unit - u'A' + 10U;
        else
            return {};
        value = value * 16 + digit;
    }
    return static_cast<char16_t>(value);
}

std::optional<qint64> JsonPathLexer::takeInteger()
{
    const qsizetype start = m_at;
    const bool negative = take(u'-');
    const qsizetype digits = m_at;
    qint64 value = 0;
    while (isDigit(peek()) && value <= kMaxExact) {
        value = value * 10 + (peek() - u'0');
        ++m_at;
    }
    if (m_at == digits)
        fail(u"expected a digit and not %1"_s.arg(seen()));
    else if (value > kMaxExact)
        fail(u"the number is out of range (at most 9007199254740991)"_s, start);
    else if (m_text[digits] == u'0' && (m_at - digits > 1 || negative))
        fail(u"a whole number has no leading zero and no -0"_s, start);
    if (failed())
        return {};
    return negative ? -value : value;
}

std::optional<QJsonValue> JsonPathLexer::takeNumber()
{
    const qsizetype start = m_at;
    take(u'-');
    const qsizetype digits = m_at;
    const auto takeDigits = [this] {
        const qsizetype before = m_at;
        while (isDigit(peek()))
            ++m_at;
        if (m_at == before)
            fail(u"expected a digit and not %1"_s.arg(seen()));
    };
    takeDigits();
    if (!failed() && m_text[digits] == u'0' && m_at - digits > 1)
        fail(u"a number has no leading zero"_s, start);
    bool whole = true;
    if (take(u'.')) {
        whole = false;
        takeDigits();
    }
    if (take(u'e') || take(u'E')) {
        whole = false;
        if (!take(u'-'))
            take(u'+');
        takeDigits();
    }
    if (failed())
        return {};
    const QStringView text = m_text.sliced(start, m_at - start);
    bool fits = false;
    if (const qint64 integer = text.toLongLong(&fits); whole && fits)
        return QJsonValue(integer);
    return QJsonValue(text.toDouble());
}

void JsonPathLexer::fail(const QString &what, qsizetype offset)
{
    if (m_error)
        return;
    // Columns count code points, as everywhere.
    const auto column =
        static_cast<int>(m_text.first(std::min(offset, m_text.size())).toUcs4().size()) + 1;
    base::Error error{u"not a JSONPath: %1, at column %2"_s.arg(what).arg(column), {}};
    error.quotedLine = m_text.first(std::min<qsizetype>(m_text.size(), 200)).toString();
    error.position = {{}, 1, column};
    m_error = std::move(error);
}

QString JsonPathLexer::seen() const
{
    return atEnd() ? u"the end"_s : u"\"%1\""_s.arg(m_text[m_at]);
}

} // namespace assay::expect

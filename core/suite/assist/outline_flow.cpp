// SPDX-License-Identifier: GPL-3.0-or-later
// Keys, quotes, and what stands between brackets: the rest of OutlineReader.
#include "suite/assist/outline_reader.h"

#include <algorithm>

namespace assay::suite::assist {

using namespace Qt::StringLiterals;

qsizetype OutlineReader::closingQuote(qsizetype offset, int ownerIndent, bool sameLine) const
{
    const QChar quote = m_text[offset];
    for (qsizetype i = offset + 1; i < m_text.size(); ++i) {
        const QChar c = m_text[i];
        if (c == u'\n' && (sameLine || endsUnclosed(i + 1, ownerIndent)))
            return -1;
        if (c == u'\\' && quote == u'"') {
            if (i + 1 < m_text.size() && m_text[i + 1] != u'\n')
                ++i;
        } else if (c == quote) {
            if (quote == u'\'' && i + 1 < m_text.size() && m_text[i + 1] == quote)
                ++i;
            else
                return i;
        }
    }
    return -1;
}

QString OutlineReader::unquoted(Span span) const
{
    const bool isDouble = m_text[span.start] == u'"';
    const QStringView inner = m_text.sliced(span.start + 1, span.end - span.start - 2);
    QString text;
    text.reserve(inner.size());
    for (qsizetype i = 0; i < inner.size(); ++i) {
        const QChar c = inner[i];
        if (c == u'\n') { // lines are joined by a space, empty ones stay
            while (!text.isEmpty() && isGap(text.back()) && text.back() != u'\n')
                text.chop(1);
            qsizetype breaks = 1;
            while (i + 1 < inner.size() && isGap(inner[i + 1])) {
                ++i;
                breaks += inner[i] == u'\n' ? 1 : 0;
            }
            text += breaks > 1 ? QString(breaks - 1, u'\n') : u" "_s;
        } else if (c == u'\'' && !isDouble) {
            text += c;
            ++i;
        } else if (c == u'\\' && isDouble && i + 1 < inner.size()) {
            const QChar escaped = inner[++i];
            const qsizetype digits = escaped == u'x'   ? 2
                                     : escaped == u'u' ? 4
                                     : escaped == u'U' ? 8
                                                       : 0;
            if (digits > 0 && i + digits < inner.size()) {
                const uint code = inner.sliced(i + 1, digits).toUInt(nullptr, 16);
                text += QString::fromUcs4(reinterpret_cast<const char32_t *>(&code), 1);
                i += digits;
            } else if (escaped == u'\n') {
                while (i + 1 < inner.size() && (inner[i + 1] == u' ' || inner[i + 1] == u'\t'))
                    ++i;
            } else {
                text += escaped == u'n'   ? QChar(u'\n')
                        : escaped == u't' ? QChar(u'\t')
                        : escaped == u'r' ? QChar(u'\r')
                        : escaped == u'0' ? QChar(u'\0')
                        : escaped == u'e' ? QChar(0x1b)
                                          : escaped;
            }
        } else {
            text += c;
        }
    }
    return text;
}

OutlineReader::Key OutlineReader::keyAt(qsizetype offset) const
{
    Key key;
    const qsizetype end = lineEnd(offset);
    if (offset >= end)
        return key;
    qsizetype start = offset;
    while (start < end && (m_text[start] == u'&' || m_text[start] == u'!')) {
        while (start < end && !isGap(m_text[start]))
            ++start;
        start = skipSpaces(start);
    }
    if (start >= end)
        return key;
    const QChar first = m_text[start];
    if (first == u'"' || first == u'\'') {
        const qsizetype close = closingQuote(start, 0, true);
        if (close < 0)
            return key;
        const qsizetype colon = skipSpaces(close + 1);
        if (colon >= end || m_text[colon] != u':' || !isSpaceOrEnd(colon + 1))
            return key;
        key.span = {start, close + 1};
        key.text = unquoted(key.span);
        key.behindColon = colon + 1;
        return key;
    }
    if (u"{[|>#%@`"_s.contains(first))
        return key;
    for (qsizetype i = start; i < end; ++i) {
        if (isComment(i))
            return key;
        if (m_text[i] == u':' && isSpaceOrEnd(i + 1)) {
            qsizetype last = i;
            while (last > start && isGap(m_text[last - 1]))
                --last;
            if (last == start)
                return key;
            key.span = {start, last};
            key.text = m_text.sliced(start, last - start).toString();
            key.behindColon = i + 1;
            return key;
        }
    }
    return key;
}

/// Over spaces, line breaks and comments between brackets. `ended`: what follows belongs to the
/// block around, so a bracket is missing.
qsizetype OutlineReader::flowGap(qsizetype offset, int ownerIndent, bool &ended) const
{
    ended = false;
    while (offset < m_text.size()) {
        if (isComment(offset)) {
            offset = lineEnd(offset);
        } else if (m_text[offset] == u'\n') {
            if (endsUnclosed(offset + 1, ownerIndent)) {
                ended = true;
                return offset;
            }
            ++offset;
        } else if (isGap(m_text[offset])) {
            ++offset;
        } else {
            return offset;
        }
    }
    ended = true;
    return offset;
}

/// The end of a plain scalar between brackets; `${...}` in it is a mistake that is often typed.
qsizetype OutlineReader::flowPlain(qsizetype offset, int ownerIndent, bool asKey) const
{
    int braces = 0;
    for (qsizetype i = offset; i < m_text.size(); ++i) {
        const QChar c = m_text[i];
        if (c == u'\n') {
            if (asKey || braces > 0 || endsUnclosed(i + 1, ownerIndent))
                return i;
            continue;
        }
        if (c == u'$' && i + 1 < m_text.size() && m_text[i + 1] == u'{') {
            ++braces;
            ++i;
            continue;
        }
        if (c == u'}' && braces > 0) {
            --braces;
            continue;
        }
        if (braces > 0)
            continue;
        if (u",[]{}"_s.contains(c) || isComment(i))
            return i;
        if (c == u':' && (isSpaceOrEnd(i + 1) || u",[]{}"_s.contains(m_text[i + 1])))
            return i;
    }
    return m_text.size();
}

qsizetype OutlineReader::flowValue(qsizetype offset, int piece, int ownerIndent, int depth)
{
    offset = properties(offset, piece);
    if (offset >= m_text.size())
        return offset;
    const QChar first = m_text[offset];
    if (first == u'{' || first == u'[')
        return flow(offset, piece, ownerIndent, depth + 1);
    if (first == u'"' || first == u'\'')
        return quoted(offset, piece, ownerIndent);
    const qsizetype end = flowPlain(offset, ownerIndent, false);
    qsizetype last = end;
    while (last > offset && isGap(m_text[last - 1]))
        --last;
    if (last == offset)
        return offset;
    QString text = m_text.sliced(offset, last - offset).toString();
    if (text.startsWith(u'*') && text.size() > 1)
        setScalar(piece, {offset, last}, Piece::Style::Alias, text.sliced(1));
    else
        setScalar(piece, {offset, last}, Piece::Style::Plain,
                  text.contains(u'\n') ? text.simplified() : text);
    return end;
}

qsizetype OutlineReader::flow(qsizetype offset, int piece, int ownerIndent, int depth)
{
    const bool isMap = m_text[offset] == u'{';
    at(piece).kind = isMap ? Piece::Kind::Map : Piece::Kind::List;
    at(piece).span = {offset, offset + 1};
    if (depth >= Outline::kDepth)
        return offset + 1;
    ++offset;
    for (;;) {
        bool ended = false;
        offset = flowGap(offset, ownerIndent, ended);
        at(piece).span.end = std::max(at(piece).span.end, offset);
        if (ended)
            return offset;
        const QChar c = m_text[offset];
        if (c == u'}' || c == u']') {
            at(piece).span.end = offset + 1;
            return offset + 1;
        }
        if (c == u',' || c == u':') {
            ++offset;
            continue;
        }
        const int made = add(piece, true);
        at(made).span = {offset, offset};
        const qsizetype before = offset;
        if (isMap) {
            offset = properties(offset, made);
            const bool isQuoted =
                offset < m_text.size() && (m_text[offset] == u'"' || m_text[offset] == u'\'');
            qsizetype end = isQuoted ? closingQuote(offset, ownerIndent, true) + 1
                                     : flowPlain(offset, ownerIndent, true);
            if (end <= 0) // the quote is not closed
                end = lineEnd(offset);
            qsizetype last = end;
            while (last > offset && isGap(m_text[last - 1]))
                --last;
            Piece &entry = at(made);
            entry.isMember = true;
            entry.keySpan = {offset, last};
            const bool isClosed =
                isQuoted && last > offset + 1 && m_text[last - 1] == m_text[offset];
            entry.key = isClosed ? unquoted(entry.keySpan)
                                 : m_text.sliced(offset, last - offset).toString();
            entry.span = {last, last};
            offset = flowGap(end, ownerIndent, ended);
            if (!ended && offset < m_text.size() && m_text[offset] == u':') {
                at(made).hasColon = true;
                at(made).span = {offset + 1, offset + 1};
                const qsizetype content = flowGap(offset + 1, ownerIndent, ended);
                offset = ended || u",}]"_s.contains(m_text[content])
                             ? content
                             : flowValue(content, made, ownerIndent, depth);
            }
        } else {
            offset = flowValue(offset, made, ownerIndent, depth);
        }
        if (offset <= before)
            ++offset; // whatever it is, it is passed
    }
}

} // namespace assay::suite::assist

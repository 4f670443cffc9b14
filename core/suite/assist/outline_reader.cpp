// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/assist/outline_reader.h"

#include <algorithm>

namespace assay::suite::assist {

using namespace Qt::StringLiterals;

int OutlineReader::add(int parent, bool inFlow)
{
    const int index = m_outline.size();
    Piece piece;
    piece.parent = parent;
    piece.inFlow = inFlow;
    m_outline.m_pieces.push_back(std::move(piece));
    if (parent >= 0)
        at(parent).children.push_back(index);
    return index;
}

qsizetype OutlineReader::lineEnd(qsizetype offset) const
{
    const qsizetype newline = m_text.indexOf(u'\n', offset);
    return newline < 0 ? m_text.size() : newline;
}

qsizetype OutlineReader::skipSpaces(qsizetype offset) const
{
    while (offset < m_text.size() &&
           (m_text[offset] == u' ' || m_text[offset] == u'\t' || m_text[offset] == u'\r'))
        ++offset;
    return offset;
}

bool OutlineReader::isSpaceOrEnd(qsizetype offset) const
{
    return offset >= m_text.size() || isGap(m_text[offset]);
}

bool OutlineReader::isComment(qsizetype offset) const
{
    return offset < m_text.size() && m_text[offset] == u'#' &&
           (offset == 0 || isGap(m_text[offset - 1]));
}

int OutlineReader::indentOf(qsizetype lineStart) const
{
    qsizetype at = lineStart;
    while (at < m_text.size() && (m_text[at] == u' ' || m_text[at] == u'\t'))
        ++at;
    return static_cast<int>(at - lineStart);
}

bool OutlineReader::startsBlock(qsizetype offset) const
{
    if (offset >= m_text.size())
        return false;
    return (m_text[offset] == u'-' && isSpaceOrEnd(offset + 1)) || keyAt(offset).behindColon >= 0;
}

bool OutlineReader::endsUnclosed(qsizetype lineStart, int ownerIndent) const
{
    const int indent = indentOf(lineStart);
    return indent <= ownerIndent && startsBlock(lineStart + indent);
}

void OutlineReader::read()
{
    add(-1, false);
    qsizetype offset = 0;
    while (offset < m_text.size()) {
        const int indent = indentOf(offset);
        const qsizetype content = offset + indent;
        const qsizetype end = lineEnd(content);
        const QStringView line = m_text.sliced(content, end - content).trimmed();
        const bool isMarker = indent == 0 && (line == u"---" || line == u"..." ||
                                              line.startsWith(u"--- ") || line.startsWith(u'%'));
        if (line.startsWith(u'#'))
            m_plain = -1;
        if (line.isEmpty() || line.startsWith(u'#') || isMarker) {
            offset = end + 1;
            continue;
        }
        offset = lineEnd(std::max(content, blockNode(content, indent))) + 1;
    }
    // Collections reach to the end of what is in them; children stand behind their parents.
    for (int i = m_outline.size() - 1; i > 0; --i) {
        const Piece piece = at(i);
        Piece &parent = at(piece.parent);
        parent.span.end = std::max({parent.span.end, piece.span.end, piece.keySpan.end});
    }
}

int OutlineReader::openSlot(int indent, bool isDash)
{
    if (m_frames.empty())
        return at(Outline::root()).kind == Piece::Kind::Empty ? Outline::root() : -1;
    const Frame &frame = m_frames.back();
    const Piece &owner = at(frame.piece);
    if (owner.children.empty())
        return -1;
    const int last = owner.children.back();
    const Piece &piece = at(last);
    const bool mayStand = frame.indent < indent ||
                          (isDash && frame.indent == indent && owner.kind == Piece::Kind::Map);
    const bool isOpen = piece.kind == Piece::Kind::Empty && (!piece.isMember || piece.hasColon);
    return isOpen && mayStand ? last : -1;
}

void OutlineReader::become(int piece, Piece::Kind kind, qsizetype start, int indent)
{
    Piece &made = at(piece);
    made.kind = kind;
    made.span = {start, start};
    made.indent = indent;
    m_frames.push_back({piece, indent});
}

qsizetype OutlineReader::blockNode(qsizetype offset, int indent)
{
    const bool goesOn = m_plain >= 0 && indent > m_plainIndent;
    const bool isDash = m_text[offset] == u'-' && isSpaceOrEnd(offset + 1);
    const Key key = isDash ? Key() : keyAt(offset);
    if (goesOn && !isDash && key.behindColon < 0)
        return plain(offset, m_plain);
    m_plain = -1;
    while (!m_frames.empty() && m_frames.back().indent > indent)
        m_frames.pop_back();
    if (isDash)
        return item(offset, indent);
    if (!m_frames.empty() && m_frames.back().indent == indent &&
        at(m_frames.back().piece).kind == Piece::Kind::List)
        m_frames.pop_back(); // its dashes stand under their key
    return key.behindColon >= 0 ? member(key, indent) : loose(offset, indent);
}

qsizetype OutlineReader::item(qsizetype offset, int indent)
{
    const bool goesOn = !m_frames.empty() && m_frames.back().indent == indent &&
                        at(m_frames.back().piece).kind == Piece::Kind::List;
    if (!goesOn) {
        const int slot = openSlot(indent, true);
        if (slot >= 0 && static_cast<int>(m_frames.size()) < Outline::kDepth) {
            become(slot, Piece::Kind::List, offset, indent);
        } else {
            while (!m_frames.empty() && at(m_frames.back().piece).kind != Piece::Kind::List)
                m_frames.pop_back();
            if (!m_frames.empty())
                at(add(m_frames.back().piece, false)).span = {offset + 1, offset + 1};
            return lineEnd(offset);
        }
    }
    const int made = add(m_frames.back().piece, false);
    at(made).span = {offset + 1, offset + 1};
    const int dash = m_frames.back().indent;
    qsizetype content = skipSpaces(offset + 1);
    const qsizetype end = lineEnd(offset);
    if (content >= end)
        return end;
    const qsizetype behind = properties(content, made);
    if (behind >= end || isComment(behind))
        return end;
    if (startsBlock(behind))
        return blockNode(behind, indent + static_cast<int>(behind - offset));
    return value(behind, made, dash);
}

qsizetype OutlineReader::member(const Key &key, int indent)
{
    const bool isOpen = !m_frames.empty() && m_frames.back().indent == indent &&
                        at(m_frames.back().piece).kind == Piece::Kind::Map;
    if (!isOpen) {
        const int slot = openSlot(indent, false);
        if (slot >= 0 && static_cast<int>(m_frames.size()) < Outline::kDepth) {
            become(slot, Piece::Kind::Map, key.span.start, indent);
        } else {
            while (!m_frames.empty() && at(m_frames.back().piece).kind != Piece::Kind::Map)
                m_frames.pop_back();
            if (m_frames.empty())
                return key.span.end;
        }
    }
    const int owner = m_frames.back().indent;
    const int made = add(m_frames.back().piece, false);
    Piece &piece = at(made);
    piece.isMember = true;
    piece.hasColon = true;
    piece.key = key.text;
    piece.keySpan = key.span;
    piece.span = {key.behindColon, key.behindColon};
    return value(key.behindColon, made, owner);
}

qsizetype OutlineReader::loose(qsizetype offset, int indent)
{
    if (const int slot = openSlot(indent, false); slot >= 0) {
        const int owner = m_frames.empty() ? -1 : m_frames.back().indent;
        return value(offset, slot, owner);
    }
    while (!m_frames.empty() && at(m_frames.back().piece).kind != Piece::Kind::Map)
        m_frames.pop_back();
    const qsizetype end = lineEnd(offset);
    if (m_frames.empty())
        return end;
    qsizetype last = offset;
    while (last < end && !isComment(last))
        ++last;
    while (last > offset && isGap(m_text[last - 1]))
        --last;
    Piece &piece = at(add(m_frames.back().piece, false));
    piece.isMember = true;
    piece.key = m_text.sliced(offset, last - offset).toString();
    piece.keySpan = {offset, last};
    piece.span = {last, last};
    return end;
}

qsizetype OutlineReader::properties(qsizetype offset, int piece)
{
    qsizetype content = skipSpaces(offset);
    while (content < m_text.size() && (m_text[content] == u'&' || m_text[content] == u'!')) {
        qsizetype end = content;
        while (!isSpaceOrEnd(end))
            ++end;
        if (m_text[content] == u'&')
            at(piece).anchor = m_text.sliced(content + 1, end - content - 1).toString();
        content = skipSpaces(end);
    }
    return content;
}

qsizetype OutlineReader::value(qsizetype offset, int piece, int ownerIndent)
{
    const qsizetype end = lineEnd(offset);
    const qsizetype content = properties(offset, piece);
    if (content >= end || isComment(content))
        return end;
    const QChar first = m_text[content];
    if (first == u'|' || first == u'>')
        return blockScalar(content, piece, ownerIndent);
    if (first == u'{' || first == u'[')
        return flow(content, piece, ownerIndent, 0);
    if (first == u'"' || first == u'\'')
        return quoted(content, piece, ownerIndent);
    m_plain = -1;
    plain(content, piece);
    const Piece &made = at(piece);
    const bool hasComment = m_text.sliced(made.span.end, end - made.span.end).contains(u'#');
    if (made.style == Piece::Style::Plain && !hasComment) {
        m_plain = piece;
        m_plainIndent = ownerIndent;
    }
    return end;
}

void OutlineReader::setScalar(int piece, Span span, Piece::Style style, const QString &text)
{
    Piece &made = at(piece);
    made.kind = Piece::Kind::Scalar;
    made.style = style;
    made.span = span;
    made.text = text;
}

qsizetype OutlineReader::plain(qsizetype offset, int piece)
{
    const qsizetype end = lineEnd(offset);
    qsizetype last = offset;
    while (last < end && !isComment(last))
        ++last;
    const bool hasComment = last < end;
    while (last > offset && isGap(m_text[last - 1]))
        --last;
    const QString text = m_text.sliced(offset, last - offset).toString();
    if (m_plain == piece) { // a further line of it
        const qsizetype before = at(piece).span.end;
        const qsizetype lines = m_text.sliced(before, offset - before).count(u'\n');
        at(piece).text += lines > 1 ? QString(lines - 1, u'\n') : u" "_s;
        at(piece).text += text;
        at(piece).span.end = last;
    } else if (text.startsWith(u'*') && text.size() > 1) {
        setScalar(piece, {offset, last}, Piece::Style::Alias, text.sliced(1));
    } else {
        setScalar(piece, {offset, last}, Piece::Style::Plain, text);
    }
    if (hasComment)
        m_plain = -1;
    return end;
}

qsizetype OutlineReader::quoted(qsizetype offset, int piece, int ownerIndent)
{
    const qsizetype close = closingQuote(offset, ownerIndent, false);
    const auto style =
        m_text[offset] == u'"' ? Piece::Style::DoubleQuoted : Piece::Style::SingleQuoted;
    if (close < 0) {
        qsizetype end = lineEnd(offset);
        while (end > offset + 1 && isGap(m_text[end - 1]))
            --end;
        setScalar(piece, {offset, end}, style,
                  m_text.sliced(offset + 1, end - offset - 1).toString());
        return end;
    }
    setScalar(piece, {offset, close + 1}, style, unquoted({offset, close + 1}));
    return close + 1;
}

qsizetype OutlineReader::blockScalar(qsizetype offset, int piece, int ownerIndent)
{
    const bool folds = m_text[offset] == u'>';
    qsizetype end = lineEnd(offset);
    qsizetype last = end;
    int indent = -1;
    QStringList lines;
    while (end < m_text.size()) {
        const qsizetype start = end + 1;
        const qsizetype next = lineEnd(std::min(start, m_text.size()));
        const int own = indentOf(start);
        const bool blank = skipSpaces(start) >= next;
        if (!blank && own <= ownerIndent)
            break;
        if (!blank && indent < 0)
            indent = own;
        const qsizetype from = std::min(next, start + std::max(indent, 0));
        QStringView line = m_text.sliced(from, next - from);
        if (line.endsWith(u'\r'))
            line.chop(1);
        lines.append(blank ? QString() : line.toString());
        end = next;
        if (!blank)
            last = next;
        if (start >= m_text.size())
            break;
    }
    while (!lines.isEmpty() && lines.back().isEmpty())
        lines.removeLast();
    setScalar(piece, {offset, last}, Piece::Style::Block,
              lines.join(folds ? QChar(u' ') : QChar(u'\n')));
    return last;
}

} // namespace assay::suite::assist

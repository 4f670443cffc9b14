// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/assist/outline.h"

#include "suite/assist/outline_reader.h"
#include "suite/yaml_reader.h"

#include <QStringList>

#include <algorithm>

namespace assay::suite::assist {

using namespace Qt::StringLiterals;

qsizetype offsetAt(QStringView text, int line, int column)
{
    qsizetype start = 0;
    for (int i = 1; i < line; ++i) {
        const qsizetype newline = text.indexOf(u'\n', start);
        if (newline < 0)
            return text.size();
        start = newline + 1;
    }
    for (int i = 1; i < column && start < text.size() && text[start] != u'\n'; ++i)
        start += text[start].isHighSurrogate() && start + 1 < text.size() ? 2 : 1;
    return start;
}

base::SourcePosition positionAt(QStringView text, qsizetype offset, const QString &file)
{
    const QStringView before = text.first(std::clamp<qsizetype>(offset, 0, text.size()));
    const qsizetype lineStart = before.lastIndexOf(u'\n') + 1;
    int column = 1;
    for (const QChar c : before.sliced(lineStart))
        column += c.isLowSurrogate() ? 0 : 1;
    return {file, static_cast<int>(before.count(u'\n')) + 1, column};
}

Outline::Outline(QStringView text)
{
    OutlineReader(text, *this).read();
}

int Outline::at(qsizetype offset) const
{
    int found = root();
    for (bool deeper = true; deeper;) {
        deeper = false;
        for (const int child : (*this)[found].children) {
            const Piece &piece = (*this)[child];
            const qsizetype start = piece.isMember ? piece.keySpan.start : piece.span.start;
            if (offset >= start && offset <= std::max(piece.span.end, piece.keySpan.end)) {
                found = child;
                deeper = true; // of two that touch, the later one
            } else if (start > offset) {
                break;
            }
        }
    }
    return found;
}

int Outline::resolved(int piece) const
{
    // An alias names an anchor above itself, so this ends.
    while (piece >= 0 && (*this)[piece].kind == Piece::Kind::Scalar &&
           (*this)[piece].style == Piece::Style::Alias) {
        int target = -1;
        for (int i = piece - 1; i >= 0 && target < 0; --i) {
            if ((*this)[i].anchor == (*this)[piece].text && !(*this)[i].anchor.isEmpty())
                target = i;
        }
        if (target < 0)
            return piece;
        piece = target;
    }
    return piece;
}

int Outline::member(int map, QStringView key) const
{
    return memberWithin(map, key, 0);
}

int Outline::memberWithin(int map, QStringView key, int depth) const
{
    map = resolved(map);
    if (map < 0 || depth > kDepth)
        return -1;
    for (const int child : (*this)[map].children) {
        if ((*this)[child].isMember && (*this)[child].key == key)
            return child;
    }
    for (const int child : (*this)[map].children) {
        if (!(*this)[child].isMember || (*this)[child].key != u"<<")
            continue;
        for (const int merged : itemsOrSelf(child)) {
            if (const int found = memberWithin(merged, key, depth + 1); found >= 0)
                return found;
        }
    }
    return -1;
}

QString Outline::textOf(int piece) const
{
    piece = resolved(piece);
    return piece >= 0 && (*this)[piece].kind == Piece::Kind::Scalar ? (*this)[piece].text
                                                                    : QString();
}

std::vector<int> Outline::itemsOrSelf(int piece) const
{
    piece = resolved(piece);
    if (piece < 0 || (*this)[piece].kind == Piece::Kind::Empty)
        return {};
    return (*this)[piece].kind == Piece::Kind::List ? (*this)[piece].children : std::vector{piece};
}

std::vector<int> Outline::pathTo(int piece) const
{
    std::vector<int> path;
    for (; piece >= 0; piece = (*this)[piece].parent)
        path.push_back(piece);
    std::reverse(path.begin(), path.end());
    return path;
}

QStringList Outline::keysTo(int piece) const
{
    QStringList keys;
    for (const int step : pathTo(piece)) {
        if (step != root())
            keys.append((*this)[step].isMember ? (*this)[step].key : u"[]"_s);
    }
    return keys;
}

namespace {

bool canBePlain(const QString &text, bool inFlow)
{
    static const QString kNoStart = u"-?:,[]{}#&*!|>'\"%@`"_s;
    if (text.isEmpty() || text != text.trimmed() || text.contains(u": ") || text.contains(u" #") ||
        text.endsWith(u':'))
        return false;
    const bool dash = (text.front() == u'-' || text.front() == u'?' || text.front() == u':') &&
                      text.size() > 1 && !text.at(1).isSpace() && !inFlow;
    if (kNoStart.contains(text.front()) && !dash)
        return false;
    for (const QChar c : text) {
        if (c.unicode() < 0x20 || c.unicode() == 0x7f || (inFlow && u",[]{}:"_s.contains(c)))
            return false;
    }
    return !typedPlainScalar(text.toUtf8()).has_value() && !text.startsWith(u"---") &&
           !text.startsWith(u"...") && text != u"<<";
}

QString doubleQuoted(const QString &text)
{
    QString written = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            written += u'\\';
        if (c == u'\n')
            written += u"\\n"_s;
        else if (c == u'\t')
            written += u"\\t"_s;
        else if (c.unicode() < 0x20)
            written += u"\\x%1"_s.arg(int(c.unicode()), 2, 16, QChar(u'0'));
        else
            written += c;
    }
    return written + u'"';
}

} // namespace

QString writtenScalar(const QString &text, bool inFlow)
{
    return canBePlain(text, inFlow) ? text : doubleQuoted(text);
}

QString writtenScalar(const QString &text, const Piece &like)
{
    const bool isOneLine =
        std::none_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x20; });
    if (like.style == Piece::Style::SingleQuoted && isOneLine)
        return u'\'' + QString(text).replace(u"'"_s, u"''"_s) + u'\'';
    if (like.style == Piece::Style::DoubleQuoted)
        return doubleQuoted(text);
    return writtenScalar(text, like.inFlow);
}

} // namespace assay::suite::assist

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/assist/outline.h"

namespace assay::suite::assist {

/// Reads a text into an Outline, line by line; never gives up. Lives as long as one reading.
class OutlineReader
{
public:
    OutlineReader(QStringView text, Outline &outline)
        : m_text(text)
        , m_outline(outline)
    {
    }
    void read();

private:
    /// A block collection that is open: what stands at its indentation belongs to it.
    struct Frame
    {
        int piece = 0;
        int indent = 0;
    };
    struct Key
    {
        Span span;
        qsizetype behindColon = -1; ///< -1: this is no key
        QString text;
    };

    [[nodiscard]] Piece &at(int piece)
    {
        return m_outline.m_pieces[static_cast<std::size_t>(piece)];
    }
    int add(int parent, bool inFlow);

    /// What YAML takes for space; a no-break space is a letter like any other.
    [[nodiscard]] static bool isGap(QChar c)
    {
        return c == u' ' || c == u'\t' || c == u'\n' || c == u'\r';
    }

    [[nodiscard]] qsizetype lineEnd(qsizetype offset) const;
    [[nodiscard]] qsizetype skipSpaces(qsizetype offset) const;
    [[nodiscard]] bool isSpaceOrEnd(qsizetype offset) const;
    [[nodiscard]] bool isComment(qsizetype offset) const;
    [[nodiscard]] int indentOf(qsizetype lineStart) const;
    [[nodiscard]] bool startsBlock(qsizetype offset) const;
    /// A line of this indentation ends what is not closed: the next key or item of the owner.
    [[nodiscard]] bool endsUnclosed(qsizetype lineStart, int ownerIndent) const;

    /// Each gives the offset where it stopped.
    qsizetype blockNode(qsizetype offset, int indent);
    qsizetype item(qsizetype offset, int indent);
    qsizetype member(const Key &key, int indent);
    qsizetype loose(qsizetype offset, int indent);
    qsizetype value(qsizetype offset, int piece, int ownerIndent);
    qsizetype properties(qsizetype offset, int piece);
    qsizetype plain(qsizetype offset, int piece);
    qsizetype quoted(qsizetype offset, int piece, int ownerIndent);
    qsizetype blockScalar(qsizetype offset, int piece, int ownerIndent);
    qsizetype flow(qsizetype offset, int piece, int ownerIndent, int depth);
    qsizetype flowValue(qsizetype offset, int piece, int ownerIndent, int depth);
    qsizetype flowPlain(qsizetype offset, int ownerIndent, bool asKey) const;
    qsizetype flowGap(qsizetype offset, int ownerIndent, bool &ended) const;

    [[nodiscard]] Key keyAt(qsizetype offset) const;
    [[nodiscard]] qsizetype closingQuote(qsizetype offset, int ownerIndent, bool sameLine) const;
    [[nodiscard]] QString unquoted(Span span) const;
    [[nodiscard]] int openSlot(int indent, bool isDash);
    void become(int piece, Piece::Kind kind, qsizetype start, int indent);
    void setScalar(int piece, Span span, Piece::Style style, const QString &text);

    QStringView m_text;
    Outline &m_outline;
    std::vector<Frame> m_frames;
    int m_plain = -1; ///< the plain scalar that the next line may go on with
    int m_plainIndent = 0;
};

} // namespace assay::suite::assist

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/source_position.h"

#include <QStringList>

#include <vector>

namespace assay::suite::assist {

/// A part of a text: offsets in UTF-16 units, `end` is behind the last. A plain value.
struct Span
{
    qsizetype start = 0;
    qsizetype end = 0;

    [[nodiscard]] bool holds(qsizetype offset) const { return offset >= start && offset <= end; }
    [[nodiscard]] QStringView in(QStringView text) const { return text.sliced(start, end - start); }
    friend bool operator==(const Span &, const Span &) = default;
};

/// Lines and columns count from 1, columns in code points, as SourcePosition has them; a place
/// outside of the text becomes the nearest inside. Any thread.
[[nodiscard]] qsizetype offsetAt(QStringView text, int line, int column);
[[nodiscard]] base::SourcePosition positionAt(QStringView text, qsizetype offset,
                                              const QString &file);

/// A value of a file and where it stands; of a map's member its key, too.
struct Piece
{
    enum class Kind { Empty, Scalar, List, Map };
    enum class Style { Plain, SingleQuoted, DoubleQuoted, Block, Alias };

    Kind kind = Kind::Empty;
    Style style = Style::Plain; ///< of a scalar
    bool isMember = false;      ///< it has a key
    bool hasColon = false;      ///< of a member; without one it is a word that may become a key
    bool inFlow = false;        ///< inside { } or [ ]
    int parent = -1;
    int indent = 0; ///< of a block collection: the column of its keys or dashes, from 0
    std::vector<int> children;
    QString key;
    Span keySpan;   ///< with its quotes
    Span span;      ///< of the value, with its quotes or brackets; empty, behind the key, without
    QString text;   ///< what a scalar means; the name of an alias
    QString anchor; ///< &name before the value
};

/// The structure of a YAML file that may be broken because somebody types in it: every line gives
/// what can be told from its indentation, brackets that are not closed end where the next key
/// begins. Of a file without mistakes it has the same values as readYaml(), with their ends.
///
///     const Outline outline(u"cases:\n  - case: a\n    ste");
///     outline[outline.at(27)].key; // "ste", without a colon
///
/// Never fails; takes time in proportion to the text. A value, any thread.
class Outline
{
public:
    static constexpr int kDepth = 64; ///< what is nested deeper is not looked into

    explicit Outline(QStringView text);

    [[nodiscard]] const Piece &operator[](int piece) const
    {
        return m_pieces[static_cast<std::size_t>(piece)];
    }
    [[nodiscard]] int size() const { return static_cast<int>(m_pieces.size()); }
    [[nodiscard]] static constexpr int root() { return 0; }

    /// The innermost piece whose key or value is at the offset; the root when there is none.
    [[nodiscard]] int at(qsizetype offset) const;
    /// The member of a map; -1 when there is none. Aliases and `<<` are followed.
    [[nodiscard]] int member(int map, QStringView key) const;
    /// What an alias stands for; the piece itself when it is none, or names nothing above it.
    [[nodiscard]] int resolved(int piece) const;
    /// The text of a scalar (an alias is followed); "" of anything else.
    [[nodiscard]] QString textOf(int piece) const;
    /// The items of a list, or the piece itself when it is a scalar or a map.
    [[nodiscard]] std::vector<int> itemsOrSelf(int piece) const;
    /// From the root to the piece, both included.
    [[nodiscard]] std::vector<int> pathTo(int piece) const;
    /// The keys on the way from the root, "[]" for an item of a list: {"cases", "[]", "needs"}.
    [[nodiscard]] QStringList keysTo(int piece) const;

private:
    friend class OutlineReader;
    [[nodiscard]] int memberWithin(int map, QStringView key, int depth) const;

    std::vector<Piece> m_pieces;
};

/// How the text is written as a scalar so that YAML reads it as this very text: plain where it can
/// be, else in double quotes. `inFlow`: between { } or [ ].
[[nodiscard]] QString writtenScalar(const QString &text, bool inFlow);
/// The same in the style of an existing scalar, as far as that style can hold it.
[[nodiscard]] QString writtenScalar(const QString &text, const Piece &like);

} // namespace assay::suite::assist

// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "suite/assist/edits.h"
#include "suite/yaml_reader.h"

#include <algorithm>

namespace assay::suite::assist {

using namespace Qt::StringLiterals;

namespace {

/// Where the lines of a text start and how far each is moved.
class Indenter
{
public:
    Indenter(const QString &text, int step)
        : m_text(text)
        , m_step(step)
        , m_outline(text)
    {
        for (qsizetype start = 0; start <= text.size();) {
            m_lines.push_back(start);
            const qsizetype newline = text.indexOf(u'\n', start);
            start = newline < 0 ? text.size() + 1 : newline + 1;
        }
        m_moves.assign(m_lines.size(), kUnknown);
        m_keep.assign(m_lines.size(), false);
    }

    QString run()
    {
        place(Outline::root(), 0);
        for (int i = 0; i < m_outline.size(); ++i)
            keepLinesOf(m_outline[i]);
        settleComments();
        return written();
    }

private:
    static constexpr int kUnknown = -1;

    [[nodiscard]] std::size_t lineOf(qsizetype offset) const
    {
        const auto next = std::upper_bound(m_lines.begin(), m_lines.end(), offset);
        return static_cast<std::size_t>(next - m_lines.begin()) - 1;
    }
    [[nodiscard]] int indentOf(std::size_t line) const
    {
        qsizetype at = m_lines[line];
        while (at < m_text.size() && m_text[at] == u' ')
            ++at;
        return static_cast<int>(at - m_lines[line]);
    }
    [[nodiscard]] QStringView content(std::size_t line) const
    {
        const qsizetype end = line + 1 < m_lines.size() ? m_lines[line + 1] - 1 : m_text.size();
        return QStringView(m_text).sliced(m_lines[line], end - m_lines[line]);
    }

    /// The new column of a block collection; its first entries may share a line with a dash.
    void place(int piece, int column)
    {
        const Piece &at = m_outline[piece];
        if (at.inFlow || at.children.empty() || m_text[at.span.start] == u'{' ||
            m_text[at.span.start] == u'[')
            return;
        const bool isList = at.kind == Piece::Kind::List;
        for (const int child : at.children) {
            const Piece &next = m_outline[child];
            const qsizetype start = next.isMember ? next.keySpan.start : next.span.start;
            const std::size_t line = lineOf(isList ? dashOf(next) : start);
            if (m_moves[line] == kUnknown)
                m_moves[line] = column;
            const bool besideDash = isList && !next.children.empty() && !next.inFlow &&
                                    next.span.start - m_lines[line] == next.indent;
            place(child, column + (besideDash ? next.indent - at.indent : m_step));
        }
    }

    /// The dash before an item.
    [[nodiscard]] qsizetype dashOf(const Piece &item) const
    {
        const Piece &list = m_outline[item.parent];
        for (std::size_t line = lineOf(item.span.start);; --line) {
            const qsizetype at = m_lines[line] + list.indent;
            if (at < m_text.size() && at < item.span.start + 1 && m_text[at] == u'-')
                return at;
            if (line == 0)
                return item.span.start;
        }
    }

    /// Further lines of a scalar or of brackets go where their first line goes.
    void keepLinesOf(const Piece &piece)
    {
        const bool isFlow = !piece.inFlow && piece.kind != Piece::Kind::Scalar &&
                            piece.span.start < m_text.size() &&
                            (m_text[piece.span.start] == u'{' || m_text[piece.span.start] == u'[');
        if (piece.inFlow || (piece.kind != Piece::Kind::Scalar && !isFlow))
            return;
        const std::size_t first = lineOf(piece.span.start);
        const std::size_t last = lineOf(std::max(piece.span.start, piece.span.end - 1));
        const bool isOwnLine = m_moves[first] == kUnknown; // the value starts below its key
        const int to = isOwnLine ? ownColumn(piece) : m_moves[first];
        if (isOwnLine)
            m_moves[first] = to;
        const int delta = to - indentOf(first);
        for (std::size_t line = first + 1; line <= last; ++line) {
            m_moves[line] = std::max(0, indentOf(line) + delta);
            m_keep[line] = piece.kind == Piece::Kind::Scalar &&
                           piece.style != Piece::Style::Plain; // its spaces mean something
        }
    }

    [[nodiscard]] int ownColumn(const Piece &piece) const
    {
        if (piece.parent < 0)
            return 0;
        const std::size_t line =
            piece.isMember ? lineOf(piece.keySpan.start) : lineOf(dashOf(piece));
        const qsizetype column =
            (piece.isMember ? piece.keySpan.start : dashOf(piece)) - m_lines[line];
        const int moved = m_moves[line] == kUnknown ? indentOf(line) : m_moves[line];
        return moved + static_cast<int>(column) - indentOf(line) + m_step;
    }

    /// A comment belongs to what follows it, at the end to what is before.
    void settleComments()
    {
        int next = 0;
        for (std::size_t i = m_lines.size(); i-- > 0;) {
            if (m_moves[i] != kUnknown)
                next = m_moves[i];
            else if (content(i).trimmed().startsWith(u'#'))
                m_moves[i] = next;
            else if (!content(i).trimmed().isEmpty())
                m_moves[i] = indentOf(i);
        }
    }

    [[nodiscard]] QString written() const
    {
        QString out;
        out.reserve(m_text.size());
        qsizetype end = 0; // of the last line that is not empty
        bool wasEmpty = true;
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            QStringView line = content(i);
            const bool hasReturn = line.endsWith(u'\r');
            if (hasReturn)
                line.chop(1);
            const bool isLast = i + 1 == m_lines.size();
            const bool isBlank = line.trimmed().isEmpty();
            if (isLast && isBlank)
                break;
            if (isBlank && !m_keep[i] && wasEmpty)
                continue;
            wasEmpty = isBlank && !m_keep[i];
            if (!isBlank) {
                const int from = indentOf(i);
                QStringView rest = line.sliced(from);
                if (!endsInsideScalar(i)) {
                    while (!rest.isEmpty() && rest.back().isSpace())
                        rest.chop(1);
                }
                out += QString(m_moves[i] == kUnknown ? from : m_moves[i], u' ');
                out += rest;
            }
            out += hasReturn ? u"\r\n"_s : u"\n"_s;
            if (!wasEmpty)
                end = out.size();
        }
        out.truncate(end);
        return out;
    }

    [[nodiscard]] bool endsInsideScalar(std::size_t line) const
    {
        return m_keep[line] || (line + 1 < m_lines.size() && m_keep[line + 1]);
    }

    const QString &m_text;
    int m_step;
    Outline m_outline;
    std::vector<qsizetype> m_lines;
    std::vector<int> m_moves; ///< the new indentation
    std::vector<bool> m_keep;
};

} // namespace

base::Result<QString> formatted(const QString &text, int step)
{
    Diagnostics before;
    const auto nodes = readYaml(text.toUtf8(), {}, before);
    if (!nodes || !before.isEmpty()) {
        const base::Error why = before.take().front().error;
        return base::failure(
            base::Error{u"a file with mistakes cannot be formatted"_s,
                        u"correct line %1 first: %2"_s.arg(why.position.line).arg(why.title)}
                .at(why.position));
    }
    const QString out = Indenter(text, step).run();
    Diagnostics after;
    const auto again = readYaml(out.toUtf8(), {}, after);
    if (!again || !after.isEmpty() ||
        base::compactJson(again->toJson()) != base::compactJson(nodes->toJson())) {
        return base::failure(u"this file cannot be formatted without changing what it says"_s,
                             u"indent it by hand; nothing was changed"_s);
    }
    return out;
}

} // namespace assay::suite::assist

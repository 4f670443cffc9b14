// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/assist/edits.h"

#include "suite/assist/names.h"

#include <QRegularExpression>

#include <algorithm>

namespace assay::suite::assist {

using namespace Qt::StringLiterals;

QString edited(QString text, const QString &file, std::vector<TextEdit> edits)
{
    std::sort(edits.begin(), edits.end(),
              [](const TextEdit &a, const TextEdit &b) { return a.span.start > b.span.start; });
    for (const TextEdit &edit : edits) {
        if (edit.file == file)
            text.replace(edit.span.start, edit.span.end - edit.span.start, edit.text);
    }
    return text;
}

namespace {

class Renaming
{
public:
    Renaming(const QString &text, const QString &file, const WorkspaceView &view)
        : m_sources(view, file, text)
        , m_view(view)
    {
    }

    base::Result<std::vector<TextEdit>> run(qsizetype offset, const QString &newName)
    {
        const auto target = targetOf(offset);
        if (!target) {
            return base::failure(u"no case is here"_s,
                                 u"put the cursor on the name of a case, or of a need"_s);
        }
        if (const auto refused = refusal(*target, newName); !refused)
            return base::failure(refused.error());
        QStringList files = m_view.filesOf(FileKind::Suite);
        files += m_view.filesOf(FileKind::Include);
        files.append(m_sources.file());
        files.removeDuplicates();
        files.sort();
        for (const QString &file : std::as_const(files))
            renameIn(file, *target, newName);
        return std::move(m_edits);
    }

private:
    std::optional<Name> targetOf(qsizetype offset)
    {
        const Outline &own = m_sources.own();
        const int piece = own.at(offset);
        const QStringList keys = own.keysTo(piece);
        if (keys == QStringList{u"cases"_s, u"[]"_s, u"case"_s})
            return find(m_sources.file(), own.textOf(piece));
        const bool isNeed = keys.size() > 2 && keys.first() == u"cases" && keys.at(2) == u"needs" &&
                            keys.last() != u"on";
        if (!isNeed || own[piece].kind != Piece::Kind::Scalar)
            return std::nullopt;
        return targetOfNeed(m_sources.file(), own.textOf(piece));
    }

    std::optional<Name> targetOfNeed(const QString &file, const QString &text)
    {
        const NeedText need = needText(text);
        const QString from = need.file.isEmpty() ? file : m_view.resolve(need.file, file);
        return from.isEmpty() ? std::nullopt : find(from, need.name);
    }

    std::optional<Name> find(const QString &file, const QString &name)
    {
        auto known = m_cases.find(file);
        if (known == m_cases.end())
            known = m_cases.emplace(file, m_sources.casesFor(file)).first;
        for (const Name &candidate : known->second) {
            if (candidate.name == name)
                return candidate;
        }
        return std::nullopt;
    }

    base::Result<> refusal(const Name &target, const QString &newName)
    {
        if (newName.trimmed().isEmpty() || newName != newName.trimmed())
            return base::failure(u"a case needs a name without spaces around it"_s);
        if (std::any_of(newName.begin(), newName.end(), [](QChar c) { return c.unicode() < 0x20; }))
            return base::failure(u"the name of a case is one line"_s);
        if (newName == target.name)
            return base::failure(u"the case is called so already"_s);
        const NeedText asNeed = needText(newName);
        if (!asNeed.file.isEmpty() || !asNeed.row.isEmpty()) {
            return base::failure(u"a need could not name such a case"_s,
                                 u"leave out \".yaml::\", and brackets at the end"_s);
        }
        for (const Name &other : m_sources.casesFor(target.file)) {
            if (other.name == newName)
                return base::failure(u"another case is called \"%1\""_s.arg(newName),
                                     u"it is at %1"_s.arg(m_sources.positionOf(other).toString()));
        }
        return {};
    }

    void renameIn(const QString &file, const Name &target, const QString &newName)
    {
        if (file != target.file && !mayHold(m_sources.textOf(file), target.name))
            return;
        const Outline &outline = m_sources.outline(file);
        for (const int one : outline.itemsOrSelf(outline.member(Outline::root(), u"cases"))) {
            const int name = outline.member(one, u"case");
            if (file == target.file && name >= 0 && outline[name].span.start == target.offset)
                replace(file, outline[name], newName);
            for (const int item : outline.itemsOrSelf(outline.member(one, u"needs"))) {
                const int scalar =
                    outline[item].kind == Piece::Kind::Map ? outline.member(item, u"case") : item;
                const QString written = outline.textOf(scalar);
                const NeedText need = needText(written);
                if (need.name != target.name || outline[scalar].style == Piece::Style::Alias)
                    continue;
                const auto meant = targetOfNeed(file, written);
                if (!meant || meant->file != target.file || meant->offset != target.offset)
                    continue;
                const QString prefix = need.file.isEmpty() ? QString() : need.file + u"::"_s;
                replace(file, outline[scalar], prefix + newName + need.row);
            }
        }
    }

    /// Quick: most files do not; quotes and escapes could hide it, so a part is enough.
    [[nodiscard]] static bool mayHold(const QString &text, const QString &name)
    {
        static const QRegularExpression kPlain(u"[A-Za-z0-9 ]+"_s);
        const auto match = kPlain.match(name);
        return !match.hasMatch() || text.contains(match.captured().section(u' ', 0, 0));
    }

    void replace(const QString &file, const Piece &piece, const QString &text)
    {
        const TextEdit edit{file, piece.span, writtenScalar(text, piece)};
        if (std::find(m_edits.begin(), m_edits.end(), edit) == m_edits.end())
            m_edits.push_back(edit);
    }

    Sources m_sources;
    const WorkspaceView &m_view;
    std::map<QString, std::vector<Name>> m_cases;
    std::vector<TextEdit> m_edits;
};

/// The words that a message quotes, the last first: an unknown word stands last.
QStringList quotedWords(const QString &title)
{
    static const QRegularExpression kQuoted(u"\"([^\"]+)\""_s);
    QStringList words;
    for (auto it = kQuoted.globalMatch(title); it.hasNext();)
        words.prepend(it.next().captured(1));
    return words;
}

/// The part of the text at the diagnostic that its message is about; and whether it is all of a
/// key or a scalar (then its quotes belong to it).
struct Marked
{
    Span span;
    int piece = -1;
    bool whole = false;
    bool isKey = false;
};

Marked markedBy(const Diagnostic &diagnostic, const QString &text, const Outline &outline)
{
    const base::SourcePosition &position = diagnostic.error.position;
    const qsizetype offset = offsetAt(text, position.line, position.column);
    Marked marked;
    marked.piece = outline.at(offset);
    const Piece &piece = outline[marked.piece];
    const QStringList words = quotedWords(diagnostic.error.title);
    if (piece.isMember && piece.keySpan.start <= offset && offset < piece.keySpan.end) {
        marked.span = piece.keySpan;
        marked.whole = true;
        marked.isKey = true;
        return marked;
    }
    if (piece.kind == Piece::Kind::Scalar && piece.span.holds(offset)) {
        for (const QString &word : words) {
            if (piece.text == word)
                break;
            // One word of a longer text: the name of a service, of a tag.
            const QRegularExpression whole(
                u"(?<![\\w-])%1(?![\\w-])"_s.arg(QRegularExpression::escape(word)));
            const auto match = whole.match(piece.span.in(text).toString());
            if (match.hasMatch() && !diagnostic.replacement.isEmpty()) {
                const qsizetype start = piece.span.start + match.capturedStart();
                marked.span = {start, start + match.capturedLength()};
                return marked;
            }
        }
        marked.span = piece.span;
        marked.whole = true;
        return marked;
    }
    marked.span = {offset, offset};
    return marked;
}

} // namespace

base::Result<std::vector<TextEdit>> renameCase(const QString &text, qsizetype offset,
                                               const QString &newName, const QString &file,
                                               const WorkspaceView &view)
{
    return Renaming(text, file, view).run(offset, newName);
}

Span spanOf(const Diagnostic &diagnostic, const QString &text)
{
    if (!diagnostic.error.position.isValid())
        return {};
    const Outline outline(text);
    Span span = markedBy(diagnostic, text, outline).span;
    const qsizetype newline = text.indexOf(u'\n', span.start);
    if (newline >= 0)
        span.end = std::min(span.end, newline); // the first line says where
    while (span.end > span.start && text[span.end - 1].isSpace())
        --span.end;
    if (span.start < span.end)
        return span;
    // A word from there on, so that there is something to see.
    span.end = span.start;
    const qsizetype end = newline < 0 ? text.size() : newline;
    while (span.end < end && !text[span.end].isSpace())
        ++span.end;
    if (span.end == span.start && span.end < end)
        ++span.end;
    if (span.end == span.start && span.start > 0 && text[span.start - 1] != u'\n')
        --span.start;
    return span;
}

std::vector<QuickFix> quickFixesFor(const Diagnostic &diagnostic, const QString &text)
{
    std::vector<QuickFix> fixes;
    const base::SourcePosition &position = diagnostic.error.position;
    if (!position.isValid())
        return fixes;
    const Outline outline(text);
    const Marked marked = markedBy(diagnostic, text, outline);
    const Piece &piece = outline[marked.piece];
    if (!diagnostic.replacement.isEmpty() && marked.span.start < marked.span.end) {
        QString written = diagnostic.replacement;
        if (marked.whole && marked.isKey)
            written = writtenScalar(written, piece.inFlow);
        else if (marked.whole) {
            // A need keeps its file and its row.
            const NeedText need = needText(piece.text);
            const bool isPart =
                quotedWords(diagnostic.error.title).contains(need.name) && piece.text != need.name;
            if (isPart)
                written = (need.file.isEmpty() ? QString() : need.file + u"::"_s) + written;
            written = writtenScalar(written, piece);
        }
        fixes.push_back({u"Replace with \"%1\""_s.arg(diagnostic.replacement),
                         {{position.file, marked.span, written}}});
    }
    if (diagnostic.error.fix.startsWith(u"put it in quotes") && marked.whole && !marked.isKey &&
        piece.style == Piece::Style::Plain) {
        fixes.push_back(
            {u"Put it in quotes"_s,
             {{position.file, piece.span, u'"' + piece.span.in(text).toString() + u'"'}}});
    }
    if (diagnostic.error.fix == u"indent with spaces") {
        const qsizetype start = offsetAt(text, position.line, 1);
        qsizetype end = start;
        QString spaces;
        for (; end < text.size() && (text[end] == u' ' || text[end] == u'\t'); ++end)
            spaces += text[end] == u'\t' ? QString(2 - spaces.size() % 2, u' ') : u" "_s;
        fixes.push_back({u"Indent with spaces"_s, {{position.file, {start, end}, spaces}}});
    }
    return fixes;
}

} // namespace assay::suite::assist

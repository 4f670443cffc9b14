// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/assist/outline.h"
#include "suite/assist/workspace_view.h"

#include <map>
#include <memory>

namespace assay::suite::assist {

/// A name that an expression can use, or a case, a block, a phase: where it is made.
struct Name
{
    QString name;
    QString help;         ///< for people: "captured from $.id"
    QString file;         ///< "" for what is built in
    qsizetype offset = 0; ///< in the file's text
};

/// The files that one question looks into, each read at most once; the file in the editor as it
/// stands there. Confined to one thread; lives as long as the question, its view longer.
class Sources
{
public:
    Sources(const WorkspaceView &view, QString file, QString text)
        : m_view(view)
        , m_file(std::move(file))
        , m_text(std::move(text))
    {
    }

    [[nodiscard]] const WorkspaceView &view() const { return m_view; }
    [[nodiscard]] const QString &file() const { return m_file; }
    [[nodiscard]] QString textOf(const QString &file) const;
    [[nodiscard]] const Outline &outline(const QString &file);
    [[nodiscard]] const Outline &own() { return outline(m_file); }
    [[nodiscard]] FileKind kindOf(const QString &file) const;
    [[nodiscard]] base::SourcePosition positionOf(const Name &name) const;

    /// The file and all that it includes, each once, itself first.
    [[nodiscard]] QStringList withIncludes(const QString &file);
    /// The suites and includes whose cases can name those of the file: what it includes, the suites
    /// that include it, and what those include. Itself first.
    [[nodiscard]] QStringList family(const QString &file);

    /// The cases that a need of the file can name, in file order; `offset` is of the name.
    [[nodiscard]] std::vector<Name> casesFor(const QString &file);
    [[nodiscard]] std::vector<Name> casesIn(const QString &file);
    [[nodiscard]] std::vector<Name> blocksFor(const QString &file);
    /// The services of the environment that the file runs in (or is).
    [[nodiscard]] std::vector<Name> servicesFor(const QString &file);
    /// What an expression at the offset can name: variables, captures, functions, roots.
    [[nodiscard]] std::vector<Name> namesAt(qsizetype offset);
    /// The columns of the case's rows at the offset.
    [[nodiscard]] std::vector<Name> columnsAt(qsizetype offset);
    [[nodiscard]] std::vector<Name> parameters();

    /// The item of `cases` that holds the offset, also behind its last line; -1 for none.
    [[nodiscard]] int casePieceAt(qsizetype offset);

private:
    void addMembers(const QString &file, int map, const QString &help, std::vector<Name> &into);
    void addCaptures(const QString &file, int piece, qsizetype before, int depth,
                     std::vector<Name> &into);
    void addNeeded(const QString &file, int casePiece, QStringList &seen, std::vector<Name> &into);

    const WorkspaceView &m_view;
    QString m_file;
    QString m_text;
    std::map<QString, std::unique_ptr<const Outline>> m_outlines;
};

/// The name of a need without its file and its row: "b.yaml::stores a text[de]" means
/// {"b.yaml", "stores a text", "[de]"}.
struct NeedText
{
    QString file;
    QString name;
    QString row;
};
[[nodiscard]] NeedText needText(const QString &text);

/// The expression around an offset: `${` is open before it. `code` starts behind the braces.
struct ExpressionAt
{
    Span span;     ///< of the code
    QString chain; ///< what stands before the word at the offset: "services.api."
    Span word;     ///< of the word at the offset; may be empty
};
/// `isCode`: the whole scalar is JavaScript (the step kind script).
[[nodiscard]] std::optional<ExpressionAt> expressionAt(QStringView text, Span scalar,
                                                       qsizetype offset, bool isCode);

} // namespace assay::suite::assist

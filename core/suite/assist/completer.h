// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/assist/completion.h"
#include "suite/assist/names.h"
#include "suite/assist/shape_walk.h"

namespace assay::suite::assist {

/// Marks the place of the cursor; a private character that no file has a use for.
inline constexpr QChar kCursor = QChar(0xE0F1);

/// What completions() does, once. Internal to this folder; what it is made of outlives it.
class Completer
{
public:
    Completer(const QString &text, qsizetype offset, const QString &file,
              const WorkspaceView &view);
    Completions run();

private:
    [[nodiscard]] int marked() const;
    /// The word without its quotes; `span` is in the marked text, what is found in the real one.
    void setReplaced(Span span);
    void add(Completion::Kind kind, const QString &label, const QString &insert,
             const QString &help);
    /// A text as a value, quoted when it must be and is not.
    void addText(Completion::Kind kind, const QString &text, const QString &help, bool inFlow);
    bool completeExpression(int piece, Span span);
    /// A scalar that stands alone, where a map can begin with it.
    [[nodiscard]] bool mayBecomeKey(int piece) const;
    [[nodiscard]] static bool isBlockValue(const Shape &shape);
    void addKey(const QString &name, const Shape &shape, const QString &help, bool inFlow,
                bool hasColon);
    void addKeys(int map, bool inFlow, bool hasColon);
    /// Another key of its group is there already.
    [[nodiscard]] static bool isExcluded(const Shape &shape, const QString &name,
                                         const QStringList &present);
    void addValues(int piece);
    void addWord(const QString &word, const QString &help);
    void addMatcherWords(int piece, bool inFlow);
    void addFiles(const QStringList &files, bool inFlow);
    void addNames(Completion::Kind kind, const std::vector<Name> &names, bool inFlow);
    [[nodiscard]] QStringList filesEnding(const QString &suffix) const;
    void addTargets(int piece, bool inFlow);
    void addCases(bool inFlow);
    void addPhases(bool inFlow);
    void addSuitePaths(bool inFlow);
    void addTags(bool inFlow);

    const QString &m_text;
    qsizetype m_offset;
    QString m_marked;
    Outline m_outline;
    FileKind m_kind;
    Sources m_sources;
    const WorkspaceView &m_view;
    Completions m_found;
    bool m_isQuoted = false;
};

} // namespace assay::suite::assist

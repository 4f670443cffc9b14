// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/assist/completion.h"
#include "suite/assist/edits.h"
#include "ui/editor/scintilla.h"
#include "ui/theme/theme.h"

class QsciLexer;

namespace assay::ui {

/// A text with numbers, folds, colours of YAML, squiggles and lists: what is seen and typed, and
/// nothing of what it means. Offsets are UTF-16 units of text(). Main thread.
class CodeEditor : public QsciScintilla
{
    Q_OBJECT
public:
    /// A mistake under a part of the text.
    struct Mark
    {
        suite::assist::Span span;
        int line = 0; ///< from 0
        QString message;
    };

    explicit CodeEditor(const ThemeManager &themes, QWidget *parent = nullptr);

    [[nodiscard]] qsizetype offset() const;                       ///< of the cursor
    [[nodiscard]] qsizetype offsetOfPosition(int position) const; ///< of Scintilla's bytes
    [[nodiscard]] int positionOfOffset(qsizetype offset) const;
    void setOffset(qsizetype offset); ///< the cursor, in sight
    void goTo(int line, int column);  ///< from 1, columns in code points; in sight, in the middle
    void setIndentStep(int spaces);   ///< of a level
    /// Another text as one step that can be undone; what is the same at both ends stays untouched.
    void replaceText(const QString &text);
    void applyEdits(const std::vector<suite::assist::TextEdit>
                        &edits); ///< one step; their file is not looked at
    /// The first text of a document: nothing to undo.
    void startText(const QString &text);

    /// What lineDiff() gives, to read only: lines that are gone and new ones have their colours.
    void showDifference(const QString &difference);

    void setMarks(std::vector<Mark> marks);
    [[nodiscard]] const std::vector<Mark> &marks() const { return m_marks; }
    /// The mistakes at the offset, and else those of its line.
    [[nodiscard]] std::vector<std::size_t> marksAt(qsizetype offset, bool orLine) const;

    void showCompletions(const suite::assist::Completions &completions);
    [[nodiscard]] const suite::assist::Completions &shownCompletions() const
    {
        return m_completions;
    }
    [[nodiscard]] bool isCompleting() const;
    void showHover(qsizetype offset, const QString &text);

    /// Selects the next place of the text from the cursor on; false when there is none.
    bool findText(const QString &text, bool caseSensitive, bool wholeWord, bool forward);
    int replaceAll(const QString &text, const QString &with, bool caseSensitive, bool wholeWord);

Q_SIGNALS:
    void edited();           ///< by a person, by undo, or by a fix
    void completionWanted(); ///< a character was typed that may go on
    void hoverWanted(qsizetype offset);
    void definitionWanted(qsizetype offset); ///< Ctrl+click
    void markClicked(int line);              ///< the sign in the margin
    void zoomed();

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override; ///< with the actions of the widget
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] bool isOfWindow(const QKeyEvent &event) const;
    [[nodiscard]] bool isOnScreen(int position) const;
    void setUp();
    void applyTheme();
    void colourTexts();
    void onCharAdded(int character);
    void onCompletionChosen(const char *selection, int position);
    void indentNewLine();
    void updateMarginWidth();

    const ThemeManager &m_themes;
    QsciLexer *m_lexer;
    std::vector<Mark> m_marks;
    suite::assist::Completions m_completions;
    bool m_isReplacing = false;
};

} // namespace assay::ui

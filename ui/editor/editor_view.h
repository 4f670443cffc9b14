// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/assist/lookup.h"
#include "ui/editor/code_editor.h"
#include "ui/editor/document.h"
#include "ui/editor/editor_services.h"
#include "ui/editor/find_bar.h"
#include "ui/editor/message_bar.h"

#include <QWidget>

namespace assay::ui {

/// What a person sets for all files.
struct EditorOptions
{
    int tabWidth = 2; ///< spaces of a level
    bool wrap = false;
    bool whitespace = false;
    bool formatOnSave = false;
    QString fixKeys; ///< of the command for quick fixes, as people read them
};

/// One file in a tab: its text, what the loader says of it, and what can be asked of it. Editors
/// gives what needs other files. Main thread.
class EditorView : public QWidget
{
    Q_OBJECT
public:
    /// What Editors knows; all references outlive the view.
    struct Surroundings
    {
        const ThemeManager &themes;
        const Journal &journal;
        const suite::assist::WorkspaceView &view; ///< as it is at the time of each question
        const EditorOptions &options;
        std::function<QString(const QString &path)> shortName;
    };

    EditorView(QString path, Surroundings surroundings, QWidget *parent = nullptr);
    ~EditorView() override;

    [[nodiscard]] Document &document() { return m_document; }
    [[nodiscard]] const Document &document() const { return m_document; }
    [[nodiscard]] CodeEditor &editor() const { return *m_editor; }
    [[nodiscard]] FindBar &findBar() { return *m_find; }
    [[nodiscard]] MessageBar &messages() { return *m_messages; }
    [[nodiscard]] QString file() const; ///< relative to the workspace where it can be
    [[nodiscard]] const std::vector<suite::Diagnostic> &diagnostics() const
    {
        return m_diagnostics;
    }

    /// Of the cursor, from 1; where it will be, while the file is still read.
    [[nodiscard]] std::pair<int, int> place() const;
    void takeOptions(); ///< they have changed

    void showProblem(const base::Error &error); ///< above the text, until somebody dismisses it
    void setDiagnostics(std::vector<suite::Diagnostic> diagnostics);
    void goToWhenLoaded(int line, int column);
    /// Done when the text is there, and only if it is `expected`; else a message says so.
    void applyWhenLoaded(const std::vector<suite::assist::TextEdit> &edits,
                         const QString &expected);

    void save(); ///< formats it first when the options say so
    void complete();
    void format();
    void goToLine(); ///< asks which
    void toggleFold();
    void showQuickFixes();                                                 ///< a menu at the cursor
    [[nodiscard]] std::vector<suite::assist::QuickFix> quickFixes() const; ///< at the cursor
    [[nodiscard]] std::optional<base::SourcePosition> definition(qsizetype offset) const;
    [[nodiscard]] std::optional<suite::assist::CaseAt> caseAtCursor() const;
    void showHoverAtCursor();

Q_SIGNALS:
    void textChanged(); ///< not at every key: when typing rests
    void cursorMoved();
    void definitionWanted(qsizetype offset);
    void closeWanted(); ///< its file cannot be had

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void completeLater();
    void lookForCompletions();
    void connectDocument();
    void onLoaded(const QString &text, bool isReload);
    void onDiskChanged();
    void showBoth(); ///< what is mine and what is on the disk, below the text
    void hideBoth();
    void showHover(qsizetype offset);
    void replaceBy(const base::Result<QString> &text);
    [[nodiscard]] bool isTooLong() const;

    Surroundings m_surroundings;
    CodeEditor *m_editor;
    CodeEditor *m_both = nullptr; ///< what differs between the text and the disk
    MessageBar *m_messages;
    FindBar *m_find;
    Document m_document;
    QTimer m_rest;
    bool m_completionWanted = false; ///< since the look for it that is under way began
    bool m_isCompleting = false;
    std::vector<suite::Diagnostic> m_diagnostics;
    QString m_diagnosedText;
    std::optional<std::pair<int, int>> m_goTo;
    std::vector<suite::assist::TextEdit> m_waitingEdits;
    QString m_expected;
};

} // namespace assay::ui

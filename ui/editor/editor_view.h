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

/// One file in a tab: its text, what the loader says of it, and what can be asked of it. The page
/// gives what needs other files. Main thread.
class EditorView : public QWidget
{
    Q_OBJECT
public:
    /// What the page knows; all references outlive the view.
    struct Surroundings
    {
        const ThemeManager &themes;
        const Journal &journal;
        const suite::assist::WorkspaceView &view; ///< as it is at the time of each question
        std::function<QString(const QString &path)> shortName;
    };

    EditorView(QString path, const Surroundings &surroundings, QWidget *parent = nullptr);
    ~EditorView() override;

    [[nodiscard]] Document &document() { return m_document; }
    [[nodiscard]] const Document &document() const { return m_document; }
    [[nodiscard]] CodeEditor &editor() { return *m_editor; }
    [[nodiscard]] FindBar &findBar() { return *m_find; }
    [[nodiscard]] MessageBar &messages() { return *m_messages; }
    [[nodiscard]] QString file() const; ///< relative to the workspace where it can be
    [[nodiscard]] const std::vector<suite::Diagnostic> &diagnostics() const
    {
        return m_diagnostics;
    }

    void setDiagnostics(std::vector<suite::Diagnostic> diagnostics);
    void goToWhenLoaded(int line, int column);
    /// Done when the text is there, and only if it is `expected`; else a message says so.
    void applyWhenLoaded(const std::vector<suite::assist::TextEdit> &edits,
                         const QString &expected);

    void complete();
    void format();
    void showQuickFixes();                                                 ///< a menu at the cursor
    [[nodiscard]] std::vector<suite::assist::QuickFix> quickFixes() const; ///< at the cursor
    [[nodiscard]] std::optional<base::SourcePosition> definition(qsizetype offset) const;
    [[nodiscard]] std::optional<suite::assist::CaseAt> caseAtCursor() const;
    void showHoverAtCursor();

Q_SIGNALS:
    void textChanged(); ///< not at every key: when typing rests
    void cursorMoved();
    void definitionWanted(qsizetype offset);
    void compareWanted(); ///< show what is mine and what is on the disk
    void closeWanted();

private:
    void connectDocument();
    void onLoaded(const QString &text, bool isReload);
    void onDiskChanged();
    void showHover(qsizetype offset);
    [[nodiscard]] bool isTooLong() const;

    Surroundings m_surroundings;
    CodeEditor *m_editor;
    MessageBar *m_messages;
    FindBar *m_find;
    Document m_document;
    QTimer m_rest;
    std::vector<suite::Diagnostic> m_diagnostics;
    QString m_diagnosedText;
    std::optional<std::pair<int, int>> m_goTo;
    std::vector<suite::assist::TextEdit> m_waitingEdits;
    QString m_expected;
};

} // namespace assay::ui

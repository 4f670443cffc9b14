// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"
#include "ui/editor/editor_view.h"

#include <QJsonObject>
#include <QWidget>

#include <memory>

class QLabel;
class QTabWidget;

namespace assay::ui {

/// The files that are open, each in a tab, and the line that says where the cursor is. Everything
/// that reads or writes files runs on workers; texts that are not saved survive the end of the
/// process, however it comes.
///
///     EditorPage page(EditorServices::of(folder), themes, stateFolder);
///     page.open(u"suites/api/a.yaml"_s, 41, 13);
///     connect(&page, &EditorPage::runCaseRequested, ...);
///
/// The window calls restoreUnsaved() and restoreState() when it opens, saveState() when it closes,
/// setServices() when another workspace is opened, refresh() when files of it changed. Commands are
/// bound to the slots. Main thread; `themes` outlives it.
class EditorPage : public QWidget
{
    Q_OBJECT
public:
    EditorPage(EditorServices services, const ThemeManager &themes, const QString &stateFolder,
               QWidget *parent = nullptr);
    ~EditorPage() override;

    /// Binds every command of editorCommandSpecs().
    void bindCommands(CommandRegistry &commands);
    void setServices(EditorServices services); ///< open files stay open
    /// `path` is absolute or relative to the workspace; line and column count from 1, 0 leaves the
    /// cursor where it is. A file that cannot be opened says why in its tab.
    void open(const QString &path, int line = 0, int column = 0);
    [[nodiscard]] QStringList openFiles() const; ///< absolute, in the order of the tabs
    [[nodiscard]] QStringList modifiedFiles() const;
    [[nodiscard]] EditorView *current() const;                   ///< null without files
    [[nodiscard]] EditorView *viewOf(const QString &path) const; ///< null when it is not open

    /// Opens what another process left unsaved; how many texts there were.
    int restoreUnsaved();
    [[nodiscard]] QJsonObject saveState() const; ///< files, places, the current one
    void restoreState(const QJsonObject &state); ///< those that are still there

    /// Asks for every file that is not saved; then `done` gets whether all may be closed. Nothing
    /// is closed.
    void askToClose(const std::function<void(bool)> &done);
    /// The new name of the case at the cursor, in all files; they are opened and stay unsaved.
    [[nodiscard]] base::Result<> renameCase(const QString &newName);

public Q_SLOTS:
    void refresh(); ///< the files of the workspace changed: look at them anew
    void save();
    void saveAll();
    void closeCurrent(); ///< asks when it is not saved
    void undo();
    void redo();
    void find();
    void replace();
    void findNext();
    void findPrevious();
    void complete();
    void showHelp(); ///< what the word at the cursor is
    void showQuickFixes();
    void goToDefinition();
    void askForCaseName(); ///< then renames the case at the cursor
    void format();
    void runCase(); ///< saves the file first when it must
    void goToLine();
    void toggleFold();

Q_SIGNALS:
    void runCaseRequested(const QString &caseId);  ///< as RunRequest's selection knows it
    void cursorPlaceChanged(int line, int column); ///< from 1; 0, 0 without a file
    void openFilesChanged();
    void fileSaved(const QString &path);

private:
    /// A look of the loader at one text.
    struct Check
    {
        std::stop_source stop;
        const EditorView *view = nullptr;
    };

    [[nodiscard]] QString absolutePath(const QString &path) const;
    [[nodiscard]] QString shortName(const QString &path) const;
    EditorView *add(const QString &path);
    void connectView(EditorView &view);
    void close(EditorView &view);
    void askAndClose(EditorView &view);
    void onTextChanged(EditorView &view);
    void check(EditorView &view);
    void readView();
    void compare(EditorView &view);
    void goTo(const EditorView &view, qsizetype offset);
    void updateTab(const EditorView &view);
    void updatePlace();
    [[nodiscard]] QHash<QString, QByteArray> unsavedTexts() const;

    EditorServices m_services;
    const ThemeManager &m_themes;
    Journal m_journal;
    suite::assist::WorkspaceView m_view;
    QTabWidget *m_tabs;
    QWidget *m_empty;
    QLabel *m_path;
    QLabel *m_place;
    QTimer m_watch;
    QThreadPool m_pool;
    std::shared_ptr<Check> m_check; ///< the one that is under way
    bool m_isReadingView = false;
    bool m_readViewAgain = false;
};

} // namespace assay::ui

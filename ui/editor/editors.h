// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/editor_view.h"

#include <QThreadPool>
#include <QVariantMap>

#include <memory>

namespace assay::ui {

/// The files that are open, wherever their views stand, and all that is asked of more than one of
/// them. What reads or writes files runs on workers; texts that are not saved survive the end of
/// the process, however it comes.
///
///     Editors editors(EditorServices::of(folder), themes, stateFolder);
///     connect(&editors, &Editors::openWanted, ...); // puts makeView() into a tab and shows it
///     editors.open(u"suites/api/a.yaml"_s, 41, 13);
///
/// Main thread; `themes` outlives it, it outlives the views.
class Editors : public QObject
{
    Q_OBJECT
public:
    Editors(EditorServices services, const ThemeManager &themes, const QString &stateFolder,
            QObject *parent = nullptr);
    ~Editors() override;

    void setServices(EditorServices services); ///< of another workspace; open files stay open
    [[nodiscard]] const EditorServices &services() const { return m_services; }
    void setOptions(const EditorOptions &options); ///< for open files, too
    void refresh(); ///< the files of the workspace changed: look at them anew

    /// One path for one file; relative ones are of the workspace.
    [[nodiscard]] QString absolutePath(const QString &path) const;
    [[nodiscard]] QString shortName(const QString &path) const;
    /// Asks for a view through openWanted(). Line and column count from 1, 0 leaves the cursor
    /// where it is. A file that cannot be opened says why in its view.
    void open(const QString &path, int line = 0, int column = 0);
    /// Begins to load, or goes on with what another process left unsaved. `path` is absolute; no
    /// two views of one file.
    EditorView *makeView(const QString &path, QWidget *parent);
    [[nodiscard]] EditorView *viewOf(const QString &path) const; ///< null when it is not open
    [[nodiscard]] const std::vector<EditorView *> &views() const { return m_views; }
    [[nodiscard]] std::vector<EditorView *> modified() const;
    /// The view that is worked in: what is said of the cursor and of mistakes is of it.
    void setCurrent(EditorView *view);

    /// Opens what another process left unsaved; how many texts there were.
    int restoreUnsaved();
    /// Where the cursors are: "line:column" by path. A view starts there.
    [[nodiscard]] QVariantMap places() const;
    void setPlaces(QVariantMap places) { m_places = std::move(places); }

    void saveAll();
    /// The files that could not be saved go to `done`, after the last of them has been tried.
    void saveAll(const std::function<void(const QStringList &failed)> &done);
    void runCase(EditorView &view); ///< at the cursor; saves the file first
    /// The new name of the case at the cursor, in all files; they are opened and stay unsaved.
    [[nodiscard]] base::Result<> renameCase(EditorView &view, const QString &newName);

    /// False when the view must stay: it is not saved, and a question is on the screen. The answer
    /// comes as closeWanted().
    [[nodiscard]] bool mayClose(EditorView &view);
    /// For all files at once; `settled` is called when what was not saved has been saved or given
    /// up.
    [[nodiscard]] bool mayCloseAll(QWidget &parent, const std::function<void()> &settled);

Q_SIGNALS:
    void openWanted(const QString &path, int line, int column);
    void closeWanted(assay::ui::EditorView *view);     ///< it need not ask any more
    void runCaseRequested(const QStringList &caseIds); ///< as RunRequest's selection knows them
    void placeChanged(int line, int column);           ///< from 1; 0, 0 without a file
    void fileSaved(const QString &path);
    void said(const QString &text);              ///< why nothing happened
    void diagnosed(assay::ui::EditorView *view); ///< its diagnostics() are of its text
    void closed(const QString &file);            ///< its view is gone; as EditorView::file()

private:
    /// A look of the loader at one text.
    struct Check
    {
        std::stop_source stop;
        const EditorView *view = nullptr;
    };

    void connectView(EditorView &view);
    void saveThen(EditorView &view, const std::function<void(bool saved)> &then);
    void onTextChanged(EditorView &view);
    void check(EditorView &view);
    void readView();
    void retitle();
    void tellPlace();
    [[nodiscard]] QHash<QString, QByteArray> unsavedTexts() const;

    EditorServices m_services;
    EditorOptions m_options;
    const ThemeManager &m_themes;
    Journal m_journal;
    suite::assist::WorkspaceView m_view;
    std::vector<EditorView *> m_views;
    EditorView *m_current = nullptr;
    QHash<QString, JournalEntry> m_abandoned; ///< by path; taken by the view of the path
    QVariantMap m_places;
    QTimer m_watch;
    QThreadPool m_pool;
    std::shared_ptr<Check> m_check; ///< the one that is under way
    bool m_isReadingView = false;
    bool m_readViewAgain = false;
    bool m_isGivenUp = false; ///< what is not saved: somebody chose so, and has typed no more
};

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "ui/editor/file_content.h"
#include "ui/editor/journal.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>

namespace assay::ui {

/// A file that is edited: what is on the disk, what was typed over it, and that neither is lost.
/// The text itself lives in the editor, with its undo history; the document asks for it.
///
/// * What is typed is in the journal at most two seconds later, and stays there until it is saved
/// or
///   given up.
/// * Nothing on the disk is overwritten that was not seen: when the file changed meanwhile, saving
///   stops at conflict, and somebody chooses.
///
/// Main thread; disks are only touched on a worker of its own. Destroying it waits for that.
class Document : public QObject
{
    Q_OBJECT
public:
    /// How the file on the disk is to what was loaded or saved last.
    enum class Disk { Same, Changed, Gone, Unreadable };

    /// `journal` outlives it. `text` gives the editor's whole text; `path` is absolute.
    Document(QString path, const Journal &journal, std::function<QString()> text,
             QObject *parent = nullptr);
    ~Document() override;

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }
    [[nodiscard]] bool isModified() const { return m_isModified; }
    [[nodiscard]] bool isBusy() const { return m_jobs > 0; }
    [[nodiscard]] bool isWritable() const { return m_base.isWritable; }
    [[nodiscard]] Disk disk() const { return m_disk; }
    /// The text on the disk, when disk() is Changed.
    [[nodiscard]] const QString &theirs() const { return m_theirs.text; }

    void load(); ///< gives loaded() or failed()
    /// Goes on where another process ended: gives loaded() with the entry's text, modified.
    void restore(const JournalEntry &entry);
    /// Gives saved(), failed() or, when the file changed meanwhile, diskChanged().
    void save();
    void checkDisk();  ///< gives diskChanged() when something is new; cheap when nothing is
    void keepMine();   ///< the next save overwrites what is on the disk now
    void takeTheirs(); ///< gives loaded() with the text on the disk; the editor can undo it
    void discard();    ///< forgets the journal: its text is given up

public Q_SLOTS:
    void textEdited(); ///< by a person or by undo; starts the journal's clock
    /// The editor's text is as it was loaded or saved.
    void setModified(bool modified);

Q_SIGNALS:
    /// `isReload`: the text takes the place of another, whose undo history stays.
    void loaded(const QString &text, bool isReload);
    void saved();
    void failed(const assay::base::Error &error);
    void diskChanged();
    void modifiedChanged();

private:
    struct Look
    {
        Disk disk = Disk::Same;
        FileContent content;
        base::Error error;
    };
    template <class T>
    void work(std::function<T()> job, std::function<void(T)> done);
    [[nodiscard]] static Look lookAt(const QString &path, const FileContent &base);
    void take(const Look &look, bool isAsked = false);
    void writeJournal();

    QString m_path;
    const Journal &m_journal;
    std::function<QString()> m_text;
    QThreadPool m_pool;
    QTimer m_journalTimer;
    FileContent m_base; ///< without its text
    FileContent m_theirs;
    Disk m_disk = Disk::Same;
    bool m_isLoaded = false;
    bool m_isModified = false;
    bool m_isSaving = false;
    bool m_saveAgain = false; ///< somebody wanted it meanwhile
    bool m_isWatched = false; ///< a look at the disk is under way
    int m_jobs = 0;
    quint64 m_revision = 0;
};

} // namespace assay::ui

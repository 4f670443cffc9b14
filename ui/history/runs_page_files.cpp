// SPDX-License-Identifier: GPL-3.0-or-later
// What the page of runs does with files: export, import, delete and undo.
#include "ui/history/run_words.h"
#include "ui/history/runs_page.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// What a job did, as far as it came.
struct Done
{
    QStringList names; ///< ids or files
    QString problem;
};

QString bin(const history::HistoryStore &store)
{
    return QFileInfo(store.file()).absolutePath() + u"/deleted"_s;
}

/// Exports each and deletes it; what is exported can be taken back.
Done deleteRuns(const history::HistoryStore &store, const QStringList &ids,
                const std::stop_token &stop)
{
    Done done;
    const QDir folder(bin(store));
    if (!folder.mkpath(u"."_s)) {
        done.problem = RunsPage::tr("cannot make the folder %1").arg(folder.path());
        return done;
    }
    for (const QString &old : folder.entryList({u"*.assayrun"_s}, QDir::Files))
        QFile::remove(folder.filePath(old));
    for (const QString &id : ids) {
        if (stop.stop_requested())
            break;
        const QString file = folder.filePath(id + u".assayrun"_s);
        auto gone = store.exportRun(id, file);
        if (gone)
            gone = store.remove(id);
        if (!gone) {
            done.problem = gone.error().toString();
            QFile::remove(file);
            break;
        }
        done.names += file;
    }
    return done;
}

Done importRuns(const history::HistoryStore &store, const QStringList &files,
                const std::stop_token &stop)
{
    Done done;
    for (const QString &file : files) {
        if (stop.stop_requested())
            break;
        const auto id = store.importRun(file);
        if (id)
            done.names += *id;
        else if (done.problem.isEmpty())
            done.problem = id.error().toString();
    }
    return done;
}

} // namespace

void RunsPage::exportSelected()
{
    const QStringList ids = selectedRuns();
    if (ids.size() != 1)
        return;
    auto *dialog = new QFileDialog(this, tr("Export run"), ids.first() + u".assayrun"_s,
                                   tr("Runs (*.assayrun)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"assayrun"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, id = ids.first()](const QString &file) { exportTo(id, file); });
    dialog->open();
}

void RunsPage::exportTo(const QString &runId, const QString &file)
{
    m_tasks.push_back(m_access.ask<QString>(
        this,
        [runId, file](workbench::Workbench &, history::HistoryStore &store,
                      const std::stop_token &) -> base::Result<QString> {
            if (auto done = store.exportRun(runId, file); !done)
                return base::failure(done.error());
            return file;
        },
        [this, runId](base::Result<QString> done) {
            say(done ? tr("Run %1 is in %2.").arg(shortRunId(runId), *done)
                     : done.error().toString());
        }));
}

void RunsPage::importFile()
{
    auto *dialog = new QFileDialog(this, tr("Import runs"), {}, tr("Runs (*.assayrun)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &RunsPage::importFiles);
    dialog->open();
}

void RunsPage::importFiles(const QStringList &files)
{
    if (files.isEmpty())
        return;
    m_tasks.push_back(m_access.ask<Done>(
        this,
        [files](workbench::Workbench &, history::HistoryStore &store, const std::stop_token &stop)
            -> base::Result<Done> { return importRuns(store, files, stop); },
        [this](base::Result<Done> done) {
            if (!done)
                return say(done.error().toString());
            QString text = done->names.size() == 1
                               ? tr("Run %1 was taken in.").arg(shortRunId(done->names.first()))
                               : tr("%1 runs were taken in.").arg(done->names.size());
            if (!done->problem.isEmpty())
                text = done->names.isEmpty() ? done->problem : u"%1 %2"_s.arg(text, done->problem);
            say(text);
            m_model->refresh();
        }));
}

void RunsPage::deleteSelected()
{
    const QStringList ids = selectedRuns();
    if (ids.isEmpty())
        return;
    m_tasks.push_back(m_access.ask<Done>(
        this,
        [ids](workbench::Workbench &, history::HistoryStore &store, const std::stop_token &stop)
            -> base::Result<Done> { return deleteRuns(store, ids, stop); },
        [this](base::Result<Done> done) {
            if (!done)
                return say(done.error().toString());
            m_deleted = done->names;
            QString text = done->names.size() == 1
                               ? tr("1 run was deleted.")
                               : tr("%1 runs were deleted.").arg(done->names.size());
            if (!done->problem.isEmpty())
                text = done->names.isEmpty() ? done->problem : u"%1 %2"_s.arg(text, done->problem);
            say(text, !m_deleted.isEmpty());
            m_model->refresh();
        }));
}

void RunsPage::undoDelete()
{
    importFiles(std::exchange(m_deleted, {}));
}

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// What EditorPage does for commands, and what it asks the workspace.
#include "ui/editor/editor_page.h"

#include <QInputDialog>
#include <QMessageBox>
#include <QTabWidget>

namespace assay::ui {

using namespace Qt::StringLiterals;

void EditorPage::bindCommands(CommandRegistry &commands)
{
    using Slot = void (EditorPage::*)();
    const std::pair<QStringView, Slot> all[] = {
        {u"editor.save", &EditorPage::save},
        {u"editor.saveAll", &EditorPage::saveAll},
        {u"editor.close", &EditorPage::closeCurrent},
        {u"editor.undo", &EditorPage::undo},
        {u"editor.redo", &EditorPage::redo},
        {u"editor.find", &EditorPage::find},
        {u"editor.replace", &EditorPage::replace},
        {u"editor.findNext", &EditorPage::findNext},
        {u"editor.findPrevious", &EditorPage::findPrevious},
        {u"editor.line", &EditorPage::goToLine},
        {u"editor.complete", &EditorPage::complete},
        {u"editor.help", &EditorPage::showHelp},
        {u"editor.fix", &EditorPage::showQuickFixes},
        {u"editor.definition", &EditorPage::goToDefinition},
        {u"editor.rename", &EditorPage::askForCaseName},
        {u"editor.format", &EditorPage::format},
        {u"editor.fold", &EditorPage::toggleFold},
        {u"editor.runCase", &EditorPage::runCase},
    };
    for (const auto &[id, slot] : all)
        commands.bind(id, [this, slot = slot](bool) { (this->*slot)(); });
}

void EditorPage::readView()
{
    if (!m_services.view || m_services.folder.isEmpty())
        return;
    if (m_isReadingView) {
        m_readViewAgain = true;
        return;
    }
    m_isReadingView = true;
    m_pool.start([this, read = m_services.view, folder = m_services.folder] {
        const base::SystemFiles disk;
        auto view = read(disk);
        QMetaObject::invokeMethod(
            this,
            [this, folder, view = std::move(view)] {
                m_isReadingView = false;
                if (std::exchange(m_readViewAgain, false))
                    readView();
                if (!view || folder != m_services.folder)
                    return; // workspace.yaml is being typed: what was known stays
                m_view = *view;
                for (const QString &path : openFiles()) {
                    EditorView *one = viewOf(path);
                    if (one->document().isModified())
                        m_view.texts.insert(one->file(), one->editor().text());
                }
                if (EditorView *one = current())
                    check(*one);
            },
            Qt::QueuedConnection);
    });
}

QHash<QString, QByteArray> EditorPage::unsavedTexts() const
{
    QHash<QString, QByteArray> texts;
    for (const QString &path : modifiedFiles())
        texts.insert(path, viewOf(path)->editor().text().toUtf8());
    return texts;
}

void EditorPage::onTextChanged(EditorView &view)
{
    if (m_view.texts.contains(view.file()))
        m_view.texts.insert(view.file(), view.editor().text());
    check(view);
}

void EditorPage::check(EditorView &view)
{
    if (!m_services.check || m_services.folder.isEmpty() || !view.document().isLoaded())
        return;
    if (m_check)
        m_check->stop.request_stop();
    m_check = std::make_shared<Check>();
    m_check->view = &view;
    const QString text = view.editor().text();
    m_pool.start([this, run = m_services.check, mine = m_check, file = view.file(), text,
                  unsaved = unsavedTexts()] {
        base::SystemFiles disk;
        suite::assist::OverlayFiles files(disk, unsaved);
        auto found = run(file, files, mine->stop.get_token());
        QMetaObject::invokeMethod(
            this,
            [this, mine, text, found = std::move(found)]() mutable {
                if (mine != m_check || mine->stop.stop_requested())
                    return; // a newer one is under way
                m_check.reset();
                // The view may be closed meanwhile, or typed in: then another check comes.
                for (const QString &path : openFiles()) {
                    EditorView *one = viewOf(path);
                    if (one == mine->view && one->editor().text() == text)
                        one->setDiagnostics(std::move(found));
                }
            },
            Qt::QueuedConnection);
    });
}

void EditorPage::compare(EditorView &view)
{
    auto *both = new CodeEditor(m_themes, this);
    both->setObjectName(u"compareView"_s);
    both->setAccessibleName(tr("What differs between the disk and this window"));
    both->startText(tr("# - on the disk   + in this window\n") +
                    lineDiff(view.document().theirs(), view.editor().text()));
    both->setReadOnly(true);
    const int index =
        m_tabs->addTab(both, tr("%1: both").arg(m_tabs->tabText(m_tabs->indexOf(&view))));
    m_tabs->setCurrentIndex(index);
}

void EditorPage::goTo(const EditorView &view, qsizetype offset)
{
    if (const auto place = view.definition(offset))
        open(place->file, place->line, place->column);
}

void EditorPage::askAndClose(EditorView &view)
{
    if (!view.document().isModified()) {
        close(view);
        return;
    }
    m_tabs->setCurrentWidget(&view);
    auto *box = new QMessageBox(
        QMessageBox::Warning, tr("Close file"), tr("%1 is not saved.").arg(view.file()),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    box->setObjectName(u"closeBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("What you typed is lost when you discard it."));
    connect(box, &QMessageBox::finished, &view, [this, &view](int answer) {
        if (answer == QMessageBox::Discard) {
            close(view);
        } else if (answer == QMessageBox::Save) {
            connect(&view.document(), &Document::saved, &view, [this, &view] {
                if (!view.document().isModified())
                    close(view);
            });
            view.document().save();
        }
    });
    box->open();
}

void EditorPage::askToClose(const std::function<void(bool)> &done)
{
    const QStringList modified = modifiedFiles();
    if (modified.isEmpty()) {
        done(true);
        return;
    }
    QStringList names;
    for (const QString &path : modified)
        names.append(shortName(path));
    auto *box =
        new QMessageBox(QMessageBox::Warning, tr("Close"),
                        tr("%n files are not saved.", nullptr, int(modified.size())),
                        QMessageBox::SaveAll | QMessageBox::Discard | QMessageBox::Cancel, this);
    box->setObjectName(u"closeAllBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(names.join(u'\n'));
    connect(box, &QMessageBox::finished, this, [this, done](int answer) {
        if (answer == QMessageBox::Discard) {
            for (const QString &path : modifiedFiles())
                viewOf(path)->document().discard();
            done(true);
            return;
        }
        if (answer != QMessageBox::SaveAll) {
            done(false);
            return;
        }
        // The answer is yes when the last is saved; one that cannot be saved says so in its tab.
        auto *wait = new QObject(this);
        connect(this, &EditorPage::fileSaved, wait, [this, wait, done] {
            if (modifiedFiles().isEmpty()) {
                wait->deleteLater();
                done(true);
            }
        });
        saveAll();
    });
    box->open();
}

base::Result<> EditorPage::renameCase(const QString &newName)
{
    EditorView *view = current();
    if (view == nullptr)
        return base::failure(u"no file is open"_s);
    const QString text = view->editor().text();
    const auto edits =
        suite::assist::renameCase(text, view->editor().offset(), newName, view->file(), m_view);
    if (!edits)
        return base::failure(edits.error());
    QHash<QString, std::vector<suite::assist::TextEdit>> byFile;
    for (const suite::assist::TextEdit &edit : *edits)
        byFile[edit.file].push_back(edit);
    for (auto it = byFile.cbegin(); it != byFile.cend(); ++it) {
        const bool isOwn = it.key() == view->file();
        if (!isOwn)
            open(it.key());
        EditorView *one = isOwn ? view : viewOf(absolutePath(it.key()));
        one->applyWhenLoaded(it.value(), isOwn ? text : m_view.texts.value(it.key()));
    }
    m_tabs->setCurrentWidget(view);
    return {};
}

void EditorPage::askForCaseName()
{
    EditorView *view = current();
    if (view == nullptr)
        return;
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"renameDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename case"));
    dialog->setLabelText(tr("New name, here and in every need:"));
    const auto here = view->caseAtCursor();
    dialog->setTextValue(here ? here->name : QString());
    connect(dialog, &QInputDialog::textValueSelected, view, [this, view](const QString &name) {
        m_tabs->setCurrentWidget(view);
        if (const auto renamed = renameCase(name); !renamed) {
            const base::Error &error = renamed.error();
            view->messages().say(
                error.fix.isEmpty() ? error.title : error.title + u": "_s + error.fix,
                {{u"dismiss"_s, tr("Dismiss"), [view] { view->messages().clear(); }}});
        }
    });
    dialog->open();
}

void EditorPage::save()
{
    if (EditorView *view = current())
        view->document().save();
}

void EditorPage::saveAll()
{
    for (const QString &path : modifiedFiles())
        viewOf(path)->document().save();
}

void EditorPage::closeCurrent()
{
    if (EditorView *view = current())
        askAndClose(*view);
    else if (QWidget *other = m_tabs->currentWidget())
        other->deleteLater();
}

void EditorPage::undo()
{
    if (EditorView *view = current())
        view->editor().undo();
}

void EditorPage::redo()
{
    if (EditorView *view = current())
        view->editor().redo();
}

void EditorPage::find()
{
    if (EditorView *view = current())
        view->findBar().open(false);
}

void EditorPage::replace()
{
    if (EditorView *view = current())
        view->findBar().open(true);
}

void EditorPage::findNext()
{
    if (EditorView *view = current())
        view->findBar().findNext(true);
}

void EditorPage::findPrevious()
{
    if (EditorView *view = current())
        view->findBar().findNext(false);
}

void EditorPage::complete()
{
    if (EditorView *view = current())
        view->complete();
}

void EditorPage::showHelp()
{
    if (EditorView *view = current())
        view->showHoverAtCursor();
}

void EditorPage::showQuickFixes()
{
    if (EditorView *view = current())
        view->showQuickFixes();
}

void EditorPage::goToDefinition()
{
    if (EditorView *view = current())
        goTo(*view, view->editor().offset());
}

void EditorPage::format()
{
    if (EditorView *view = current())
        view->format();
}

void EditorPage::runCase()
{
    EditorView *view = current();
    const auto found = view != nullptr ? view->caseAtCursor() : std::nullopt;
    if (!found || found->ids.isEmpty())
        return;
    const QString id = found->ids.front();
    if (!view->document().isModified()) {
        Q_EMIT runCaseRequested(id);
        return;
    }
    connect(
        &view->document(), &Document::saved, this, [this, id] { Q_EMIT runCaseRequested(id); },
        Qt::SingleShotConnection);
    view->document().save();
}

void EditorPage::goToLine()
{
    EditorView *view = current();
    if (view == nullptr)
        return;
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"lineDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(1, view->editor().lines());
    dialog->setWindowTitle(tr("Go to line"));
    dialog->setLabelText(tr("Line:"));
    connect(dialog, &QInputDialog::intValueSelected, view,
            [view](int line) { view->editor().goTo(line, 1); });
    dialog->open();
}

void EditorPage::toggleFold()
{
    EditorView *view = current();
    if (view == nullptr)
        return;
    int line = 0;
    int index = 0;
    view->editor().getCursorPosition(&line, &index);
    view->editor().foldLine(line);
}

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// What Editors does with files: saves, runs, renames, and asks before it loses something.
#include "ui/editor/editors.h"

#include <QMessageBox>

namespace assay::ui {

using namespace Qt::StringLiterals;

void Editors::saveAll()
{
    for (EditorView *view : modified())
        view->save();
}

void Editors::saveAll(const std::function<void(const QStringList &failed)> &done)
{
    struct Pending
    {
        std::size_t count = 0;
        QStringList failed;
    };
    const std::vector<EditorView *> views = modified();
    if (views.empty()) {
        done({});
        return;
    }
    const auto pending = std::make_shared<Pending>();
    pending->count = views.size();
    for (EditorView *view : views) {
        saveThen(*view, [this, view, pending, done](bool saved) {
            if (!saved)
                pending->failed.append(shortName(view->document().path()));
            if (--pending->count == 0)
                done(pending->failed);
        });
    }
}

void Editors::saveThen(EditorView &view, const std::function<void(bool saved)> &then)
{
    auto *wait = new QObject(&view);
    const auto answered = [wait, &view, then](bool saved) {
        view.document().disconnect(wait);
        wait->deleteLater();
        then(saved);
    };
    const Document &document = view.document();
    connect(&document, &Document::saved, wait, [answered] { answered(true); });
    connect(&document, &Document::failed, wait, [answered] { answered(false); });
    connect(&document, &Document::diskChanged, wait, [answered] { answered(false); });
    view.save();
}

void Editors::runCase(EditorView &view)
{
    const auto found = view.caseAtCursor();
    if (!found || found->ids.isEmpty()) {
        Q_EMIT said(tr("The cursor is in no case."));
        return;
    }
    if (!view.document().isModified()) {
        Q_EMIT runCaseRequested(found->ids);
        return;
    }
    saveThen(view, [this, ids = found->ids](bool saved) {
        if (saved)
            Q_EMIT runCaseRequested(ids);
    });
}

base::Result<> Editors::renameCase(EditorView &view, const QString &newName)
{
    const QString text = view.editor().text();
    const auto edits =
        suite::assist::renameCase(text, view.editor().offset(), newName, view.file(), m_view);
    if (!edits)
        return base::failure(edits.error());
    QHash<QString, std::vector<suite::assist::TextEdit>> byFile;
    for (const suite::assist::TextEdit &edit : *edits)
        byFile[edit.file].push_back(edit);
    for (auto it = byFile.cbegin(); it != byFile.cend(); ++it) {
        const bool isOwn = it.key() == view.file();
        if (!isOwn)
            open(it.key());
        if (EditorView *one = isOwn ? &view : viewOf(absolutePath(it.key())))
            one->applyWhenLoaded(it.value(), isOwn ? text : m_view.texts.value(it.key()));
    }
    open(view.document().path()); // the others are behind it
    return {};
}

bool Editors::mayClose(EditorView &view)
{
    if (!view.document().isModified() || m_isGivenUp)
        return true;
    if (view.findChild<QMessageBox *>(u"closeBox"_s) != nullptr)
        return false; // it asks already
    auto *box = new QMessageBox(
        QMessageBox::Warning, tr("Close file"), tr("%1 is not saved.").arg(view.file()),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &view);
    box->setObjectName(u"closeBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("What you typed is lost when you discard it."));
    connect(box, &QMessageBox::finished, &view, [this, &view](int answer) {
        if (answer == QMessageBox::Discard) {
            view.document().discard();
            Q_EMIT closeWanted(&view);
        } else if (answer == QMessageBox::Save) {
            saveThen(view, [this, &view](bool) {
                if (!view.document().isModified()) // else somebody types on, or it says why not
                    Q_EMIT closeWanted(&view);
            });
        }
    });
    box->open();
    return false;
}

bool Editors::mayCloseAll(QWidget &parent, const std::function<void()> &settled)
{
    const std::vector<EditorView *> unsaved = modified();
    if (unsaved.empty() || m_isGivenUp)
        return true;
    if (parent.findChild<QMessageBox *>(u"closeAllBox"_s) != nullptr)
        return false;
    QStringList names;
    for (const EditorView *view : unsaved)
        names.append(view->file());
    auto *box =
        new QMessageBox(QMessageBox::Warning, tr("Close"),
                        tr("%n file(s) are not saved.", nullptr, static_cast<int>(unsaved.size())),
                        QMessageBox::SaveAll | QMessageBox::Discard | QMessageBox::Cancel, &parent);
    box->setObjectName(u"closeAllBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(names.join(u'\n'));
    connect(box, &QMessageBox::finished, this, [this, settled](int answer) {
        if (answer == QMessageBox::Discard) {
            for (EditorView *view : modified())
                view->document().discard();
            m_isGivenUp = true;
            settled();
        } else if (answer == QMessageBox::SaveAll) {
            saveAll([this, settled](const QStringList &failed) {
                if (failed.isEmpty())
                    settled();
                else // it says in its view why not
                    Q_EMIT openWanted(absolutePath(failed.front()), 0, 0);
            });
        }
    });
    box->open();
    return false;
}

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_bar.h"
#include "ui/models/roles.h"
#include "ui/suites/suites_panel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QTreeView>

namespace assay::ui {

using namespace Qt::StringLiterals;

void SuitesPanel::setMenu(QList<QAction *> actions)
{
    m_menu = std::move(actions);
}

void SuitesPanel::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"suiteMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : std::as_const(m_menu)) {
        if (action == nullptr)
            menu->addSeparator();
        else
            menu->addAction(action);
    }
    menu->popup(m_tree->viewport()->mapToGlobal(at));
}

void SuitesPanel::runCases(const QStringList &ids)
{
    if (ids.isEmpty())
        return;
    workbench::RunRequest request;
    request.selection.only = QSet<QString>(ids.begin(), ids.end());
    Q_EMIT runRequested(request);
}

void SuitesPanel::runSelected()
{
    runCases(selectedCases());
}

void SuitesPanel::runFailed()
{
    const QStringList ids = m_model->casesWith(&isBad);
    if (!ids.isEmpty())
        return runCases(ids);
    workbench::RunRequest request;
    request.lastFailed = true; // of runs that this window did not see: history knows
    Q_EMIT runRequested(request);
}

void SuitesPanel::runChanged()
{
    const QStringList ids = m_model->changedCases();
    if (ids.isEmpty())
        Q_EMIT said(tr("Nothing was edited since it last ran."));
    runCases(ids);
}

void SuitesPanel::runSuite()
{
    QModelIndex index = m_tree->currentIndex();
    while (index.isValid() && m_model->kindAt(index) != SuiteTreeModel::Kind::Suite)
        index = index.parent();
    if (!index.isValid())
        return;
    workbench::RunRequest request;
    request.selection.places = {index.data(KeyRole).toString()};
    Q_EMIT runRequested(request);
}

void SuitesPanel::toggleQuarantine()
{
    const QStringList ids = selectedCases();
    if (ids.isEmpty())
        return;
    const bool on = std::any_of(ids.begin(), ids.end(), [this](const QString &id) {
        return !m_model->isQuarantined(m_model->indexOfCase(id));
    });
    m_controller.setQuarantine(ids, {on, {}});
}

void SuitesPanel::openInEditor()
{
    const base::SourcePosition position = m_model->positionAt(m_tree->currentIndex());
    if (!position.file.isEmpty())
        Q_EMIT openFile(m_controller.folder() + u'/' + position.file, position.line,
                        position.column);
}

void SuitesPanel::revealInRun()
{
    const QStringList ids = selectedCases();
    if (!ids.isEmpty())
        Q_EMIT revealRequested(ids.front());
}

void SuitesPanel::copyIds()
{
    const QStringList ids = selectedCases();
    if (ids.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(ids.join(u'\n'));
    Q_EMIT said(ids.size() == 1 ? tr("Copied %1").arg(ids.front())
                                : tr("Copied %1 ids").arg(ids.size()));
}

void SuitesPanel::copyCommandLine()
{
    const QString line = headlessCommand(m_filter->text(), m_model->shownCases());
    QGuiApplication::clipboard()->setText(line);
    Q_EMIT said(tr("Copied %1").arg(line.size() > 100 ? line.first(100) + u'…' : line));
}

void SuitesPanel::expandAll()
{
    m_collapsed.clear();
    m_tree->expandAll();
}

void SuitesPanel::collapseAll()
{
    m_tree->collapseAll();
    QModelIndexList open{QModelIndex()};
    while (!open.isEmpty()) {
        const QModelIndex parent = open.takeLast();
        for (int row = 0; row < m_model->rowCount(parent); ++row) {
            const QModelIndex index = m_model->index(row, 0, parent);
            if (m_model->rowCount(index) == 0)
                continue;
            m_collapsed.insert(index.data(KeyRole).toString());
            open.append(index);
        }
    }
}

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/suites/suite_commands.h"

#include "ui/suites/suites_panel.h"

namespace assay::ui {

using namespace Qt::StringLiterals;

void bindSuiteCommands(CommandRegistry &commands, SuitesPanel &panel)
{
    using Act = void (SuitesPanel::*)();
    const std::vector<std::pair<QStringView, Act>> acts{
        {u"run.changed", &SuitesPanel::runChanged},
        {u"run.suite", &SuitesPanel::runSuite},
        {u"suites.edit", &SuitesPanel::openInEditor},
        {u"suites.reveal", &SuitesPanel::revealInRun},
        {u"suites.quarantine", &SuitesPanel::toggleQuarantine},
        {u"suites.copyId", &SuitesPanel::copyIds},
        {u"filter.copyCommand", &SuitesPanel::copyCommandLine},
        {u"suites.expandAll", &SuitesPanel::expandAll},
        {u"suites.collapseAll", &SuitesPanel::collapseAll},
    };
    for (const auto &[id, act] : acts)
        commands.bind(id, &panel, [&panel, run = act](bool) { (panel.*run)(); });
    QList<QAction *> menu;
    for (const QString &id : {u"run.selected"_s, u"run.suite"_s, u"run.failed"_s, u"run.changed"_s,
                              QString(), u"suites.edit"_s, u"suites.reveal"_s, QString(),
                              u"suites.quarantine"_s, u"suites.copyId"_s, u"filter.copyCommand"_s,
                              QString(), u"suites.expandAll"_s, u"suites.collapseAll"_s})
        menu.append(id.isEmpty() ? nullptr : &commands.action(id));
    panel.setMenu(menu);
}

} // namespace assay::ui

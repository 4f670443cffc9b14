// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/suite_specs.h"

#include "ui/commands/spec_maker.h"

#include <QCoreApplication>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("assay::ui", text);
}

} // namespace

std::vector<CommandSpec> suiteCommandSpecs()
{
    const SpecMaker run{MenuPlace::Run, {}};
    const SpecMaker edit{MenuPlace::Edit, {}};
    const SpecMaker view{MenuPlace::View, {}};
    return {
        run(u"run.changed"_s, tr("Run changed"),
            tr("Run the cases of suites that were edited since all of them last ran."),
            QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F5)),
        run(u"run.suite"_s, tr("Run this suite"), tr("Run every case of the suite at the cursor."),
            QKeySequence(Qt::ALT | Qt::Key_F5)),
        edit(u"suites.edit"_s, tr("Open in the editor"), tr("Show where the case is written."),
             QKeySequence(Qt::Key_F4)),
        view(u"suites.reveal"_s, tr("Show in the run"),
             tr("Show the case in every view of the run."), QKeySequence(Qt::Key_F6)),
        edit(u"suites.quarantine"_s, tr("Quarantine"),
             tr("Let the selected cases run without counting their failures, or count them again; "
                "this edits their files."),
             QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Q)),
        edit(u"suites.copyId"_s, tr("Copy case id"),
             tr("Copy the ids of the selected cases, one a line."),
             QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C)),
        edit(u"filter.copyCommand"_s, tr("Copy as command line"),
             tr("Copy the command that runs headless what the filter shows.")),
        view(u"suites.expandAll"_s, tr("Expand all suites"),
             tr("Open every folder, suite and case with data.")),
        view(u"suites.collapseAll"_s, tr("Collapse all suites"),
             tr("Close every folder, suite and case with data.")),
    };
}

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/inspector_specs.h"

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

std::vector<CommandSpec> inspectorCommandSpecs()
{
    const SpecMaker make{MenuPlace::Analyze, tr("Inspector")};
    return {
        make(u"inspector.nextFailure"_s, tr("Next failure"),
             tr("Select the next case that failed."), QKeySequence(Qt::Key_F8)),
        make(u"inspector.previousFailure"_s, tr("Previous failure"),
             tr("Select the case before that failed."), QKeySequence(Qt::SHIFT | Qt::Key_F8)),
        SpecMaker::separated(make(u"inspector.showResponse"_s, tr("Show response"),
                                  tr("What the inspected step got."))),
        make(u"inspector.showRequest"_s, tr("Show request"), tr("What the inspected step sent.")),
        make(u"inspector.showHeaders"_s, tr("Show headers"), tr("Of request and response.")),
        make(u"inspector.showDiff"_s, tr("Show difference"),
             tr("How what was expected and what is there differ."),
             QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_D)),
        make(u"inspector.showRaw"_s, tr("Show raw"), tr("Both sides as they were sent.")),
        SpecMaker::separated(make(u"inspector.copyAsCurl"_s, tr("Copy as curl"),
                                  tr("Copy the inspected request as a command for a shell."),
                                  QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_U))),
        make(u"inspector.copyBody"_s, tr("Copy what is inspected"),
             tr("Copy the text that the inspector shows, as it was sent.")),
        make(u"inspector.saveBody"_s, tr("Save what is inspected…"),
             tr("Write what the inspector shows to a file.")),
        SpecMaker::separated(make(
            u"inspector.updateGolden"_s, tr("Update golden files"),
            tr("Run the inspected case again with --update-snapshots: its golden files and those "
               "of the cases that it needs are written anew."))),
        make(u"inspector.runAgain"_s, tr("Run inspected case"),
             tr("Run the inspected case and what it needs.")),
        make(u"inspector.openSource"_s, tr("Open source of what is inspected"),
             tr("Edit the file of the inspected step, or of its case."),
             QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_E)),
        SpecMaker::separated(make(u"inspector.previousEvent"_s, tr("Previous event"),
                                  tr("The event before the inspected one."))),
        make(u"inspector.nextEvent"_s, tr("Next event"), tr("The event after the inspected one.")),
    };
}

} // namespace assay::ui

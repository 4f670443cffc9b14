// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/history_specs.h"

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

std::vector<CommandSpec> historyCommandSpecs()
{
    const SpecMaker make{MenuPlace::Analyze, {}};
    return {
        make(u"history.search"_s, tr("Search runs"), tr("Find a run of this workspace."),
             QKeySequence(Qt::CTRL | Qt::Key_H)),
        make(u"history.open"_s, tr("Open run"),
             tr("Show the selected run of the history in the views of a live one.")),
        make(u"history.compare"_s, tr("Compare runs"),
             tr("What changed between the two selected runs."), QKeySequence(Qt::CTRL | Qt::Key_D)),
        make(u"history.compareLast"_s, tr("Compare with the run before"),
             tr("What changed from the run before to the last one."),
             QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D)),
        make(u"history.report"_s, tr("Report…"),
             tr("Preview and save a report of the selected run.")),
        make(u"history.export"_s, tr("Export run…"),
             tr("Write the selected run with everything it kept to one file.")),
        make(u"history.import"_s, tr("Import run…"), tr("Take runs of files into the history.")),
        SpecMaker::separated(
            make(u"history.delete"_s, tr("Delete runs"),
                 tr("Take the selected runs out of the history; it can be undone."))),
        make(u"history.undoDelete"_s, tr("Undo deletion"),
             tr("Put back the runs that were deleted last.")),
        SpecMaker::separated(
            make(u"compare.swap"_s, tr("Swap sides"), tr("Compare the other way round."))),
        make(u"compare.save"_s, tr("Save comparison…"), tr("As Markdown or JSON.")),
    };
}

} // namespace assay::ui

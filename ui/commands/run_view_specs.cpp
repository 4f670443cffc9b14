// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/run_view_specs.h"

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

std::vector<CommandSpec> runViewCommandSpecs()
{
    const SpecMaker page{MenuPlace::View, tr("Run page")};
    const SpecMaker graph{MenuPlace::View, tr("Graph")};
    const SpecMaker timeline{MenuPlace::View, tr("Timeline")};
    const SpecMaker replay{MenuPlace::Analyze, tr("Replay")};
    return {
        page.checkable(u"run.showGraph"_s, tr("Show graph"), tr("What needs what.")),
        page.checkable(u"run.showTimeline"_s, tr("Show timeline"), tr("What happened when.")),
        page.checkable(u"run.showCases"_s, tr("Show table of cases"),
                       tr("Every case with its figures.")),

        graph(u"graph.followRunning"_s, tr("Follow running"), tr("Keep what runs in sight.")),
        graph(u"graph.bySuite"_s, tr("Group by suite"),
              tr("Draw each suite as a group that folds; once more draws cases only.")),
        graph(u"graph.byPhase"_s, tr("Group by phase"),
              tr("Draw each phase as a group that folds; once more draws cases only.")),
        graph(u"graph.toggleFold"_s, tr("Fold or unfold group"),
              tr("The group around the selected case.")),
        graph(u"graph.foldAll"_s, tr("Fold all groups"), tr("One box for each group.")),
        graph(u"graph.unfoldAll"_s, tr("Unfold all groups"), tr("Every case of every group.")),
        graph(u"graph.neighbours1"_s, tr("Neighbours only"),
              tr("Only what the selected case needs and what needs it.")),
        graph(u"graph.neighbours2"_s, tr("Two edges around"),
              tr("Only what is at most two edges away from the selected case.")),
        graph(u"graph.neighbours3"_s, tr("Three edges around"),
              tr("Only what is at most three edges away from the selected case.")),
        graph(u"graph.everything"_s, tr("Show everything"), tr("Take back the focus on a case.")),
        graph(u"graph.zoomIn"_s, tr("Zoom in on the graph"), tr("Larger boxes.")),
        graph(u"graph.zoomOut"_s, tr("Zoom out of the graph"), tr("More boxes.")),
        graph(u"graph.fitAll"_s, tr("Fit the graph"), tr("Show all of it.")),
        graph(u"graph.find"_s, tr("Find in graph"),
              tr("Mark what matches the words or the filter."),
              QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)),

        timeline(u"timeline.showAll"_s, tr("Whole run"), tr("From its start to its end.")),
        timeline(u"timeline.zoomIn"_s, tr("Zoom in on time"), tr("Half as much time.")),
        timeline(u"timeline.zoomOut"_s, tr("Zoom out of time"), tr("Twice as much time.")),
        timeline(u"timeline.zoomToSelection"_s, tr("Zoom to selection"),
                 tr("The selected stretch of time, else the selected case."),
                 QKeySequence(Qt::CTRL | Qt::Key_E)),
        timeline(u"timeline.undoZoom"_s, tr("Undo zoom"), tr("Back to the stretch before."),
                 QKeySequence(Qt::ALT | Qt::Key_Left)),
        timeline(u"timeline.redoZoom"_s, tr("Redo zoom"), tr("To the stretch that was undone."),
                 QKeySequence(Qt::ALT | Qt::Key_Right)),
        timeline(u"timeline.follow"_s, tr("Follow the end"),
                 tr("The right edge goes with the end of a live run.")),
        timeline(u"timeline.clearRange"_s, tr("Let go of the selected time"),
                 tr("No stretch of time is selected.")),
        timeline(u"timeline.resetLanes"_s, tr("Reset lanes"),
                 tr("Every lane, in its first order.")),

        replay(u"replay.play"_s, tr("Play or pause"), tr("Replay the run that is shown.")),
        replay(u"replay.forward"_s, tr("Next event"), tr("The replay goes on by one event.")),
        replay(u"replay.back"_s, tr("Previous event"), tr("The replay goes back by one event.")),
        replay(u"replay.speed1"_s, tr("As fast as it was"), tr("Replay in real time.")),
        replay(u"replay.speed10"_s, tr("Ten times as fast"), tr("Replay at ten times the speed.")),
        replay(u"replay.speed100"_s, tr("A hundred times as fast"),
               tr("Replay at a hundred times the speed.")),
    };
}

} // namespace assay::ui

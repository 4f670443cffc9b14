// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run_page_commands.h"

#include "ui/graph/graph_panel.h"
#include "ui/pages/run_page.h"
#include "ui/run/time_view.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/timeline/timeline_view.h"

#include <QAction>

namespace assay::ui {

namespace {

constexpr double kGraphZoom = 1.25;
constexpr double kTimeZoom = 0.5;

void toggleGrouping(GraphView &view, Grouping grouping)
{
    view.setGrouping(view.grouping() == grouping ? Grouping::None : grouping);
}

/// Around the crosshair when there is one, else around the middle.
void zoomTime(TimeView &time, double factor)
{
    const TimeRange &range = time.range();
    time.zoomAt(time.crosshair().value_or(range.from + range.length() / 2), factor);
}

} // namespace

void bindRunPageCommands(CommandRegistry &commands, RunPage &page, TimeView &time)
{
    GraphPanel &panel = page.graph();
    GraphView &view = panel.view();
    TimelineView &lanes = page.timeline().view();
    const auto bind = [&](QStringView id, std::function<void()> act) {
        commands.bind(id, &page, [act = std::move(act)](bool) { act(); });
    };
    bind(u"graph.followRunning", [&view] { view.setFollowing(!view.isFollowing()); });
    bind(u"graph.bySuite", [&view] { toggleGrouping(view, Grouping::BySuite); });
    bind(u"graph.byPhase", [&view] { toggleGrouping(view, Grouping::ByPhase); });
    bind(u"graph.toggleFold", [&view] { view.toggleFoldOfCurrent(); });
    bind(u"graph.foldAll", [&view] { view.foldAll(); });
    bind(u"graph.unfoldAll", [&view] { view.unfoldAll(); });
    bind(u"graph.neighbours1", [&view] { view.focusCurrent(1); });
    bind(u"graph.neighbours2", [&view] { view.focusCurrent(2); });
    bind(u"graph.neighbours3", [&view] { view.focusCurrent(3); });
    bind(u"graph.everything", [&view] { view.focusCurrent(0); });
    bind(u"graph.zoomIn", [&view] { view.zoom(kGraphZoom); });
    bind(u"graph.zoomOut", [&view] { view.zoom(1 / kGraphZoom); });
    bind(u"graph.fitAll", [&view] { view.fitAll(); });
    bind(u"graph.find", [&page, &panel] {
        page.setShown(RunPage::Section::Graph, true);
        panel.focusSearch();
    });
    bind(u"timeline.showAll", [&time] { time.showAll(); });
    bind(u"timeline.zoomIn", [&time] { zoomTime(time, kTimeZoom); });
    bind(u"timeline.zoomOut", [&time] { zoomTime(time, 1 / kTimeZoom); });
    bind(u"timeline.zoomToSelection", [&lanes] { lanes.zoomToSelection(); });
    bind(u"timeline.undoZoom", [&time] { time.undo(); });
    bind(u"timeline.redoZoom", [&time] { time.redo(); });
    bind(u"timeline.follow", [&time] { time.setFollowing(!time.isFollowing()); });
    bind(u"timeline.clearRange", [&time] { time.select({}); });
    bind(u"timeline.resetLanes", [&lanes] { lanes.setLaneOrder({}); });
}

void bindSectionCommands(CommandRegistry &commands, RunPage &page)
{
    const std::array<QStringView, RunPage::kSections.size()> ids = {
        u"run.showGraph", u"run.showTimeline", u"run.showCases"};
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const RunPage::Section section = RunPage::kSections[i];
        QAction &action = commands.action(ids[i]);
        const auto refresh = [&page, &action, section] {
            action.setChecked(page.isShown(section));
        };
        commands.bind(ids[i], &page, [&page, section, refresh](bool) {
            page.setShown(section, !page.isShown(section));
            refresh(); // the last one stays
        });
        QObject::connect(&page, &RunPage::sectionsChanged, &action, refresh);
        refresh();
    }
}

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/history_commands.h"

#include "ui/history/compare_page.h"
#include "ui/history/past_run_page.h"
#include "ui/history/runs_page.h"

namespace assay::ui {

void bindRunsCommands(CommandRegistry &commands, RunsPage &page)
{
    using Act = void (RunsPage::*)();
    const std::vector<std::pair<QStringView, Act>> acts{
        {u"history.search", &RunsPage::focusFilter},
        {u"history.open", &RunsPage::openSelected},
        {u"history.compare", &RunsPage::compareSelected},
        {u"history.report", &RunsPage::reportSelected},
        {u"history.export", &RunsPage::exportSelected},
        {u"history.import", &RunsPage::importFile},
        {u"history.delete", &RunsPage::deleteSelected},
        {u"history.undoDelete", &RunsPage::undoDelete},
    };
    for (const auto &[id, act] : acts)
        commands.bind(id, &page, [&page, run = act](bool) { (page.*run)(); });
}

void bindReplayCommands(CommandRegistry &commands, PastRunPage &page)
{
    ReplayPlayer &player = page.player();
    const auto bind = [&](QStringView id, std::function<void()> act) {
        commands.bind(id, &page, [act = std::move(act)](bool) { act(); });
    };
    bind(u"replay.play", [&player] { player.toggle(); });
    bind(u"replay.forward", [&player] { player.stepEvents(1); });
    bind(u"replay.back", [&player] { player.stepEvents(-1); });
    bind(u"replay.speed1", [&player] { player.setSpeed(1); });
    bind(u"replay.speed10", [&player] { player.setSpeed(10); });
    bind(u"replay.speed100", [&player] { player.setSpeed(100); });
}

void bindCompareCommands(CommandRegistry &commands, ComparePage &page)
{
    commands.bind(u"compare.swap", &page, [&page](bool) { page.swap(); });
    commands.bind(u"compare.save", &page, [&page](bool) { page.saveAs(); });
}

} // namespace assay::ui

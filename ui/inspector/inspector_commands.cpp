// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector_commands.h"

#include "ui/inspector/inspector_panel.h"

namespace assay::ui {

void bindInspectorCommands(CommandRegistry &commands, InspectorPanel &panel)
{
    using enum InspectorAct;
    const std::vector<std::pair<QStringView, InspectorAct>> acts{
        {u"inspector.showResponse", ShowResponse},
        {u"inspector.showRequest", ShowRequest},
        {u"inspector.showHeaders", ShowHeaders},
        {u"inspector.showDiff", ShowDiff},
        {u"inspector.showRaw", ShowRaw},
        {u"inspector.copyAsCurl", CopyAsCurl},
        {u"inspector.copyBody", CopyBody},
        {u"inspector.saveBody", SaveBody},
        {u"inspector.updateGolden", UpdateGolden},
        {u"inspector.runAgain", RunAgain},
        {u"inspector.openSource", OpenSource},
        {u"inspector.previousEvent", Previous},
        {u"inspector.nextEvent", Next},
    };
    for (const auto &[id, act] : acts)
        commands.bind(id, &panel, [&panel, what = act](bool) { panel.perform(what); });
    commands.bind(u"inspector.nextFailure", &panel, [&panel](bool) { panel.selectBadCase(true); });
    commands.bind(u"inspector.previousFailure", &panel,
                  [&panel](bool) { panel.selectBadCase(false); });
}

} // namespace assay::ui

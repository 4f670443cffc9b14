// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/environments/environment_commands.h"

#include "ui/environments/environment_panel.h"

namespace assay::ui {

void bindEnvironmentCommands(CommandRegistry &commands, EnvironmentPanel &panel)
{
    using Act = void (EnvironmentPanel::*)();
    const std::vector<std::pair<QStringView, Act>> acts{
        {u"environment.provision", &EnvironmentPanel::provision},
        {u"environment.cancel", &EnvironmentPanel::cancel},
        {u"environment.destroy", &EnvironmentPanel::destroyEnvironment},
        {u"environment.configure", &EnvironmentPanel::configure},
        {u"service.start", &EnvironmentPanel::startService},
        {u"service.stop", &EnvironmentPanel::stopService},
        {u"service.open", &EnvironmentPanel::openEndpoint},
        {u"service.copyEndpoint", &EnvironmentPanel::copyEndpoint},
    };
    QList<QAction *> actions;
    for (const auto &[id, act] : acts) {
        commands.bind(id, &panel, [&panel, run = act](bool) { (panel.*run)(); });
        actions.append(&commands.action(id));
    }
    panel.setActions(actions);
}

} // namespace assay::ui

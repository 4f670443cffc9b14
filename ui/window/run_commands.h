// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"
#include "ui/run/case_scope.h"
#include "ui/run/run_controller.h"
#include "ui/settings/preferences.h"
#include "ui/window/consent.h"

#include <QObject>

namespace assay::ui {

/// The commands that start and stop runs: what they name, when they can be used, and the question
/// before a workspace runs for the first time. Main thread; the references outlive it.
class RunCommands : public QObject
{
    Q_OBJECT
public:
    RunCommands(RunController &controller, CommandRegistry &commands, CaseScope &scope,
                const Preferences &preferences, QSettings &settings, QWidget &window);

    /// Asks first when the workspace never ran here; fills in what the settings say of runs and the
    /// request leaves open.
    void run(workbench::RunRequest request);
    /// What must be done before a run reads its files. It calls `go` when it is done, or never.
    void setBefore(std::function<void(const std::function<void()> &go)> before)
    {
        m_before = std::move(before);
    }

private:
    void start(workbench::RunRequest request);
    void runSelected();
    void runFailed();
    void refresh();

    RunController &m_controller;
    CommandRegistry &m_commands;
    CaseScope &m_scope;
    const Preferences &m_preferences;
    Consent m_consent;
    QWidget &m_window;
    std::function<void(const std::function<void()> &go)> m_before;
};

} // namespace assay::ui

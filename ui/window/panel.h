// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"
#include "ui/editor/editors.h"
#include "ui/environments/environments.h"
#include "ui/history/history_access.h"
#include "ui/run/case_scope.h"
#include "ui/run/run_controller.h"
#include "ui/run/selection.h"
#include "ui/run/time_view.h"
#include "ui/settings/preferences.h"
#include "ui/theme/theme.h"

#include <array>
#include <functional>
#include <vector>

class QSettings;

namespace assay::ui {

class Shell;

/// What a panel or page may use; all of it outlives the widgets that are made with it.
struct PanelContext
{
    RunController &controller;
    RunFeed &feed;
    ThemeManager &themes;
    QSettings &settings;
    Preferences &preferences;
    CommandRegistry &commands;
    Selection &selection;
    TimeView &timeView;
    HistoryAccess &history;
    Environments &environments; ///< that are up by hand
    CaseScope &scope;
    Editors &editors;
    Shell &shell;
};

/// What a factory gives. The dock or tab is titled by widget->windowTitle() when that is not empty,
/// and follows it; a tab shows windowIcon() and isWindowModified() too.
struct PanelParts
{
    QWidget *widget = nullptr;
    QWidget *head = nullptr;     ///< the line above it; null: the shell makes one with its title
    QWidget *controls = nullptr; ///< at the right of the line that the shell makes
    /// Of a page: false keeps it open; it then asks by itself, and closes with Shell::closePage.
    /// Of a panel, when the window wants to close: ends what it has started, true when nothing is
    /// left of it; until then the window waits for Shell::settled().
    std::function<bool()> mayClose;
};

enum class PanelArea { Left, Right, Bottom };

/// The three layouts.
enum class LayoutKind { Author, Run, Review };
inline constexpr std::array kLayoutKinds = {LayoutKind::Author, LayoutKind::Run,
                                            LayoutKind::Review};

/// A dock of the window.
struct PanelSpec
{
    QString id;    ///< "suites": for settings, layouts and the command "panel.suites"
    QString title; ///< translated
    PanelArea area = PanelArea::Left;
    int order = 0;       ///< within its area, from the top or the left
    int extent = 250;    ///< px at first: width at a side, height at the bottom or within a side
    bool tabbed = false; ///< behind the one before it in its area
    std::vector<LayoutKind> layouts; ///< those that show it at first
    QKeySequence shortcut;           ///< of its command
    QString help;                    ///< file of its help page: "suites.md"
    std::function<PanelParts(PanelContext &context, QWidget *parent)> make;
};

/// A tab in the middle of the window.
struct PageSpec
{
    QString id; ///< "run", for settings and the command "page.run"
    QString title;
    bool permanent = false; ///< open from the start, cannot be closed
    bool listed = true;     ///< opens without an argument, so it has a command
    QKeySequence shortcut;
    QString help;
    /// `argument` tells pages of one kind apart: a file, a run's id; "" for the only one.
    std::function<PanelParts(PanelContext &context, const QString &argument, QWidget *parent)> make;
};

/// The registries: to add a panel or a page, add its line in panels.cpp.
[[nodiscard]] std::vector<PanelSpec> panelSpecs();
[[nodiscard]] std::vector<PageSpec> pageSpecs();
/// "panel.suites", "page.run": one command for each of them, for the registry of commands.
[[nodiscard]] std::vector<CommandSpec> panelCommands(const std::vector<PanelSpec> &panels,
                                                     const std::vector<PageSpec> &pages);

} // namespace assay::ui

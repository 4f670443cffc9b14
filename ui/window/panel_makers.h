// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/panel.h"

namespace assay::ui {

class ConsolePanel;
class InspectorPanel;

/// The factories of the registries: each makes one widget and ties it to what the window shares
/// (PanelContext) and to the commands that it owns. The widgets themselves know nothing of the
/// window.
[[nodiscard]] PanelParts makeSuitesPanel(PanelContext &context, QWidget *parent);
[[nodiscard]] PanelParts makeEnvironmentPanel(PanelContext &context, QWidget *parent);
[[nodiscard]] PanelParts makeInspectorPanel(PanelContext &context, QWidget *parent);
/// Of the dock and of pages: what it asks for goes to the shell; its commands are bound.
void connectInspector(InspectorPanel &panel, PanelContext &context);
void bindConsoleCommands(ConsolePanel &panel, PanelContext &context);
[[nodiscard]] PanelParts makeConsolePanel(PanelContext &context, QWidget *parent);
[[nodiscard]] PanelParts makeProblemsPanel(PanelContext &context, QWidget *parent);

[[nodiscard]] PanelParts makeRunPage(PanelContext &context, const QString &argument,
                                     QWidget *parent);
[[nodiscard]] PanelParts makeChartsPage(PanelContext &context, const QString &argument,
                                        QWidget *parent);
[[nodiscard]] PanelParts makeEditorPage(PanelContext &context, const QString &path,
                                        QWidget *parent);
/// Ties the files that are edited to the window: what opens, saves, runs and follows them.
void connectEditors(PanelContext &context);
[[nodiscard]] PanelParts makeRunsPage(PanelContext &context, const QString &argument,
                                      QWidget *parent);
[[nodiscard]] PanelParts makePastRunPage(PanelContext &context, const QString &run,
                                         QWidget *parent);
/// `runs` as compareArgument() makes it.
[[nodiscard]] PanelParts makeComparePage(PanelContext &context, const QString &runs,
                                         QWidget *parent);
[[nodiscard]] QString compareArgument(const QString &before, const QString &after);
[[nodiscard]] PanelParts makeReportPage(PanelContext &context, const QString &run, QWidget *parent);
[[nodiscard]] PanelParts makeWelcomePage(PanelContext &context, const QString &argument,
                                         QWidget *parent);
[[nodiscard]] PanelParts makeSettingsPage(PanelContext &context, const QString &argument,
                                          QWidget *parent);
[[nodiscard]] PanelParts makeHelpPage(PanelContext &context, const QString &argument,
                                      QWidget *parent);

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"
#include "ui/settings/preferences.h"

#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;
class QListWidget;
class QStackedWidget;

namespace assay::ui {

/// A page of the settings. To add one, add a line to settingsPages().
struct SettingsPageSpec
{
    QString id;
    QString title;
    std::function<QWidget *(Preferences &, CommandRegistry &, QWidget *parent)> make;
};
[[nodiscard]] std::vector<SettingsPageSpec> settingsPages();

/// The settings: pages at the left, a search over all of them above. Everything applies at once.
/// Main thread.
class SettingsPage : public QWidget
{
    Q_OBJECT
public:
    SettingsPage(Preferences &preferences, CommandRegistry &commands, QWidget *parent = nullptr);
    void open(const QString &page);
    void search(const QString &words);
    [[nodiscard]] QString current() const;

private:
    void apply(const QString &words);

    std::vector<SettingsPageSpec> m_specs;
    QLineEdit *m_search;
    QListWidget *m_list;
    QStackedWidget *m_stack;
    QLabel *m_none;
};

/// A part of a settings page that the search can find: the page hides those that do not fit.
class SettingsRow : public QWidget
{
    Q_OBJECT
public:
    SettingsRow(Preferences &preferences, const SettingSpec &spec, QWidget *parent);
    /// Every word stands in title, help or key.
    [[nodiscard]] bool fits(const QStringList &words) const;

private:
    QWidget *makeEditor(Preferences &preferences);
    SettingSpec m_spec;
};

} // namespace assay::ui

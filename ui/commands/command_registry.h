// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QObject>

#include <functional>
#include <vector>

class QAction;
class QWidget;

namespace assay::ui {

enum class MenuPlace { File, Edit, View, Run, Help };

/// One thing that a person can do: menus, toolbar and palette all take it from here.
struct CommandSpec
{
    QString id; ///< "run.all": stable, for settings and tests
    MenuPlace menu = MenuPlace::File;
    QString text;
    QKeySequence shortcut;
    QString help; ///< one sentence: tooltip, status tip, palette
    bool checkable = false;
    bool separated = false; ///< a line above it in its menu
    QString group;          ///< commands of one group exclude each other
};

/// Every command of the window, in menu order; to add one, add a line and bind its id.
[[nodiscard]] std::vector<CommandSpec> commandSpecs();

/// Those of the editor: EditorPage::bindCommands() binds them all.
[[nodiscard]] std::vector<CommandSpec> editorCommandSpecs();

/// The actions of a window, each made once from commandSpecs(). Main thread, lives with its window.
///
///     CommandRegistry commands(window);
///     commands.bind(u"run.all", [&](bool) { controller.run({}); });
class CommandRegistry : public QObject
{
    Q_OBJECT
public:
    explicit CommandRegistry(QWidget &window, std::vector<CommandSpec> specs = commandSpecs());

    void bind(QStringView id, std::function<void(bool checked)> handler);
    /// The id must be one of commandSpecs().
    [[nodiscard]] QAction &action(QStringView id) const;
    [[nodiscard]] const std::vector<QAction *> &actions() const { return m_actions; }
    [[nodiscard]] const std::vector<CommandSpec> &specs() const { return m_specs; }
    [[nodiscard]] QStringList unbound() const;

private:
    std::vector<CommandSpec> m_specs;
    std::vector<QAction *> m_actions;
    std::vector<bool> m_bound;
};

} // namespace assay::ui

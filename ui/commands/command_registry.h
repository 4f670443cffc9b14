// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QObject>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <vector>

class QAction;
class QSettings;

namespace assay::ui {

/// In the order of the menu bar; a menu without commands is not shown.
enum class MenuPlace { File, Edit, View, Run, Environment, Analyze, Help };

/// One thing that a person can do: menus, toolbar and palette all take it from here.
struct CommandSpec
{
    QString id; ///< "run.all": stable, for settings and tests
    MenuPlace menu = MenuPlace::File;
    QString text;
    QKeySequence shortcut; ///< the default; a person may have another
    QString help;          ///< one sentence: tooltip, status tip, palette
    bool checkable = false;
    bool separated = false; ///< a line above it in its menu
    QString group;          ///< commands of one group exclude each other
    QString submenu;        ///< title of the submenu that it stands in; "" in the menu itself
};

/// Every command of the window, in menu order; to add one, add a line and bind its id.
[[nodiscard]] std::vector<CommandSpec> commandSpecs();

/// The actions of a window, each made once from its specs. Main thread, lives with its window.
///
///     CommandRegistry commands(window, commandSpecs());
///     commands.bind(u"run.all", [&](bool) { controller.run({}); });
///     commands.bind(u"editor.save", &editor, [&](bool) { editor.save(); });
class CommandRegistry : public QObject
{
    Q_OBJECT
public:
    using Handler = std::function<void(bool checked)>;

    CommandRegistry(QWidget &window, std::vector<CommandSpec> specs);

    void bind(QStringView id, Handler handler);
    /// Of a panel or page: forgotten with it. Of several that bind one command, the one with the
    /// keyboard's focus has it, else the one that is in sight, the last bound first, else the
    /// window; what is out of sight has it only when nobody else does, the first bound first.
    void bind(QStringView id, QWidget *owner, Handler handler);

    /// The id must be that of a spec.
    [[nodiscard]] QAction &action(QStringView id) const;
    [[nodiscard]] bool contains(QStringView id) const;
    [[nodiscard]] const std::vector<QAction *> &actions() const { return m_actions; }
    [[nodiscard]] const std::vector<CommandSpec> &specs() const { return m_specs; }
    [[nodiscard]] QStringList unbound() const;

    /// Shortcuts that differ from their defaults are kept in `settings`, which outlives this.
    void useSettings(QSettings &settings);
    /// Takes the keys away from whoever has them: of two with one shortcut Qt triggers neither.
    void setShortcut(QStringView id, const QKeySequence &keys);
    void resetShortcut(QStringView id);
    void resetShortcuts();
    /// The other command that these keys would trigger; "" when they are free.
    [[nodiscard]] QString ownerOf(const QKeySequence &keys, QStringView except) const;

    /// The shortcuts work in another window, too (a page that floats).
    void serve(QWidget &window) const;

Q_SIGNALS:
    void triggered(const QString &id);
    void shortcutsChanged();

private:
    struct Binding
    {
        QPointer<QWidget> owner; ///< null: the window
        bool owned = false;
        Handler handler;
    };
    [[nodiscard]] std::size_t indexOf(QStringView id) const;
    void trigger(std::size_t index, bool checked);
    void putShortcut(std::size_t index, const QKeySequence &keys);
    void keep(std::size_t index);

    std::vector<CommandSpec> m_specs;
    std::vector<QAction *> m_actions;
    std::vector<std::vector<Binding>> m_bindings;
    QSettings *m_settings = nullptr;
};

} // namespace assay::ui

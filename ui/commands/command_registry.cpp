// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/command_registry.h"

#include <QAction>
#include <QActionGroup>
#include <QHash>
#include <QWidget>

namespace assay::ui {

using namespace Qt::StringLiterals;

CommandRegistry::CommandRegistry(QWidget &window, std::vector<CommandSpec> specs)
    : QObject(&window)
    , m_specs(std::move(specs))
    , m_bound(m_specs.size(), false)
{
    QHash<QString, QActionGroup *> groups;
    for (const CommandSpec &spec : m_specs) {
        auto *action = new QAction(spec.text, this);
        action->setObjectName(spec.id);
        action->setShortcut(spec.shortcut);
        action->setCheckable(spec.checkable);
        action->setStatusTip(spec.help);
        const QString keys = spec.shortcut.toString(QKeySequence::NativeText);
        action->setToolTip(keys.isEmpty() ? spec.help : u"%1 (%2)"_s.arg(spec.help, keys));
        if (!spec.group.isEmpty()) {
            QActionGroup *&group = groups[spec.group];
            if (group == nullptr)
                group = new QActionGroup(this);
            group->addAction(action);
        }
        window.addAction(action);
        m_actions.push_back(action);
    }
}

void CommandRegistry::bind(QStringView id, std::function<void(bool)> handler)
{
    connect(&action(id), &QAction::triggered, this, std::move(handler));
    for (std::size_t i = 0; i < m_specs.size(); ++i) {
        if (m_specs[i].id == id)
            m_bound[i] = true;
    }
}

QAction &CommandRegistry::action(QStringView id) const
{
    for (QAction *action : m_actions) {
        if (action->objectName() == id)
            return *action;
    }
    qFatal("no command is called %s", qPrintable(id.toString()));
}

QStringList CommandRegistry::unbound() const
{
    QStringList ids;
    for (std::size_t i = 0; i < m_specs.size(); ++i) {
        if (!m_bound[i])
            ids.append(m_specs[i].id);
    }
    return ids;
}

} // namespace assay::ui

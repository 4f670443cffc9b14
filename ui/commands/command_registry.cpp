// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/command_registry.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QHash>
#include <QSettings>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

QString keyOf(const QString &id)
{
    return u"shortcuts/"_s + id;
}

} // namespace

CommandRegistry::CommandRegistry(QWidget &window, std::vector<CommandSpec> specs)
    : QObject(&window)
    , m_specs(std::move(specs))
    , m_bindings(m_specs.size())
{
    QHash<QString, QActionGroup *> groups;
    for (std::size_t i = 0; i < m_specs.size(); ++i) {
        const CommandSpec &spec = m_specs[i];
        auto *action = new QAction(spec.text, this);
        action->setObjectName(spec.id);
        action->setCheckable(spec.checkable);
        action->setStatusTip(spec.help);
        if (!spec.group.isEmpty()) {
            QActionGroup *&group = groups[spec.group];
            if (group == nullptr)
                group = new QActionGroup(this);
            group->addAction(action);
        }
        connect(action, &QAction::triggered, this,
                [this, i](bool checked) { trigger(i, checked); });
        window.addAction(action);
        m_actions.push_back(action);
        putShortcut(i, spec.shortcut);
    }
}

void CommandRegistry::bind(QStringView id, Handler handler)
{
    m_bindings[indexOf(id)].push_back({nullptr, false, std::move(handler)});
}

void CommandRegistry::bind(QStringView id, QWidget *owner, Handler handler)
{
    auto &bindings = m_bindings[indexOf(id)];
    std::erase_if(bindings, [](const Binding &binding) { return binding.owned && !binding.owner; });
    bindings.push_back({owner, true, std::move(handler)});
}

void CommandRegistry::trigger(std::size_t index, bool checked)
{
    const QWidget *focus = QApplication::focusWidget();
    const Binding *chosen = nullptr;
    int best = -1;
    for (const Binding &binding : m_bindings[index]) {
        if (binding.owned && !binding.owner)
            continue;
        int rank = 1;
        if (binding.owner) {
            const bool has = binding.owner == focus || binding.owner->isAncestorOf(focus);
            rank = has ? 3 : binding.owner->isVisible() ? 2 : 0;
        }
        if (rank > best || (rank == best && rank > 0)) {
            best = rank;
            chosen = &binding;
        }
    }
    if (chosen != nullptr) {
        const Handler handler = chosen->handler; // it may bind, and so move what it stands in
        handler(checked);
    }
    Q_EMIT triggered(m_specs[index].id);
}

std::size_t CommandRegistry::indexOf(QStringView id) const
{
    for (std::size_t i = 0; i < m_specs.size(); ++i) {
        if (m_specs[i].id == id)
            return i;
    }
    qFatal("no command is called %s", qPrintable(id.toString()));
}

QAction &CommandRegistry::action(QStringView id) const
{
    return *m_actions[indexOf(id)];
}

bool CommandRegistry::contains(QStringView id) const
{
    return std::ranges::any_of(m_specs, [&](const CommandSpec &spec) { return spec.id == id; });
}

QStringList CommandRegistry::unbound() const
{
    QStringList ids;
    for (std::size_t i = 0; i < m_specs.size(); ++i) {
        if (m_bindings[i].empty())
            ids.append(m_specs[i].id);
    }
    return ids;
}

void CommandRegistry::useSettings(QSettings &settings)
{
    m_settings = &settings;
    for (std::size_t i = 0; i < m_specs.size(); ++i) {
        const QVariant kept = settings.value(keyOf(m_specs[i].id));
        if (kept.isValid())
            putShortcut(i, QKeySequence::fromString(kept.toString(), QKeySequence::PortableText));
    }
}

void CommandRegistry::putShortcut(std::size_t index, const QKeySequence &keys)
{
    QAction &action = *m_actions[index];
    action.setShortcut(keys);
    const QString shown = keys.toString(QKeySequence::NativeText);
    const QString &help = m_specs[index].help;
    action.setToolTip(shown.isEmpty() ? help : u"%1 (%2)"_s.arg(help, shown));
}

void CommandRegistry::keep(std::size_t index)
{
    if (m_settings == nullptr)
        return;
    const QString key = keyOf(m_specs[index].id);
    const QKeySequence keys = m_actions[index]->shortcut();
    if (keys == m_specs[index].shortcut)
        m_settings->remove(key);
    else
        m_settings->setValue(key, keys.toString(QKeySequence::PortableText));
}

void CommandRegistry::setShortcut(QStringView id, const QKeySequence &keys)
{
    if (const QString other = ownerOf(keys, id); !other.isEmpty()) {
        const std::size_t loser = indexOf(other);
        putShortcut(loser, {});
        keep(loser);
    }
    const std::size_t index = indexOf(id);
    putShortcut(index, keys);
    keep(index);
    Q_EMIT shortcutsChanged();
}

void CommandRegistry::resetShortcut(QStringView id)
{
    setShortcut(id, m_specs[indexOf(id)].shortcut);
}

void CommandRegistry::resetShortcuts()
{
    for (std::size_t i = 0; i < m_specs.size(); ++i) {
        putShortcut(i, m_specs[i].shortcut);
        keep(i);
    }
    Q_EMIT shortcutsChanged();
}

QString CommandRegistry::ownerOf(const QKeySequence &keys, QStringView except) const
{
    if (keys.isEmpty())
        return {};
    for (std::size_t i = 0; i < m_specs.size(); ++i) {
        const QKeySequence own = m_actions[i]->shortcut();
        // "Ctrl+K, A" and "Ctrl+K" are in each other's way.
        const bool same = !own.isEmpty() && (own.matches(keys) != QKeySequence::NoMatch ||
                                             keys.matches(own) != QKeySequence::NoMatch);
        if (same && m_specs[i].id != except)
            return m_specs[i].id;
    }
    return {};
}

void CommandRegistry::serve(QWidget &window) const
{
    for (QAction *action : m_actions)
        window.addAction(action);
}

} // namespace assay::ui

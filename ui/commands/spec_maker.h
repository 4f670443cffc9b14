// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"

namespace assay::ui {

/// Makes the specs of one menu or submenu, for the tables of commands.
struct SpecMaker
{
    MenuPlace menu = MenuPlace::View;
    QString submenu;

    [[nodiscard]] CommandSpec operator()(const QString &id, const QString &text,
                                         const QString &help, const QKeySequence &keys = {}) const
    {
        CommandSpec spec;
        spec.id = id;
        spec.menu = menu;
        spec.submenu = submenu;
        spec.text = text;
        spec.help = help;
        spec.shortcut = keys;
        return spec;
    }
    [[nodiscard]] CommandSpec checkable(const QString &id, const QString &text, const QString &help,
                                        const QKeySequence &keys = {}) const
    {
        CommandSpec spec = (*this)(id, text, help, keys);
        spec.checkable = true;
        return spec;
    }
    /// With a line above it.
    [[nodiscard]] static CommandSpec separated(CommandSpec spec)
    {
        spec.separated = true;
        return spec;
    }
};

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/command_registry.h"

#include <QWidget>

class QKeySequenceEdit;
class QLabel;
class QPushButton;
class QTableWidget;

namespace assay::ui {

/// Every command with its keys: choose one, press new keys, see who has them already. Main thread.
class ShortcutsPage : public QWidget
{
    Q_OBJECT
public:
    ShortcutsPage(CommandRegistry &commands, QWidget *parent = nullptr);
    /// Shows the commands in which every word stands; how many.
    int filter(const QStringList &words);
    void choose(const QString &id);

private:
    void refresh();
    void refreshEditor();
    void refreshConflict();
    void apply();
    [[nodiscard]] QString chosen() const;

    CommandRegistry &m_commands;
    QTableWidget *m_table;
    QKeySequenceEdit *m_keys;
    QPushButton *m_apply;
    QPushButton *m_reset;
    QPushButton *m_clear;
    QLabel *m_conflict;
};

} // namespace assay::ui

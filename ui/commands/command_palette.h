// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/palette_model.h"

#include <QDialog>

class QLineEdit;
class QListView;

namespace assay::ui {

/// Ctrl+K: type a few letters, go up and down, Return does it, Escape leaves. Main thread.
class CommandPalette : public QDialog
{
    Q_OBJECT
public:
    CommandPalette(const ThemeManager &themes, QWidget &window);
    /// Shown above the window's middle with these entries.
    void openWith(std::vector<PaletteEntry> entries);

Q_SIGNALS:
    void caseChosen(const QString &caseId);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void move(int rows);
    void run(const QModelIndex &index);

    PaletteModel *m_model;
    QLineEdit *m_search;
    QListView *m_list;
};

} // namespace assay::ui

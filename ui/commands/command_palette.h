// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/palette_model.h"

#include <QDialog>
#include <QThreadPool>

class QLineEdit;
class QListView;
class QSettings;

namespace assay::ui {

/// Ctrl+K: type a few letters, go up and down, Return does it, Escape leaves. A source's prefix
/// typed first ("?exit" for the help) searches only there. Main thread.
class CommandPalette : public QDialog
{
    Q_OBJECT
public:
    /// Entries that were used are kept in `settings`, which outlives this.
    CommandPalette(std::vector<PaletteSource> sources, const ThemeManager &themes,
                   QSettings &settings, QWidget &window);
    ~CommandPalette() override;
    /// Shown above the window's middle, with what the sources have now.
    void openWith(const QString &text = {});
    [[nodiscard]] PaletteModel &model() { return *m_model; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void load(const PaletteSource &source);
    void select(int row, int step);
    void move(int rows);
    void run(const QModelIndex &index);
    void remember(const QString &key);

    std::vector<PaletteSource> m_sources;
    QSettings &m_settings;
    PaletteModel *m_model;
    QLineEdit *m_search;
    QListView *m_list;
    QThreadPool m_pool;
    std::stop_source m_loading;
    int m_opened = 0;
};

} // namespace assay::ui

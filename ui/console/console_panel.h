// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/console/console_view.h"
#include "ui/console/log_export.h"
#include "ui/run/run_feed.h"
#include "ui/run/selection.h"
#include "ui/run/time_view.h"
#include "ui/views/fitting_row.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;

namespace assay::ui {

/// What the run says, line by line: level, kinds and source filter it, a text is found in it; it
/// follows until one scrolls up. Return or a double click selects what a line is about; the line
/// under the keyboard and the crosshair of the time axis show each other. controls() stands in the
/// line of the tabs. Main thread.
class ConsolePanel : public QWidget
{
    Q_OBJECT
public:
    /// All outlive it.
    ConsolePanel(RunFeed &feed, Selection &selection, TimeView &time, const ThemeManager &themes,
                 QWidget *parent = nullptr);

    [[nodiscard]] LogModel &model() { return *m_model; }
    [[nodiscard]] ConsoleView &view() { return *m_view; }
    [[nodiscard]] QWidget *controls() const { return m_controls; }
    [[nodiscard]] bool isFollowing() const { return m_view->isFollowing(); }
    void setFollowing(bool following) { m_view->setFollowing(following); }
    void clear();
    void copy(); ///< the selected lines, whole
    void saveAs();
    void save(const QString &path); ///< every line that the filter shows
    void focusSearch();
    void closeSearch();
    void findNext(bool forward);
    void showCrosshair(); ///< the lines of the moment that the time axis marks
    /// Only this source; empty for all.
    void setSource(const QString &source);

Q_SIGNALS:
    void followingChanged(bool following);
    void failed(const QString &title, const QString &fix);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildControls();
    void buildFindBar();
    void applyFilter();
    void applySearch();
    void onAdvanced(const RunUpdate &update);
    void refresh();
    void selectSubject(LineNumber line);
    void showMenu(const QPoint &position);
    void addFilters(QMenu &menu);
    [[nodiscard]] LogText searchText() const;

    RunFeed &m_feed;
    Selection &m_selection;
    TimeView &m_time;
    LogModel *m_model;
    ConsoleView *m_view;
    LogExport *m_export;
    FittingRow *m_controls;
    QComboBox *m_level = nullptr;
    QComboBox *m_source = nullptr;
    QPushButton *m_cases = nullptr;
    QPushButton *m_services = nullptr;
    QPushButton *m_health = nullptr;
    QPushButton *m_find = nullptr;
    QPushButton *m_follow = nullptr;
    QWidget *m_findBar;
    QLineEdit *m_search = nullptr;
    QPushButton *m_caseSensitive = nullptr;
    QPushButton *m_pattern = nullptr;
    QPushButton *m_onlyMatches = nullptr;
    QLabel *m_count = nullptr;
    QLabel *m_note; ///< what is missing, what was saved
    QTimer m_typing;
    bool m_searchPending = false; ///< the first hit is to be shown when it is found
};

} // namespace assay::ui

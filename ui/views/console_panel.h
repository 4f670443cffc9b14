// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/log_model.h"
#include "ui/run/run_feed.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QTableView;

namespace assay::ui {

/// What the run says, line by line: levels, kinds and text filter it; it follows until one scrolls
/// up. controls() stands in the line of the tabs. Main thread.
class ConsolePanel : public QWidget
{
    Q_OBJECT
public:
    ConsolePanel(RunFeed &feed, const ThemeManager &themes, QWidget *parent = nullptr);

    [[nodiscard]] LogModel &model() { return *m_model; }
    [[nodiscard]] QWidget *controls() const { return m_controls; }
    [[nodiscard]] bool isFollowing() const { return m_following; }
    void setFollowing(bool following);
    void clear();
    void copy();
    void focusSearch();

Q_SIGNALS:
    void followingChanged(bool following);

private:
    void buildControls();
    void applyFilter();
    void onAdvanced(const RunUpdate &update);

    RunFeed &m_feed;
    LogModel *m_model;
    QTableView *m_view;
    QWidget *m_controls;
    QComboBox *m_level = nullptr;
    QPushButton *m_cases = nullptr;
    QPushButton *m_services = nullptr;
    QPushButton *m_health = nullptr;
    QPushButton *m_follow = nullptr;
    QLineEdit *m_search = nullptr;
    QTimer m_searchTimer;
    bool m_following = true;
    bool m_scrolling = false;
};

} // namespace assay::ui

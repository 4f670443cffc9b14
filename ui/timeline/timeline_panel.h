// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QMenu;
class QPushButton;
class QSettings;

namespace assay::ui {

class PanelHead;
class RunFeed;
class Selection;
class ThemeManager;
class TimelineView;
class TimeView;

/// The timeline under its head: which lanes there are, and whether the end of a live run is
/// followed. Keeps the order of lanes in the settings under "timeline/lanes", when there are some.
/// Main thread.
class TimelinePanel : public QWidget
{
    Q_OBJECT
public:
    TimelinePanel(RunFeed &feed, TimeView &time, Selection &selection, const ThemeManager &themes,
                  QSettings *settings = nullptr, QWidget *parent = nullptr);

    [[nodiscard]] TimelineView &view() { return *m_view; }

private:
    void fillMenu();
    void refreshHead();

    RunFeed &m_feed;
    TimeView &m_time;
    QSettings *m_settings;
    TimelineView *m_view;
    PanelHead *m_head;
    QPushButton *m_lanes;
    QPushButton *m_follow;
    QMenu *m_menu;
};

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/run_info.h"
#include "ui/history/history_access.h"
#include "ui/history/replay_player.h"
#include "ui/run/event_collector.h"
#include "ui/run/selection.h"
#include "ui/run/time_view.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QSettings;
class QStackedWidget;
class QTabWidget;

namespace assay::ui {

class ConsolePanel;
class InspectorPanel;
class PanelHead;
class ReplayBar;
class RunPage;

/// A run of history in the views of a live one, with a slider that replays it. One that another
/// process is writing is followed while it grows, and can be replayed when it has ended. Main
/// thread; `access`, `themes` and `settings` outlive it.
class PastRunPage : public QWidget
{
    Q_OBJECT
public:
    PastRunPage(HistoryAccess &access, ThemeManager &themes, QSettings &settings,
                QWidget *parent = nullptr);
    ~PastRunPage() override;

    void open(const QString &runId);
    void revealCase(const QString &caseId);
    void findInConsole();

    [[nodiscard]] RunFeed &feed() { return m_feed; }
    [[nodiscard]] ReplayPlayer &player() { return *m_player; }
    [[nodiscard]] TimeView &timeView() { return m_timeView; }
    [[nodiscard]] Selection &selection() { return m_selection; }
    [[nodiscard]] RunPage &runPage() { return *m_runPage; }
    [[nodiscard]] ConsolePanel &console() { return *m_console; }
    [[nodiscard]] InspectorPanel &inspector() { return *m_inspector; }
    [[nodiscard]] const QString &runId() const { return m_runId; }
    [[nodiscard]] bool isAttached() const { return m_attached; }
    /// What is wrong with the run; "" when nothing is.
    [[nodiscard]] const QString &problem() const { return m_problem; }

Q_SIGNALS:
    void reportWanted(const QString &runId);

private:
    struct Reading;

    void onInfo(const history::RunInfo &info, bool live);
    void onRead(std::shared_ptr<const Replay> replay);
    void say(const QString &problem, bool instead);
    void refreshHead();

    HistoryAccess &m_access;
    RunFeed m_feed;
    TimeView m_timeView;
    Selection m_selection;
    ReplayPlayer *m_player;
    PanelHead *m_head;
    QLabel *m_live;
    QPushButton *m_report;
    ReplayBar *m_bar;
    QLabel *m_warning;
    QLabel *m_text;
    QStackedWidget *m_stack;
    RunPage *m_runPage;
    QTabWidget *m_below;
    ConsolePanel *m_console;
    InspectorPanel *m_inspector;
    QString m_runId;
    QString m_detail;
    QString m_problem;
    std::shared_ptr<Reading> m_reading;
    std::shared_ptr<const Replay> m_next; ///< shown when the feed has reduced the rest
    bool m_attached = false;
    HistoryTask m_task;
};

} // namespace assay::ui

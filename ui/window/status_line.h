// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/notify/notification_stack.h"
#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"

#include <QTimer>

class QLabel;
class QStatusBar;

namespace assay::ui {

class OutcomeBar;

/// The line at the bottom of the window: how far the run is, whatever panels are hidden; what was
/// just done; facts; the bell. Main thread.
class StatusLine : public QObject
{
    Q_OBJECT
public:
    StatusLine(QStatusBar &bar, RunController &controller, Notifications &notifications,
               const ThemeManager &themes);
    void say(const QString &text);
    void setPlace(int line,
                  int column); ///< of the cursor in a file, from 1; 0: no file is in front
    [[nodiscard]] NotificationBell &bell() { return *m_bell; }

private:
    void refresh();

    RunController &m_controller;
    OutcomeBar *m_outcome;
    QLabel *m_progress;
    QLabel *m_message;
    QLabel *m_facts;
    QLabel *m_place;
    NotificationBell *m_bell;
    QTimer m_messageTimer;
};

} // namespace assay::ui

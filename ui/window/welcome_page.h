// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QBoxLayout;
class QSettings;
class QVBoxLayout;

namespace assay::ui {

/// What stands there before a workspace is open: recent ones, open, the example, help. Main thread.
class WelcomePage : public QWidget
{
    Q_OBJECT
public:
    WelcomePage(QSettings &settings, const ThemeManager &themes, QWidget *parent = nullptr);

Q_SIGNALS:
    void openWanted();
    void exampleWanted();
    void workspaceChosen(const QString &folder);
    void helpWanted(const QString &page);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void listRecent();
    void markMissing(const QStringList &missing);

    QSettings &m_settings;
    QWidget *m_recent;
    QVBoxLayout *m_recentLines;
    QBoxLayout *m_buttons; ///< these two stand above each other in a narrow page
    QBoxLayout *m_columns;
};

} // namespace assay::ui

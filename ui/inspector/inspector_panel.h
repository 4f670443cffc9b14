// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/inspector.h"

#include <QList>

class QLabel;
class QStackedWidget;

namespace assay::ui {

class PanelHead;

/// Follows the selection and shows the inspector of its kind. Main thread; feed, selection and
/// themes outlive it.
class InspectorPanel : public QWidget
{
    Q_OBJECT
public:
    InspectorPanel(RunFeed &feed, Selection &selection, const ThemeManager &themes,
                   QWidget *parent = nullptr);

    [[nodiscard]] QWidget *head() const;
    /// Buttons below a service; those that are disabled are hidden.
    void setServiceActions(const QList<QAction *> &actions);
    /// Whose services it shows beside those of the run; they outlive it.
    void setEnvironments(const Environments &environments);
    /// Null while nothing is selected that it knows.
    [[nodiscard]] Inspector *current() const;
    [[nodiscard]] const RunRecord &record() const { return m_record; }

    void perform(InspectorAct act); ///< says so when it cannot be done
    void selectBadCase(bool forward);

Q_SIGNALS:
    void fileWanted(const QString &path, int line, int column);
    void urlWanted(const QUrl &url);
    void runWanted(const assay::workbench::RunRequest &request);
    void said(const QString &text);
    void failed(const QString &title, const QString &fix);

private:
    void follow();
    void adopt(Inspector *inspector);

    RunFeed &m_feed;
    Selection &m_selection;
    RunRecord m_record;
    QList<QAction *> m_serviceActions;
    const Environments *m_environments = nullptr;
    PanelHead *m_head;
    QStackedWidget *m_stack;
    struct Slot
    {
        std::vector<Selection::Kind> kinds;
        Inspector *inspector = nullptr;
    };
    std::vector<Slot> m_slots;
};

} // namespace assay::ui

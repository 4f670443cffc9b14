// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/inspector.h"

#include <QTimer>

class QFormLayout;
class QHBoxLayout;
class QLabel;
class QStackedWidget;

namespace assay::ui {

class BodyView;

/// What the record tells of a service. A plain value.
struct ServiceStory
{
    int restarts = 0;                 ///< how often it started again after it had been ready
    base::Nanoseconds readySince{-1}; ///< -1: it is not ready
    QString history;                  ///< a line each change, for people
};
/// Pure.
[[nodiscard]] ServiceStory serviceStory(const events::EventBatch &changes);

/// A service of the run: its state and health with their history, where it is reached, how long it
/// is up, how often it was restarted, and its last lines. Main thread.
class ServiceInspector : public Inspector
{
    Q_OBJECT
public:
    static constexpr std::size_t kLines = 500;

    explicit ServiceInspector(const InspectorContext &context, QWidget *parent = nullptr);

    void inspect(const Selection &selection) override;
    void advance(const RunUpdate &update) override;
    [[nodiscard]] QString detail() const override { return m_name; }
    [[nodiscard]] bool can(InspectorAct act) const override;
    void perform(InspectorAct act) override;

private:
    void refresh();
    void refreshLines();
    void showActions();
    [[nodiscard]] const events::RunState::ServiceStatus *service() const;

    const InspectorContext m_context;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    QLabel *m_icon;
    QLabel *m_state;
    QFormLayout *m_facts;
    std::vector<std::pair<QLabel *, QLabel *>> m_factRows;
    BodyView *m_history;
    BodyView *m_lines;
    QHBoxLayout *m_actions;
    QTimer m_timer;
    QString m_name;
};

} // namespace assay::ui

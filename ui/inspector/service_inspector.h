// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/inspector.h"

#include <QTimer>

#include <optional>

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

/// A service of the run, or of an environment that was brought up by hand: its state and health
/// with their history, where it is reached, how long it is up, how often it was restarted, and its
/// last lines. Main thread.
class ServiceInspector : public Inspector
{
    Q_OBJECT
public:
    static constexpr std::size_t kLines = 500;

    explicit ServiceInspector(const InspectorContext &context, QWidget *parent = nullptr);

    void inspect(const Selection &selection) override;
    void advance(const RunUpdate &update) override;
    [[nodiscard]] QString detail() const override;
    [[nodiscard]] bool can(InspectorAct act) const override;
    void perform(InspectorAct act) override;

private:
    void refresh();
    void refreshLines(const events::EventBatch &batch);
    void showActions();
    /// What there is to show of it, from the run or from the environment that is up by hand.
    struct Known
    {
        events::RunState::ServiceStatus status;
        base::Nanoseconds now{};
        events::EventBatch changes;
        events::EventBatch lines;
    };
    [[nodiscard]] std::optional<events::RunState::ServiceStatus> service() const;
    [[nodiscard]] std::optional<Known> known() const;
    [[nodiscard]] QString streamId() const;
    [[nodiscard]] QString missing() const; ///< why there is nothing

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
    QString m_environment; ///< "" for that of the run
};

} // namespace assay::ui

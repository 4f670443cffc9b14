// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/inspector.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace assay::ui {

class BodyView;

/// One event of the run: its kind, when it was, where it stands in the stream, and all of it as
/// JSON; to the event before and the one after. Main thread.
class EventInspector : public Inspector
{
    Q_OBJECT
public:
    explicit EventInspector(const InspectorContext &context, QWidget *parent = nullptr);

    void inspect(const Selection &selection) override;
    void advance(const RunUpdate &update) override;
    [[nodiscard]] QString detail() const override;
    [[nodiscard]] bool can(InspectorAct act) const override;
    void perform(InspectorAct act) override;

private:
    void refresh();
    void refreshPosition();
    void go(bool forward);

    const InspectorContext m_context;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    QLabel *m_title;
    QLabel *m_position;
    QPushButton *m_previous;
    QPushButton *m_next;
    BodyView *m_body;
    events::EventPointer m_event;
    std::uint64_t m_sequence = 0;
};

} // namespace assay::ui

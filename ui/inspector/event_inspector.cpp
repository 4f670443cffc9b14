// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/event_inspector.h"

#include "ui/inspector/body_view.h"
#include "ui/inspector/text_lines_view.h"
#include "ui/views/panel_head.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// The case that an event is of; -1 for none. (changedCase() tells which it changes.)
events::CaseIndex caseIn(const events::Event &event)
{
    return std::visit(
        [](const auto &payload) -> events::CaseIndex {
            if constexpr (requires { payload.index; })
                return payload.index;
            else
                return -1;
        },
        event.payload);
}

} // namespace

EventInspector::EventInspector(const InspectorContext &context, QWidget *parent)
    : Inspector(parent)
    , m_context(context)
    , m_stack(new QStackedWidget(this))
    , m_empty(makeEmptyText({}, this))
    , m_title(new QLabel(this))
    , m_position(new QLabel(this))
    , m_previous(new QPushButton(tr("Previous"), this))
    , m_next(new QPushButton(tr("Next"), this))
    , m_body(new BodyView(tr("The event as JSON"), context.themes, this))
{
    m_body->view().setObjectName(u"eventText"_s);
    m_title->setFont(boldFont());
    m_title->setTextFormat(Qt::PlainText);
    m_position->setObjectName(u"muted"_s);
    m_position->setTextFormat(Qt::PlainText);
    m_previous->setObjectName(u"previousEvent"_s);
    m_next->setObjectName(u"nextEvent"_s);
    m_previous->setAccessibleName(tr("The event before"));
    m_next->setAccessibleName(tr("The event after"));
    auto *page = new QWidget(this);
    auto *steps = new QHBoxLayout;
    steps->setSpacing(6);
    steps->addWidget(m_position, 1);
    steps->addWidget(m_previous);
    steps->addWidget(m_next);
    auto *lines = new QVBoxLayout(page);
    lines->setContentsMargins(12, 8, 10, 8);
    lines->setSpacing(8);
    lines->addWidget(m_title);
    lines->addLayout(steps);
    lines->addWidget(m_body, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(page);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_stack);
    connect(m_previous, &QPushButton::clicked, this, [this] { go(false); });
    connect(m_next, &QPushButton::clicked, this, [this] { go(true); });
    connect(m_body, &BodyView::said, this, &Inspector::said);
    connect(m_body, &BodyView::failed, this, &Inspector::failed);
}

QString EventInspector::detail() const
{
    return tr("event %1").arg(m_sequence);
}

void EventInspector::inspect(const Selection &selection)
{
    m_sequence = selection.eventSequence();
    refresh();
}

void EventInspector::advance(const RunUpdate &)
{
    if (m_event)
        refreshPosition();
    else
        refresh();
}

void EventInspector::refresh()
{
    m_event = m_context.record.eventAt(m_sequence);
    m_stack->setCurrentIndex(m_event ? 1 : 0);
    if (!m_event) {
        m_empty->setText(
            m_context.feed.state().lastSequence() < m_sequence
                ? tr("The run has not come to event %1.").arg(m_sequence)
                : tr("Event %1 is not kept any more; history has all of them.").arg(m_sequence));
        return;
    }
    m_title->setText(
        u"%1  %2"_s.arg(events::payloadName(m_event->payload), base::durationText(m_event->at)));
    BodySource source = eventSource(m_event);
    source.key += m_context.feed.runId();
    source.name = u"event-%1.json"_s.arg(m_sequence);
    m_body->setSource(source);
    refreshPosition();
}

void EventInspector::refreshPosition()
{
    m_position->setText(tr("%1 of %2").arg(m_sequence).arg(m_context.feed.state().lastSequence()));
    m_previous->setEnabled(m_context.record.neighbour(m_sequence, false) != nullptr);
    m_next->setEnabled(m_context.record.neighbour(m_sequence, true) != nullptr);
}

void EventInspector::go(bool forward)
{
    const events::EventPointer event = m_context.record.neighbour(m_sequence, forward);
    if (!event)
        return;
    const events::CaseIndex index = caseIn(*event);
    const auto &run = m_context.feed.state();
    const bool ofCase = index >= 0 && static_cast<std::size_t>(index) < run.cases().size();
    m_context.selection.selectEvent(event->sequence, ofCase ? run.planned(index).id : QString());
}

bool EventInspector::can(InspectorAct act) const
{
    switch (act) {
    case InspectorAct::Previous:
    case InspectorAct::Next:
        return m_context.record.neighbour(m_sequence, act == InspectorAct::Next) != nullptr;
    case InspectorAct::CopyBody:
    case InspectorAct::SaveBody:
        return m_event != nullptr;
    default:
        return false;
    }
}

void EventInspector::perform(InspectorAct act)
{
    if (act == InspectorAct::Previous || act == InspectorAct::Next)
        go(act == InspectorAct::Next);
    else if (act == InspectorAct::CopyBody)
        m_body->copyAll();
    else if (act == InspectorAct::SaveBody)
        m_body->saveAs();
}

} // namespace assay::ui

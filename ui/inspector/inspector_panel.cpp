// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector_panel.h"

#include "ui/environments/environments.h"
#include "ui/inspector/root_cause.h"
#include "ui/views/panel_head.h"

#include <QAction>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLeastHeight = 160; ///< px

} // namespace

InspectorPanel::InspectorPanel(RunFeed &feed, Selection &selection, const ThemeManager &themes,
                               QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_selection(selection)
    , m_record(feed)
    , m_head(new PanelHead(tr("Inspector"), this))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    setMinimumHeight(kLeastHeight); // else it lies over the status bar of a low window
    m_stack->addWidget(makeEmptyText(
        tr("Select a case, a step, a service or an event to see everything about it."), this));
    const InspectorContext context{feed,
                                   selection,
                                   themes,
                                   m_record,
                                   [this] { return m_serviceActions; },
                                   [this] { return m_environments; }};
    for (const InspectorSpec &spec : inspectorSpecs()) {
        Inspector *inspector = spec.make(context, this);
        m_slots.push_back({spec.kinds, inspector});
        adopt(inspector);
    }
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addWidget(m_stack);
    connect(&selection, &Selection::changed, this, &InspectorPanel::follow);
    const auto advance = [this](const RunUpdate &update) {
        if (Inspector *inspector = current())
            inspector->advance(update);
    };
    connect(&feed, &RunFeed::advanced, this, advance); // the record was connected first
    connect(&feed, &RunFeed::ended, this, [advance] { advance({}); });
    connect(&feed, &RunFeed::reset, this, &InspectorPanel::follow);
    follow();
}

void InspectorPanel::adopt(Inspector *inspector)
{
    m_stack->addWidget(inspector);
    connect(inspector, &Inspector::fileWanted, this, &InspectorPanel::fileWanted);
    connect(inspector, &Inspector::urlWanted, this, &InspectorPanel::urlWanted);
    connect(inspector, &Inspector::runWanted, this, &InspectorPanel::runWanted);
    connect(inspector, &Inspector::said, this, &InspectorPanel::said);
    connect(inspector, &Inspector::failed, this, &InspectorPanel::failed);
    connect(inspector, &Inspector::detailChanged, this, [this, inspector] {
        if (inspector == current())
            m_head->setDetail(inspector->detail());
    });
}

QWidget *InspectorPanel::head() const
{
    return m_head;
}

void InspectorPanel::setServiceActions(const QList<QAction *> &actions)
{
    m_serviceActions = actions;
    follow();
}

void InspectorPanel::setEnvironments(const Environments &environments)
{
    m_environments = &environments;
    connect(&environments, &Environments::changed, this, [this] {
        if (Inspector *inspector = current();
            inspector != nullptr && !m_selection.environment().isEmpty())
            inspector->advance({});
    });
    follow();
}

Inspector *InspectorPanel::current() const
{
    return qobject_cast<Inspector *>(m_stack->currentWidget());
}

void InspectorPanel::follow()
{
    const Selection::Kind kind = m_selection.kind();
    const auto slot = std::find_if(m_slots.begin(), m_slots.end(), [kind](const Slot &s) {
        return std::find(s.kinds.begin(), s.kinds.end(), kind) != s.kinds.end();
    });
    if (slot == m_slots.end()) {
        m_stack->setCurrentIndex(0);
        m_head->setDetail({});
        return;
    }
    slot->inspector->inspect(m_selection);
    m_stack->setCurrentWidget(slot->inspector);
    m_head->setDetail(slot->inspector->detail());
}

void InspectorPanel::perform(InspectorAct act)
{
    Inspector *inspector = current();
    if (inspector != nullptr && inspector->can(act))
        inspector->perform(act);
    else
        Q_EMIT said(tr("The inspector shows nothing that this can be done with."));
}

void InspectorPanel::selectBadCase(bool forward)
{
    const events::RunState &state = m_feed.state();
    const auto bad = nextBadCase(state, caseOf(state, m_selection.caseId()), forward);
    if (bad < 0)
        Q_EMIT said(tr("No case of this run has failed."));
    else
        m_selection.selectCase(state.planned(bad).id);
}

} // namespace assay::ui

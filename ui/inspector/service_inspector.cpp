// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/service_inspector.h"

#include "ui/environments/environments.h"
#include "ui/environments/service_words.h"
#include "ui/inspector/body_view.h"
#include "ui/inspector/text_lines_view.h"
#include "ui/views/panel_head.h"
#include "ui/views/status_icon.h"

#include <QAction>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;
using events::RunState;

namespace {

constexpr int kRefreshMs = 250;
constexpr int kHistoryRows = 8;

QString atText(base::Nanoseconds at)
{
    return QString::number(std::chrono::duration<double>(at).count(), 'f', 3);
}

QString withDetail(const QString &text, const QString &detail)
{
    return detail.isEmpty() ? text : text + u" · "_s + detail;
}

} // namespace

ServiceStory serviceStory(const events::EventBatch &changes)
{
    using State = model::ServiceState;
    ServiceStory story;
    bool wasReady = false;
    QStringList lines;
    for (const events::EventPointer &event : changes) {
        QString what;
        if (const auto *changed = std::get_if<events::EnvironmentChanged>(&event->payload)) {
            if (changed->state == State::Starting && wasReady)
                ++story.restarts;
            wasReady = wasReady || changed->state == State::Ready;
            story.readySince = changed->state == State::Ready ? event->at : base::Nanoseconds(-1);
            what = withDetail(model::serviceStateName(changed->state), changed->detail);
        } else if (const auto *health = std::get_if<events::HealthChanged>(&event->payload)) {
            what = withDetail(u"%1 → %2"_s.arg(health->from, health->to), health->detail);
        }
        lines.append(atText(event->at).rightJustified(8) + u"  "_s + what);
    }
    story.history = lines.join(u'\n');
    return story;
}

ServiceInspector::ServiceInspector(const InspectorContext &context, QWidget *parent)
    : Inspector(parent)
    , m_context(context)
    , m_stack(new QStackedWidget(this))
    , m_empty(makeEmptyText({}, this))
    , m_icon(new QLabel(this))
    , m_state(new QLabel(this))
    , m_facts(new QFormLayout)
    , m_history(new BodyView(tr("States of the service"), context.themes, this))
    , m_lines(new BodyView(tr("Last lines of the service"), context.themes, this))
    , m_actions(new QHBoxLayout)
{
    m_history->view().setObjectName(u"serviceHistory"_s);
    m_lines->view().setObjectName(u"serviceLines"_s);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setFont(boldFont());
    m_facts->setContentsMargins(0, 0, 0, 0);
    m_facts->setHorizontalSpacing(12);
    m_facts->setVerticalSpacing(3);
    m_facts->setLabelAlignment(Qt::AlignLeft);
    for (const QString &name : {tr("Provider"), tr("Endpoint"), tr("Up for"), tr("Restarts"),
                                tr("Health"), tr("Detail")}) {
        auto *label = new QLabel(name, this);
        label->setObjectName(u"muted"_s);
        auto *value = new QLabel(this);
        value->setAccessibleName(name);
        value->setTextFormat(Qt::PlainText);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setWordWrap(true);
        m_facts->addRow(label, value);
        m_factRows.emplace_back(label, value);
    }
    auto *page = new QWidget(this);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_icon);
    line->addWidget(m_state, 1);
    m_actions->setSpacing(6);
    auto *lines = new QVBoxLayout(page);
    lines->setContentsMargins(12, 8, 10, 8);
    lines->setSpacing(8);
    lines->addLayout(line);
    lines->addLayout(m_facts);
    lines->addLayout(m_actions);
    const auto heading = [&](const QString &text) {
        auto *label = new QLabel(text, page);
        label->setFont(boldFont());
        lines->addWidget(label);
    };
    heading(tr("States"));
    lines->addWidget(m_history);
    heading(tr("Last lines"));
    lines->addWidget(m_lines, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(page);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_stack);
    connect(&m_history->view(), &TextLinesView::rowCountChanged, this, [this] {
        const TextLinesView &view = m_history->view();
        m_history->setFixedHeight(view.heightOf(std::clamp(view.rowCount(), 1, kHistoryRows)));
    });
    connect(m_lines, &BodyView::shown, this, [this] { // the newest are read first
        m_lines->view().setCaret(m_lines->view().plainText().size());
    });
    connect(m_lines, &BodyView::said, this, &Inspector::said);
    connect(m_lines, &BodyView::failed, this, &Inspector::failed);
    connect(&context.themes, &ThemeManager::changed, this, &ServiceInspector::refresh);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kRefreshMs);
    connect(&m_timer, &QTimer::timeout, this, &ServiceInspector::refresh);
}

std::optional<RunState::ServiceStatus> ServiceInspector::service() const
{
    const auto of = [this](const RunState &state) -> std::optional<RunState::ServiceStatus> {
        const auto &services = state.services();
        const auto it = std::find_if(services.begin(), services.end(),
                                     [this](const auto &s) { return s.name == m_name; });
        return it == services.end() ? std::nullopt : std::optional(*it);
    };
    if (m_environment.isEmpty())
        return of(m_context.feed.state());
    const Environments *environments = m_context.environments();
    return environments == nullptr ? std::nullopt : of(environments->view(m_environment).state);
}

std::optional<ServiceInspector::Known> ServiceInspector::known() const
{
    const auto status = service();
    if (!status)
        return std::nullopt;
    if (m_environment.isEmpty())
        return Known{*status, m_context.feed.now(), m_context.record.changesOf(m_name),
                     m_context.record.linesOf(m_name, kLines)};
    const Environments &environments = *m_context.environments();
    Known known{*status, environments.view(m_environment).now,
                environments.changesOf(m_environment, m_name),
                environments.linesOf(m_environment, m_name)};
    if (const QString url = environments.url(m_environment, m_name); !url.isEmpty())
        known.status.endpoint = url;
    return known;
}

QString ServiceInspector::missing() const
{
    const QString name = m_name.left(60);
    return m_environment.isEmpty()
               ? tr("The service \"%1\" is not of this run. The panel of environments shows it.")
                     .arg(name)
               : tr("The environment \"%1\" is down, so there is nothing of its service \"%2\".")
                     .arg(m_environment.left(60), name);
}

QString ServiceInspector::detail() const
{
    return m_environment.isEmpty() ? m_name : tr("%1 of %2").arg(m_name, m_environment);
}

QString ServiceInspector::streamId() const
{
    return m_environment.isEmpty() ? m_context.feed.runId() : u"environment/"_s + m_environment;
}

void ServiceInspector::inspect(const Selection &selection)
{
    m_name = selection.service();
    m_environment = selection.environment();
    showActions();
    refresh();
}

void ServiceInspector::showActions()
{
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        if (item->widget() != nullptr)
            item->widget()->deleteLater();
        delete item;
    }
    for (QAction *action : m_context.serviceActions()) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::TabFocus);
        m_actions->addWidget(button);
    }
    m_actions->addStretch(1);
}

void ServiceInspector::advance(const RunUpdate &)
{
    if (!m_timer.isActive())
        m_timer.start();
}

void ServiceInspector::refresh()
{
    const auto all = known();
    m_stack->setCurrentIndex(all ? 1 : 0);
    if (!all) {
        m_empty->setText(missing());
        return;
    }
    const RunState::ServiceStatus *now = &all->status;
    const Theme &theme = m_context.themes.theme();
    m_icon->setPixmap(
        statusIcon(serviceStatus(*now), theme, 12).pixmap(QSize(12, 12), devicePixelRatioF()));
    m_state->setText(now->name + u"  "_s + serviceStateText(*now));
    const ServiceStory story = serviceStory(all->changes);
    const bool ready = now->state == model::ServiceState::Ready;
    const QStringList values = {
        now->provider,
        now->endpoint,
        ready
            ? uptimeText(all->now - (story.readySince.count() >= 0 ? story.readySince : now->since))
            : QString(),
        QString::number(story.restarts),
        now->health,
        now->detail.left(1000),
    };
    for (std::size_t i = 0; i < m_factRows.size(); ++i) {
        const auto &[label, value] = m_factRows[i];
        const QString &text = values[static_cast<qsizetype>(i)];
        value->setText(text);
        label->setVisible(!text.isEmpty());
        value->setVisible(!text.isEmpty());
    }
    m_history->setSource(
        textSource(u"states %1 %2 %3"_s.arg(streamId(), m_name).arg(story.history.size()),
                   story.history, TextForm::Plain));
    refreshLines(all->lines);
}

void ServiceInspector::refreshLines(const events::EventBatch &batch)
{
    QStringList text;
    for (const events::EventPointer &event : batch)
        text.append(atText(event->at).rightJustified(8) + u"  "_s +
                    std::get<events::LogLine>(event->payload).text);
    if (text.isEmpty())
        text.append(tr("It has written nothing yet."));
    m_lines->setSource(textSource(
        u"lines %1 %2 %3"_s.arg(streamId(), m_name).arg(batch.empty() ? 0 : batch.back()->sequence),
        text.join(u'\n'), TextForm::Plain));
}

bool ServiceInspector::can(InspectorAct act) const
{
    return service().has_value() &&
           (act == InspectorAct::CopyBody || act == InspectorAct::SaveBody);
}

void ServiceInspector::perform(InspectorAct act)
{
    if (act == InspectorAct::CopyBody)
        m_lines->copyAll();
    else if (act == InspectorAct::SaveBody)
        m_lines->saveAs();
}

} // namespace assay::ui

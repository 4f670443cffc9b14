// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/environments/environment_panel.h"

#include "ui/environments/service_words.h"
#include "ui/filter/flow_layout.h"
#include "ui/models/roles.h"
#include "ui/views/delegates.h"
#include "ui/views/panel_head.h"
#include "ui/views/select_row.h"

#include <QAction>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSecondMs = 1000;
constexpr int kLogHeight = 92;
const QString kRunKey = u"run"_s;

QString phaseText(Environments::Phase phase, bool failed)
{
    switch (phase) {
    case Environments::Phase::Down:
        return failed ? EnvironmentPanel::tr("failed") : EnvironmentPanel::tr("down");
    case Environments::Phase::Starting:
        return EnvironmentPanel::tr("starting");
    case Environments::Phase::Up:
        return EnvironmentPanel::tr("up");
    case Environments::Phase::Changing:
        return EnvironmentPanel::tr("changing");
    case Environments::Phase::Stopping:
        return EnvironmentPanel::tr("stopping");
    }
    return {};
}

} // namespace

EnvironmentPanel::EnvironmentPanel(RunController &controller, Environments &environments,
                                   const ThemeManager &themes, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_environments(&environments)
    , m_model(new EnvironmentModel(this))
    , m_head(new PanelHead(tr("Environment"), this))
    , m_tree(new QTreeView(this))
    , m_buttons(new QWidget(this))
    , m_log(new QPlainTextEdit(this))
    , m_empty(makeEmptyText(tr("The workspace has no environments. Files in a folder "
                               "\"environments\" describe them."),
                            this))
{
    setObjectName(u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_tree->setObjectName(u"environmentTree"_s);
    m_tree->setAccessibleName(tr("Environments and their services"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new ServiceDelegate(themes, m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(14);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_log->setObjectName(u"serviceLog"_s);
    m_log->setAccessibleName(tr("Last lines of the service"));
    m_log->setReadOnly(true);
    m_log->setFont(fixedFont());
    m_log->setMaximumBlockCount(static_cast<int>(Environments::kLines));
    m_log->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_log->setFixedHeight(kLogHeight);
    m_log->setTabChangesFocus(true);
    m_log->hide();
    new FlowLayout(m_buttons, 4);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    m_buttons->setSizePolicy(policy);
    m_buttons->hide();

    auto *below = new QVBoxLayout;
    below->setContentsMargins(8, 2, 8, 4);
    below->setSpacing(6);
    below->addWidget(m_buttons);
    below->addWidget(m_log);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 4);
    column->setSpacing(0);
    column->addWidget(m_tree, 1);
    column->addWidget(m_empty, 1);
    column->addLayout(below);
    connectParts();
    connect(&themes, &ThemeManager::changed, m_tree->viewport(), qOverload<>(&QWidget::update));
    refresh();
}

void EnvironmentPanel::connectParts()
{
    connect(&m_controller.feed(), &RunFeed::advanced, this, [this](const RunUpdate &update) {
        collectRunLines(update);
        if (update.services || update.planned)
            refresh();
    });
    connect(&m_controller.feed(), &RunFeed::reset, this, [this] {
        m_runLines.clear();
        refresh();
    });
    connect(m_environments, &Environments::changed, this, &EnvironmentPanel::refresh);
    connect(m_environments, &Environments::failed, this,
            [this](const QString &title, const QString &fix) {
                Q_EMIT said(fix.isEmpty() ? title : u"%1 (%2)"_s.arg(title, fix));
            });
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &EnvironmentPanel::keepView);
    connect(m_model, &QAbstractItemModel::modelReset, this, &EnvironmentPanel::restoreView);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (m_rebuilding)
            return;
        refreshActions();
        refreshLog();
        if (const Target now = target(); !now.service.isEmpty())
            Q_EMIT serviceSelected(now.service, now.environment);
    });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        if (!m_rebuilding)
            m_collapsed.append(index.data(KeyRole).toString());
    });
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        if (!m_rebuilding)
            m_collapsed.removeAll(index.data(KeyRole).toString());
    });
    connect(m_tree, &QWidget::customContextMenuRequested, this, &EnvironmentPanel::showMenu);
    // Only for how long something is up: while nothing is, nothing ticks.
    m_second.setInterval(kSecondMs);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (isVisible())
            refresh();
    });
}

QWidget *EnvironmentPanel::head() const
{
    return m_head;
}

EnvironmentLine EnvironmentPanel::runLine() const
{
    const events::RunState &state = m_controller.feed().state();
    EnvironmentLine line;
    line.key = kRunKey;
    line.ofRun = true;
    line.name = state.plan().environment.isEmpty() ? tr("run") : state.plan().environment;
    line.note = tr("of run %1").arg(m_controller.feed().runId().left(8));
    for (const auto &service : state.services()) {
        if (service.name.isEmpty()) {
            line.state = model::serviceStateName(service.state);
            line.status = statusOf(service.state);
        } else {
            line.services.push_back({service, {}});
        }
    }
    return line;
}

EnvironmentLine EnvironmentPanel::lineOf(const QString &name) const
{
    using Phase = Environments::Phase;
    const Environments::View view = m_environments->view(name);
    EnvironmentLine line;
    line.key = u"environment/"_s + name;
    line.name = name;
    line.problem = view.problem;
    int ready = 0;
    bool bad = false;
    for (const auto &service : view.state.services()) {
        if (service.name.isEmpty())
            continue;
        const bool up = service.state == model::ServiceState::Ready;
        ready += up ? 1 : 0;
        bad = bad || service.state == model::ServiceState::Failed;
        line.services.push_back({service, up ? uptimeText(view.now - service.since) : QString()});
    }
    const auto total = static_cast<int>(line.services.size());
    if (view.phase != Phase::Down && total > 0)
        line.note = tr("%1 of %2 ready").arg(ready).arg(total);
    line.state = phaseText(view.phase, !view.problem.isEmpty());
    switch (view.phase) {
    case Phase::Down:
        line.status = view.problem.isEmpty() ? Status::NotRun : Status::Failed;
        break;
    case Phase::Up:
        line.status = bad ? Status::Failed : ready < total ? Status::Flaky : Status::Passed;
        break;
    default:
        line.status = Status::Running;
        break;
    }
    return line;
}

void EnvironmentPanel::refresh()
{
    const events::RunState &state = m_controller.feed().state();
    std::vector<EnvironmentLine> lines;
    std::optional<model::ServiceState> overall;
    for (const auto &service : state.services()) {
        if (service.name.isEmpty())
            overall = service.state;
    }
    m_model->setRunState(overall);
    if (!state.services().empty())
        lines.push_back(runLine());
    const QStringList names = m_environments->names();
    bool anyUp = false;
    for (const QString &name : names) {
        lines.push_back(lineOf(name));
        anyUp = anyUp || m_environments->phase(name) == Environments::Phase::Up;
    }
    const bool any = !lines.empty();
    m_model->update(std::move(lines));
    m_tree->setVisible(any);
    m_empty->setVisible(!any);
    if (anyUp != m_second.isActive()) {
        if (anyUp)
            m_second.start();
        else
            m_second.stop();
    }

    m_environment = state.plan().environment;
    if (m_environment.isEmpty() && state.cases().empty()) {
        const QStringList &known = m_controller.content().environments;
        m_environment = known.size() == 1 ? known.front() : QString();
        m_head->setDetail(known.join(u" · "_s));
    } else {
        m_head->setDetail(m_environment.isEmpty() ? tr("none needed") : m_environment);
    }
    refreshActions();
    refreshLog();
    Q_EMIT environmentChanged();
}

void EnvironmentPanel::keepView()
{
    m_rebuilding = true;
    m_kept = m_tree->currentIndex().data(KeyRole).toString();
}

void EnvironmentPanel::restoreView()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0, {});
        m_tree->setExpanded(index, !m_collapsed.contains(index.data(KeyRole).toString()));
        const auto select = [&](const QModelIndex &one) {
            if (!m_kept.isEmpty() && one.data(KeyRole).toString() == m_kept)
                selectRow(*m_tree, one);
        };
        select(index);
        for (int i = 0; i < m_model->rowCount(index); ++i)
            select(m_model->index(i, 0, index));
    }
    m_rebuilding = false;
}

void EnvironmentPanel::collectRunLines(const RunUpdate &update)
{
    for (const events::EventPointer &event : update.events) {
        if (const auto *line = std::get_if<events::LogLine>(&event->payload)) {
            QStringList &lines = m_runLines[line->source];
            lines.append(line->text);
            if (lines.size() > 2 * Environments::kLines)
                lines.remove(0, lines.size() - Environments::kLines);
        }
    }
    if (target().ofRun && !update.events.empty())
        refreshLog();
}

void EnvironmentPanel::refreshLog()
{
    const Target now = target();
    QStringList lines;
    if (!now.service.isEmpty()) {
        lines = now.ofRun ? m_runLines.value(now.service)
                          : m_environments->logTail(now.environment, now.service);
    }
    if (lines.size() > Environments::kLines)
        lines.remove(0, lines.size() - Environments::kLines);
    m_log->setVisible(!lines.isEmpty());
    if (lines == m_shownLog)
        return;
    m_shownLog = lines;
    constexpr qsizetype kLongest = 500; // a line may be a megabyte
    for (QString &line : lines) {
        if (line.size() > kLongest)
            line = line.first(kLongest) + u'…';
    }
    m_log->setPlainText(lines.join(u'\n'));
    m_log->verticalScrollBar()->setValue(m_log->verticalScrollBar()->maximum());
}

EnvironmentPanel::Target EnvironmentPanel::target() const
{
    Target target;
    const QModelIndex index = m_tree->currentIndex();
    const EnvironmentLine *line = m_model->environmentAt(index);
    if (line == nullptr)
        return target;
    target.ofRun = line->ofRun;
    target.environment = line->ofRun ? QString() : line->name;
    if (const ServiceLine *service = m_model->serviceAt(index)) {
        target.service = service->status.name;
        target.endpoint = line->ofRun ? QString() : m_environments->url(line->name, target.service);
        if (target.endpoint.isEmpty())
            target.endpoint = service->status.endpoint;
    }
    return target;
}

void EnvironmentPanel::setActions(QList<QAction *> actions)
{
    m_actions = std::move(actions);
    for (QAction *action : std::as_const(m_actions)) {
        if (action == nullptr)
            continue;
        auto *button = new QToolButton(m_buttons);
        button->setObjectName(u"environmentButton"_s);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFont(smallFont());
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(action->text());
        m_buttons->layout()->addWidget(button);
    }
    refreshActions();
}

void EnvironmentPanel::refreshActions()
{
    using Phase = Environments::Phase;
    const Target now = target();
    const Phase phase = m_environments->phase(now.environment);
    const bool environment = !now.environment.isEmpty();
    const bool service = !now.service.isEmpty();
    const ServiceLine *line = m_model->serviceAt(m_tree->currentIndex());
    const bool runs = line != nullptr && line->status.state == model::ServiceState::Ready;
    bool anyButton = false;
    for (QAction *action : std::as_const(m_actions)) {
        if (action == nullptr)
            continue;
        const QString id = action->objectName();
        bool fits = false;
        if (id == u"environment.provision")
            fits = environment && phase == Phase::Down;
        else if (id == u"environment.cancel")
            fits = environment && (phase == Phase::Starting || phase == Phase::Changing);
        else if (id == u"environment.destroy")
            fits = environment && phase == Phase::Up && !service;
        else if (id == u"environment.configure")
            fits = environment && service && phase == Phase::Up && runs;
        else if (id == u"service.start")
            fits = environment && service && phase == Phase::Up;
        else if (id == u"service.stop")
            fits = environment && service && phase == Phase::Up && runs;
        else if (id == u"service.open")
            fits = now.endpoint.startsWith(u"http");
        else if (id == u"service.copyEndpoint")
            fits = !now.endpoint.isEmpty();
        action->setEnabled(fits);
        anyButton = anyButton || fits;
    }
    const auto buttons = m_buttons->findChildren<QToolButton *>();
    for (QToolButton *button : buttons)
        button->setVisible(button->defaultAction()->isEnabled());
    m_buttons->setVisible(anyButton);
}

void EnvironmentPanel::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"environmentMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : std::as_const(m_actions)) {
        if (action == nullptr)
            menu->addSeparator();
        else
            menu->addAction(action);
    }
    menu->popup(m_tree->viewport()->mapToGlobal(at));
}

} // namespace assay::ui

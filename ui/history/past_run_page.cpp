// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/past_run_page.h"

#include "base/cancellation.h"
#include "history/run_follower.h"
#include "ui/charts/run_charts.h"
#include "ui/console/console_panel.h"
#include "ui/history/run_words.h"
#include "ui/history/time_slider.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/pages/run_page.h"
#include "ui/views/panel_head.h"

#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;
using history::RunFollower;

namespace {

constexpr std::chrono::milliseconds kPoll{100};
/// A history that cannot be read for so long is given up.
constexpr std::chrono::seconds kPatience{10};

} // namespace

/// What the worker that reads and the page share.
struct PastRunPage::Reading
{
    EventCollector collector; ///< of an attached run
};

PastRunPage::PastRunPage(HistoryAccess &access, ThemeManager &themes, QSettings &settings,
                         QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_player(new ReplayPlayer(m_feed, this))
    , m_head(new PanelHead(tr("Run"), this))
    , m_live(new QLabel(tr("◐ live"), this))
    , m_report(new QPushButton(tr("Report…"), this))
    , m_bar(new ReplayBar(*m_player, themes, this))
    , m_warning(new QLabel(this))
    , m_text(makeEmptyText({}, this))
    , m_stack(new QStackedWidget(this))
    , m_runPage(new RunPage(m_feed, m_timeView, m_selection, themes, nullptr, this))
    , m_below(new QTabWidget(this))
    , m_console(new ConsolePanel(m_feed, m_selection, m_timeView, themes, this))
    , m_inspector(new InspectorPanel(m_feed, m_selection, themes, this))
{
    setObjectName(u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_live->setObjectName(u"liveLabel"_s);
    m_live->hide();
    m_report->setObjectName(u"reportOfRun"_s);
    m_head->addControl(m_live);
    m_head->addControl(m_report);
    m_warning->setObjectName(u"problem"_s);
    m_warning->setContentsMargins(10, 5, 10, 5);
    m_warning->setTextFormat(Qt::PlainText);
    m_warning->setWordWrap(true);
    m_warning->hide();
    m_text->setTextFormat(Qt::PlainText);
    auto *right = new QWidget(this);
    auto *rightLines = new QVBoxLayout(right);
    rightLines->setContentsMargins(0, 0, 0, 0);
    rightLines->setSpacing(0);
    rightLines->addWidget(m_inspector->head());
    rightLines->addWidget(m_inspector, 1);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setHandleWidth(1);
    split->setChildrenCollapsible(false);
    m_below->setObjectName(u"pastRunTabs"_s);
    m_below->setDocumentMode(true);
    m_below->setAccessibleName(tr("Console and charts of the run"));
    m_below->tabBar()->setAccessibleName(tr("Console and charts of the run"));
    m_below->addTab(m_console, tr("Console"));
    m_below->addTab(new RunCharts(m_feed, m_timeView, themes, settings, this), tr("Charts"));
    m_below->setCornerWidget(m_console->controls());
    connect(m_below, &QTabWidget::currentChanged, m_console,
            [this](int index) { m_console->controls()->setVisible(index == 0); });
    auto *middle = new QSplitter(Qt::Vertical, this);
    middle->setHandleWidth(1);
    middle->setChildrenCollapsible(false);
    middle->addWidget(m_runPage);
    middle->addWidget(m_below);
    middle->setSizes({560, 200});
    middle->setStretchFactor(0, 1);
    split->addWidget(middle);
    split->addWidget(right);
    split->setSizes({900, 372});
    split->setStretchFactor(0, 1);
    m_stack->addWidget(m_text);
    m_stack->addWidget(split);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_head);
    lines->addWidget(m_bar);
    lines->addWidget(m_warning);
    lines->addWidget(m_stack, 1);

    connect(m_report, &QPushButton::clicked, this, [this] { Q_EMIT reportWanted(m_runId); });
    connect(m_runPage, &RunPage::caseSelected, &m_selection, &Selection::selectCase);
    connect(&m_selection, &Selection::changed, this,
            [this] { m_runPage->reveal(m_selection.caseId()); });
    connect(&m_feed, &RunFeed::reset, &m_timeView, &TimeView::reset);
    connect(&m_feed, &RunFeed::advanced, this, &PastRunPage::refreshHead);
    connect(&m_feed, &RunFeed::ended, this, [this] {
        if (m_next)
            m_player->setReplay(std::exchange(m_next, nullptr));
        refreshHead();
    });
}

PastRunPage::~PastRunPage() = default;

void PastRunPage::open(const QString &runId)
{
    m_runId = runId;
    m_detail.clear();
    m_next.reset();
    m_attached = false;
    m_player->clear();
    m_feed.clear();
    say({}, false);
    m_text->setText(tr("Reading…"));
    m_stack->setCurrentIndex(0);
    m_reading = std::make_shared<Reading>();
    auto reading = m_reading;
    HistoryAccess &access = m_access;
    const QPointer<QObject> context(this); // made here: workers may only hold it
    m_task = m_access.ask<std::shared_ptr<const Replay>>(
        this,
        [this, context, reading, runId,
         &access](workbench::Workbench &, history::HistoryStore &store,
                  const std::stop_token &stop) -> base::Result<std::shared_ptr<const Replay>> {
            const auto tell = [&](std::function<void(PastRunPage &)> what) {
                access.post(context, [this, stop, what = std::move(what)] {
                    if (!stop.stop_requested())
                        what(*this);
                });
            };
            auto opened = RunFollower::open(store, runId);
            if (!opened)
                return base::failure(opened.error());
            RunFollower &follower = **opened;
            const bool live = follower.info().status == history::RunInfo::Status::Running;
            tell([info = follower.info(), live](PastRunPage &page) { page.onInfo(info, live); });
            const qint64 total = follower.total().value_or(0);
            ReplayBuilder builder(follower.info().id);
            qint64 read = 0;
            auto lastGood = std::chrono::steady_clock::now();
            bool troubled = false;
            while (!stop.stop_requested()) {
                auto step = follower.next();
                if (!step) {
                    if (!live || std::chrono::steady_clock::now() - lastGood > kPatience)
                        return base::failure(step.error());
                    troubled = true;
                    tell([text = step.error().toString()](PastRunPage &page) {
                        page.say(text, false);
                    });
                    base::waitFor(kPoll, stop);
                    continue;
                }
                lastGood = std::chrono::steady_clock::now();
                if (std::exchange(troubled, false))
                    tell([](PastRunPage &page) { page.say({}, false); });
                builder.add(step->events);
                read += static_cast<qint64>(step->events.size());
                if (live)
                    reading->collector.consume(step->events);
                else if (total > 0)
                    tell([share = int(100 * read / total)](PastRunPage &page) {
                        page.m_text->setText(PastRunPage::tr("Reading… %1 %").arg(share));
                    });
                if (step->ended)
                    return builder.finish(step->interrupted);
                if (step->events.empty())
                    base::waitFor(kPoll, stop);
            }
            return base::failure(u"cancelled"_s);
        },
        [this](base::Result<std::shared_ptr<const Replay>> replay) {
            if (replay)
                onRead(std::move(*replay));
            else
                say(replay.error().toString(), !m_attached);
        });
}

void PastRunPage::onInfo(const history::RunInfo &info, bool live)
{
    m_runId = info.id;
    QStringList parts;
    for (const QString &part : {info.title, runTime(info.started, QDateTime::currentDateTime()),
                                info.environment, runTags(info)}) {
        if (!part.isEmpty())
            parts += part;
    }
    m_detail = parts.join(u" · "_s);
    setWindowTitle(tr("Run %1").arg(shortRunId(info.id)));
    m_head->setTitle(windowTitle());
    m_attached = live;
    if (live) {
        m_feed.restart(info.id, [reading = m_reading] { return reading->collector.take(); });
        m_stack->setCurrentIndex(1);
    }
    refreshHead();
}

void PastRunPage::onRead(std::shared_ptr<const Replay> replay)
{
    m_stack->setCurrentIndex(1);
    if (std::exchange(m_attached, false)) {
        m_next = std::move(replay); // when the feed has reduced what it has
        m_feed.end();
    } else {
        m_player->setReplay(std::move(replay));
    }
    refreshHead();
}

void PastRunPage::revealCase(const QString &caseId)
{
    m_selection.selectCase(caseId);
}

void PastRunPage::findInConsole()
{
    m_below->setCurrentWidget(m_console);
    m_console->focusSearch();
}

void PastRunPage::say(const QString &problem, bool instead)
{
    m_problem = problem;
    if (instead) {
        m_text->setText(tr("This run cannot be shown.\n%1").arg(problem));
        m_stack->setCurrentIndex(0);
    }
    m_warning->setText(problem);
    m_warning->setVisible(!instead && !problem.isEmpty());
}

void PastRunPage::refreshHead()
{
    m_live->setVisible(m_attached);
    QString detail = m_detail;
    if (m_feed.state().status() == events::RunState::Status::Interrupted)
        detail = tr("interrupted") + u" · "_s + detail;
    m_head->setDetail(detail);
}

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_controller.h"

#include <QMetaObject>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;
using workbench::ExitCode;

namespace {

constexpr int kFrameMs = 16;
/// Half a frame for events, the other half for painting them.
constexpr qint64 kDrainBudgetMs = 6;
/// Running cases show their growing duration so often.
constexpr qint64 kTickMs = 200;

} // namespace

/// What a live run needs, in the order in which it must outlive what follows. It dies on a worker.
struct RunController::Live
{
    std::shared_ptr<workbench::Workbench> bench;
    EventCollector collector;
    std::unique_ptr<workbench::RunSession> session;
};

RunController::RunController(Opener opener, QObject *parent)
    : QObject(parent)
    , m_opener(std::move(opener))
{
    m_pool.setMaxThreadCount(3); // one waits for the run, one loads, one aborts
    m_frame.setInterval(kFrameMs);
    m_frame.setTimerType(Qt::PreciseTimer);
    connect(&m_frame, &QTimer::timeout, this, &RunController::drain);
}

RunController::~RunController()
{
    abort();
    m_pool.waitForDone();
    // A session that was started while we waited has posted its arrival here: it ends with us.
    m_live.reset();
}

void RunController::setPhase(Phase phase)
{
    if (m_phase == phase)
        return;
    m_phase = phase;
    Q_EMIT phaseChanged();
}

void RunController::work(std::function<void()> job)
{
    m_pool.start(std::move(job));
}

void RunController::openWorkspace(const QString &folder)
{
    if (isLive() || m_phase == Phase::Opening) {
        Q_EMIT failed(tr("a run is live in this window"), tr("abort it or wait for its end"));
        return;
    }
    const Phase before = m_phase;
    setPhase(Phase::Opening);
    work([this, folder, before] {
        auto opened = m_opener(folder);
        if (!opened) {
            QMetaObject::invokeMethod(
                this,
                [this, before, error = opened.error()] {
                    setPhase(before);
                    Q_EMIT failed(error.title, error.fix);
                },
                Qt::QueuedConnection);
            return;
        }
        std::shared_ptr<workbench::Workbench> bench = std::move(*opened);
        auto content = bench->load();
        const QString problem = bench->historyProblem();
        QMetaObject::invokeMethod(
            this, [this, bench, content, problem] { onOpened(bench, content, problem); },
            Qt::QueuedConnection);
    });
}

void RunController::onOpened(std::shared_ptr<workbench::Workbench> bench,
                             workbench::WorkspaceContent content, const QString &history)
{
    const bool anew = bench != m_bench;
    if (anew) {
        m_state = events::RunState();
        m_runId.clear();
        m_eventCount = 0;
        // The old one may have a store to close.
        work([old = std::exchange(m_bench, std::move(bench))]() mutable { old.reset(); });
    }
    m_content = std::move(content);
    m_folder = m_content.folder.isEmpty() ? m_bench->folder() : m_content.folder;
    m_historyText = history.isEmpty() ? tr("history on") : tr("history: %1").arg(history);
    if (m_phase == Phase::Opening)
        setPhase(Phase::Idle);
    Q_EMIT contentChanged();
    if (anew)
        Q_EMIT runReset();
}

void RunController::reload()
{
    if (!m_bench)
        return;
    work([this, bench = m_bench] {
        auto content = bench->load();
        const QString problem = bench->historyProblem();
        QMetaObject::invokeMethod(
            this,
            [this, bench, content, problem] {
                if (bench == m_bench)
                    onOpened(bench, content, problem);
            },
            Qt::QueuedConnection);
    });
}

void RunController::start(workbench::RunRequest request)
{
    if (m_phase != Phase::Idle)
        return;
    m_abortWanted = false;
    setPhase(Phase::Preparing);
    work([this, bench = m_bench, request = std::move(request)] {
        auto prepared = bench->prepare(request);
        if (!prepared) {
            QMetaObject::invokeMethod(
                this,
                [this, diagnostics = prepared.error().diagnostics] {
                    setPhase(Phase::Idle);
                    Q_EMIT refused(diagnostics);
                },
                Qt::QueuedConnection);
            return;
        }
        auto live = std::make_shared<Live>();
        live->bench = bench;
        live->session = bench->start(std::move(*prepared), {&live->collector});
        QMetaObject::invokeMethod(
            this, [this, live] { onStarted(live); }, Qt::QueuedConnection);
    });
}

void RunController::onStarted(std::shared_ptr<Live> live)
{
    m_live = std::move(live);
    m_state = events::RunState();
    m_waiting.clear();
    m_running.clear();
    m_eventCount = 0;
    m_exitCode.reset();
    m_runId = m_live->session->id();
    m_sinceEvent.start();
    m_sinceTick.start();
    Q_EMIT runReset();
    setPhase(Phase::Running);
    m_frame.start();
    work([this, live = m_live] {
        const auto code = static_cast<int>(live->session->wait());
        QMetaObject::invokeMethod(
            this, [this, code] { m_exitCode = code; }, Qt::QueuedConnection);
    });
    if (m_abortWanted)
        abort();
}

void RunController::abort()
{
    if (m_phase == Phase::Preparing) {
        m_abortWanted = true;
        return;
    }
    if (m_phase != Phase::Running || !m_live || m_exitCode)
        return;
    setPhase(Phase::Stopping);
    work([live = m_live] {
        live->session->abort(u"aborted from the window"_s, ExitCode::StoppedEarly);
    });
}

base::Nanoseconds RunController::now() const
{
    base::Nanoseconds now = m_state.now();
    if (m_frame.isActive() && m_state.status() == events::RunState::Status::Running)
        now += base::Nanoseconds(m_sinceEvent.nsecsElapsed());
    return now;
}

void RunController::drain()
{
    // The exit code arrives after the sink has everything, so what is taken below is the rest.
    const bool over = m_exitCode.has_value();
    const events::EventBatch fresh = m_live->collector.take();
    m_waiting.insert(m_waiting.end(), fresh.begin(), fresh.end());

    RunUpdate update;
    QElapsedTimer budget;
    budget.start();
    while (!m_waiting.empty() && budget.elapsed() < kDrainBudgetMs) {
        apply(m_waiting.front(), update);
        update.events.push_back(std::move(m_waiting.front()));
        m_waiting.pop_front();
    }
    if (!update.events.empty())
        m_sinceEvent.restart();
    const bool tick = m_sinceTick.elapsed() >= kTickMs;
    if (tick) {
        m_sinceTick.restart();
        for (const events::CaseIndex index : std::as_const(m_running)) {
            if (index >= 0 && static_cast<std::size_t>(index) < m_state.cases().size())
                update.cases.push_back(index);
        }
    }
    std::sort(update.cases.begin(), update.cases.end());
    update.cases.erase(std::unique(update.cases.begin(), update.cases.end()), update.cases.end());
    if (tick || !update.events.empty())
        Q_EMIT advanced(update);
    if (over && m_waiting.empty())
        onFinished(*m_exitCode);
}

void RunController::apply(const events::EventPointer &event, RunUpdate &update)
{
    m_state.apply(*event);
    ++m_eventCount;
    const auto touch = [&](events::CaseIndex index) {
        if (index >= 0 && static_cast<std::size_t>(index) < m_state.cases().size())
            update.cases.push_back(index);
    };
    std::visit(events::Overloaded{
                   [&](const events::RunPlanned &) { update.planned = true; },
                   [&](const events::EnvironmentChanged &) { update.services = true; },
                   [&](const events::HealthChanged &) { update.services = true; },
                   [&](const events::CaseQueued &e) { touch(e.index); },
                   [&](const events::CaseStarted &e) {
                       touch(e.index);
                       m_running.insert(e.index);
                   },
                   [&](const events::CaseFinished &e) {
                       touch(e.index);
                       m_running.remove(e.index);
                   },
                   [&](const events::AttemptStarted &e) { touch(e.index); },
                   [&](const events::AttemptFinished &e) { touch(e.index); },
                   [&](const events::StepStarted &e) { touch(e.index); },
                   [&](const events::StepFinished &e) { touch(e.index); }, [](const auto &) {}},
               event->payload);
}

void RunController::onFinished(int exitCode)
{
    m_frame.stop();
    work([live = std::move(m_live)] {}); // its end may take a while
    if (m_state.status() != events::RunState::Status::Finished)
        m_state.markInterrupted();
    setPhase(Phase::Idle);
    RunUpdate last;
    for (std::size_t i = 0; i < m_state.cases().size(); ++i)
        last.cases.push_back(static_cast<events::CaseIndex>(i));
    last.services = true;
    Q_EMIT advanced(last);
    Q_EMIT runFinished(exitCode);
}

} // namespace assay::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_controller.h"

#include <QMetaObject>

namespace assay::ui {

using namespace Qt::StringLiterals;
using workbench::ExitCode;

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
    connect(&m_feed, &RunFeed::ended, this, &RunController::onEnded);
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
        QMetaObject::invokeMethod(
            this, [this, read = readFrom(std::move(*opened))] { onOpened(read); },
            Qt::QueuedConnection);
    });
}

RunController::Read RunController::readFrom(std::shared_ptr<workbench::Workbench> bench)
{
    Read read;
    read.content = bench->load();
    read.record = bench->record(read.content);
    read.historyProblem = bench->historyProblem();
    read.bench = std::move(bench);
    return read;
}

void RunController::onOpened(Read read)
{
    const bool anew = read.bench != m_bench;
    if (anew) {
        // The old one may have a store to close.
        work([old = std::exchange(m_bench, std::move(read.bench))]() mutable { old.reset(); });
    }
    const QString &history = read.historyProblem;
    m_content = std::move(read.content);
    m_record = std::move(read.record);
    m_folder = m_content.folder.isEmpty() ? m_bench->folder() : m_content.folder;
    m_historyText = history.isEmpty() ? tr("history on") : tr("history: %1").arg(history);
    if (m_phase == Phase::Opening)
        setPhase(Phase::Idle);
    Q_EMIT contentChanged();
    if (anew)
        m_feed.clear();
}

void RunController::reload()
{
    if (!m_bench)
        return;
    work([this, bench = m_bench] {
        QMetaObject::invokeMethod(
            this,
            [this, read = readFrom(bench)] {
                if (read.bench == m_bench)
                    onOpened(read);
            },
            Qt::QueuedConnection);
    });
}

void RunController::setQuarantine(const QStringList &caseIds, const suite::QuarantineEdit &edit)
{
    if (!m_bench || caseIds.isEmpty())
        return;
    work([this, bench = m_bench, caseIds, edit] {
        const auto edited = bench->setQuarantine(caseIds, edit);
        QMetaObject::invokeMethod(
            this,
            [this, edited] {
                if (!edited)
                    Q_EMIT failed(edited.error().title, edited.error().fix);
                reload();
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
    m_exitCode.reset();
    m_notKept.clear();
    m_feed.restart(m_live->session->id(), [this] { return m_live->collector.take(); });
    setPhase(Phase::Running);
    work([this, live = m_live] {
        const auto code = static_cast<int>(live->session->wait());
        QMetaObject::invokeMethod(
            this,
            [this, code, problems = live->session->problems()] {
                m_notKept = problems;
                // It comes after the collector has everything.
                m_exitCode = code;
                m_feed.end();
            },
            Qt::QueuedConnection);
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

void RunController::onEnded()
{
    if (!m_live)
        return;                          // a past run was shown
    work([live = std::move(m_live)] {}); // its end may take a while
    setPhase(Phase::Idle);
    Q_EMIT runFinished(m_exitCode.value_or(0));
    if (const QStringList problems = std::exchange(m_notKept, {}); !problems.isEmpty())
        Q_EMIT notKept(problems);
}

} // namespace assay::ui

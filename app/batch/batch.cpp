// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/batch/batch.h"

#include "app/batch/batch_actions.h"
#include "app/batch/data_actions.h"
#include "app/batch/terminal_view.h"
#include "events/event_file.h"
#include "reporting/registry.h"
#include "reporting/report.h"
#include "runner/scheduler.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <future>

namespace assay::app {

using namespace Qt::StringLiterals;
using workbench::ExitCode;
using Action = Options::Action;

namespace {

int code(ExitCode exit)
{
    return static_cast<int>(exit);
}

/// What --merge was given: a workspace may stand before the files.
Options withWorkspaceFirst(Options options)
{
    if (options.action == Action::Merge && QFileInfo(options.files.first()).isDir())
        options.places = {options.files.takeFirst()};
    return options;
}

class Batch
{
public:
    Batch(const Options &options, base::Host &host, Console &console, Signals *signals)
        : m_options(withWorkspaceFirst(options))
        , m_host(host)
        , m_console(console)
        , m_signals(signals)
    {
    }

    int run()
    {
        switch (m_options.action) {
        case Action::Help:
            m_console.out(helpText());
            return code(ExitCode::Good);
        case Action::Version:
            m_console.out(u"assay %1\n"_s.arg(QCoreApplication::applicationVersion()));
            return code(ExitCode::Good);
        case Action::Schema:
            return printSchema(m_options.file, m_console);
        case Action::Mock:
            return serveMock(m_options, m_host, m_console, m_signals);
        case Action::Generate:
        case Action::SeedData:
        case Action::CleanData:
        case Action::ReadSchema:
        case Action::Sample:
            return workOnData(m_options, m_host, m_console, m_signals);
        default:
            break;
        }
        if (const int bad = checkReports(); bad != 0)
            return bad;
        if (const int bad = openWorkspace(); bad != 0)
            return bad;
        switch (m_options.action) {
        case Action::Up:
            return holdEnvironment(*m_bench, m_options, m_console, m_signals);
        case Action::Runs:
            return printRuns(*m_bench, m_console);
        case Action::Compare:
            return compareRuns(*m_bench, m_options, m_console);
        case Action::Report:
            return reportPast(m_options.run);
        case Action::Export:
            return exportRun(*m_bench, m_options, m_console);
        case Action::Import:
            return importRun(*m_bench, m_options, m_console);
        case Action::Merge:
            return merge();
        case Action::List:
            return list();
        case Action::Schedule:
            return schedule();
        default:
            return runOnce(m_options.request);
        }
    }

private:
    int fail(const base::Error &error, ExitCode exit = ExitCode::BadInput)
    {
        m_console.err(error.toText());
        return code(exit);
    }

    int checkReports()
    {
        for (const auto &[format, path] : m_options.reports) {
            if (auto found = reporting::findReportFormat(format); !found)
                return fail(found.error());
        }
        return 0;
    }

    /// The first place names the workspace: a folder, or something below one that has a
    /// workspace.yaml. Places are made relative to it.
    int openWorkspace()
    {
        const QString first = m_options.places.isEmpty() ? u"."_s : m_options.places.first();
        QString path = first;
        if (!QFileInfo::exists(path) && path.contains(u':'))
            path = path.section(u':', 0, -2);
        const QFileInfo info(path);
        if (!info.exists())
            return fail({u"there is nothing at %1"_s.arg(path), u"name a folder of suites"_s});
        QDir dir(info.isDir() ? info.absoluteFilePath() : info.absolutePath());
        const QString start = dir.absolutePath();
        while (!QFileInfo::exists(dir.filePath(u"workspace.yaml"_s)) && dir.cdUp()) {
        }
        const QString folder =
            QFileInfo::exists(dir.filePath(u"workspace.yaml"_s)) ? dir.absolutePath() : start;
        for (const QString &place : m_options.places) {
            const QString relative =
                QDir(folder).relativeFilePath(QDir::current().absoluteFilePath(place));
            if (relative != u"." && !relative.isEmpty())
                m_places.append(QDir::cleanPath(relative));
        }
        auto opened = workbench::Workbench::open(folder, m_host, {});
        if (!opened)
            return fail(opened.error());
        m_bench = std::move(*opened);
        const QStringList reaped = m_bench->reaped();
        for (const QString &line : reaped)
            m_console.err(u"cleaned up after an earlier run: %1\n"_s.arg(line));
        const bool keeps = m_options.request.keepHistory && m_options.action != Action::List;
        if (keeps && !m_bench->historyProblem().isEmpty())
            m_console.err(u"warning: this run is not kept: %1\n"_s.arg(m_bench->historyProblem()));
        return 0;
    }

    [[nodiscard]] workbench::RunRequest requestHere(workbench::RunRequest request) const
    {
        request.selection.places = m_places;
        if (!request.planFile.isEmpty()) {
            const QString inside = QDir(m_bench->folder()).filePath(request.planFile);
            const QString given = QDir::current().absoluteFilePath(request.planFile);
            request.planFile = QDir(m_bench->folder())
                                   .relativeFilePath(QFileInfo::exists(inside) ? inside : given);
        }
        return request;
    }

    int refuse(const workbench::Refusal &refusal)
    {
        for (const suite::Diagnostic &diagnostic : refusal.diagnostics)
            m_console.err(diagnostic.error.toText() + u'\n');
        if (refusal.diagnostics.size() > 1)
            m_console.err(u"%1 mistakes; nothing was run\n"_s.arg(refusal.diagnostics.size()));
        return code(refusal.code);
    }

    int list()
    {
        auto prepared = m_bench->prepare(requestHere(m_options.request));
        if (!prepared)
            return refuse(prepared.error());
        for (const events::PlannedCase &one : (*prepared)->cases())
            m_console.out(one.id + u'\n');
        m_console.err(u"%1 cases\n"_s.arg((*prepared)->cases().size()));
        return code(ExitCode::Good);
    }

    int runOnce(const workbench::RunRequest &request, const std::stop_token &stop = {})
    {
        auto prepared = m_bench->prepare(requestHere(request));
        if (!prepared)
            return refuse(prepared.error());
        if (const auto seed = (*prepared)->shuffleSeed())
            m_console.out(u"shuffled with --shuffle=%1\n"_s.arg(*seed));
        TerminalView view(
            m_console,
            {.verbose = m_options.verbose, .quiet = m_options.quiet, .rerun = rerunCommand()});
        std::vector<events::Sink *> sinks{&view};
        const std::unique_ptr<events::EventFile> spool = makeSpool();
        if (spool)
            sinks.push_back(spool.get());
        auto session = m_bench->start(std::move(*prepared), sinks);
        const std::stop_callback stopped(stop, [&] {
            session->abort(u"replaced by the next scheduled run"_s, ExitCode::StoppedEarly);
        });
        if (m_signals != nullptr && m_options.action != Action::Schedule) {
            m_signals->start([&](int signal, int) {
                const bool interrupt = signal == SIGINT;
                session->abort(interrupt ? u"interrupted (SIGINT)"_s : u"terminated (SIGTERM)"_s,
                               interrupt ? ExitCode::Interrupted : ExitCode::Terminated);
            });
        }
        ExitCode exit = session->wait();
        if (m_signals != nullptr && m_options.action != Action::Schedule)
            m_signals->stop();
        const QStringList problems = session->problems();
        for (const QString &problem : problems)
            m_console.err(u"warning: %1\n"_s.arg(problem));
        const bool reported = writeReports(session->state(), [&](const TakeLine &take) {
            return spool && !session->isKept() ? spool->lines(take)
                                               : m_bench->history()->lines(session->id(), take);
        });
        if (!reported && exit == ExitCode::Good)
            exit = ExitCode::InternalError;
        return code(exit);
    }

    using TakeLine = reporting::ReportInput::TakeLine;
    using Events = std::function<base::Result<>(const TakeLine &)>;

    /// The events of the run that comes, for reports that need them should history fail to keep
    /// them. Null when there is no such report.
    [[nodiscard]] std::unique_ptr<events::EventFile> makeSpool() const
    {
        const bool needed = std::ranges::any_of(m_options.reports, [](const auto &report) {
            const auto format = reporting::findReportFormat(report.first);
            return format && (*format)->needsEvents();
        });
        if (!needed)
            return {};
        auto spool = events::EventFile::temporary(
            m_host.variables.value(u"ASSAY_TMPDIR"_s).value_or(QDir::tempPath()));
        static_cast<void>(spool->open().has_value()); // lines() says it
        return spool;
    }

    /// True when all were written. Those that go to files and need only the state are written side
    /// by side.
    bool writeReports(const events::RunState &state, const Events &events)
    {
        const reporting::ReportInput input{.state = state, .events = events};
        std::vector<std::future<base::Result<>>> written;
        for (const auto &[name, path] : m_options.reports) {
            const reporting::ReportFormat &format = **reporting::findReportFormat(name);
            const bool alone = path == u"-" || format.needsEvents();
            written.push_back(std::async(
                alone ? std::launch::deferred : std::launch::async,
                [this, &format, &input, path = path] { return writeReport(format, input, path); }));
        }
        bool all = true;
        for (auto &one : written) {
            if (const base::Result<> done = one.get(); !done) {
                m_console.err(done.error().toText());
                all = false;
            }
        }
        return all;
    }

    base::Result<> writeReport(const reporting::ReportFormat &format,
                               const reporting::ReportInput &input, const QString &path)
    {
        if (path != u"-")
            return reporting::writeReport(format, input, path);
        const auto bytes = reporting::reportBytes(format, input);
        if (!bytes)
            return base::failure(bytes.error());
        m_console.out(QString::fromUtf8(*bytes));
        return {};
    }

    int reportPast(const QString &run)
    {
        if (m_bench->history() == nullptr)
            return fail({m_bench->historyProblem(), {}});
        auto state = m_bench->history()->state(run, events::RunState::Detail::Failures);
        if (!state)
            return fail(state.error());
        const bool reported = writeReports(*state, [&](const TakeLine &take) {
            return m_bench->history()->lines(state->plan().runId, take);
        });
        return code(reported ? ExitCode::Good : ExitCode::InternalError);
    }

    int merge()
    {
        auto merged = mergeShards(*m_bench, m_options.files, m_host);
        if (!merged)
            return fail(merged.error());
        m_console.out(
            u"merged %1 shards into run %2\n"_s.arg(m_options.files.size()).arg(merged->runId));
        const int reported = reportPast(merged->runId);
        return merged->exitCode != 0 ? merged->exitCode : reported;
    }

    int schedule()
    {
        QString text = m_options.schedule;
        if (text.isEmpty()) {
            auto planned = scheduleOf(*m_bench, requestHere(m_options.request).planFile, m_host);
            if (!planned)
                return fail(planned.error());
            text = *planned;
        }
        const auto parsed = runner::CronSchedule::parse(text);
        if (!parsed)
            return fail(parsed.error());
        // What cannot be planned is said now, not at the first tick.
        if (auto prepared = m_bench->prepare(requestHere(m_options.request)); !prepared)
            return refuse(prepared.error());
        runner::SchedulePolicy policy;
        policy.overlap = m_options.overlap == u"queue"     ? runner::Overlap::Queue
                         : m_options.overlap == u"replace" ? runner::Overlap::Replace
                                                           : runner::Overlap::Skip;
        policy.catchup = m_options.catchup == u"one"   ? runner::Catchup::One
                         : m_options.catchup == u"all" ? runner::Catchup::All
                                                       : runner::Catchup::None;
        std::stop_source stop;
        std::atomic<int> ended = 0;
        if (m_signals != nullptr) {
            m_signals->start([&](int signal, int) {
                ended = 128 + signal;
                stop.request_stop();
            });
        }
        m_console.out(u"next run at %1\n"_s.arg(
            parsed->next(m_host.clock.wallNow()).toTimeZone(parsed->zone()).toString(Qt::ISODate)));
        runner::Scheduler(m_host.clock)
            .run(*parsed, policy, stop.get_token(),
                 [&](const QDateTime &, const std::stop_token &token) {
                     static_cast<void>(runOnce(m_options.request, token));
                     m_console.out(u"next run at %1\n"_s.arg(parsed->next(m_host.clock.wallNow())
                                                                 .toTimeZone(parsed->zone())
                                                                 .toString(Qt::ISODate)));
                 });
        if (m_signals != nullptr)
            m_signals->stop(); // its handler holds what goes now
        return ended;
    }

    [[nodiscard]] QString rerunCommand() const
    {
        if (!m_options.request.keepHistory || m_bench->history() == nullptr)
            return {};
        QString command = u"assay --batch "_s +
                          (m_options.places.isEmpty() ? u"."_s : m_options.places.join(u' ')) +
                          u" --last-failed"_s;
        if (m_options.request.environment)
            command += u" --environment "_s + *m_options.request.environment;
        return command;
    }

    const Options m_options;
    base::Host &m_host;
    Console &m_console;
    Signals *m_signals;
    std::unique_ptr<workbench::Workbench> m_bench;
    QStringList m_places;
};

} // namespace

int runBatch(const Options &options, base::Host &host, Console &console, Signals *signals)
{
    return Batch(options, host, console, signals).run();
}

} // namespace assay::app

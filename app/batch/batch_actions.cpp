// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/batch/batch_actions.h"

#include "base/json_text.h"
#include "base/monitor.h"
#include "base/suggest.h"
#include "environment/mock_host.h"
#include "reporting/comparison_report.h"
#include "reporting/report.h"
#include "suite/loader.h"
#include "testdata/schema_shape.h"
#include "workbench/format.h"
#include "workbench/merge.h"
#include "workbench/mock_host.h"

#include <QDir>
#include <QJsonDocument>

namespace assay::app {

using namespace Qt::StringLiterals;
using workbench::ExitCode;

namespace {

int code(ExitCode exit)
{
    return static_cast<int>(exit);
}

int fail(const base::Error &error, Console &console, ExitCode exit = ExitCode::BadInput)
{
    console.err(error.toText());
    return code(exit);
}

} // namespace

int printSchema(const QString &name, Console &console)
{
    QJsonObject schema;
    if (name == u"suite")
        schema = suite::suiteJsonSchema(workbench::fileFormat());
    else if (name == u"plan")
        schema = suite::planJsonSchema();
    else if (name == u"environment")
        schema = suite::environmentJsonSchema(workbench::fileFormat());
    else if (name == u"dataset")
        schema = suite::shapeJsonSchema(u"Assay data set"_s, testdata::schemaShape());
    else
        return fail({u"there is no schema \"%1\""_s.arg(name),
                     base::didYouMean(name, {u"suite"_s, u"plan"_s, u"environment"_s, u"dataset"_s})},
                    console);
    console.out(QString::fromUtf8(QJsonDocument(schema).toJson()));
    return code(ExitCode::Good);
}

int serveMock(const Options &options, base::Host &host, Console &console, Signals *signals)
{
    workbench::MockHostAdapter mocks(host.files);
    auto started =
        mocks.start({.service = u"mock"_s,
                     .file = QDir::current().absoluteFilePath(options.file),
                     .host = options.bind,
                     .port = options.port,
                     .state = {},
                     .log = [&console](const QString &line) { console.out(line + u'\n'); }});
    if (!started)
        return fail(started.error(), console);
    console.out(u"serving %1 at %2\n"_s.arg(options.file, (*started)->url()));
    base::Monitor<int> ended(0);
    if (signals != nullptr)
        signals->start([&](int signal, int) { ended.change([&](int &value) { value = signal; }); });
    const int signal =
        ended.waitThen([](int value) { return value != 0; }, [](int &value) { return value; });
    (*started)->stop();
    if (signals != nullptr)
        signals->stop(); // its handler holds what goes now
    return 128 + signal;
}

int holdEnvironment(workbench::Workbench &bench, const Options &options, Console &console,
                    Signals *signals)
{
    QString name = options.request.environment.value_or(QString());
    if (!options.request.from.isEmpty()) {
        const auto manifest = environment::SnapshotArchive::readManifest(options.request.from);
        if (!manifest)
            return fail(manifest.error(), console);
        if (name.isEmpty())
            name = manifest->snapshot.environment;
    }
    auto session = bench.provision(name, {});
    if (!session) {
        for (const suite::Diagnostic &diagnostic : session.error().diagnostics)
            console.err(diagnostic.error.toText() + u'\n');
        return code(session.error().code);
    }
    base::Monitor<int> ended(0);
    if (signals != nullptr) {
        signals->start([&](int signal, int) {
            ended.change([&](int &value) { value = signal; });
            (*session)->cancel();
        });
    }
    auto up = (*session)->wait();
    if (up && !options.request.from.isEmpty()) {
        const auto loaded = (*session)->loadSnapshot(options.request.from);
        up = loaded ? base::Result<>() : base::failure(loaded.error());
    }
    int signal = ended.read([](int value) { return value; });
    if (up) {
        for (const environment::ServiceEndpoint &service : (*session)->services())
            console.out(
                u"%1  %2  %3\n"_s.arg(service.name, service.provider,
                                      service.url.isEmpty() ? service.address() : service.url));
        console.err(u"the environment \"%1\" is up; Ctrl+C takes it down\n"_s.arg(name));
        signal =
            ended.waitThen([](int value) { return value != 0; }, [](int &value) { return value; });
    }
    const auto destroyed = (*session)->destroy();
    if (signals != nullptr)
        signals->stop(); // its handler holds what goes now
    if (signal != 0)
        return 128 + signal;
    if (!destroyed)
        return fail(destroyed.error(), console, ExitCode::InternalError);
    return fail(up.error(), console, ExitCode::NoEnvironment);
}

int printRuns(workbench::Workbench &bench, Console &console)
{
    if (bench.history() == nullptr)
        return fail({bench.historyProblem(), {}}, console);
    const auto runs = bench.history()->runs({.limit = 50});
    if (!runs)
        return fail(runs.error(), console);
    for (const history::RunInfo &run : *runs) {
        const auto &counts = run.counts;
        console.out(u"%1  %2  %3  %4 passed, %5 bad, %6 skipped  %7\n"_s
                        .arg(run.id, run.started.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s),
                             history::runStatusName(run.status).leftJustified(11))
                        .arg(counts.passed)
                        .arg(counts.bad())
                        .arg(counts.skipped)
                        .arg((run.title + u' ' + run.branch + u' ' + run.commit).trimmed()));
    }
    return code(ExitCode::Good);
}

int compareRuns(workbench::Workbench &bench, const Options &options, Console &console)
{
    using history::CaseVerdict;
    if (bench.history() == nullptr)
        return fail({bench.historyProblem(), {}}, console);
    const auto compared = bench.history()->compare(options.compare.first, options.compare.second);
    if (!compared)
        return fail(compared.error(), console);
    bool toOut = false;
    bool written = true;
    for (const auto &[format, path] : options.reports) {
        const QByteArray report = format == u"json" ? reporting::comparisonJson(*compared)
                                                    : reporting::comparisonMarkdown(*compared);
        if (path == u"-") {
            console.out(QString::fromUtf8(report));
            toOut = true;
            continue;
        }
        if (const auto done = reporting::writeReportFile(path, report); !done) {
            console.err(done.error().toText());
            written = false;
        }
    }
    if (!toOut)
        console.out(reporting::comparisonText(*compared));
    if (!written)
        return code(ExitCode::InternalError);
    const bool worse = compared->count(CaseVerdict::NewFailure) > 0 ||
                       (options.request.failOnFlaky && compared->count(CaseVerdict::Flaky) > 0);
    return code(worse ? ExitCode::BadCases : ExitCode::Good);
}

int exportRun(workbench::Workbench &bench, const Options &options, Console &console)
{
    if (bench.history() == nullptr)
        return fail({bench.historyProblem(), {}}, console);
    if (auto done = bench.history()->exportRun(options.run, options.file); !done)
        return fail(done.error(), console);
    console.out(u"wrote %1\n"_s.arg(options.file));
    return code(ExitCode::Good);
}

int importRun(workbench::Workbench &bench, const Options &options, Console &console)
{
    if (bench.history() == nullptr)
        return fail({bench.historyProblem(), {}}, console);
    const auto id = bench.history()->importRun(options.file);
    if (!id)
        return fail(id.error(), console);
    console.out(u"imported run %1\n"_s.arg(*id));
    return code(ExitCode::Good);
}

base::Result<QString> scheduleOf(workbench::Workbench &bench, const QString &planFile,
                                 base::Host &host)
{
    if (planFile.isEmpty()) {
        return base::failure(u"--schedule needs a cron expression or a plan that has one"_s,
                             u"for example --schedule=\"30 2 * * *\""_s);
    }
    const auto workspace = suite::Workspace::open(bench.folder(), host.files);
    if (!workspace)
        return base::failure(workspace.error());
    const auto plan = suite::loadPlan(*workspace, planFile, host.files);
    if (!plan.ok())
        return base::failure(plan.diagnostics.front().error);
    if (plan.value.schedule.isEmpty())
        return base::failure(u"the plan %1 has no schedule"_s.arg(planFile),
                             u"write schedule: \"30 2 * * *\""_s);
    return plan.value.schedule;
}

base::Result<MergedRun> mergeShards(workbench::Workbench &bench, const QStringList &files,
                                    base::Host &host)
{
    if (bench.history() == nullptr)
        return base::failure(bench.historyProblem());
    auto merged = workbench::mergeShardFiles(*bench.history(), files, host);
    if (!merged)
        return base::failure(merged.error());
    return MergedRun{merged->runId, merged->exitCode};
}

} // namespace assay::app

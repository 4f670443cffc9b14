// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutants/runner.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>
#include <sys/prctl.h>

namespace assay::mutants {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds kListTime{10'000};
constexpr milliseconds kTeardownTime{30'000};

/// False: it had to be ended.
bool endsWithin(QProcess &process, milliseconds limit)
{
    if (process.waitForFinished(static_cast<int>(limit.count())))
        return true;
    process.terminate(); // it stops its environment then
    if (!process.waitForFinished(static_cast<int>(kTeardownTime.count()))) {
        process.kill(); // its children die with it
        process.waitForFinished(-1);
    }
    return false;
}

} // namespace

Runner::Runner(const Options &options)
    : m_options(options)
{
}

std::vector<Bug> Runner::bugs() const
{
    QProcess process;
    process.start(m_options.binaries + u"/semantic-processor"_s, {u"--bugs"_s});
    if (!endsWithin(process, kListTime) || process.exitCode() != 0)
        return {};
    return parseBugs(process.readAllStandardOutput());
}

SuiteRun Runner::run(const QString &bug, const QStringList &places, bool toFirst) const
{
    const QTemporaryDir folder;
    const QString report = folder.filePath(u"report.json"_s);
    QStringList arguments{u"--batch"_s, m_options.workspace};
    for (const QString &place : places)
        arguments.append(m_options.workspace + u'/' + place);
    // A case that fails and then passes has caught the bug all the same.
    arguments += {u"--retries"_s,    u"0"_s,
                  u"--parallel"_s,   QString::number(m_options.parallel),
                  u"--report"_s,     u"json:"_s + report,
                  u"--no-history"_s, u"--quiet"_s};
    if (toFirst)
        arguments += u"-x"_s;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"SEMANTIC_BUG"_s, bug);
    process.setProcessEnvironment(environment);
    // It stops its environment also when it is us who are ended.
    process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(m_options.binaries + u"/assay"_s, arguments);
    const bool ended = endsWithin(process, m_options.limit);
    const bool exited =
        process.error() != QProcess::FailedToStart && process.exitStatus() == QProcess::NormalExit;
    QFile file(report);
    const QByteArray content = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    constexpr int kInternalError = 3;
    SuiteRun run = readRun(exited ? process.exitCode() : kInternalError, content);
    // It stopped because it had found something.
    if (toFirst && run.ending == Ending::Stopped && foundSomething(run))
        run.ending = Ending::CasesFailed;
    if (!ended)
        run.ending = Ending::TooSlow;
    return run;
}

} // namespace assay::mutants

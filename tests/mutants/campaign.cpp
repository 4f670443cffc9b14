// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutants/campaign.h"

#include <QElapsedTimer>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <utility>

namespace assay::mutants {

using namespace Qt::StringLiterals;

namespace {

QString seconds(const QElapsedTimer &timer)
{
    return u"%1 s"_s.arg(static_cast<double>(timer.elapsed()) / 1000, 0, 'f', 1);
}

QString summaryOf(const BugResult &result)
{
    if (!result.troubles.isEmpty())
        return result.troubles.join(u"; "_s);
    const QStringList candidates = result.candidates();
    const QString count = u"%1 of %2 suites"_s.arg(candidates.size()).arg(result.suites.size());
    if (!result.first.isEmpty())
        return u"caught by %1, alone by %2"_s.arg(count, result.first);
    return candidates.isEmpty() ? u"NOT CAUGHT"_s
                                : u"NOT CAUGHT: %1 failed, none of them alone"_s.arg(count);
}

} // namespace

Campaign::Campaign(const Options &options, Run run, Progress progress)
    : m_options(options)
    , m_run(std::move(run))
    , m_progress(std::move(progress))
{
}

std::vector<BugResult> Campaign::againstBugs(const std::vector<Bug> &bugs,
                                             const QMap<QString, QString> &catchers,
                                             const QStringList &suites) const
{
    std::vector<BugResult> results(bugs.size());
    std::atomic<std::size_t> next{0};
    std::mutex telling;
    int told = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < bugs.size(); i = next++) {
            QElapsedTimer timer;
            timer.start();
            results[i] = one(bugs[i], catchers, suites);
            const std::lock_guard lock(telling);
            m_progress(u"[%1/%2] %3: %4, %5"_s.arg(++told)
                           .arg(bugs.size())
                           .arg(bugs[i].name, summaryOf(results[i]), seconds(timer)));
        }
    };
    std::vector<std::jthread> threads;
    for (int i = 1; i < m_options.jobs; ++i)
        threads.emplace_back(work);
    work();
    threads.clear();
    return results;
}

BugResult Campaign::one(const Bug &bug, const QMap<QString, QString> &catchers,
                        const QStringList &suites) const
{
    BugResult result{bug, {}, {}, {}};
    QStringList places = m_options.suites;
    if (m_options.onlyFirst) {
        const QString catcher = catchers.value(bug.name);
        if (catcher.isEmpty()) {
            result.troubles.append(u"the table names no suite that catches it"_s);
            return result;
        }
        places = {catcher};
    }
    const SuiteRun run = m_run(bug.name, places, m_options.onlyFirst);
    // One suite that hangs must not hide what the others find.
    const bool endedAsAWhole = run.ending == Ending::NoEnvironment || run.ending == Ending::TooSlow;
    const QStringList files = run.suites.isEmpty() && places.isEmpty() ? suites : run.suites.keys();
    if (endedAsAWhole && files.size() > 1) {
        eachByItself(result, files);
        return result;
    }
    if (!wasCarriedOut(run.ending)) {
        result.troubles.append(describe(run.ending));
        return result;
    }
    result.suites = run.suites;
    if (run.suites.size() > 1)
        prove(result);
    else
        result.first = result.candidates().value(0);
    return result;
}

void Campaign::eachByItself(BugResult &result, const QStringList &files) const
{
    for (const QString &file : files) {
        const SuiteRun run = m_run(result.bug.name, {file}, true);
        if (wasCarriedOut(run.ending))
            result.suites.insert(run.suites);
        else
            result.troubles.append(file + u": "_s + describe(run.ending));
    }
    result.first = result.candidates().value(0);
}

void Campaign::prove(BugResult &result) const
{
    for (const QString &suite : result.candidates()) {
        const SuiteRun run = m_run(result.bug.name, {suite}, true);
        const SuiteFindings findings = run.suites.value(suite);
        if (!wasCarriedOut(run.ending) || findings.failed == 0)
            continue;
        result.suites[suite] = findings;
        result.first = suite;
        return;
    }
}

QStringList Campaign::withoutBug(QStringList &suites) const
{
    QStringList troubles;
    for (int i = 1; i <= m_options.clean; ++i) {
        QElapsedTimer timer;
        timer.start();
        const SuiteRun run = m_run(u"none"_s, m_options.suites, false);
        m_progress(u"[clean %1/%2] %3, %4"_s.arg(i)
                       .arg(m_options.clean)
                       .arg(describe(run.ending), seconds(timer)));
        for (auto it = run.suites.begin(); it != run.suites.end(); ++it) {
            if (!suites.contains(it.key()))
                suites.append(it.key());
            if (it->failed > 0)
                troubles.append(u"no bug, run %1: %2: %3"_s.arg(i).arg(it.key(), it->firstFailure));
        }
        if (!wasCarriedOut(run.ending))
            troubles.append(u"no bug, run %1: %2"_s.arg(i).arg(describe(run.ending)));
    }
    return troubles;
}

} // namespace assay::mutants

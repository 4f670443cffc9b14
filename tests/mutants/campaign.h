// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mutants/runner.h"
#include "mutants/table.h"

#include <functional>

namespace assay::mutants {

/// Takes every bug in turn, or several at once with --jobs.
class Campaign
{
public:
    /// Runs places of the workspace; to the first failure only, when that is all that is asked.
    using Run =
        std::function<SuiteRun(const QString &bug, const QStringList &places, bool toFirst)>;
    using Progress = std::function<void(const QString &)>; ///< called by one thread at a time

    Campaign(const Options &options, Run run, Progress progress);

    /// What went wrong in the runs without a bug; adds the suites that ran to `suites`.
    [[nodiscard]] QStringList withoutBug(QStringList &suites) const;
    /// One result for each bug, in their order. With --only-first, `catchers` says which suite;
    /// `suites` are run one by one when a run of all says nothing.
    [[nodiscard]] std::vector<BugResult> againstBugs(const std::vector<Bug> &bugs,
                                                     const QMap<QString, QString> &catchers,
                                                     const QStringList &suites = {}) const;

private:
    [[nodiscard]] BugResult one(const Bug &bug, const QMap<QString, QString> &catchers,
                                const QStringList &suites) const;
    /// A bug that keeps an environment from coming up, or a suite from ending, hides what others
    /// find: then each suite is run by itself, to its first failure.
    void eachByItself(BugResult &result, const QStringList &files) const;
    /// What fails beside all others may have failed of their load: the suite that is said to catch
    /// the bug has to do so alone.
    void prove(BugResult &result) const;

    const Options &m_options;
    Run m_run;
    Progress m_progress;
};

} // namespace assay::mutants

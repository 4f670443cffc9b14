// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mutants/bug.h"
#include "mutants/suite_run.h"

#include <QMap>
#include <QStringList>

namespace assay::mutants {

/// All runs of one bug, joined.
struct BugResult
{
    Bug bug;
    QMap<QString, SuiteFindings> suites;
    QStringList troubles; ///< what could not be carried out: "api/x.yaml: the run was stopped"
    /// The suite that catches it also when it runs alone. Empty: the bug is not caught.
    QString first;
    /// The suites that found something, the clearest first: where the most expectations did not
    /// hold, and among equals the most cases are bad.
    [[nodiscard]] QStringList candidates() const;
};

/// The table bug x suite as Markdown: what is wrong, a mark where a case failed, and the first case
/// of the suite that catches it alone; below it the totals. `suites` are the columns.
[[nodiscard]] QString markdown(const std::vector<BugResult> &results, const QStringList &suites);

/// What is to be held against the suites: bugs that nothing caught, suites that catch fewer than
/// two, runs that could not be carried out. Empty: nothing.
[[nodiscard]] QStringList verdicts(const std::vector<BugResult> &results,
                                   const QStringList &suites);

/// Bug -> the suite that caught it, as a table of markdown() says.
[[nodiscard]] QMap<QString, QString> catchersIn(const QString &page);

/// The page with what stands between the two marker comments replaced; null when they are missing.
[[nodiscard]] QString withTable(const QString &page, const QString &table);

} // namespace assay::mutants

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/batch/console.h"
#include "app/batch/signals.h"
#include "history/history_store.h"
#include "workbench/workbench.h"

namespace assay::app {

/// What `assay --batch` does besides running: one function an action. They print and return the
/// exit code, unless they return a Result. The main thread.

[[nodiscard]] int printSchema(const QString &name, Console &console);
/// Until a signal comes.
[[nodiscard]] int serveMock(const Options &options, base::Host &host, Console &console,
                            Signals *signals);
/// An environment by itself, until a signal comes; it is then taken down. NoEnvironment when it
/// does not come up.
[[nodiscard]] int holdEnvironment(workbench::Workbench &bench, const Options &options,
                                  Console &console, Signals *signals);
[[nodiscard]] int printRuns(workbench::Workbench &bench, Console &console);
/// Good when no case newly fails, else BadCases; a flaky one counts with --fail-on-flaky.
[[nodiscard]] int compareRuns(workbench::Workbench &bench, const Options &options,
                              Console &console);
[[nodiscard]] int exportRun(workbench::Workbench &bench, const Options &options, Console &console);
[[nodiscard]] int importRun(workbench::Workbench &bench, const Options &options, Console &console);

/// The cron expression of a plan file; an error when it has none.
[[nodiscard]] base::Result<QString> scheduleOf(workbench::Workbench &bench, const QString &planFile,
                                               base::Host &host);

struct MergedRun
{
    QString runId;
    int exitCode = 0;
};
/// Joins the runs of all shards into one new run of history. Refuses missing, duplicate and foreign
/// shards, naming them.
[[nodiscard]] base::Result<MergedRun> mergeShards(workbench::Workbench &bench,
                                                  const QStringList &files, base::Host &host);

} // namespace assay::app

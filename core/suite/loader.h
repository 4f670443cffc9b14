// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/environment.h"
#include "model/plan.h"
#include "model/suite.h"
#include "suite/diagnostics.h"
#include "suite/format.h"
#include "suite/workspace.h"

namespace assay::suite {

/// Reads files of a workspace into the model and reports every mistake of every file at once.
///
///     const auto loaded = loadSuites(workspace, workspace.suiteFiles(), format, files);
///     if (!loaded.ok()) { for (const Diagnostic &d : loaded.diagnostics) ... d.error.toText() }
///
/// Nothing is run, no `${...}` is evaluated. What a loaded suite can rely on:
/// * Includes are merged in. Variables: the suite's own win, then the last include's. Set-up: the
///   includes' in order, then the suite's; teardown the other way round. Included cases belong to
///   the suite.
///   `${param.x}` in an include is replaced here, by text, and stands alone in its braces. A step
///   `use: { block: name, with: {...} }` is replaced by the block's steps.
/// * A case with `each` or `matrix` is one case for each row. Its key is the `key` column; else the
///   column name, case, id or key; else its values joined; made unique by "#2".
/// * Needs are full ids, known, and without circles. A suite that a need names ("b.yaml::case") is
/// loaded
///   too, so there may be more suites than `files`.
///
/// Any thread; the arguments are only used during the call.
[[nodiscard]] Loaded<std::vector<model::Suite>> loadSuites(const Workspace &workspace,
                                                           const QStringList &files,
                                                           const Format &format,
                                                           const base::Files &disk);

/// Phases without `suites` get all of the workspace; a folder means the suites below it.
[[nodiscard]] Loaded<model::Plan> loadPlan(const Workspace &workspace, const QString &file,
                                           const base::Files &disk);

/// The services are in file order; references and `after` are known and without circles.
[[nodiscard]] Loaded<model::EnvironmentSpec> loadEnvironment(const Workspace &workspace,
                                                             const QString &file,
                                                             const Format &format,
                                                             const base::Files &disk);

} // namespace assay::suite

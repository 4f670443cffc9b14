// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_kind.h"

namespace assay::steps {

/// Runs a program.
///
///     - exec: { command: [git, rev-parse, HEAD], cwd: . }
///       capture: { commit: { from: stdout, regex: "[0-9a-f]+" } }
///     - exec: { shell: "grep -c ERROR app.log" }
///       expect: { exitCode: { in: [0, 1] } }
///
/// `command` is not read by a shell; `shell` is (/bin/sh). The folder is the workspace.
/// `environment` is added to ours. A text as `input` is sent as it is, anything else as JSON. An
/// exit code that is not 0, and a signal, fail the step, unless it expects something of exitCode or
/// signal. When the step is stopped, the program and what it started get SIGTERM, then SIGKILL.
/// Fields: exitCode (null with a signal), signal ("SIGKILL", or null), stdout, stderr, lines, json
/// (the default), truncated, time (milliseconds).
class ExecStep final : public StepKind
{
public:
    [[nodiscard]] suite::StepShape shape() const override;
    [[nodiscard]] StepResult run(const model::Step &step, StepContext &context) const override;
    [[nodiscard]] QString title(const model::Step &step) const override;
};

} // namespace assay::steps

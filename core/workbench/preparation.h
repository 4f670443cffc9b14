// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_store.h"
#include "model/plan.h"
#include "orchestrator/orchestrator.h"
#include "runner/yaml_suite.h"
#include "suite/workspace.h"
#include "workbench/workbench.h"

#include <thread>

namespace assay::workbench {

/// Everything a run needs, loaded and planned. What Workbench::prepare gives and start takes.
class Preparation final : public PreparedRun
{
public:
    [[nodiscard]] QString id() const override { return plan.id; }
    [[nodiscard]] const events::PlannedCases &cases() const override { return planned; }
    [[nodiscard]] QString environment() const override;
    [[nodiscard]] std::optional<quint64> shuffleSeed() const override
    {
        return plan.selection.shuffleSeed;
    }

    std::jthread warmUp; ///< of the step kinds, while the suites load
    RunRequest request;
    model::Plan testPlan;
    std::vector<std::unique_ptr<runner::YamlSuite>> suites;
    orchestrator::ExecutionPlan plan; ///< borrows the suites
    events::PlannedCases planned;
    /// One for each environment that suites with selected cases name.
    std::vector<model::EnvironmentSpec> environments;
    QStringList environmentOfSuite; ///< by suite; "" needs none
};

/// Cases with an `id:` are known by it, so that history follows them when they are renamed.
void applyStableIds(std::vector<model::Suite> &suites);

/// The environment's file, read and checked; the refusal says "did you mean" for an unknown name.
[[nodiscard]] tl::expected<model::EnvironmentSpec, Refusal>
environmentSpec(const suite::Workspace &workspace, const QString &name, const base::Host &host);

/// Loads and plans; starts nothing. `history` may be null.
[[nodiscard]] tl::expected<std::unique_ptr<Preparation>, Refusal>
prepareRun(const suite::Workspace &workspace, const RunRequest &request, base::Host &host,
           history::HistoryStore *history);

} // namespace assay::workbench

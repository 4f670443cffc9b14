// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_kind.h"

namespace assay::steps {

/// Removes rows of a database, and what refers to them.
///
///     - clean: { on: database, pattern: "texts.title like 'it-%'" }
///     - clean: { on: database, dataset: small-corpus, rows: 1000 }     # what that seeded
///
/// A pattern is a table (`it_*`), or a column and a condition; on Redis it is one of keys. Several
/// can be a list; each is a transaction of its own. Fields: rows (by table; the default), total,
/// time (milliseconds).
class CleanStep final : public StepKind
{
public:
    [[nodiscard]] suite::StepShape shape() const override;
    [[nodiscard]] StepResult run(const model::Step &step, StepContext &context) const override;
    [[nodiscard]] QString title(const model::Step &step) const override;
};

} // namespace assay::steps

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_kind.h"

namespace assay::steps {

/// Makes the rows of a data set: as values for later steps, or into a file.
///
///     - generate: { dataset: texts, rows: 3 }
///       capture: { title: "$.data.texts[0].title" }
///     - generate: { dataset: texts, rows: 1000000, file: out/texts.csv }
///
/// `file` lies in the workspace, in a folder that exists; its suffix is the format (csv, jsonl,
/// yaml, sql) unless `format` says it. Without it there are at most as many rows as a query may
/// give. Fields: rows (by table), total, time (milliseconds), data (by table; the default without a
/// file, else null).
class GenerateStep final : public StepKind
{
public:
    [[nodiscard]] suite::StepShape shape() const override;
    [[nodiscard]] StepResult run(const model::Step &step, StepContext &context) const override;
    [[nodiscard]] QString title(const model::Step &step) const override;
};

} // namespace assay::steps

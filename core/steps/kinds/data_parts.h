// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_context.h"
#include "suite/shape.h"
#include "testdata/test_data_manager.h"

namespace assay::steps {

struct StepResult;

/// What `seed`, `generate` and `clean` have in common. Confined to the context's thread.

/// `dataset`, `rows`, `seed` of a body.
[[nodiscard]] std::vector<suite::Shape::Key> dataSetKeys();
[[nodiscard]] testdata::TestDataManager
dataManagerFor(const QString &database, const model::Step &step, StepContext &context);
/// The data set that a resolved body names, with its rows and seed.
[[nodiscard]] base::Result<testdata::DataSet>
dataSetOf(const model::Node &body, const testdata::TestDataManager &manager, bool withReferences);
/// The fields rows (the default), total and time, and the step's title.
void setRows(StepResult &result, const std::vector<std::pair<QString, qint64>> &tables,
             base::SteadyTime start);

} // namespace assay::steps

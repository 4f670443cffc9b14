// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_kind.h"

namespace assay::steps {

/// Writes a data set into a database of the environment.
///
///     - seed: { dataset: small-corpus, on: database, rows: 1000 }
///       expect: { total: { gte: 1000 } }
///
/// `on` is a service with the property `url`, or `url: postgres://...`, `redis://...`. `mode` is
/// insert, replace (the tables are emptied before) or update (by primary key). `references: true`
/// also writes the tables that the data set's refer to. PostgreSQL: one transaction, so that an
/// error, an abort or a time limit leave the database as it was.
/// Fields: rows (by table; the default), total, time (milliseconds).
class SeedStep final : public StepKind
{
public:
    [[nodiscard]] suite::StepShape shape() const override;
    [[nodiscard]] StepResult run(const model::Step &step, StepContext &context) const override;
    [[nodiscard]] QString title(const model::Step &step) const override;
};

} // namespace assay::steps

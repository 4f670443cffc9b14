// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_kind.h"

namespace assay::steps {

/// Runs a query on PostgreSQL or SQLite.
///
///     - sql: { on: database, query: "select status from texts where id = :id", bind: { id: 7 } }
///       expect: { rows: [{ status: ready }] }
///
/// `on` is a service with the property `url`; or `url: postgres://...`, `url:
/// sqlite:/path/of/file`. `bind` gives values for :name, or as a list for $1, $2 (SQLite: ?1, ?2).
/// Without it there may be several statements: the fields are those of the last that gave rows.
/// `transaction: rollback` undoes what it wrote, `commit` makes one transaction of it. Fields:
/// rows, rowCount, affected, columns, value (first column of the first row), time (milliseconds);
/// error and state (SQLSTATE): with an expectation on one of these, what the server refuses is a
/// result. Every worker keeps its connections; each case gets them in their initial state. SQLite:
/// a query that computes cannot be interrupted; only waiting for a lock is bounded (5 s).
class SqlStep final : public StepKind
{
public:
    [[nodiscard]] suite::StepShape shape() const override;
    [[nodiscard]] StepResult run(const model::Step &step, StepContext &context) const override;
    [[nodiscard]] QString title(const model::Step &step) const override;
};

} // namespace assay::steps

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonValue>
#include <QString>

#include <vector>

namespace assay::expect {

struct SchemaProblem
{
    QString path; ///< ".rows[0]", from the value that was validated; "" is that itself
    QString message;
};

/// Validates with JSON Schema, draft 7. References stay inside the schema: nothing is fetched.
/// Patterns are those of QRegularExpression, with its limits. Empty: it fits. An error: the schema
/// cannot be used, or the value is nested deeper than 200 levels. Compiled schemas are kept on each
/// thread.
[[nodiscard]] base::Result<std::vector<SchemaProblem>> validateSchema(const QJsonValue &schema,
                                                                      const QJsonValue &value);
/// Whether the schema can be used.
[[nodiscard]] base::Result<> checkSchema(const QJsonValue &schema);

} // namespace assay::expect

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/exchange.h"
#include "steps/step_context.h"

namespace assay::steps {

/// What several kinds of steps have in common. Confined to the context's thread.

/// The deadline passed or somebody aborted.
[[nodiscard]] bool isStopped(const StepContext &context);
/// The `time` field: milliseconds since `start`.
[[nodiscard]] double millisecondsSince(base::SteadyTime start);
/// `on: NAME` (the service's property `url`) or `url: ...` of a resolved body.
[[nodiscard]] base::Result<QString> addressOf(const model::Node &body, StepContext &context);
/// A text on one line, cut: for titles and summaries.
[[nodiscard]] QString oneLine(const QString &text, qsizetype limit = 80);
[[nodiscard]] model::Exchange::Part partOf(const QString &summary, const QByteArray &body,
                                           const QString &contentType);
/// UTF-8 as text, other bytes as {"base64": "..."}.
[[nodiscard]] QJsonValue valueOfBytes(const QByteArray &bytes);
/// A text, a file (of the workspace, at most 16 MiB) of a resolved body: `query` or `file`.
[[nodiscard]] base::Result<QByteArray>
readWorkspaceFile(const QString &path, const model::Step &step, StepContext &context);

} // namespace assay::steps

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/node.h"
#include "suite/diagnostics.h"

#include <optional>

namespace assay::suite {

/// What a YAML file may cost us at most. More is a diagnostic, not a crash.
struct YamlLimits
{
    static constexpr qint64 kFileSize = 16 * 1024 * 1024;
    static constexpr int kDepth = 64;
    static constexpr qint64 kAliasValues = 100'000; ///< values that aliases stand for, all together
};

/// YAML 1.2 text as nodes with positions (line and column from 1, columns in code points).
///
/// Plain scalars are typed by the core schema (`yes` and `no` are text, 0x1f and 0o17 are numbers,
/// integers are exact to 64 bits); quoted ones are text. Anchors, aliases and the merge key `<<`
/// work within YamlLimits. One document a file; keys are scalars and unique.
///
/// Every mistake goes to `diagnostics`, with `file` in its position. Nothing is returned when the
/// text cannot be read at all; a duplicate key, say, is reported and the first one kept. Any
/// thread.
[[nodiscard]] std::optional<model::Node> readYaml(const QByteArray &text, const QString &file,
                                                  Diagnostics &diagnostics);

/// The node as the core schema types a plain scalar: also for CSV fields and parameters.
/// Nothing when it is text.
[[nodiscard]] std::optional<QJsonValue> typedPlainScalar(QByteArrayView text);

} // namespace assay::suite

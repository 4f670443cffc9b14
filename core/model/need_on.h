// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace assay::model {

/// When a case that needs another may run (semantics: "Need edges"). A flaky need counts as a
/// success.
enum class NeedOn { Success, Always, Failure, Completed };

/// "success", "always", "failure", "completed".
[[nodiscard]] QString needOnName(NeedOn on);
[[nodiscard]] std::optional<NeedOn> needOnFromName(QStringView name);

} // namespace assay::model

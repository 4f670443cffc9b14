// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace assay::expect {

/// What valijson says of a value, in our words: "Expected number greater than or equal
/// to 3.000000." is "it is not at least 3". "" for what only repeats another problem. Any thread.
[[nodiscard]] QString schemaWording(QString text);

} // namespace assay::expect

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/case.h"

#include <QHash>

namespace assay::suite {

/// Values of nodes whose shape was checked; what does not fit gives nothing. Any thread.
[[nodiscard]] std::optional<int> wholeNumber(const model::Node &node);
[[nodiscard]] std::optional<base::Nanoseconds> duration(const model::Node &node);
[[nodiscard]] std::optional<model::Isolation> isolationOf(const model::Node &node);
/// `if`: a text as it is; true and false as expressions; "" when missing.
[[nodiscard]] QString conditionOf(const model::Node &node);
/// The texts of a list, or the one text. Without duplicates.
[[nodiscard]] QStringList textsOf(const model::Node &node);
/// The items of a list, or the node itself when it is something else; empty when it is missing.
[[nodiscard]] std::vector<const model::Node *> itemsOrSelf(const model::Node &node);
/// name -> whole number.
[[nodiscard]] QHash<QString, int> capacitiesOf(const model::Node &node);

} // namespace assay::suite

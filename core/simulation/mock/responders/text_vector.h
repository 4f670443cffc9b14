// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace assay::simulation {

/// A vector of length 1 for a text, the same on every machine: its words without stop words and
/// endings, each hashed onto four coordinates with a sign (feature hashing: Weinberger et al.,
/// 2009). Texts that share words have a large inner product; others nearly none. Any thread.
[[nodiscard]] std::vector<float> textVector(const QString &text, int dimensions);

/// The word without its usual English ending: "stories" and "story" are the same.
[[nodiscard]] QString stem(QString lowerCaseWord);

} // namespace assay::simulation

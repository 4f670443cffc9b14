// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

namespace assay::testdata {

/// Locale and content of the files of resources/data/v1, built in.
[[nodiscard]] const std::vector<std::pair<const char *, const char *>> &wordData();

} // namespace assay::testdata

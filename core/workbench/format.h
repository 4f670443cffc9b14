// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/format.h"

namespace assay::workbench {

/// The format of suite and environment files as this build knows it: the step kinds, the matchers
/// and the providers, put together for the loader and for the JSON Schemas. Made once; any thread.
[[nodiscard]] const suite::Format &fileFormat();

} // namespace assay::workbench

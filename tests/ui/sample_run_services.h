// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/fake_workbench.h"

namespace assay::ui::test {

/// What the environment of the sample run does and writes, at its times; not yet in order.
void addSampleServices(Script &script);

} // namespace assay::ui::test

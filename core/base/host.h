// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/files.h"
#include "base/random.h"
#include "base/variables.h"

namespace assay::base {

/// Everything process-global that core uses, handed in so that tests use fakes
/// (tests/support/fake_host.h). The references outlive every user. Any thread.
/// Child processes are started by environment/child_process.h, on the real system only.
struct Host
{
    Clock &clock;
    Files &files;
    Variables &variables;
    Random &random;
};

} // namespace assay::base

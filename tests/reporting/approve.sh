#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Takes what the reports look like now as right: rewrites tests/reporting/golden. Look at the diff.
#   tests/reporting/approve.sh [build folder]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${1:-$root/build/dev}
ASSAY_APPROVE=1 QT_QPA_PLATFORM=offscreen "$build/tests/bin/reporting_tst_golden"
git -C "$root" --no-pager diff --stat -- tests/reporting/golden || true

#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Takes what the reports and the terminal look like now as right: rewrites tests/reporting/golden and
# tests/app/golden. Look at the diff.
#   tests/reporting/approve.sh [build folder]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${1:-$root/build/dev}
ASSAY_APPROVE=1 QT_QPA_PLATFORM=offscreen "$build/tests/bin/reporting_tst_golden"
ASSAY_APPROVE=1 "$build/tests/bin/app_tst_terminal_view"
git -C "$root" --no-pager diff --stat -- tests/reporting/golden tests/app/golden || true

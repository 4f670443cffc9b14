#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds everything and passes all tests. `packaging/test.sh asan` and `tsan` do
# it with a sanitizer; further arguments go to ctest.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/packages.sh

preset=dev
case "${1:-}" in
dev | release | asan | tsan) preset=$1 && shift ;;
esac
# shellcheck disable=SC2046,SC2086
assay_install $ASSAY_BUILD_PACKAGES $ASSAY_SERVICE_PACKAGES $ASSAY_TEST_PACKAGES $(assay_container_packages)
cmake --preset "$preset" >/dev/null
cmake --build --preset "$preset"
cmake --build --preset "$preset" --target all_verify_interface_header_sets
ctest --preset "$preset" -j "$(nproc)" "$@"

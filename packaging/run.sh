#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds release, runs the reference suites headless on the local environment
# and writes the reports to out/. Arguments go to `assay --batch`:
#
#   packaging/run.sh                          everything
#   packaging/run.sh suites/api               one folder
#   packaging/run.sh --tag smoke --parallel 8
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/packages.sh

# shellcheck disable=SC2086
assay_install $ASSAY_BUILD_PACKAGES $ASSAY_SERVICE_PACKAGES
cmake --preset release >/dev/null
cmake --build --preset release --target assay assay-window semantic-processor

places=()
options=()
for argument in "$@"; do
    if [ ${#options[@]} -eq 0 ] && [ -e "${argument%%:*}" ]; then places+=("$argument"); else options+=("$argument"); fi
done
[ ${#places[@]} -gt 0 ] || places=(suites)

mkdir -p out
reports=(--report html:out/report.html --report junit:out/junit.xml --report json:out/report.json
    --report markdown:out/summary.md --report csv:out/cases.csv)
status=0
build/release/bin/assay --batch "${places[@]}" "${reports[@]}" --events out/events.jsonl \
    ${options[@]+"${options[@]}"} || status=$?
if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -f out/summary.md ]; then
    cat out/summary.md >>"$GITHUB_STEP_SUMMARY"
fi
echo "reports: $PWD/out/report.html, junit.xml, report.json, summary.md, cases.csv, events.jsonl"
exit $status

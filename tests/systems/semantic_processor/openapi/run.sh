#!/bin/sh
# Holds openapi.json against the system: run.sh FOLDER-OF-PROGRAMS SOURCE-FOLDER. The workspace is this folder
# with the mocks in it, copied, because a workspace reads nothing outside of itself.
# Exit code 77: python3-jsonschema (Debian) is not installed.
set -eu
programs=$1
SEMANTIC_PROCESSOR_SOURCE=$2/fixtures/systems/semantic-processor
export SEMANTIC_PROCESSOR_SOURCE
/usr/bin/python3 -c 'import jsonschema' 2>/dev/null || { echo "python3-jsonschema is not installed"; exit 77; }
work=$(mktemp -d "${TMPDIR:-/tmp}/assay-openapi.XXXXXX")
trap 'rm -rf "$work"' EXIT
cp -R "$(dirname "$0")/." "$work/suites"
cp -R "$2/fixtures/mocks" "$work/suites/mocks"
"$programs/assay" --batch "$work/suites" --parallel 1 --no-history

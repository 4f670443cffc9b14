#!/bin/sh
# The suites of API and workflows on a PostgreSQL that offers pgvector's type, by the stand-in of tests/support/
# pgvector: run.sh FOLDER-OF-PROGRAMS SOURCE-FOLDER. Nothing on the machine is changed: in a mount namespace of its
# own, which ends with this script, the server's extension folder shows a copy with the stand-in in it.
# Exit code 77: this machine allows no such namespace, or has no PostgreSQL.
set -eu
programs=$1
source=$2
if [ -z "${ASSAY_PGVECTOR_INSIDE:-}" ]; then
    own=-m
    [ "$(id -u)" -eq 0 ] || own=-cm
    unshare $own true 2>/dev/null || { echo "no mount namespace can be had here"; exit 77; }
    work=$(mktemp -d "${TMPDIR:-/tmp}/assay-pgvector.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    ASSAY_PGVECTOR_INSIDE=$work unshare $own sh "$0" "$programs" "$source"
    exit
fi
work=$ASSAY_PGVECTOR_INSIDE
found=no
for folder in /usr/share/postgresql/*/extension; do
    [ -d "$folder" ] || continue
    copy=$work/extension-$(basename "$(dirname "$folder")")
    cp -R "$folder" "$copy"
    rm -f "$copy"/vector* # the real one, if somebody has it: this is about ours
    cp "$source"/tests/support/pgvector/vector* "$copy"
    chmod -R a+rX "$work"
    mount --bind "$copy" "$folder"
    found=yes
done
[ $found = yes ] || { echo "there is no PostgreSQL in /usr/share/postgresql"; exit 77; }
cp -R "$source/suites" "$work/suites"
cp -R "$source/fixtures" "$work/fixtures"
cp -R "$source/packaging" "$work/packaging"
cp "$source/tests/integration/pgvector/vector.yaml" "$work/suites/api/vector.yaml"
"$programs/assay" --batch "$work/suites" "$work/suites/api" "$work/suites/workflows" \
    --parallel 4 --no-history --quiet

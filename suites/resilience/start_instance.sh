#!/bin/sh
# Starts one more instance of the system, with the program of the process $LIKE and the environment that we have.
# Prints {"port", "pid", "folder"} when it listens. Its log is $folder/log, its exit code comes to $folder/code.
# It outlives this script, in a session of its own, but not half a minute.
set -eu
folder=$(mktemp -d "${TMPDIR:-/tmp}/semantic-processor.XXXXXX")
program=$(readlink "/proc/$LIKE/exe")
# shellcheck disable=SC2016 # the inner shell's own variables
setsid sh -c 'timeout -k 2 30 "$1" --bug "$2" >"$3/log" 2>"$3/errors" </dev/null; echo $? >"$3/code"' \
    sh "$program" "$BUG" "$folder" >/dev/null 2>&1 </dev/null &
tries=0
until grep -q '"event":"listening"' "$folder/log" 2>/dev/null; do
    tries=$((tries + 1))
    if [ -s "$folder/code" ] || [ $tries -gt 500 ]; then
        cat "$folder/errors" >&2
        rm -rf "$folder"
        exit 1
    fi
    sleep 0.02
done
line=$(grep '"event":"listening"' "$folder/log")
port=$(printf '%s' "$line" | sed 's/.*"port":\([0-9]*\).*/\1/')
pid=$(printf '%s' "$line" | sed 's/.*"pid":\([0-9]*\).*/\1/')
printf '{"port": %s, "pid": %s, "folder": "%s"}\n' "$port" "$pid" "$folder"

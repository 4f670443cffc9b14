#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# with_display.sh PROGRAM [ARGUMENT...]: runs a program on an X server and a window manager of its own, which end
# with it. ASSAY_SCREEN is the size of its screen. Exit code 77 when one of the two is not installed.
set -u

for needed in Xvfb openbox; do
    command -v "$needed" >/dev/null 2>&1 || {
        echo "skipped: $needed is not installed; packaging/packages.sh names what tests need"
        exit 77
    }
done
folder=$(mktemp -d)
server=
manager=
program=
finish() {
    trap - EXIT INT TERM
    for one in $program $manager $server; do
        kill "$one" 2>/dev/null
    done
    wait
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 143' INT TERM

# The server takes a free number and tells it once it listens.
Xvfb -displayfd 3 -screen 0 "${ASSAY_SCREEN:-1600x1000}x24" -nolisten tcp -noreset \
    3>"$folder/number" >"$folder/server.log" 2>&1 &
server=$!
tries=0
until [ -s "$folder/number" ]; do
    tries=$((tries + 1))
    if [ $tries -gt 600 ] || ! kill -0 "$server" 2>/dev/null; then
        echo "Xvfb did not start:" && cat "$folder/server.log"
        exit 1
    fi
    sleep 0.05
done
DISPLAY=:$(cat "$folder/number")
QT_QPA_PLATFORM=xcb
export DISPLAY QT_QPA_PLATFORM
unset WAYLAND_DISPLAY
HOME=$folder XDG_CONFIG_HOME=$folder XDG_CACHE_HOME=$folder openbox --sm-disable \
    >"$folder/manager.log" 2>&1 &
manager=$!
"$@" &
program=$!
wait "$program"
code=$?
program=
exit $code

#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A container engine of a test's own: container_engine.sh FOLDER. Its socket is FOLDER/docker.sock. Reads commands from its
# standard input and answers each with a line:
#
#   kill     the engine dies on the spot; containers live on
#   start    a new one takes over what the last one left
#
# At the end of the input, however the test ended, it stops the engine with all containers and removes FOLDER. Nothing of the
# machine is changed: no default bridge, no packet filter rules, no state outside of FOLDER.
# The first line is "ready", or "none: " and why.
set -u
folder=$1
daemon=

answers() { DOCKER_HOST=unix://$folder/docker.sock docker version >/dev/null 2>&1; }

start() {
    dockerd --host "unix://$folder/docker.sock" --data-root "$folder/data" --exec-root "$folder/exec" \
        --pidfile "$folder/pid" --iptables=false --ip6tables=false --bridge=none </dev/null >>"$folder/log" 2>&1 &
    daemon=$!
    for _ in $(seq 300); do
        answers && return 0
        kill -0 $daemon 2>/dev/null || return 1
        sleep 0.1
    done
    return 1
}

finish() {
    # Its networks are bridges of the machine, which outlive it.
    if answers; then
        export DOCKER_HOST=unix://$folder/docker.sock
        docker ps -aq | xargs -r docker rm -f -v >/dev/null 2>&1
        docker network prune -f >/dev/null 2>&1
    fi
    [ -z "$daemon" ] || kill $daemon 2>/dev/null
    wait
    # What a killed engine mounted and did not find again.
    grep -o " $folder/[^ ]*" /proc/mounts | sort -r | while read -r mount; do umount -l "$mount"; done
    rm -rf "$folder"
}

mkdir -p "$folder"
for program in dockerd docker; do
    command -v $program >/dev/null || { echo "none: there is no $program" && exit 0; }
done
docker compose version >/dev/null 2>&1 || command -v docker-compose >/dev/null ||
    { echo "none: there is no docker-compose" && exit 0; }
[ "$(id -u)" -eq 0 ] || { echo "none: only root can start one" && exit 0; }
trap '' INT TERM HUP
if ! start; then
    echo "none: $(tail -n 1 "$folder/log")"
    finish
    exit 0
fi
echo ready
while read -r command; do
    case "$command" in
    kill)
        # Its own helper would else hold on to what the next one needs, for as long as it lives.
        kill -9 $daemon "$(cat "$folder/exec/containerd/containerd.pid")"
        wait $daemon 2>/dev/null
        rm -f "$folder/pid" "$folder/exec/containerd/containerd.pid"
        daemon=
        echo killed
        ;;
    start) if start; then echo ready; else echo "none: $(tail -n 1 "$folder/log")"; fi ;;
    esac
done
finish

#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A container engine for tests: installed as `docker` (and as `docker-compose`), it plays what the folder
# $DOCKER_FAKE says and writes each call to $DOCKER_FAKE/calls.
#
#   down              the engine does not answer
#   no-compose        `docker` has no subcommand compose
#   up.sh             what `up` does; else each *.container becomes one: a file of `docker inspect` each
#   config.txt        the services; without it, the file is bad
#   build.sh, hang    what `build` does; a subcommand that never ends
#   logs/ID           its log; `docker logs --follow` ends when ended/ID is there
cd "$DOCKER_FAKE" || exit 9
name=$(basename "$0")
echo "$name $*" >>calls
[ ! -e down ] || { echo "Cannot connect to the Docker daemon at unix:///fake.sock. Is the docker daemon running?" >&2; exit 1; }

command=$1
if [ "$name" = docker-compose ] || [ "$1" = compose ]; then
    [ "$1" != compose ] || [ ! -e no-compose ] || { echo "docker: 'compose' is not a docker command." >&2; exit 1; }
    command=
    for word in "$@"; do
        case "$word" in
        version | config | build | up | down) command="compose-$word" && break ;;
        esac
    done
    echo "$name $command: FILE=$COMPOSE_FILE PROFILES=$COMPOSE_PROFILES TAG=$TAG" >>variables
fi
if [ "$(cat hang 2>/dev/null)" = "$command" ]; then
    echo "now $command" >>calls
    exec sleep 1000
fi
mkdir -p containers logs ended
case "$command" in
version) echo 20.10.24 ;;
compose-version) echo "Docker Compose version v2.24.0" ;;
compose-config)
    [ -e config.txt ] || { echo "services.api Additional property imagee is not allowed" >&2; exit 15; }
    cat config.txt
    ;;
compose-build) if [ -e build.sh ]; then . ./build.sh; else echo built; fi ;;
compose-up)
    echo "Creating the containers" >&2
    if [ -e up.sh ]; then . ./up.sh; else cp -- *.container containers/; fi
    ;;
compose-down | rm) rm -f containers/* && touch gone && : >ended/all ;;
ps) ls containers | sed 's/\.container$//' ;;
network | volume | images) ;;
inspect)
    shift 3
    separator=
    printf '['
    for id in "$@"; do
        [ -e "containers/$id.container" ] || { echo "No such container: $id" >&2; exit 1; }
        printf '%s' "$separator" && cat "containers/$id.container"
        separator=,
    done
    printf ']\n'
    ;;
logs)
    for id in "$@"; do :; done
    cat "logs/$id" 2>/dev/null
    case "$*" in
    *--follow*)
        while [ ! -e "ended/$id" ] && [ ! -e ended/all ]; do sleep 0.02; done
        rm -f "ended/$id"
        ;;
    esac
    ;;
wait) while [ ! -e "ended/$2" ]; do sleep 0.02; done ;;
*) echo "unknown command $*" >&2 && exit 1 ;;
esac

#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A cluster for tests: installed as `kubectl`, it plays what the folder $KUBE_FAKE says and writes each call to
# $KUBE_FAKE/calls.
#
#   down                    the cluster does not answer
#   hang                    a command that never ends
#   tried.json              what `apply --dry-run` gives, NAMESPACE is ours
#   apply.sh                what `apply` does
#   state.json              what `get deployments,...` gives
#   logs/POD, ended/POD     its log, which ends when ended/POD is there
#   helper                  the program that listens for `port-forward`
cd "$KUBE_FAKE" || exit 9
echo "kubectl $*" >>calls
[ ! -e down ] || { echo "The connection to the server localhost:6443 was refused" >&2; exit 1; }
name=
while :; do
    case "$1" in
    --namespace) name=$2 && shift 2 ;;
    --context) shift 2 ;;
    *) break ;;
    esac
done
command=$1
case "$*" in
"get --raw"*) command=version ;;
*--dry-run*) command=try ;;
esac
if [ "$(cat hang 2>/dev/null)" = "$command" ]; then
    echo "now $command" >>calls
    exec sleep 1000
fi
mkdir -p logs ended
case "$command" in
version) echo '{"major": "1"}' ;;
create) cat >namespace.json ;;
try) sed "s/NAMESPACE/$name/" tried.json ;;
apply) [ ! -e apply.sh ] || . ./apply.sh ;;
get)
    case "$*" in
    *--output=name*) [ ! -e namespace.json ] || echo "namespace/$3" ;;
    "get namespace"*) cat namespace.json 2>/dev/null || true ;;
    *) cat state.json ;;
    esac
    ;;
delete) [ "$2" != namespace ] || { rm namespace.json && : >ended/all; } ;;
logs)
    for pod in "$@"; do :; done
    pod=${pod#pod/}
    cat "logs/$pod" 2>/dev/null
    while [ ! -e "ended/$pod" ] && [ ! -e ended/all ]; do sleep 0.02; done
    rm -f "ended/$pod"
    ;;
port-forward)
    PORT=${4%:*}
    export PORT
    echo "Forwarding from 127.0.0.1:$PORT -> ${4#*:}"
    exec "$(cat helper)" port
    ;;
*) echo "unknown command $*" >&2 && exit 1 ;;
esac

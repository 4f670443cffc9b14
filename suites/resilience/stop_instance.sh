#!/bin/sh
# Ends what start_instance.sh started in folder $1 with process id $2, if it still runs, and removes the folder.
[ -d "$1" ] || exit 0
[ -s "$1/code" ] || kill -TERM "$2" 2>/dev/null
tries=0
until [ -s "$1/code" ]; do
    tries=$((tries + 1))
    [ $tries -ne 100 ] || kill -KILL "$2" 2>/dev/null
    [ $tries -lt 150 ] || break
    sleep 0.02
done
rm -rf "$1"

#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Inside the container: makes the cluster and the database at the first start. POSTGRES_USER, POSTGRES_PASSWORD and
# POSTGRES_DB as with other images; arguments go to the server.
set -eu
bin=@bin@
cluster=/data/cluster
if [ ! -e "$cluster/PG_VERSION" ]; then
    echo "$POSTGRES_PASSWORD" >/tmp/password
    "$bin/initdb" -D "$cluster" -U "$POSTGRES_USER" --pwfile=/tmp/password --auth-local=trust --auth-host=scram-sha-256 \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync --no-instructions
    : >/tmp/password
    echo "host all all all scram-sha-256" >>"$cluster/pg_hba.conf"
    echo "create database \"$POSTGRES_DB\"" | "$bin/postgres" --single -D "$cluster" postgres >/dev/null
fi
exec "$bin/postgres" -D "$cluster" -c listen_addresses='*' -c unix_socket_directories=/tmp "$@"

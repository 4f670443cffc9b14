#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes what the images of packaging/compose and packaging/kubernetes are built from: one folder an image, with a
# Dockerfile and the programs of this machine with the libraries that they need. Nothing is pulled from anywhere, and
# nothing is in an image that does not run there.
#
#   packaging/containers/contexts.sh build/release/bin out/images
#   docker build -t assay/semantic-processor out/images/semantic-processor
set -eu
if [ $# -ne 2 ]; then
    sed -n '4,9s/^# \{0,1\}//p' "$0"
    exit 2
fi
binaries=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
source=$(cd "$(dirname "$0")/../.." && pwd)
plugins=$(dirname "$(find /usr/lib -path '*/qt6/plugins/sqldrivers' -print -quit)")
postgres=$(find /usr/lib/postgresql -maxdepth 3 -path '*/bin/postgres' | sort -V | tail -n 1)
[ -n "$postgres" ] || { echo "contexts.sh: there is no PostgreSQL (Debian: apt install postgresql)" >&2; exit 1; }
postgres=$(dirname "$postgres")
version=$(basename "$(dirname "$postgres")")

begin() { # NAME: an empty root with a user, a folder for temporary files and a shell, for health checks and scripts
    context=$out/$1
    root=$context/root
    rm -rf "$context"
    mkdir -p "$root/etc" "$root/tmp" "$root/bin" "$context/data"
    chmod 1777 "$root/tmp"
    printf 'root:x:0:0::/:/bin/sh\nassay:x:999:999::/data:/bin/sh\n' >"$root/etc/passwd"
    printf 'root:x:0:\nassay:x:999:\n' >"$root/etc/group"
    printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
    cp "$source/packaging/containers/Dockerfile" "$context/Dockerfile"
    add /bin/sh /bin/sh
    mkdir -p "$root/usr/lib/locale"
    cp -R /usr/lib/locale/C.utf8 "$root/usr/lib/locale/"
}
add() { # FILE [PLACE]: a program or a library, with all that it is linked to
    place=${2:-$1}
    mkdir -p "$root$(dirname "$place")"
    cp -L "$1" "$root$place"
    [ -z "${strip:-}" ] || strip --strip-debug "$root$place" 2>/dev/null || true
    ldd "$1" 2>/dev/null | grep -o '/[^ ]*' | sort -u | while read -r library; do
        [ -e "$root$library" ] && continue
        mkdir -p "$root$(dirname "$library")"
        cp -L "$library" "$root$library"
    done
}
ours() { # NAME: a program of our own, without what only a debugger reads
    strip=yes
    add "$binaries/$1" "/bin/$1"
    strip=
}

begin semantic-processor
ours semantic-processor
add "$(command -v curl)" /bin/curl

begin workbench
ours assay
for plugin in sqldrivers/libqsqlite.so tls/libqopensslbackend.so; do
    [ ! -e "$plugins/$plugin" ] || add "$plugins/$plugin"
done
add "$(command -v curl)" /bin/curl
mkdir -p "$root/srv"
cp -R "$source/suites" "$source/fixtures" "$root/srv/"
for program in cat sleep; do # of suites
    add "$(command -v $program)" /bin/$program
done
mkdir -p "$root/srv/packaging"
cp -R "$source/packaging/compose" "$source/packaging/kubernetes" "$root/srv/packaging/"
rm -rf "$root/srv/fixtures/systems" "$root/srv/suites/.assay"

begin postgres
for program in postgres initdb pg_isready psql; do
    file=$postgres/$program
    [ -e "$file" ] || file=$(command -v "$program")
    add "$file" "$postgres/$program"
done
for library in plpgsql dict_snowball vector; do
    [ ! -e "/usr/lib/postgresql/$version/lib/$library.so" ] || add "/usr/lib/postgresql/$version/lib/$library.so"
done
mkdir -p "$root/usr/share/postgresql"
cp -R "/usr/share/postgresql/$version" "$root/usr/share/postgresql/"
rm -rf "$root/usr/share/postgresql/$version/man"
cp -R /usr/share/zoneinfo "$root/usr/share/"
rm -rf "$root/usr/share/zoneinfo/right" "$root/usr/share/zoneinfo/posix"
sed "s|@bin@|$postgres|" "$source/packaging/containers/start-postgres.sh" >"$root/bin/start-postgres"
chmod 755 "$root/bin/start-postgres"
ln -s "$postgres/pg_isready" "$root/bin/pg_isready"

begin redis
add "$(command -v redis-server)" /bin/redis-server
add "$(command -v redis-cli)" /bin/redis-cli

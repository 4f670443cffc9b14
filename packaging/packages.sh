# SPDX-License-Identifier: GPL-3.0-or-later
# What a Debian 12 machine needs, in one list; sourced by run.sh and test.sh.

ASSAY_BUILD_PACKAGES="
    g++ cmake ninja-build ccache pkg-config git ca-certificates
    qt6-base-dev qt6-base-dev-tools qt6-declarative-dev qt6-websockets-dev qt6-charts-dev qt6-svg-dev
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libqt6sql6-sqlite libgl-dev libvulkan-dev
    libpqxx-dev libpq-dev libfyaml-dev libcurl4-openssl-dev libboost-dev libhiredis-dev libvalijson-dev
    libxml2-dev libexpected-dev libzstd-dev libarchive-dev libssl-dev libqscintilla2-qt6-dev
    qtkeychain-qt6-dev prometheus-cpp-dev fonts-inter fonts-dejavu-core"
# What the reference environment and its suites run.
ASSAY_SERVICE_PACKAGES="postgresql redis-server curl"
# What tests talk to or are compared with.
ASSAY_TEST_PACKAGES="nginx-light libxml2-utils openssl procps python3-jsonschema xvfb openbox"

# What the tests of containers and clusters run. A machine that has them from somewhere else keeps those.
assay_container_packages() {
    command -v dockerd >/dev/null 2>&1 || echo docker.io
    command -v docker-compose >/dev/null 2>&1 || docker compose version >/dev/null 2>&1 || echo docker-compose
    command -v kubectl >/dev/null 2>&1 || echo kubernetes-client
}

assay_as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        echo "assay: packages are missing and this is neither root nor a machine with sudo: $*" >&2
        return 1
    fi
}

# Installs those of the packages that are missing. Debian would start the servers it installs: a policy
# keeps them down, for we start our own.
assay_install() {
    missing=""
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    echo "assay: installing$missing"
    policy=/usr/sbin/policy-rc.d
    made_policy=no
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | assay_as_root tee "$policy" >/dev/null
        assay_as_root chmod +x "$policy"
        made_policy=yes
    fi
    status=0
    assay_as_root apt-get update -qq || status=$?
    # shellcheck disable=SC2086 # one word a package
    [ $status -ne 0 ] || assay_as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $missing >/dev/null || status=$?
    [ $made_policy = no ] || assay_as_root rm -f "$policy"
    return $status
}

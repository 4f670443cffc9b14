#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tiny_image.sh FOLDER: what an image with nothing but sh, sleep and cat is built from.
set -eu
mkdir -p "$1/root/bin"
for program in sh sleep cat; do
    file=$(command -v $program)
    cp -L "$file" "$1/root/bin/"
    ldd "$file" | grep -o '/[^ ]*' | while read -r library; do
        mkdir -p "$1/root$(dirname "$library")"
        cp -L "$library" "$1/root$library"
    done
done
printf 'FROM scratch\nCOPY root/ /\n' >"$1/Dockerfile"

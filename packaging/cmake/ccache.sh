#!/bin/sh
# Compiles through ccache where it is installed. The sloppiness is what precompiled headers need; the depend
# mode spares the preprocessor's run of its own; paths below the checkout are hashed as relative ones, so that
# two clones share their objects.
if command -v ccache >/dev/null 2>&1; then
    CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_DEPEND=1 \
        CCACHE_BASEDIR="${0%/packaging/cmake/ccache.sh}" CCACHE_NOHASHDIR=1 exec ccache "$@"
fi
exec "$@"

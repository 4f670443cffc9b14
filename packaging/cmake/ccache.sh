#!/bin/sh
# Compiles through ccache where it is installed. The sloppiness is what precompiled headers need; the depend
# mode spares the preprocessor's run of its own.
if command -v ccache >/dev/null 2>&1; then
    CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_DEPEND=1 exec ccache "$@"
fi
exec "$@"

#!/bin/sh
# Compiles through ccache where it is installed; the sloppiness is what precompiled headers need.
if command -v ccache >/dev/null 2>&1; then
    CCACHE_SLOPPINESS=pch_defines,time_macros exec ccache "$@"
fi
exec "$@"

# SPDX-License-Identifier: GPL-3.0-or-later
# One folder is one target. These three functions are the only way targets are made.

add_library(assay_options INTERFACE)
target_compile_features(assay_options INTERFACE cxx_std_20)
# Designated initializers leave members out on purpose: they have their defaults.
target_compile_options(assay_options INTERFACE
    -Wall -Wextra -Wconversion -Wno-missing-field-initializers)
target_compile_definitions(assay_options INTERFACE
    _FILE_OFFSET_BITS=64 # as hiredis demands; everywhere, so that the precompiled header fits
    QT_NO_CAST_FROM_ASCII QT_NO_KEYWORDS QT_NO_FOREACH QT_DISABLE_DEPRECATED_BEFORE=0x060400)
# GCC 12 sees overflows in its own <string> once it inlines it.
target_compile_options(assay_options INTERFACE
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-stringop-overflow;-Wno-restrict>)
if(ASSAY_WERROR)
    target_compile_options(assay_options INTERFACE -Werror)
endif()
if(ASSAY_SANITIZE)
    target_compile_options(assay_options INTERFACE
        -fsanitize=${ASSAY_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(assay_options INTERFACE -fsanitize=${ASSAY_SANITIZE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # GCC's sanitizers report false positives of these two in library headers.
        target_compile_options(assay_options INTERFACE -Wno-maybe-uninitialized -Wno-tsan)
    endif()
endif()
if(ASSAY_FUZZ)
    # What the fuzz targets reach must count its branches, or they search blindly.
    target_compile_options(assay_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# GCC shares one precompiled header between targets with equal flags; clang would refuse it.
set(ASSAY_SHARED_PCH OFF)
if(ASSAY_PCH AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(ASSAY_SHARED_PCH ON)
endif()

function(assay_precompile target)
    if(NOT ASSAY_SHARED_PCH)
        return()
    endif()
    if(target STREQUAL "assay_base")
        target_precompile_headers(assay_base PRIVATE
            <QtCore/QByteArray> <QtCore/QDir> <QtCore/QFile> <QtCore/QHash> <QtCore/QJsonArray>
            <QtCore/QJsonDocument> <QtCore/QJsonObject> <QtCore/QJsonValue> <QtCore/QString>
            <QtCore/QStringList> <QtCore/QDateTime> <QtCore/QCoreApplication>
            <algorithm> <atomic> <chrono> <condition_variable> <functional> <map> <memory> <mutex>
            <optional> <stop_token> <string> <thread> <unordered_map> <variant> <vector>
            <tl/expected.hpp>)
    else()
        target_precompile_headers(${target} REUSE_FROM assay_base)
        target_compile_options(${target} PRIVATE -Wno-invalid-pch) # other macros: it is just not used
    endif()
endfunction()

# assay_library(base SOURCES a.cpp HEADERS a.h [DEPENDS Assay::x] [PRIVATE lib...] [PUBLIC lib...])
# Headers are included as "base/a.h"; header verification builds each of them alone.
function(assay_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;HEADERS;DEPENDS;PRIVATE;PUBLIC" ${ARGN})
    set(target assay_${name})
    add_library(${target} STATIC ${ARG_SOURCES})
    add_library(Assay::${name} ALIAS ${target})
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${name} POSITION_INDEPENDENT_CODE ON)
    target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/core
        FILES ${ARG_HEADERS})
    target_link_libraries(${target}
        PUBLIC ${ARG_DEPENDS} ${ARG_PUBLIC} Qt6::Core
        PRIVATE ${ARG_PRIVATE} $<BUILD_INTERFACE:assay_options>)
    assay_precompile(${target})
    set_property(GLOBAL APPEND PROPERTY ASSAY_CORE_TARGETS ${target})
endfunction()

# assay_test(suite/tst_loader [SOURCES extra.cpp] LINK Assay::suite ...): tests/<path>.cpp, run by CTest as <path>.
# With X11 on a display and a window manager of its own (assay_x11_test), else on none.
function(assay_test path)
    cmake_parse_arguments(ARG "X11" "TIMEOUT" "SOURCES;LINK;LABELS" ${ARGN})
    string(REPLACE "/" "_" target ${path})
    add_executable(${target} ${PROJECT_SOURCE_DIR}/tests/${path}.cpp ${ARG_SOURCES})
    set_target_properties(${target} PROPERTIES AUTOMOC ON
        RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests/bin)
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(${target} PRIVATE
        ASSAY_SOURCE_DIR="${PROJECT_SOURCE_DIR}" ASSAY_BINARY_DIR="${PROJECT_BINARY_DIR}")
    target_link_libraries(${target} PRIVATE ${ARG_LINK} Qt6::Test assay_options)
    assay_precompile(${target})
    if(ARG_X11)
        assay_x11_test(${path} ${target})
        return()
    endif()
    add_test(NAME ${path} COMMAND ${target})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    set_tests_properties(${path} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LANG=C.UTF-8;QT_SCALE_FACTOR=1;QT_LOGGING_RULES=qt.qpa.*=false")
endfunction()

# The same program on a display, where the platform has other keys, real focus and real sizes:
# assay_x11_test(gui/tst_x_x11 gui_tst_x [SCALE 3] [SCREEN 800x600]).
function(assay_x11_test name target)
    cmake_parse_arguments(ARG "" "SCALE;SCREEN" "" ${ARGN})
    if(NOT ARG_SCALE)
        set(ARG_SCALE 1)
    endif()
    if(NOT ARG_SCREEN)
        set(ARG_SCREEN 1600x1000)
    endif()
    add_test(NAME ${name} COMMAND
        sh ${PROJECT_SOURCE_DIR}/tests/gui/with_display.sh $<TARGET_FILE:${target}>)
    set_tests_properties(${name} PROPERTIES TIMEOUT 300 LABELS slow SKIP_RETURN_CODE 77
        ENVIRONMENT "LANG=C.UTF-8;QT_SCALE_FACTOR=${ARG_SCALE};ASSAY_SCREEN=${ARG_SCREEN};QT_LOGGING_RULES=qt.qpa.*=false")
endfunction()

# SPDX-License-Identifier: GPL-3.0-or-later
# cmake --install: bin/assay, and the core library for find_package(Assay), whose targets are
# Assay::core (all of it) and one for each folder, such as Assay::runner.
# Components: runtime (the program), development (the library).
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/Assay)
get_property(core_targets GLOBAL PROPERTY ASSAY_CORE_TARGETS)

# The flags of assay_options stay here; that our headers are C++20 goes with them.
target_compile_features(assay_base INTERFACE cxx_std_20)
set_target_properties(assay_core PROPERTIES EXPORT_NAME core)

install(TARGETS ${core_targets} assay_core
    EXPORT AssayTargets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/assay COMPONENT development)
install(EXPORT AssayTargets NAMESPACE Assay:: DESTINATION ${package_folder} COMPONENT development)

configure_package_config_file(${PROJECT_SOURCE_DIR}/packaging/cmake/AssayConfig.cmake.in
    ${PROJECT_BINARY_DIR}/AssayConfig.cmake INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/AssayConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/AssayConfig.cmake ${PROJECT_BINARY_DIR}/AssayConfigVersion.cmake
    DESTINATION ${package_folder} COMPONENT development)
install(FILES ${PROJECT_SOURCE_DIR}/resources/schemas/events.schema.json
    DESTINATION ${CMAKE_INSTALL_DATADIR}/assay/schemas COMPONENT development)

if(TARGET assay)
    install(TARGETS assay assay-window RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime)
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/resources/help
        DESTINATION ${CMAKE_INSTALL_DATADIR}/assay COMPONENT runtime)
    # What "Open the example" copies, and the system that its suites test.
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/suites ${PROJECT_SOURCE_DIR}/fixtures
        DESTINATION ${CMAKE_INSTALL_DATADIR}/assay/example COMPONENT runtime
        PATTERN systems EXCLUDE PATTERN .assay EXCLUDE)
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/packaging/compose
        ${PROJECT_SOURCE_DIR}/packaging/containers ${PROJECT_SOURCE_DIR}/packaging/kubernetes
        DESTINATION ${CMAKE_INSTALL_DATADIR}/assay/example/packaging COMPONENT runtime
        USE_SOURCE_PERMISSIONS)
    install(TARGETS semantic-processor RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime)
endif()

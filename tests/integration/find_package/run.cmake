# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the library into a new folder, builds the consumer against it and compares what it prints.
# cmake -DBUILD=build/dev -DCOMPILER=g++ -DWORK=folder [-DFLAGS=...] -P run.cmake
file(REMOVE_RECURSE ${WORK})

function(run)
    execute_process(COMMAND ${ARGV} RESULT_VARIABLE code OUTPUT_VARIABLE text ERROR_VARIABLE text)
    if(NOT code EQUAL 0)
        message(FATAL_ERROR "${ARGV}\nended with ${code}:\n${text}")
    endif()
    set(text "${text}" PARENT_SCOPE)
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix --component development)
run(${CMAKE_COMMAND} -G Ninja -S ${CMAKE_CURRENT_LIST_DIR}/consumer -B ${WORK}/build
    -DCMAKE_PREFIX_PATH=${WORK}/prefix -DCMAKE_CXX_COMPILER=${COMPILER}
    -DCMAKE_CXX_FLAGS=${FLAGS} -DCMAKE_EXE_LINKER_FLAGS=${FLAGS})
run(${CMAKE_COMMAND} --build ${WORK}/build)
run(${WORK}/build/consumer)
set(expected "the sum is 5\narithmetic::adds: passed\narithmetic::is wrong: failed\n")
if(NOT text STREQUAL expected)
    message(FATAL_ERROR "the consumer printed:\n${text}\nexpected:\n${expected}")
endif()
file(REMOVE_RECURSE ${WORK})

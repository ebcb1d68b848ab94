# SPDX-License-Identifier: GPL-3.0-or-later
# Flags shared by all targets: `akv_flags` is linked privately everywhere.
find_program(ATLASKV_CCACHE ccache)
if(ATLASKV_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime;CCACHE_BASEDIR=${CMAKE_SOURCE_DIR};CCACHE_NOHASHDIR=1;${ATLASKV_CCACHE}")
endif()
find_program(ATLASKV_MOLD mold)
if(ATLASKV_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_link_options(-fuse-ld=mold)
endif()

add_library(akv_flags INTERFACE)
target_compile_options(akv_flags INTERFACE -Wall -Wextra)
# Loops marked `#pragma omp simd` become vector code; no OpenMP run time is used.
target_compile_options(akv_flags INTERFACE -fopenmp-simd)
# GCC 12 warns of impossible overlaps inside std::string at -O3 (GCC bug 105329).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(akv_flags INTERFACE $<$<CONFIG:Release>:-Wno-restrict>)
endif()
if(ATLASKV_WERROR)
  target_compile_options(akv_flags INTERFACE -Werror)
endif()
target_include_directories(akv_flags INTERFACE ${CMAKE_SOURCE_DIR})
if(ATLASKV_SANITIZE)
  add_compile_options(-fsanitize=${ATLASKV_SANITIZE} -fno-omit-frame-pointer -g1)
  add_link_options(-fsanitize=${ATLASKV_SANITIZE})
endif()

# SPDX-License-Identifier: GPL-3.0-or-later
# translations/atlaskv_CODE.ts become atlaskv_CODE.qm, compiled in under :/i18n/. Without lrelease (package
# qt6-l10n-tools) the program is built in English alone.

# A program of this name may be a wrapper for another Qt that is not there.
function(akv_runs result program)
  execute_process(COMMAND ${program} -version RESULT_VARIABLE code OUTPUT_QUIET ERROR_QUIET)
  if(NOT code EQUAL 0)
    set(${result} FALSE PARENT_SCOPE)
  endif()
endfunction()

find_program(ATLASKV_LRELEASE NAMES lrelease lrelease-qt6 VALIDATOR akv_runs
  HINTS ${QT6_INSTALL_PREFIX}/${QT6_INSTALL_BINS} /usr/lib/qt6/bin /usr/lib/x86_64-linux-gnu/qt6/bin)

# akv_add_translations(TARGET): the .qm files as a Qt resource of the target, called `translations`.
function(akv_add_translations target)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/translations/atlaskv_*.ts)
  if(NOT ATLASKV_LRELEASE)
    message(STATUS "No lrelease (package qt6-l10n-tools): the workbench is built in English alone")
    set(sources "")
  endif()
  set(entries "")
  foreach(source IN LISTS sources)
    get_filename_component(name ${source} NAME_WE)
    set(compiled ${CMAKE_CURRENT_BINARY_DIR}/${name}.qm)
    add_custom_command(OUTPUT ${compiled} COMMAND ${ATLASKV_LRELEASE} -silent ${source} -qm ${compiled}
      DEPENDS ${source} VERBATIM)
    string(APPEND entries "<file alias=\"${name}.qm\">${compiled}</file>")
  endforeach()
  set(list ${CMAKE_CURRENT_BINARY_DIR}/translations.qrc)
  file(CONFIGURE OUTPUT ${list} CONTENT "<RCC><qresource prefix=\"/i18n\">@entries@</qresource></RCC>\n" @ONLY)
  qt6_add_resources(resource ${list})
  set_source_files_properties(${resource} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON SKIP_PRECOMPILE_HEADERS ON)
  target_sources(${target} PRIVATE ${resource})
endfunction()

# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by the scripts of this folder; sourced, not run.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

say() { printf '%s\n' "$*" >&2; }
fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# Parallel compilers: as many as there are processors, but 1.5 GiB of memory for each.
jobs() {
    local memory processors
    processors="$(nproc)"
    memory="$(awk '/MemAvailable/ { print int($2 / 1572864) }' /proc/meminfo)"
    [ "$memory" -ge 1 ] || memory=1
    [ "$processors" -le "$memory" ] && echo "$processors" || echo "$memory"
}

# configure PRESET: only the first time; ninja re-runs CMake itself when its files change.
configure() {
    [ -f "$root/build/$1/build.ninja" ] || (cd "$root" && cmake --preset "$1" >&2) || fail "cmake --preset $1 failed"
}

# build PRESET [TARGET...]
build() {
    local preset="$1"
    shift
    nice ninja -C "$root/build/$preset" -j "$(jobs)" "$@" >&2 || fail "the build '$preset' failed, see above"
}

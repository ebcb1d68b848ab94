// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/triple.h"

#include <cstdint>
#include <vector>

namespace akv {

/// KBLaM's kind of made-up knowledge (method.md section 1): invented names, each with a description, objectives and a
/// purpose. `count` triples of ceil(count / 3) names; the same seed gives the same triples, and fewer of them are a
/// prefix of more. Names do not repeat; nothing in them is about the world.
std::vector<RawTriple> syntheticTriples(std::size_t count, std::uint64_t seed);

} // namespace akv

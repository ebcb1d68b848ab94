// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"
#include "core/kg/neighbourhood.h"
#include "views/models/trace_view.h"

#include <memory>

namespace akv::ui::test {

/// A small answer with consistent records: 8 tokens, 6 KB layers, 11 root / 37 inter / 118 leaf keys with k 3-12-8.
/// For tests of views only; the program never sees it.
std::shared_ptr<const Answer> builtAnswer();
ClusterParents builtParents();
/// An entity with its triples; every other end becomes a node.
Neighbourhood starOf(const Entity& centre, const std::vector<Triple>& triples);

} // namespace akv::ui::test

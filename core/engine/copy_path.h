// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <span>
#include <vector>

namespace akv {

/// A kept leaf of the last KB layer: its share of the knowledge attention (shares sum to 1) and the tokens of its
/// value.
struct CopyCandidate {
    LeafId leaf;
    float weight = 0.0F;
    std::span<const int> value;
};

/// What copying would say next: c(token), the leaf that gives most of it and how many of its value's tokens have been
/// said.
struct CopyToken {
    int token = 0;
    float share = 0.0F;
    LeafId leaf;
    int offset = 0;
};

/// The copy distribution after the answer tokens `generated`. o_j = the largest o such that the last o answer tokens
/// are the first o of value j; only the leaves with the largest o_j take part, their weights renormalised. Leaf j says
/// value_j[o_j], or `period` when its value is said to the end. c sums to 1; empty without candidates.
/// This path is the project's own (method.md section 7, "a copy path over the selected values' token ids").
std::vector<CopyToken> copyDistribution(std::span<const CopyCandidate> candidates, std::span<const int> generated,
                                        int period);

} // namespace akv

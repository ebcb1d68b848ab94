// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/whatif.h"

namespace akv {

bool WhatIfChange::nothing(const AskOptions& first) const {
    const Mode second = mode.value_or(first.mode);
    return masked.empty() && values.empty() && control == Control::None && interventions.none() &&
           second == first.mode && (!prunes(second) || !k || k == first.k);
}

Result<AskOptions> askedWith(const RunCard& card) {
    AskOptions out;
    AKV_ASSIGN(out.mode, parseMode(card.mode));
    if (card.kRoot > 0) out.k = PruneK{card.kRoot, card.kInter, card.kLeaf};
    out.seed = card.seed;
    out.temperature = card.temperature;
    out.contextTriples = card.contextTriples;
    out.hybridAttention = card.hybridAttention;
    if (card.maxTokens > 0) out.maxTokens = card.maxTokens;
    for (const auto id : card.masked) out.masked.emplace_back(id);
    for (const auto& text : card.maskedClusters) {
        AKV_ASSIGN(out.interventions.maskedClusters.emplace_back(), parseCluster(text));
    }
    for (const auto& text : card.ablated) {
        AKV_ASSIGN(out.interventions.ablated.emplace_back(), parseHead(text, false));
    }
    if (!card.scaleFactor.empty()) { AKV_ASSIGN(out.interventions.scale, parseScale(card.scaleFactor)); }
    for (const auto id : card.pinned) out.interventions.pinned.emplace_back(id);
    return out;
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <QtCore/QString>

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace akv::ui {

/// Root cluster of an inter cluster, for the curves of the funnel. Comes from the leaf store that was read.
using ClusterParents = std::map<std::uint32_t, std::uint32_t>;

/// One key in a column of the funnel.
struct FunnelItem {
    std::uint32_t id = 0;    ///< root cluster, inter cluster or leaf
    QString label, detail;   ///< detail: whole text for the tooltip
    float score = 0.0F;      ///< as recorded: softmax per head, summed over heads and query positions
    int rank = 0;            ///< from 1 among kept and runners-up
    int parent = -1;         ///< index among the kept items of the column to the left; -1: none or not known
    std::int64_t triple = 0; ///< leaves only
    bool operator==(const FunnelItem&) const = default;
};

struct FunnelColumn {
    QString title;
    std::uint64_t kept = 0, available = 0;
    std::vector<FunnelItem> items;     ///< every kept key, by descending score
    std::vector<FunnelItem> runnersUp; ///< what came next below the cut
    std::optional<float> cutOff;
    int steps = 0; ///< scores are sums over so many steps and `kept` counts keys that any of them kept; 0: one record
    bool pruned() const { return steps == 0 && kept < available; }
};

/// What one KB layer read in one step, ready to be drawn. Nothing is in it that the record does not say.
struct Funnel {
    int step = 0, layer = 0, heads = 0, positions = 1;
    bool flat = false;
    FunnelColumn root, inter, leaf;
};

struct ScopedRecord;
Funnel buildFunnel(const Trace& trace, const ScopedRecord& scoped, const ClusterParents& parents = {});
/// Empty when the layer has no record for the step.
std::optional<Funnel> buildFunnel(const Trace& trace, int step, int layer, const ClusterParents& parents = {});

/// lambda_kg (mean over heads) for every KB layer and answer token; nullopt where nothing was recorded.
struct LambdaMap {
    std::vector<int> layers;                  ///< ascending
    std::vector<QString> tokens;              ///< answer tokens
    std::vector<std::optional<float>> values; ///< [layers, tokens]
    std::optional<float> at(std::size_t layer, std::size_t token) const {
        return values[layer * tokens.size() + token];
    }
};
LambdaMap buildLambdaMap(const Trace& trace);
/// The same for every position of the prompt.
LambdaMap buildPromptMap(const Trace& trace);

/// One leaf that the layer attended to.
struct LeafRow {
    std::uint32_t leaf = 0, row = 0;
    std::int64_t triple = 0;
    QString text, key, value, path;
    double weight = 0.0;             ///< joint attention weight, mean over heads
    std::optional<double> valueNorm; ///< contribution to the layer output, summed over heads
    bool operator==(const LeafRow&) const = default;
};
/// Heaviest first. A record without head weights (prompts of older traces) gives its leaf mass over the heads.
std::vector<LeafRow> buildLeafRows(const Trace& trace, const LayerRecord& record);
std::vector<LeafRow> buildLeafRows(const Trace& trace, int step, int layer);

/// Mean over heads of the layer's lambda_kg in one step; nullopt when there is no record.
std::optional<double> meanLambda(const Trace& trace, int step, int layer);

} // namespace akv::ui

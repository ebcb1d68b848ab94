// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/hikvp/leaf_store.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace akv {

/// Rank of the gold row (strict) and of its identical-key group (set) in one ranking; expected ranks when scores tie.
/// Empty: pruning removed it.
struct GoldRank {
    std::optional<double> strict, set;
};

/// A row that took part in an answer. `score` is what the ranking sorts by (attention probability summed over heads,
/// prompt positions and the layers of the rule; the share of the mode's own evidence; a cosine for the retriever).
struct ItemEvidence {
    std::string key, value;
    double score = 0.0;
    bool gold = false; ///< of the gold row's identical-key group
};

/// One question of one cell with all that was measured: one line of items.jsonl. Whatever was not measured is empty.
struct EvalItem {
    std::string mode;
    std::uint32_t size = 0;
    std::uint64_t seed = 0;
    int generation = 0;
    std::string question, key, gold, noun;
    bool answerable = true;
    std::optional<bool> nounSeen;            ///< in training, by the model folder's nouns.txt
    std::optional<std::uint32_t> rarestWord; ///< training values that hold the rarest word of gold (value_words.txt)
    PruneK k;
    std::string setting; ///< of a sweep of kb_scale_factor or KB layers (SweepPoint::id)

    std::optional<GoldRank> rank;        ///< by the layer rule; empty when the mode ranks nothing
    std::map<int, GoldRank> rankByLayer; ///< KB layer -> rank by that layer alone
    std::vector<ItemEvidence> evidence;  ///< top 5
    std::optional<double> scanned;       ///< share of the cell's leaves that were scored, mean over KB layers
    std::optional<double> massRecall;    ///< k sweep: share of the exact top-k_L mass that pruning kept
    std::string answer;
    bool generated = false, refused = false;
    std::optional<double> match; ///< token F1 of the answer's value with the top evidence's value
    std::optional<double> em, f1, rouge1, rouge2, rougeL, bertPrecision, bertRecall, bertScore, judge;
    std::optional<double> logprob, logprobMasked; ///< of a right answer, without and with the gold row masked

    double timeToFirstToken = 0.0, tokensPerSecond = 0.0;
    std::uint64_t promptTokens = 0, kvCacheBytes = 0, movedBytes = 0, kgBytes = 0, rssPeakBytes = 0;
};

std::string itemToLine(const EvalItem& item);
/// Error when the line is no item; `where` names file and line.
Result<EvalItem> itemFromLine(const std::string& line, const std::string& where);

Result<void> writeItems(const std::filesystem::path& file, const std::vector<EvalItem>& items);
Result<std::vector<EvalItem>> readItems(const std::filesystem::path& file);

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/explain.h"
#include "core/engine/token_effect.h"
#include "views/models/plain_table_model.h"

namespace akv::ui {

/// Leaves of one layer record against its heads: the joint attention weight of each head on each of the `most` leaves
/// with the highest weight. Each head's column title carries its lambda_kg.
/// Sums where the record is one.
PlainTable headTable(const Trace& trace, const LayerRecord& record, std::size_t most = 16);

/// One weight, step by step: what each quantity is, how it comes about, its number.
PlainTable weightTable(const WeightExplanation& weight);

enum class GroupBy { Entity, Relation, Cluster };
/// Joint attention weight summed over all recorded steps, KB layers and heads, by what the leaves have in common, as a
/// share of the whole; the largest first.
PlainTable groupTable(const Trace& trace, GroupBy by);
/// The same over all answers of a chat, each with its own weight: longer ones, and those that read more, count more. A
/// further column says in how many answers it was read.
PlainTable groupTable(const std::vector<const Trace*>& chat, GroupBy by);

/// Every word of the answer with the graph and without it.
PlainTable wordTable(const Trace& trace, const std::vector<TokenEffect>& effects);

/// The most probable tokens of one word with the graph and without it, side by side; `said` is marked.
PlainTable choiceTable(const TokenEffect& effect, const std::string& said);

/// Where a triple stood on each level of each KB layer in one step.
PlainTable pathTable(const std::vector<RowPath>& paths, int step);

} // namespace akv::ui

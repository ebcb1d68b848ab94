// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encoder/sentence_encoder.h"
#include "core/engine/engine.h"
#include "core/engine/row_texts.h"

#include <optional>
#include <string>
#include <vector>

namespace akv {

/// A triple that was written into the prompt.
struct PromptFact {
    QkvRow row;
    LeafId leaf;
    std::optional<double> score; ///< rag: cosine; hybrid: pooled leaf score; icl has none
    FactText text() const { return {row.descriptionType, row.name, row.description}; }
};

/// How the triples of a prompt were chosen, in numbers.
struct ContextReport {
    std::string order;           ///< what the lines are ordered by
    std::uint64_t triples = 0;   ///< lines in the prompt
    std::uint64_t available = 0; ///< rows of the graph that were not masked
    std::uint64_t dropped = 0;   ///< lines that were chosen but did not fit the context
    int tokens = 0;              ///< prompt tokens of the lines
    bool sampled = false;        ///< icl: not all rows fit, a seeded sample without replacement stands for them
};

struct PromptContext {
    std::vector<PromptFact> facts; ///< in the order of their lines
    ContextReport report;
    std::vector<LayerRecord> selection; ///< hybrid: what the KB layers chose in the first prefill
    int selectionTokens = 0;            ///< hybrid: prompt tokens of the first prefill
};

/// What is asked for. Nothing is owned; everything must outlive the call.
struct ContextRequest {
    const Engine& engine; ///< with a store
    const RowTexts& texts;
    const std::string& question;
    std::vector<LeafId> masked;         ///< ascending; their lines are left out
    int triples = 0;                    ///< icl: at most, 0 = as many as fit; rag and hybrid: 0 = kDefaultTriples
    int budget = 0;                     ///< tokens that the lines may have together
    std::uint64_t seed = 0;             ///< of icl's sample
    GenerateOptions attention;          ///< hybrid: k and what-if of the selection
    SentenceEncoder* encoder = nullptr; ///< rag
};
constexpr int kDefaultTriples = 5;

/// ICL: rows in the order of their ids, all of them if they fit, else a seeded sample.
Result<PromptContext> inContext(const ContextRequest& request, const JobContext& context);

/// RAG: the keys nearest to the question by cosine between the question's sentence embedding and the base embeddings of
/// the keys as the leaf store holds them, best first, ties by lower row id. Errors: no encoder, or another one than the
/// store was made with.
Result<PromptContext> retrieved(const ContextRequest& request, const JobContext& context);

/// Hybrid: prefills the question alone in `session` with hierarchical knowledge attention and takes the leaves with the
/// largest score, summed over the KB layers of the model's layer rule (pooled as ACC does: softmax per head, summed
/// over heads and prompt positions; method.md section 8), best first, ties by lower row id. The session is reset.
Result<PromptContext> preselected(const ContextRequest& request, Session& session, const JobContext& context);

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/trace/attention_sink.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace akv {

/// Text of a leaf that occurs in a trace, so that a trace opens without workspace or model.
struct TracedLeaf {
    std::int64_t tripleId = 0;
    std::uint32_t rowId = 0;
    std::uint32_t inter = 0, root = 0; ///< cluster path
    std::string head, relation, tail, key, value;
};

/// How the answer was made; everything that is needed to make it again.
struct RunCard {
    std::string mode, model, modelHash, storeHash, build;
    std::uint64_t seed = 0;
    float temperature = 0.0F;
    std::uint32_t kRoot = 0, kInter = 0, kLeaf = 0;
    std::uint64_t rows = 0;
    std::vector<std::int64_t> masked;        ///< triple ids
    std::vector<std::string> maskedClusters; ///< "root:3", "inter:17"
    std::vector<std::string> ablated;        ///< "4" a KB layer, "4:1" its knowledge head 1
    std::vector<std::int64_t> pinned;        ///< triple ids that were always kept
    std::string scaleFactor;                 ///< kb_scale_factor of a what-if, "none" or a number; empty: the model's
    int contextTriples = 0;                  ///< icl, rag, hybrid: as asked for; 0: the mode's default
    bool hybridAttention = true;             ///< hybrid: knowledge attention also while decoding
    int maxTokens = 0;                       ///< longest answer that was allowed; 0: not recorded
};

/// A triple that stood as a line in the prompt (icl, rag, hybrid).
struct TracedFact {
    std::uint32_t leaf = 0;
    std::optional<double> score; ///< rag: cosine; hybrid: pooled leaf score
};

/// One question and everything that was traced of its answer. Plain data; immutable once shared.
struct Trace {
    RunCard card;
    std::string question, answer;
    std::vector<std::string> promptTokens;
    std::vector<TokenRecord> tokens;            ///< answer tokens; token t came from step t
    std::vector<LayerRecord> layers;            ///< ascending by (step, layer)
    std::vector<LayerRecord> selection;         ///< hybrid: the prefill that chose the prompt's triples
    std::vector<TracedFact> facts;              ///< in the order of their lines in the prompt
    std::map<std::uint32_t, TracedLeaf> leaves; ///< by leaf id: kept leaves, their runners-up, and facts
    std::map<std::uint32_t, std::string> rootNames, interNames; ///< label of each cluster that occurs
    bool truncated = false; ///< the size cap was met: later steps carry no layer records
    std::uint64_t droppedRecords = 0;

    const LayerRecord* find(int step, int layer) const;
    std::vector<int> kbLayers() const;
};

/// Bounded recorder: keeps records until `maxBytes`, then counts what it drops.
class TraceRecorder : public AttentionSink {
public:
    explicit TraceRecorder(std::size_t maxBytes = std::size_t(64) << 20) : m_maxBytes(maxBytes) {}
    void onLayer(LayerRecord record) override;
    void onToken(TokenRecord record) override;
    /// Moves out what was recorded; the recorder is empty afterwards.
    Trace take();

private:
    std::size_t m_maxBytes, m_bytes = 0;
    Trace m_trace;
};

/// The payload of a trace file as JSON text; indent -1: on one line.
std::string traceToJson(const Trace& trace, int indent = -1);

/// `.akvtrace`: "AKVTRACE", u32 version, u64 payload length, u64 XXH3 of the payload, zstd-compressed JSON payload.
Result<void> saveTrace(const Trace& trace, const std::filesystem::path& path);
/// Errors: missing, truncated, wrong magic, newer version, checksum or content that does not fit.
Result<Trace> loadTrace(const std::filesystem::path& path);

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <filesystem>
#include <string>
#include <vector>

namespace akv {

enum class TraceExportKind {
    Json, ///< the payload of the trace file, indented
    /// Arrays, NAME = the target's file name without extension. Per KB layer L, over T steps, h heads and at most n
    /// kept leaves: NAME_layer<L>_weights.npy float32 [T, h, n] (joint attention weight, 0 where a step kept fewer),
    /// _leaves.npy and _rows.npy int64 [T, n] (-1 where a step kept fewer; a row is -1 also where the trace names no
    /// text), _lambda.npy float32 [T, h]; and NAME_layer<L>_prefill_lambda.npy float32 [prompt positions].
    Npy,
    Evidence ///< the triples of the evidence as a graph: N-Triples for NAME.nt, GEXF for NAME.gexf, else GraphML
};
/// "trace-json", "trace-npy", "evidence".
const std::vector<std::pair<std::string, TraceExportKind>>& traceExportKinds();

/// Files that were written, each whole or not at all. Errors: a trace without what is asked for, a full disk.
Result<std::vector<std::filesystem::path>> exportTrace(const Trace& trace, TraceExportKind kind,
                                                       const std::filesystem::path& target);

/// A leaf of the evidence with its share of the joint attention weight over all steps, KB layers and heads (0 for a
/// fact of the prompt that attention did not read).
struct TracedEvidence {
    std::uint32_t leaf = 0;
    double share = 0.0;
};
/// The prompt's triples in their order where there are any, else all traced leaves that were kept, largest share first.
std::vector<TracedEvidence> evidenceOf(const Trace& trace);

} // namespace akv

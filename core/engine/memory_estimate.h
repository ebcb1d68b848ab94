// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hikvp/leaf_store.h"

#include <cstdint>
#include <filesystem>

namespace akv {

/// What of a model folder decides about memory; from its configuration and the sizes of its files, no weight is read.
struct MemoryShape {
    std::uint64_t parameters = 0, adapterParameters = 0;
    std::uint64_t numberBytes = 4; ///< of a matrix entry: 2 for files in fp16 or bf16, which are held as they are
    std::uint64_t layers = 0, hidden = 0, ffn = 0, heads = 0, kvHeads = 0, headDim = 0, contextLength = 0;
    std::uint64_t kbLayers = 0, width = 0; ///< 0: the model has no adapter
};
Result<MemoryShape> readMemoryShape(const std::filesystem::path& modelFolder);

/// What is to be loaded and asked.
struct MemoryPlan {
    std::uint64_t rows = 0;
    PruneK k;
    bool flat = false; ///< KBLaM: every leaf is staged
    std::uint64_t contextTokens = 0;
    LeafType type = LeafType::Int8;
};

/// Bytes by the structures of this program (the formulas stand beside each). `mapped` is on disk: the system keeps as
/// much of it in memory as it likes and drops it when memory is short, so it is no part of resident().
struct MemoryEstimate {
    /// b (parameters + knowledge query heads), b = numberBytes; key projector as in the file, centred and over sqrt(D),
    /// value projector: each 4 (d + 1) P; the Gram matrix 8 (d + 1)^2. P = kbLayers * heads * headDim.
    std::uint64_t weights = 0;
    /// 2 * 4 * layers * kvHeads * headDim * capacity, capacity = 64 * 2^n >= context; values to whole panels of 16.
    std::uint64_t kvCache = 0;
    std::uint64_t keys = 0;         ///< (R + I) (4 d + 4): root and inter keys with their scales
    std::uint64_t leafScales = 0;   ///< 4 M: s of every leaf
    std::uint64_t stagedLeaves = 0; ///< kbLayers * min(k_L, M) * 2 d codes
    std::uint64_t activations = 0;  ///< the widest layer of a prefill over the whole context
    std::uint64_t mapped = 0;       ///< leaf file and hierarchy file

    std::uint64_t graph() const { return keys + leafScales + stagedLeaves; }
    std::uint64_t resident() const { return weights + kvCache + graph() + activations; }
};
MemoryEstimate estimateMemory(const MemoryShape& shape, const MemoryPlan& plan);

} // namespace akv

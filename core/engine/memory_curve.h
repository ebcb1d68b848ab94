// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/hikvp/leaf_store.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace akv {

struct MemoryCurveOptions {
    PruneK k;
    LeafType type = LeafType::Int8;
    int threads = 0; ///< as EngineOptions
    std::uint64_t seed = 0;
};

/// What one graph size cost on this machine: read from the operating system and the engine, nothing computed.
struct MemoryMeasurement {
    std::uint64_t rows = 0, roots = 0, inters = 0;
    PruneK k;
    std::uint64_t resident = 0;  ///< growth of the process's own pages: model, keys, scales, session, allocator
    std::uint64_t filePages = 0; ///< growth of its file-backed pages: the part of the store that the system keeps
    std::uint64_t disk = 0;      ///< files of the store
    std::uint64_t keys = 0, stagedLeaves = 0, kvCache = 0, weights = 0; ///< as the engine reports them
    double writeSeconds = 0.0, loadSeconds = 0.0, firstTokenSeconds = 0.0;
    std::string model, modelHash, storeHash;
};

/// Writes a real store of `rows` rows into `scratch` (made, and removed again), loads the model with it, asks one
/// question and reads the memory. The rows are random unit vectors in ⌈M^⅔⌉ equal clusters: memory does not depend on
/// what they say. Needs 4 * rows * width bytes while it writes. Errors: no adapter, a full disk.
Result<MemoryMeasurement> measureMemory(const std::filesystem::path& modelFolder, std::uint64_t rows,
                                        const std::filesystem::path& scratch, const MemoryCurveOptions& options,
                                        const JobContext& context);

} // namespace akv

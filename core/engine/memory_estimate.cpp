// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/memory_estimate.h"

#include "core/base/safetensors.h"
#include "core/hikvp/balanced_kmeans.h"
#include "core/hikvp/leaf_format.h"
#include "core/model/config.h"
#include "core/model/packed_matrix.h"

#include <algorithm>

namespace akv {

namespace {

std::uint64_t decoderParameters(const ModelConfig& c) {
    const std::int64_t queries = c.heads * c.headDim, keys = c.kvHeads * c.headDim;
    std::int64_t layer = 2 * c.hidden + c.hidden * (queries + 2 * keys) + queries * c.hidden + 3 * c.ffn * c.hidden;
    if (c.attentionBias) layer += queries + 2 * keys;
    if (c.queryKeyNorm) layer += 2 * c.headDim;
    return std::uint64_t(c.vocabulary * c.hidden * (c.tiedOutput ? 1 : 2) + c.layers * layer + c.hidden);
}

/// 2 when the decoder's files are about as large as its parameters in 16 bits.
std::uint64_t numberBytesOf(const std::filesystem::path& folder, std::uint64_t parameters) {
    std::uint64_t bytes = 0;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
        if (entry.path().extension() == ".safetensors" && entry.path().filename().string().starts_with("model"))
            bytes += entry.file_size(ignored);
    return bytes > 0 && bytes < 3 * parameters ? 2 : 4;
}

} // namespace

Result<MemoryShape> readMemoryShape(const std::filesystem::path& modelFolder) {
    AKV_ASSIGN(const auto c, loadModelConfig(modelFolder));
    AKV_ASSIGN(const auto kb, loadKnowledgeConfig(modelFolder));
    MemoryShape shape;
    shape.parameters = decoderParameters(c);
    shape.numberBytes = numberBytesOf(modelFolder, shape.parameters);
    shape.layers = std::uint64_t(c.layers), shape.hidden = std::uint64_t(c.hidden), shape.ffn = std::uint64_t(c.ffn);
    shape.heads = std::uint64_t(c.heads), shape.kvHeads = std::uint64_t(c.kvHeads);
    shape.headDim = std::uint64_t(c.headDim), shape.contextLength = std::uint64_t(c.maxPositions);
    if (!kb) return shape;
    shape.kbLayers = kb->kbLayers.size();
    shape.width = std::uint64_t(kb->encoderWidth);
    const std::uint64_t wide = shape.heads * shape.headDim, outputs = shape.kbLayers * wide;
    const auto adapter = SafetensorsFile::open(modelFolder / "adapter.safetensors"); // with its gates, if it has any
    shape.adapterParameters =
        adapter.ok() ? (*adapter)->elements() : shape.kbLayers * wide * shape.hidden + 2 * outputs * (shape.width + 1);
    return shape;
}

MemoryEstimate estimateMemory(const MemoryShape& s, const MemoryPlan& plan) {
    constexpr std::uint64_t kFloat = sizeof(float);
    MemoryEstimate out;
    const std::uint64_t outputs = s.kbLayers * s.heads * s.headDim;
    out.weights = s.numberBytes * s.parameters;
    if (s.width > 0)
        out.weights += s.numberBytes * outputs * s.hidden + kFloat * 4 * outputs * (s.width + 1) +
                       8 * (s.width + 1) * (s.width + 1);
    std::uint64_t capacity = 64;
    while (capacity < plan.contextTokens) capacity *= 2;
    const std::uint64_t wholePanels = (s.headDim + PanelView::kPanel - 1) / PanelView::kPanel * PanelView::kPanel;
    out.kvCache = kFloat * s.layers * s.kvHeads * (s.headDim + wholePanels) * capacity;
    const std::uint64_t t = plan.contextTokens;
    out.activations = kFloat * (2 * s.heads * t * t + t * (3 * s.ffn + 8 * s.hidden));
    if (plan.rows == 0 || s.width == 0) return out;

    const std::uint64_t roots = cubeRootUp(plan.rows), inters = cubeRootSquaredUp(plan.rows);
    out.keys = (roots + inters) * (kFloat * s.width + kFloat);
    out.leafScales = kFloat * plan.rows;
    const std::uint64_t kept = plan.flat ? plan.rows : std::min<std::uint64_t>(plan.k.leaf, plan.rows);
    out.stagedLeaves = s.kbLayers * kept * 2 * s.width;
    format::LeafHeader leaf;
    leaf.leaves = plan.rows, leaf.width = s.width, leaf.type = std::uint32_t(plan.type);
    format::HierarchyHeader hierarchy;
    hierarchy.leaves = plan.rows, hierarchy.width = s.width;
    hierarchy.inters = inters, hierarchy.roots = roots;
    out.mapped = format::LeafSections::of(leaf).end + format::HierarchySections::of(hierarchy).end;
    return out;
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hikvp/absorbed.h"
#include "core/hikvp/leaf_store.h"
#include "core/trace/records.h"

#include <memory>
#include <optional>

namespace akv {

/// The absorbed knowledge queries of one KB layer in one forward call.
struct KnowledgeQuery {
    std::size_t positions = 1, heads = 0;
    std::span<const float> u;    ///< [positions, heads, d]
    std::span<const float> beta; ///< [positions, heads]
};

struct SelectOptions {
    PruneK k;
    bool flat = false;                         ///< attend to all leaves (KBLaM)
    std::optional<float> scaleFactor = 100.0F; ///< kb_scale_factor; nullopt: no shift at all
    float clusterTemperature = 1.0F;           ///< divides the logits of root and inter keys before their softmax
    std::span<const LeafId> masked;            ///< ascending; removed before leaf scoring, n counts what remains
    std::size_t runnersUp = 0;                 ///< how many keys below each cut are reported too
};

/// Three-level choice of one KB layer in one step, shared by all heads, and the logits of the kept leaves.
struct KnowledgeSelection {
    LevelRecord root, inter, leaf; ///< scores: softmax per head (and position), summed over heads and positions
    std::vector<float>
        logits; ///< [positions, heads, n], n = leaf.kept.size(), in the order of leaf.kept; with the shift
};

/// Scores, selects and mixes over one store with one adapter. Built once; immutable and thread-safe afterwards.
/// s of every root, inter and leaf key is computed in the constructor (4 bytes a key). Keys and store must have the
/// same width; select() reports it when they do not.
class KnowledgeScorer {
public:
    KnowledgeScorer(std::shared_ptr<const LeafStore> store, std::shared_ptr<const AbsorbedKeys> keys);

    /// method.md section 4. The LayerNorm of the key projector gives a cluster mean, which is shorter than its members,
    /// a larger s than theirs (1.5 times at the inter level, 1.9 at the root level of DBpedia50), so its logits are
    /// sharper than those of the leaves that it stands for; `clusterTemperature` > 1 takes that back. 1 is the paper's
    /// definition. Equal scores are broken by the lower id. Error when no leaf is left (all masked), when a k
    /// is 0, when sizes do not fit or when the query is not finite.
    Result<KnowledgeSelection> select(const KnowledgeQuery& query, const SelectOptions& options) const;

    /// Mixed base values: out[p, h, :] = sum_j weights[p, h, j] * f(leaves[j]); weights [positions, heads, n],
    /// out [positions, heads, d]. The values are gathered by the leaf ids that were scored.
    void mixValues(std::span<const std::uint32_t> leaves, std::span<const float> weights, std::size_t positions,
                   std::size_t heads, std::span<float> out) const;

    /// The same over a store that differs from this one in its values only (see overlayValues()).
    KnowledgeScorer withValuesOf(std::shared_ptr<const LeafStore> store) const {
        KnowledgeScorer out = *this;
        out.m_store = std::move(store);
        return out;
    }

    const LeafStore& store() const { return *m_store; }
    const AbsorbedKeys& keys() const { return *m_keys; }
    float scaleOf(LeafId leaf) const { return m_leafScale[leaf.value()]; }

private:
    std::shared_ptr<const LeafStore> m_store;
    std::shared_ptr<const AbsorbedKeys> m_keys;
    std::vector<float> m_rootScale, m_interScale, m_leafScale;
};

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/knowledge_scorer.h"

#include "core/base/parallel.h"
#include "core/hikvp/level_scan.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace akv {

namespace {

constexpr std::size_t kScaleBlock = 1024; // keys decoded together

/// Cluster centroids.
class CentroidSource final : public KeySource {
public:
    CentroidSource(const Matrix& rows, const std::vector<float>& scale, float temperature)
        : m_rows(rows), m_scale(scale), m_inverse(1.0F / temperature) {}
    void key(std::uint32_t id, std::span<float> out) const override {
        const auto row = m_rows.row(id);
        std::copy(row.begin(), row.end(), out.begin());
    }
    void locate(KeyTile& tile) const override {
        for (std::size_t k = 0; k < kernels::paddedRows(tile.count); ++k) {
            const std::uint32_t id = tile.ids[std::min(k, tile.count - 1)];
            tile.rows[k] = m_rows.row(id).data();
            tile.scale[k] = m_scale[id] * m_inverse;
        }
    }

private:
    const Matrix& m_rows;
    const std::vector<float>& m_scale;
    float m_inverse;
};

class LeafSource final : public KeySource {
public:
    LeafSource(const LeafStore& store, const std::vector<float>& scale) : m_store(store), m_scale(scale) {}
    void key(std::uint32_t id, std::span<float> out) const override { m_store.key(LeafId(id), out); }
    void locate(KeyTile& tile) const override {
        const bool coded = m_store.type() == LeafType::Int8;
        for (std::size_t k = 0; k < kernels::paddedRows(tile.count); ++k) {
            const LeafId leaf(tile.ids[std::min(k, tile.count - 1)]);
            tile.scale[k] = m_scale[leaf.value()];
            if (!coded) continue;
            tile.codes[k] = m_store.keyCodes8(leaf).data();
            tile.codeScale[k] = m_store.keyScale(leaf);
        }
    }

private:
    const LeafStore& m_store;
    const std::vector<float>& m_scale;
};

Error invalid(std::string message) { return Error(ErrorCode::InvalidInput, std::move(message)); }

Result<void> checkQuery(const KnowledgeQuery& query, const SelectOptions& options, std::size_t width,
                        std::size_t keyWidth) {
    if (width != keyWidth)
        return invalid("the adapter's keys are made from embeddings of width " + std::to_string(keyWidth) +
                       ", the store holds width " + std::to_string(width) +
                       "; use the encoder that the adapter was trained with");
    const std::size_t rows = query.positions * query.heads;
    if (rows == 0 || query.u.size() != rows * width || query.beta.size() != rows)
        return invalid("a knowledge query of " + std::to_string(query.positions) + " positions and " +
                       std::to_string(query.heads) + " heads has " + std::to_string(query.u.size()) +
                       " numbers in u and " + std::to_string(query.beta.size()) + " in beta; it needs " +
                       std::to_string(rows * width) + " and " + std::to_string(rows) + ", at least one each");
    const auto finite = [](float v) { return std::isfinite(v); };
    if (!std::all_of(query.u.begin(), query.u.end(), finite) ||
        !std::all_of(query.beta.begin(), query.beta.end(), finite))
        return invalid("the knowledge query holds values that are not finite; the model or the adapter is damaged");
    if (!options.flat && (options.k.root == 0 || options.k.inter == 0 || options.k.leaf == 0))
        return invalid("k must be at least 1 on every level");
    if (options.scaleFactor && !(*options.scaleFactor > 0.0F && std::isfinite(*options.scaleFactor)))
        return invalid("kb_scale_factor must be a positive number, it is " + std::to_string(*options.scaleFactor));
    if (!(options.clusterTemperature > 0.0F && std::isfinite(options.clusterTemperature)))
        return invalid("the cluster temperature must be a positive number, it is " +
                       std::to_string(options.clusterTemperature));
    if (!std::is_sorted(options.masked.begin(), options.masked.end()))
        return invalid("the list of masked leaves must ascend");
    return {};
}

/// Scores `candidates` and keeps the best k of them in `record`; returns their positions in the candidate list.
std::vector<std::uint32_t> keepBest(LevelScan& scan, std::span<const std::uint32_t> candidates, std::size_t k,
                                    std::size_t runnersUp, LevelRecord& record) {
    const auto score = scan.pooled();
    std::vector<std::uint32_t> best, next;
    bestOf(score, k, runnersUp, best, next);
    record.available = candidates.size();
    for (const auto i : best) {
        record.kept.push_back(candidates[i]);
        record.keptScore.push_back(score[i]);
    }
    for (const auto i : next) {
        record.runnersUp.push_back(candidates[i]);
        record.runnersUpScore.push_back(score[i]);
    }
    return best;
}

/// Members of the kept clusters, ascending, so that memory is read in order and ties fall to the lower id.
std::vector<std::uint32_t> membersOf(std::vector<std::uint32_t> clusters, const std::vector<std::uint32_t>& begin) {
    std::sort(clusters.begin(), clusters.end());
    std::vector<std::uint32_t> out;
    for (const auto c : clusters)
        for (std::uint32_t i = begin[c]; i < begin[c + 1]; ++i) out.push_back(i);
    return out;
}

void removeMasked(std::vector<std::uint32_t>& leaves, std::span<const LeafId> masked) {
    if (masked.empty()) return;
    auto cursor = masked.begin();
    std::erase_if(leaves, [&](std::uint32_t leaf) {
        while (cursor != masked.end() && cursor->value() < leaf) ++cursor;
        return cursor != masked.end() && cursor->value() == leaf;
    });
}

std::vector<float> scalesOf(const AbsorbedKeys& keys, const Matrix& rows) {
    std::vector<float> out(rows.rows);
    keys.scales(rows.data.data(), rows.rows, out.data());
    return out;
}

/// out [rows, d] = weights [rows, n] times the values of the leaves.
void mixRows(const LeafStore& store, std::span<const std::uint32_t> leaves, std::span<const float> weights,
             std::size_t rows, std::span<float> out) {
    const std::size_t width = store.width(), stride = kernels::padded(width), n = leaves.size();
    std::vector<float> mixed(rows * stride, 0.0F), values(kernels::kTile * stride, 0.0F), last;
    for (std::size_t first = 0; first < n; first += kernels::kTile) {
        const std::size_t count = std::min(kernels::kTile, n - first);
        for (std::size_t i = 0; i < count && store.type() == LeafType::Int8; ++i)
            kernels::prefetch(store.valueCodes8(LeafId(leaves[first + i])).data(), width);
        for (std::size_t i = 0; i < count; ++i)
            store.value(LeafId(leaves[first + i]), {values.data() + i * stride, width});
        const float* w = weights.data() + first;
        std::size_t wStride = n;
        if (count < kernels::kTile) { // the last tile: zero weights for the rows that are not there
            last.assign(rows * kernels::kTile, 0.0F);
            for (std::size_t q = 0; q < rows; ++q)
                std::copy_n(w + q * wStride, count, last.data() + q * kernels::kTile);
            w = last.data();
            wStride = kernels::kTile;
        }
        kernels::mix(w, wStride, rows, values.data(), stride, mixed.data());
    }
    for (std::size_t q = 0; q < rows; ++q) std::copy_n(mixed.data() + q * stride, width, out.data() + q * width);
}

} // namespace

KnowledgeScorer::KnowledgeScorer(std::shared_ptr<const LeafStore> store, std::shared_ptr<const AbsorbedKeys> keys)
    : m_store(std::move(store)), m_keys(std::move(keys)) {
    const std::size_t width = m_store->width();
    if (width != m_keys->width) return; // select() says so
    m_rootScale = scalesOf(*m_keys, m_store->hierarchy().root);
    m_interScale = scalesOf(*m_keys, m_store->hierarchy().inter);
    m_leafScale.resize(m_store->leafCount());
    const std::size_t leaves = m_store->leafCount();
    const double work = double(leaves) * double(width) * double(width);
    parallelFor((leaves + kScaleBlock - 1) / kScaleBlock, threadsFor(work), [&](std::size_t block) {
        const std::size_t first = block * kScaleBlock, count = std::min(kScaleBlock, leaves - first);
        std::vector<float> rows(count * width);
        for (std::size_t i = 0; i < count; ++i)
            m_store->key(LeafId(static_cast<std::uint32_t>(first + i)), {rows.data() + i * width, width});
        m_keys->scales(rows.data(), count, m_leafScale.data() + first);
    });
}

Result<KnowledgeSelection> KnowledgeScorer::select(const KnowledgeQuery& query, const SelectOptions& options) const {
    AKV_CHECK(checkQuery(query, options, m_store->width(), m_keys->width));
    const auto& tree = m_store->hierarchy();
    const auto queries = padQueries(query.u, query.beta, m_store->width(), m_store->type() == LeafType::Int8);
    KnowledgeSelection out;
    std::vector<std::uint32_t> leaves;
    if (options.flat) {
        leaves.resize(m_store->leafCount());
        std::iota(leaves.begin(), leaves.end(), 0U);
    } else {
        std::vector<std::uint32_t> roots(tree.root.rows);
        std::iota(roots.begin(), roots.end(), 0U);
        const CentroidSource rootKeys(tree.root, m_rootScale, options.clusterTemperature),
            interKeys(tree.inter, m_interScale, options.clusterTemperature);
        LevelScan rootScan(queries, rootKeys, roots);
        keepBest(rootScan, roots, options.k.root, options.runnersUp, out.root);
        const auto inters = membersOf(out.root.kept, tree.interBegin);
        LevelScan interScan(queries, interKeys, inters);
        keepBest(interScan, inters, options.k.inter, options.runnersUp, out.inter);
        leaves = membersOf(out.inter.kept, tree.leafBegin);
    }
    removeMasked(leaves, options.masked);
    if (leaves.empty())
        return invalid(m_store->leafCount() == 0
                           ? "the store holds no rows"
                           : "no row is left to attend to: all rows of the kept clusters are masked");
    const LeafSource leafKeys(*m_store, m_leafScale);
    LevelScan leafScan(queries, leafKeys, leaves);
    const std::size_t kept = options.flat ? leaves.size() : options.k.leaf;
    const auto chosen = keepBest(leafScan, leaves, kept, options.runnersUp, out.leaf);
    out.logits = leafScan.logits(chosen);
    if (options.scaleFactor) {
        const float shift = std::log(*options.scaleFactor) - std::log(static_cast<float>(chosen.size()));
        for (float& logit : out.logits) logit += shift;
    }
    return out;
}

void KnowledgeScorer::mixValues(std::span<const std::uint32_t> leaves, std::span<const float> weights,
                                std::size_t positions, std::size_t heads, std::span<float> out) const {
    const std::size_t width = m_store->width(), rows = positions * heads, n = leaves.size();
    const std::size_t threads = threadsFor(double(rows) * double(n) * double(width));
    const std::size_t part = std::max<std::size_t>((rows + threads - 1) / threads, 1); // query rows of one thread
    parallelFor((rows + part - 1) / part, threads, [&](std::size_t i) {
        const std::size_t first = i * part, count = std::min(part, rows - first);
        mixRows(*m_store, leaves, weights.subspan(first * n, count * n), count,
                out.subspan(first * width, count * width));
    });
}

} // namespace akv

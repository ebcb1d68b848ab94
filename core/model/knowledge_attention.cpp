// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/knowledge_attention.h"

#include "core/model/pinned_leaves.h"
#include "core/model/row_kernels.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace akv {

Result<KnowledgeSelection> ReducedScorer::select(const KnowledgeQuery& query, SelectOptions options) const {
    const auto masked = left.leavesOf(options.masked);
    options.masked = masked;
    AKV_ASSIGN(auto out, scorer.select(query, options));
    for (const auto& [level, base] :
         {std::pair{&out.root, &left.root}, std::pair{&out.inter, &left.inter}, std::pair{&out.leaf, &left.leaf}}) {
        ReducedStore::toBase(level->kept, *base);
        ReducedStore::toBase(level->runnersUp, *base);
    }
    return out;
}

namespace {

std::vector<std::uint8_t> ablatedHeads(std::size_t layer, std::size_t heads, std::span<const HeadRef> ablated) {
    std::vector<std::uint8_t> out(heads, 0);
    for (const auto& ref : ablated) {
        if (ref.layer != int(layer)) continue;
        if (ref.head)
            out.at(std::size_t(*ref.head)) = 1;
        else
            std::fill(out.begin(), out.end(), 1);
    }
    return out;
}

} // namespace

KnowledgeAttention::KnowledgeAttention(const PackedDecoder& weights, std::size_t layer, std::size_t threads,
                                       KnowledgePass& pass)
    : m_weights(weights), m_layer(layer), m_slot(weights.slotOf(layer)), m_heads(std::size_t(weights.config.heads)),
      m_width(std::size_t(weights.knowledge->encoderWidth)), m_threads(threads), m_pass(pass),
      m_ablated(ablatedHeads(layer, m_heads, pass.ablated)) {}

/// Queries, selection and logits.
Result<void> KnowledgeAttention::choose(const float* x, std::size_t T) {
    const PackedMatrix& matrix = m_weights.layers[m_layer].queryKg;
    std::vector<float> query(T * matrix.outputs());
    multiply(matrix, x, T, query.data(), m_threads);
    m_u.resize(T * m_heads * m_width), m_beta.resize(T * m_heads);
    m_weights.slots[m_slot].absorb(query.data(), T, m_u.data(), m_beta.data());
    const KnowledgeQuery asked{T, m_heads, m_u, m_beta};
    AKV_ASSIGN(m_selection, m_pass.reduced ? m_pass.reduced->select(asked, m_pass.select)
                                           : m_pass.scorer->select(asked, m_pass.select));
    if (!m_pass.pinned.empty())
        m_pinned = keepPinned(m_selection, asked, *m_pass.scorer, m_pass.pinned, m_pass.select.k.leaf,
                              m_pass.select.scaleFactor);
    return {};
}

void KnowledgeAttention::ablate(std::size_t T) {
    const std::size_t n = m_selection.leaf.kept.size();
    for (std::size_t row = 0; row < T * m_heads; ++row)
        if (m_ablated[row % m_heads] != 0)
            std::fill_n(m_weight.begin() + std::ptrdiff_t(row * n), n, -std::numeric_limits<float>::infinity());
}

Result<void> KnowledgeAttention::run(const float* x, std::size_t T, std::size_t S, float* sequence, float* knowledge) {
    AKV_CHECK(choose(x, T));
    const std::size_t n = m_selection.leaf.kept.size();
    const bool probed = m_pass.sink && m_pass.sink->wantsProbe(m_pass.step, int(m_layer));
    LayerProbe inside;
    if (probed) inside = probe(T, S, sequence);
    m_weight = std::move(m_selection.logits);
    ablate(T);
    std::vector<float> lambda(T * m_heads), mixed(T * m_heads * m_width);
    for (std::size_t t = 0; t < T; ++t)
        for (std::size_t h = 0; h < m_heads; ++h) {
            float* known = m_weight.data() + (t * m_heads + h) * n;
            rows::jointSoftmax(known, n, sequence + (h * T + t) * S, S);
            lambda[t * m_heads + h] = std::accumulate(known, known + n, 0.0F);
        }
    if (m_pass.endsAt != m_layer) {
        m_pass.scorer->mixValues(m_selection.leaf.kept, m_weight, T, m_heads, mixed);
        m_weights.slots[m_slot].project(mixed.data(), lambda.data(), T, knowledge);
    }
    m_pass.stagedLeafBytes += std::uint64_t(n) * 2 * m_width;
    if (probed) {
        inside.weights.assign(m_weight.end() - std::ptrdiff_t(m_heads * n), m_weight.end());
        m_pass.sink->onProbe(std::move(inside));
    }
    report(T, std::move(lambda));
    return {};
}

/// The inside at the last position, but for the weights.
LayerProbe KnowledgeAttention::probe(std::size_t T, std::size_t S, const float* sequence) const {
    const std::size_t n = m_selection.leaf.kept.size();
    const auto tail = [&](const std::vector<float>& all, std::size_t row) {
        return std::vector<float>(all.end() - std::ptrdiff_t(row), all.end());
    };
    LayerProbe out;
    out.step = m_pass.step, out.layer = int(m_layer), out.heads = int(m_heads);
    out.u = tail(m_u, m_heads * m_width);
    out.beta = tail(m_beta, m_heads);
    out.positions = int(T);
    out.allU = m_u, out.allBeta = m_beta;
    out.leaves = m_selection.leaf.kept;
    for (const auto leaf : out.leaves) out.keyScale.push_back(m_pass.scorer->scaleOf(LeafId(leaf)));
    out.scaleFactor = m_pass.select.scaleFactor;
    out.logits = tail(m_selection.logits, m_heads * n);
    for (std::size_t h = 0; h < m_heads; ++h) {
        const float* last = sequence + (h * T + T - 1) * S;
        out.sequenceLogits.insert(out.sequenceLogits.end(), last, last + S);
    }
    out.ablated = m_ablated;
    return out;
}

/// What the copy path reads: softmax over the kept leaves alone at the last position.
void KnowledgeAttention::keepLast(const float* last, const float* lambda) {
    const std::size_t n = m_selection.leaf.kept.size();
    m_pass.lastLeaves.clear(), m_pass.lastLeafWeights.clear();
    const auto reading = std::count(m_ablated.begin(), m_ablated.end(), 0);
    if (reading == 0) return;
    m_pass.lastLeaves = m_selection.leaf.kept;
    m_pass.lastLeafWeights.assign(n, 0.0F);
    for (std::size_t h = 0; h < m_heads; ++h)
        for (std::size_t j = 0; j < n; ++j)
            m_pass.lastLeafWeights[j] += last[h * n + j] / std::max(lambda[h], 1e-30F) / float(reading);
}

std::vector<float> KnowledgeAttention::valueNorms(const float* lastWeights) const {
    const auto& kept = m_selection.leaf.kept;
    const std::size_t n = std::min(kept.size(), kNormedLeaves);
    std::vector<float> values(n * m_width), norms(n), out(n, 0.0F);
    for (std::size_t j = 0; j < n; ++j)
        m_pass.scorer->store().value(LeafId(kept[j]), {values.data() + j * m_width, m_width});
    for (std::size_t h = 0; h < m_heads; ++h) {
        m_weights.slots[m_slot].valueNorms(h, values.data(), n, norms.data());
        for (std::size_t j = 0; j < n; ++j) out[j] += norms[j] * lastWeights[h * kept.size() + j];
    }
    return out;
}

void KnowledgeAttention::report(std::size_t T, std::vector<float> lambda) {
    const std::size_t n = m_selection.leaf.kept.size();
    const float* last = m_weight.data() + (T - 1) * m_heads * n;
    const auto mean = [&](std::size_t t) {
        const auto row = lambda.begin() + std::ptrdiff_t(t * m_heads);
        return std::accumulate(row, row + std::ptrdiff_t(m_heads), 0.0F) / float(m_heads);
    };
    m_pass.lambdaByLayer.push_back(mean(T - 1));
    keepLast(last, lambda.data() + (T - 1) * m_heads);
    if (!m_pass.sink || !m_pass.sink->wantsLayer(m_pass.step, int(m_layer))) return;
    LayerRecord record;
    record.step = m_pass.step, record.layer = int(m_layer);
    record.heads = int(m_heads), record.positions = int(T);
    record.flat = m_pass.select.flat;
    record.headWeights.assign(last, last + m_heads * n);
    record.lambdaKg.assign(lambda.end() - std::ptrdiff_t(m_heads), lambda.end());
    record.leafMass.assign(n, 0.0F);
    std::vector<float> byHead(m_heads * n, 0.0F);
    for (std::size_t t = 0; t < T; ++t) {
        record.lambdaByPosition.push_back(mean(t));
        rows::add(byHead.data(), m_weight.data() + t * m_heads * n, m_heads * n);
    }
    for (std::size_t h = 0; h < m_heads; ++h) rows::add(record.leafMass.data(), byHead.data() + h * n, n);
    if (T > 1) record.headMass = std::move(byHead);
    record.pinned = std::move(m_pinned);
    if (m_pass.sink->wantsValueNorms()) record.valueNorm = valueNorms(last);
    record.root = std::move(m_selection.root);
    record.inter = std::move(m_selection.inter);
    record.leaf = std::move(m_selection.leaf);
    m_pass.sink->onLayer(std::move(record));
}

} // namespace akv

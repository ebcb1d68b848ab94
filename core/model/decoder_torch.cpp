// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/decoder_torch.h"

#include "core/model/pinned_leaves.h"

#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace akv {

KvCache::KvCache(const ModelConfig& config) {
    for (std::int64_t i = 0; i < config.layers; ++i) {
        m_keys.push_back(at::empty({config.kvHeads, 64, config.headDim}));
        m_values.push_back(at::empty({config.kvHeads, 64, config.headDim}));
    }
}

std::uint64_t KvCache::bytes() const {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < m_keys.size(); ++i) out += m_keys[i].nbytes() + m_values[i].nbytes();
    return out;
}

std::pair<at::Tensor, at::Tensor> KvCache::append(std::size_t layer, const at::Tensor& k, const at::Tensor& v) {
    const auto total = m_length + k.size(1);
    for (auto* store : {&m_keys[layer], &m_values[layer]}) {
        if (total <= store->size(1)) continue;
        auto grown = at::empty({store->size(0), std::max(total, store->size(1) * 2), store->size(2)});
        grown.narrow(1, 0, m_length).copy_(store->narrow(1, 0, m_length));
        *store = grown;
    }
    m_keys[layer].narrow(1, m_length, k.size(1)).copy_(k);
    m_values[layer].narrow(1, m_length, k.size(1)).copy_(v);
    return {m_keys[layer].narrow(1, 0, total), m_values[layer].narrow(1, 0, total)};
}

Decoder::Decoder(std::shared_ptr<const ModelWeights> weights) : m_weights(std::move(weights)) {
    const auto& c = m_weights->config;
    m_rope = ropeTables(c, c.maxPositions);
    if (!m_weights->knowledge) return;
    const auto& kb = *m_weights->knowledge;
    const auto& a = m_weights->adapter;
    const auto slots = std::int64_t(kb.kbLayers.size()), d = kb.encoderWidth, outputs = a.keyBias.size(0);
    const auto raw = a.keyWeight.contiguous();
    const auto bias = a.keyBias.contiguous();
    auto built = AbsorbedKeys::build({raw.data_ptr<float>(), std::size_t(raw.numel())},
                                     {bias.data_ptr<float>(), std::size_t(outputs)}, std::size_t(d), std::size_t(slots),
                                     std::size_t(c.heads), std::size_t(c.headDim), kb.keyEpsilon);
    if (!built.ok()) throw std::runtime_error(built.error().text());
    m_absorbed = std::make_shared<AbsorbedKeys>(std::move(built).value());
    const auto centred = at::from_blob(const_cast<float*>(m_absorbed->weight.data()), {outputs, d});
    const auto offset = at::from_blob(const_cast<float*>(m_absorbed->bias.data()), {outputs, 1});
    m_absorbKey = (at::cat({centred, offset}, 1) / std::sqrt(double(c.headDim)))
                      .view({slots, c.heads, c.headDim, d + 1})
                      .contiguous();
    m_valueWeight = a.valueWeight.view({slots, c.heads, c.headDim, d}).transpose(-1, -2).contiguous();
    m_valueBias = a.valueBias.view({slots, c.heads, c.headDim}).contiguous();
}

std::vector<float> Decoder::valueNorms(std::size_t slot, const LevelRecord& leaf, const at::Tensor& lastWeights,
                                       const KnowledgeScorer& scorer) const {
    const auto n = std::int64_t(leaf.kept.size());
    const auto d = std::int64_t(scorer.store().width());
    auto base = at::empty({n, d});
    for (std::int64_t j = 0; j < n; ++j)
        scorer.store().value(LeafId(leaf.kept[std::size_t(j)]), {base.data_ptr<float>() + j * d, std::size_t(d)});
    const auto projected = at::matmul(base.unsqueeze(0), m_valueWeight[std::int64_t(slot)]) + // [n_h, n, D]
                           m_valueBias[std::int64_t(slot)].unsqueeze(1);
    const auto norms = (projected.norm(2, -1) * lastWeights).sum(0).contiguous();
    return {norms.data_ptr<float>(), norms.data_ptr<float>() + n};
}

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

/// 1 for every head of the layer that reads nothing.
std::vector<std::uint8_t> Decoder::ablatedHeads(std::size_t layer, const KnowledgePass& pass) const {
    std::vector<std::uint8_t> out(std::size_t(m_weights->config.heads), 0);
    for (const auto& ref : pass.ablated) {
        if (ref.layer != int(layer)) continue;
        if (ref.head)
            out.at(std::size_t(*ref.head)) = 1;
        else
            std::fill(out.begin(), out.end(), 1);
    }
    return out;
}

void Decoder::report(std::size_t layer, KnowledgeSelection selection, std::vector<std::uint32_t> pinned,
                     const at::Tensor& weights, KnowledgePass& pass) const {
    // weights [T, n_h, n]: joint attention on the kept leaves.
    const auto lambda = weights.sum(-1); // [T, n_h]
    const auto last = lambda[-1].contiguous();
    pass.lambdaByLayer.push_back(last.mean().item<float>());
    const auto ablated = ablatedHeads(layer, pass);
    const auto reading = std::count(ablated.begin(), ablated.end(), 0);
    pass.lastLeaves.clear(), pass.lastLeafWeights.clear();
    if (reading > 0) {
        const auto among =
            ((weights[-1] / last.clamp_min(1e-30).unsqueeze(-1)).sum(0) / double(reading)).contiguous(); // [n]
        pass.lastLeaves = selection.leaf.kept;
        pass.lastLeafWeights.assign(among.data_ptr<float>(), among.data_ptr<float>() + among.numel());
    }
    if (!pass.sink) return;
    const auto& layers = m_weights->knowledge->kbLayers;
    const auto slot = std::size_t(std::find(layers.begin(), layers.end(), int(layer)) - layers.begin());
    LayerRecord record;
    record.step = pass.step;
    record.layer = int(layer);
    record.heads = int(last.numel());
    record.positions = int(weights.size(0));
    record.flat = pass.select.flat;
    const auto lastWeights = weights[-1].contiguous();
    record.headWeights.assign(lastWeights.data_ptr<float>(), lastWeights.data_ptr<float>() + lastWeights.numel());
    record.lambdaKg.assign(last.data_ptr<float>(), last.data_ptr<float>() + last.numel());
    const auto byPosition = lambda.mean(-1).contiguous();
    record.lambdaByPosition.assign(byPosition.data_ptr<float>(), byPosition.data_ptr<float>() + byPosition.numel());
    const auto mass = weights.sum(at::IntArrayRef{0, 1}).contiguous();
    record.leafMass.assign(mass.data_ptr<float>(), mass.data_ptr<float>() + mass.numel());
    if (record.positions > 1) {
        const auto byHead = weights.sum(0).contiguous();
        record.headMass.assign(byHead.data_ptr<float>(), byHead.data_ptr<float>() + byHead.numel());
    }
    record.pinned = std::move(pinned);
    record.valueNorm = valueNorms(slot, selection.leaf, lastWeights, *pass.scorer);
    record.root = std::move(selection.root);
    record.inter = std::move(selection.inter);
    record.leaf = std::move(selection.leaf);
    pass.sink->onLayer(std::move(record));
}

namespace {

void copyInto(std::vector<float>& out, const at::Tensor& from) {
    const auto whole = from.contiguous();
    out.assign(whole.data_ptr<float>(), whole.data_ptr<float>() + whole.numel());
}

LayerProbe probeOf(std::size_t layer, const KnowledgeQuery& query, const KnowledgeSelection& selection,
                   std::vector<std::uint8_t> ablated, const at::Tensor& sequenceLogits, const at::Tensor& weights,
                   const KnowledgePass& pass) {
    const std::size_t last = query.positions - 1, width = query.u.size() / (query.positions * query.heads);
    const std::size_t n = selection.leaf.kept.size();
    const auto tail = [&](const auto& all, std::size_t row) {
        return std::vector<float>(all.begin() + std::ptrdiff_t(last * row),
                                  all.begin() + std::ptrdiff_t((last + 1) * row));
    };
    LayerProbe out;
    out.step = pass.step, out.layer = int(layer), out.heads = int(query.heads);
    out.u = tail(query.u, query.heads * width);
    out.beta = tail(query.beta, query.heads);
    out.positions = int(query.positions);
    out.allU.assign(query.u.begin(), query.u.end());
    out.allBeta.assign(query.beta.begin(), query.beta.end());
    out.leaves = selection.leaf.kept;
    for (const auto leaf : out.leaves) out.keyScale.push_back(pass.scorer->scaleOf(LeafId(leaf)));
    out.scaleFactor = pass.select.scaleFactor;
    out.logits = tail(selection.logits, query.heads * n);
    copyInto(out.sequenceLogits, sequenceLogits.select(1, sequenceLogits.size(1) - 1)); // [h, S]
    copyInto(out.weights, weights[-1]);
    out.ablated = std::move(ablated);
    return out;
}

} // namespace

at::Tensor Decoder::jointAttention(std::size_t layer, const at::Tensor& x, const at::Tensor& sequenceLogits,
                                   const at::Tensor& values, KnowledgePass& pass) const {
    const auto& c = m_weights->config;
    const auto& layers = m_weights->knowledge->kbLayers;
    const auto slot = std::find(layers.begin(), layers.end(), int(layer)) - layers.begin();
    const auto T = x.size(0), h = c.heads, D = c.headDim, d = m_weights->knowledge->encoderWidth;
    const auto queryKg =
        at::linear(x, m_weights->decoder.layers[layer].queryKg).view({T, h, D}).transpose(0, 1); // [h, T, D]
    const auto absorbed = at::matmul(queryKg, m_absorbKey[slot]).transpose(0, 1);                // [T, h, d + 1]
    const auto u = absorbed.narrow(-1, 0, d).contiguous();
    const auto beta = absorbed.select(-1, d).contiguous();
    const KnowledgeQuery query{std::size_t(T),
                               std::size_t(h),
                               {u.data_ptr<float>(), std::size_t(u.numel())},
                               {beta.data_ptr<float>(), std::size_t(beta.numel())}};
    auto selected = pass.reduced ? pass.reduced->select(query, pass.select) : pass.scorer->select(query, pass.select);
    if (!selected.ok()) throw std::runtime_error(selected.error().text());
    KnowledgeSelection selection = std::move(selected).value();
    auto pinned = pass.pinned.empty() ? std::vector<std::uint32_t>()
                                      : keepPinned(selection, query, *pass.scorer, pass.pinned, pass.select.k.leaf,
                                                   pass.select.scaleFactor);
    const auto n = std::int64_t(selection.leaf.kept.size());
    auto known = at::from_blob(selection.logits.data(), {T, h, n});
    const auto ablated = ablatedHeads(layer, pass);
    if (std::find(ablated.begin(), ablated.end(), 1) != ablated.end()) {
        known = known.clone();
        for (std::int64_t i = 0; i < h; ++i)
            if (ablated[std::size_t(i)] != 0) known.select(1, i).fill_(-std::numeric_limits<float>::infinity());
    }
    const auto joint = at::softmax(at::cat({known.transpose(0, 1), sequenceLogits}, -1), -1); // [h, T, n + S]
    const auto pKnown = joint.narrow(-1, 0, n).transpose(0, 1).contiguous();                  // [T, h, n]
    auto mixed = at::empty({T, h, d});
    pass.scorer->mixValues(selection.leaf.kept, {pKnown.data_ptr<float>(), std::size_t(pKnown.numel())}, std::size_t(T),
                           std::size_t(h), {mixed.data_ptr<float>(), std::size_t(mixed.numel())});
    const auto lambda = pKnown.sum(-1).transpose(0, 1).unsqueeze(-1); // [h, T, 1]
    const auto knowledge =
        at::matmul(mixed.transpose(0, 1), m_valueWeight[slot]) + lambda * m_valueBias[slot].unsqueeze(1);
    pass.stagedLeafBytes += std::uint64_t(n) * 2 * pass.scorer->store().width();
    if (pass.sink && pass.sink->wantsProbe(pass.step, int(layer)))
        pass.sink->onProbe(probeOf(layer, query, selection, ablated, sequenceLogits, pKnown, pass));
    report(layer, std::move(selection), std::move(pinned), pKnown, pass);
    return at::matmul(joint.narrow(-1, n, sequenceLogits.size(-1)), values) + knowledge; // [h, T, D]
}

at::Tensor Decoder::attention(std::size_t layer, const at::Tensor& x, KvCache& cache, KnowledgePass* knowledge) const {
    const auto& c = m_weights->config;
    const auto& w = m_weights->decoder.layers[layer];
    const auto T = x.size(0), past = cache.length(), S = past + T;
    const auto project = [&](const at::Tensor& weight, const at::Tensor& bias, std::int64_t heads,
                             const at::Tensor& norm) {
        auto y = at::linear(x, weight, bias).view({T, heads, c.headDim}).transpose(0, 1);
        return norm.defined() ? rmsNorm(y, norm, c.rmsEpsilon) : y;
    };
    const auto cos = m_rope.cos.narrow(0, past, T), sin = m_rope.sin.narrow(0, past, T);
    const auto q = applyRope(project(w.q, w.qBias, c.heads, w.qNorm), cos, sin);
    auto [k, v] = cache.append(layer, applyRope(project(w.k, w.kBias, c.kvHeads, w.kNorm), cos, sin),
                               project(w.v, w.vBias, c.kvHeads, {}));
    if (c.kvHeads != c.heads) {
        k = k.repeat_interleave(c.heads / c.kvHeads, 0);
        v = v.repeat_interleave(c.heads / c.kvHeads, 0);
    }
    auto logits = at::matmul(q, k.transpose(-1, -2)) / std::sqrt(double(c.headDim)); // [h, T, S]
    if (T > 1 || c.slidingWindow) {
        auto mask = at::full({T, S}, -std::numeric_limits<float>::infinity()).triu(past + 1);
        if (c.slidingWindow)
            mask = mask + at::full({T, S}, -std::numeric_limits<float>::infinity()).tril(past - *c.slidingWindow);
        // 0 where both triangles are open; triu and tril leave zeros there.
        logits = logits + mask;
    }
    const bool joint = knowledge && knowledge->scorer && w.queryKg.defined();
    const auto y = joint ? jointAttention(layer, x, logits, v, *knowledge) : at::matmul(at::softmax(logits, -1), v);
    return at::linear(y.transpose(0, 1).reshape({T, c.heads * c.headDim}), w.o);
}

at::Tensor Decoder::forward(std::span<const int> tokens, KvCache& cache, KnowledgePass* knowledge, bool all) const {
    const at::NoGradGuard noGrad;
    const auto& c = m_weights->config;
    const auto T = std::int64_t(tokens.size());
    if (T == 0) throw std::invalid_argument("no tokens");
    if (cache.length() + T > c.maxPositions)
        throw std::length_error(std::to_string(cache.length() + T) + " tokens do not fit the context of " +
                                std::to_string(c.maxPositions));
    auto ids = at::empty({T}, at::kLong);
    for (std::int64_t t = 0; t < T; ++t) {
        if (tokens[std::size_t(t)] < 0 || tokens[std::size_t(t)] >= c.vocabulary)
            throw std::out_of_range("token " + std::to_string(tokens[std::size_t(t)]) +
                                    " is outside the vocabulary of " + std::to_string(c.vocabulary));
        ids.data_ptr<std::int64_t>()[t] = tokens[std::size_t(t)];
    }
    auto x = m_weights->decoder.embed.index_select(0, ids);
    for (std::size_t i = 0; i < m_weights->decoder.layers.size(); ++i) {
        const auto& w = m_weights->decoder.layers[i];
        x = x + attention(i, rmsNorm(x, w.inputNorm, c.rmsEpsilon), cache, knowledge);
        x = x + feedForward(w, rmsNorm(x, w.postNorm, c.rmsEpsilon));
    }
    cache.advance(T);
    if (!all) x = x.narrow(0, T - 1, 1);
    const auto normed = rmsNorm(x, m_weights->decoder.norm, c.rmsEpsilon);
    if (knowledge) knowledge->hidden = normed[-1];
    return at::linear(normed, m_weights->decoder.head);
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/network_torch.h"

#include <cmath>
#include <limits>

namespace akv {

struct TrainingNetwork::Knowledge {
    at::Tensor keys, values; ///< [slots, n_h, N, D]
};

struct TrainingNetwork::Flow {
    const Batch& batch;
    std::int64_t B, T;
    RopeTables rope;
    at::Tensor causal; ///< [T, T], 0 or -inf
    Knowledge knowledge;
    at::Tensor position, gold, weight; ///< grounding targets
    at::Tensor groundingLoss;          ///< sum over KB layers
    at::Tensor pooled;                 ///< head-averaged attention at grounded positions, summed over metric layers
    double lambda = 0.0;
    bool measure = false;
};

namespace {

template <class T>
at::Tensor view(const std::vector<T>& data, std::vector<std::int64_t> shape, at::ScalarType type) {
    return at::from_blob(const_cast<T*>(data.data()), shape, at::TensorOptions(type));
}

/// The leaves that a decode step at each position would keep: the `count` largest head-summed shares, [1, positions,
/// count]. Training sees the same number of rows in the softmax as inference does, so that lambda_kg means the same.
at::Tensor keptRows(const at::Tensor& known, std::int64_t count) {
    const at::NoGradGuard noGrad;
    const auto pooled = at::softmax(known.detach(), -1).sum(0, true);
    return std::get<1>(pooled.topk(count, -1));
}

} // namespace

at::Tensor TrainingNetwork::linear(const at::Tensor& x, const at::Tensor& weight) const {
    if (!m_bf16) return at::linear(x, weight);
    return at::linear(x.to(at::kBFloat16), weight.to(at::kBFloat16)).to(at::kFloat);
}

at::Tensor TrainingNetwork::product(const at::Tensor& a, const at::Tensor& b) const {
    if (!m_bf16) return at::matmul(a, b);
    return at::matmul(a.to(at::kBFloat16), b.to(at::kBFloat16)).to(at::kFloat);
}

at::Tensor TrainingNetwork::feedForward(const at::Tensor& x, const LayerWeights& w) const {
    if (!m_bf16) return akv::feedForward(w, x);
    const auto narrow = x.to(at::kBFloat16);
    const auto inner =
        at::silu(at::linear(narrow, w.gate.to(at::kBFloat16))) * at::linear(narrow, w.up.to(at::kBFloat16));
    return at::linear(inner, w.down.to(at::kBFloat16)).to(at::kFloat);
}

TrainingNetwork::Knowledge TrainingNetwork::projectKnowledge(const Batch& batch) const {
    Knowledge out;
    if (batch.knowledgeRows == 0 || !m_weights.knowledge) return out;
    const auto& c = m_weights.config;
    const auto& kb = *m_weights.knowledge;
    const auto slots = std::int64_t(kb.kbLayers.size());
    const auto n = batch.knowledgeRows, d = kb.encoderWidth;
    const auto e = view(batch.keys, {n, d}, at::kFloat), f = view(batch.values, {n, d}, at::kFloat);
    auto z = linear(e, m_weights.adapter.keyWeight) + m_weights.adapter.keyBias;
    z = z - z.mean(-1, true);
    z = z * ((z * z).mean(-1, true) + kb.keyEpsilon).rsqrt();
    const auto v = linear(f, m_weights.adapter.valueWeight) + m_weights.adapter.valueBias;
    out.keys = z.view({n, slots, c.heads, c.headDim}).permute({1, 2, 0, 3}).contiguous();
    out.values = v.view({n, slots, c.heads, c.headDim}).permute({1, 2, 0, 3}).contiguous();
    return out;
}

void TrainingNetwork::ground(const at::Tensor& knowledgeLogits, const at::Tensor& lambda, int layer, Flow& flow) const {
    if (!flow.position.defined()) return;
    const auto selected = knowledgeLogits.index_select(1, flow.position); // [n_h, G, N]
    const auto logP = at::log_softmax(selected, -1);
    const auto gold = flow.gold.view({1, -1, 1}).expand({selected.size(0), -1, 1});
    const auto goldLog = at::logsumexp(logP.gather(-1, gold).squeeze(-1), {0}) - std::log(double(selected.size(0)));
    const auto loss = -(goldLog * flow.weight).sum() / flow.weight.sum();
    flow.groundingLoss = flow.groundingLoss.defined() ? flow.groundingLoss + loss : loss;
    if (!flow.measure) return;
    const auto& metric = m_weights.knowledge->metricLayers;
    flow.lambda += lambda.detach().view({lambda.size(0), -1}).index_select(1, flow.position).mean().item<double>();
    if (std::find(metric.begin(), metric.end(), layer) == metric.end()) return;
    const auto share = logP.detach().exp().mean(0);
    flow.pooled = flow.pooled.defined() ? flow.pooled + share : share;
}

at::Tensor TrainingNetwork::attention(std::size_t layer, const at::Tensor& x, Flow& flow) const {
    const auto& c = m_weights.config;
    const auto& w = m_weights.decoder.layers[layer];
    const auto B = flow.B, T = flow.T, h = c.heads, D = c.headDim;
    const double scale = 1.0 / std::sqrt(double(D));
    const auto split = [&](const at::Tensor& y, std::int64_t heads) {
        return y.view({B, T, heads, D}).permute({2, 0, 1, 3}); // [heads, B, T, D]
    };
    const auto repeat = [&](const at::Tensor& y) { return c.kvHeads == h ? y : y.repeat_interleave(h / c.kvHeads, 0); };
    const auto q = applyRope(split(linear(x, w.q), h), flow.rope.cos, flow.rope.sin);
    const auto k = repeat(applyRope(split(linear(x, w.k), c.kvHeads), flow.rope.cos, flow.rope.sin));
    const auto v = repeat(split(linear(x, w.v), c.kvHeads)).contiguous();
    auto logits = product(q, k.transpose(-1, -2)) * scale + flow.causal; // [h, B, T, T]
    at::Tensor y;
    if (flow.knowledge.keys.defined() && w.queryKg.defined()) {
        const auto& layers = m_weights.knowledge->kbLayers;
        const auto slot = std::find(layers.begin(), layers.end(), int(layer)) - layers.begin();
        const auto n = flow.batch.knowledgeRows;
        const auto queryKg = split(linear(x, w.queryKg), h).reshape({h, B * T, D});
        auto known = product(queryKg, flow.knowledge.keys[slot].transpose(-1, -2)) * scale; // [h, B*T, N]
        if (m_weights.knowledge->scaleFactor)
            known = known + (std::log(*m_weights.knowledge->scaleFactor) -
                             std::log(double(std::min<std::int64_t>(n, m_weights.knowledge->k.leaf))));
        const auto kept = std::min<std::int64_t>(n, m_weights.knowledge->k.leaf);
        const auto best = keptRows(known, kept); // [1, B*T, kept]
        const auto keptLogits = known.gather(-1, best.expand({h, -1, -1}));
        const auto joint = at::softmax(at::cat({keptLogits.view({h, B, T, kept}), logits}, -1), -1);
        const auto pKept = joint.narrow(-1, 0, kept).reshape({h, B * T, kept}), pSeq = joint.narrow(-1, kept, T);
        ground(known, pKept.sum(-1), int(layer), flow);
        const auto narrow = m_bf16 ? at::kBFloat16 : at::kFloat;
        const auto pKnown = at::zeros(known.sizes(), narrow).scatter(-1, best.expand({h, -1, -1}), pKept.to(narrow));
        y = product(pSeq, v) + product(pKnown, flow.knowledge.values[slot]).view({h, B, T, D});
    } else {
        y = product(at::softmax(logits, -1), v);
    }
    return linear(y.permute({1, 2, 0, 3}).reshape({B, T, h * D}), w.o);
}

at::Tensor TrainingNetwork::hidden(Flow& flow) const {
    const auto& c = m_weights.config;
    flow.rope = ropeTables(c, flow.T);
    flow.causal = at::full({flow.T, flow.T}, -std::numeric_limits<float>::infinity()).triu(1);
    flow.knowledge = projectKnowledge(flow.batch);
    const auto ids = view(flow.batch.ids, {flow.B * flow.T}, at::kLong);
    auto x = m_weights.decoder.embed.index_select(0, ids).view({flow.B, flow.T, c.hidden});
    for (std::size_t i = 0; i < m_weights.decoder.layers.size(); ++i) {
        const auto& w = m_weights.decoder.layers[i];
        x = x + attention(i, rmsNorm(x, w.inputNorm, c.rmsEpsilon), flow);
        const auto normed = rmsNorm(x, w.postNorm, c.rmsEpsilon);
        x = x + feedForward(normed, w);
    }
    return rmsNorm(x, m_weights.decoder.norm, c.rmsEpsilon);
}

at::Tensor TrainingNetwork::logits(const Batch& batch) const {
    Flow flow{batch, batch.examples, batch.length, {}, {}, {}, {}, {}, {}, {}, {}, 0.0, false};
    return linear(hidden(flow), m_weights.decoder.head);
}

ForwardResult TrainingNetwork::forward(const Batch& batch, double groundingWeight, int refusalFirstToken,
                                       bool measure) const {
    Flow flow{batch, batch.examples, batch.length, {}, {}, {}, {}, {}, {}, {}, {}, 0.0, measure};
    const auto grounded = std::int64_t(batch.groundPosition.size());
    if (grounded > 0) {
        flow.position = view(batch.groundPosition, {grounded}, at::kLong);
        flow.gold = view(batch.groundGold, {grounded}, at::kLong);
        flow.weight = view(batch.groundWeight, {grounded}, at::kFloat);
    }
    const auto x = hidden(flow).view({flow.B * flow.T, m_weights.config.hidden});
    const auto allTargets = view(batch.target, {flow.B * flow.T}, at::kLong);
    const auto where = at::nonzero(allTargets.ge(0)).squeeze(-1);
    const auto targets = allTargets.index_select(0, where);
    const auto logits = linear(x.index_select(0, where), m_weights.decoder.head);
    const auto loss = at::cross_entropy_loss(logits, targets);
    ForwardResult out;
    out.loss = loss;
    out.languageLoss = loss.item<double>();
    out.tokens = double(targets.numel());
    const double slots = m_weights.knowledge ? double(m_weights.knowledge->kbLayers.size()) : 1.0;
    if (flow.groundingLoss.defined()) {
        out.groundingLoss = flow.groundingLoss.item<double>() / slots;
        if (groundingWeight > 0) out.loss = loss + flow.groundingLoss * (groundingWeight / slots);
    }
    if (!measure) return out;
    out.lambdaKg = flow.lambda / slots;
    if (flow.pooled.defined()) {
        out.groundingHits = flow.pooled.argmax(-1).eq(flow.gold).to(at::kFloat).sum().item<double>();
        out.groundingCount = double(grounded);
    }
    const auto best = at::full({flow.B * flow.T}, -1, at::kLong).index_put({where}, logits.detach().argmax(-1));
    const auto* bestId = best.data_ptr<std::int64_t>();
    std::vector<std::uint8_t> right(std::size_t(flow.B), 1), first(std::size_t(flow.B), 0);
    for (std::size_t i = 0; i < batch.valuePosition.size(); ++i)
        if (bestId[batch.valuePosition[i]] != batch.target[std::size_t(batch.valuePosition[i])])
            right[std::size_t(batch.valueExample[i])] = 0;
    for (std::int64_t b = 0; b < flow.B; ++b)
        for (std::int64_t t = 0; t < flow.T; ++t)
            if (batch.target[std::size_t(b * flow.T + t)] >= 0) {
                first[std::size_t(b)] = bestId[b * flow.T + t] == refusalFirstToken;
                break;
            }
    for (std::size_t b = 0; b < right.size(); ++b) {
        (batch.answerable[b] ? out.answerable : out.refusable) += 1;
        if (batch.answerable[b] && !first[b]) out.exact += right[b];
        (batch.answerable[b] ? out.falseRefusals : out.refused) += first[b];
    }
    return out;
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/network_torch.h"

#include "core/train/copying_torch.h"
#include "core/train/grounding_torch.h"
#include "core/train/knowledge_scores_torch.h"

#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cmath>
#include <limits>

namespace akv {

struct TrainingNetwork::Knowledge {
    at::Tensor keys, values;        ///< [slots, n_h, N, D]
    std::vector<at::Tensor> coarse; ///< of the cluster means
};

struct TrainingNetwork::Flow {
    Flow(const Batch& b, bool measuring, at::Device where)
        : batch(b), device(where), B(b.examples), T(b.length), targets(b, where), measure(measuring) {}

    const Batch& batch;
    at::Device device;
    std::int64_t B, T;
    GroundingTargets targets;
    RopeTables rope;
    at::Tensor causal; ///< [T, T], 0 or -inf
    Knowledge knowledge;
    at::Tensor gold;          ///< [B*T] gold row of each position, 0 where there is none
    at::Tensor groundingLoss; ///< sum over KB layers
    at::Tensor lambdaLoss;    ///< sum over KB layers
    at::Tensor pooled;        ///< knowledge attention over the prompt, summed over metric layers
    at::Tensor pooledMass;    ///< the same by the mass of the joint softmax
    at::Tensor kept, weights; ///< last KB layer: kept rows [B*T, k] and their head-averaged shares
    at::Tensor lambda;        ///< [B*T], summed over KB layers, mean over heads
    bool measure = false;
};

/// Where the language model is asked for a token.
struct TrainingNetwork::Head {
    std::vector<std::int64_t> positions; ///< flat b * T + t
    at::Tensor where, targets, logProbability;

    /// Every n-th position, so that at most `count` are left; `rows` are their places among the positions of before.
    Head sample(std::size_t count, std::vector<std::int64_t>& rows) const {
        Head out;
        const auto stride = std::max<std::size_t>(1, (positions.size() + count - 1) / count);
        for (std::size_t i = 0; i < positions.size(); i += stride) {
            rows.push_back(std::int64_t(i));
            out.positions.push_back(positions[i]);
        }
        const auto at = onDevice(rows, where.device());
        out.where = where.index_select(0, at);
        out.targets = targets.index_select(0, at);
        out.logProbability = logProbability.index_select(0, at);
        return out;
    }
};

namespace {

/// Where a batch asks the copy path at most: what is copied is looked up outside the device, position by position, and
/// trains a few hundred numbers.
constexpr std::size_t kCopyPositions = 768;

/// Whole values predicted and refusals, from the greedy token at every target position.
void measureAnswers(const Batch& batch, const at::Tensor& where, const at::Tensor& greedy, int refusal,
                    ForwardResult& out) {
    const auto best =
        at::full({batch.examples * batch.length}, -1, at::kLong).index_put({where.to(at::kCPU)}, greedy.to(at::kCPU));
    const auto* token = best.data_ptr<std::int64_t>();
    std::vector<std::uint8_t> right(std::size_t(batch.examples), 1);
    for (std::size_t i = 0; i < batch.valuePosition.size(); ++i)
        if (token[batch.valuePosition[i]] != batch.target[std::size_t(batch.valuePosition[i])])
            right[std::size_t(batch.valueExample[i])] = 0;
    for (std::size_t b = 0; b < right.size(); ++b) {
        const auto first = std::int64_t(b) * batch.length + batch.answerBegin[b] - 1;
        const bool refused = token[first] == refusal;
        (batch.answerable[b] ? out.answerable : out.refusable) += 1;
        if (batch.answerable[b] && !refused) out.exact += right[b];
        (batch.answerable[b] ? out.falseRefusals : out.refused) += refused;
    }
}

/// What the answer gate sees of every example of a batch.
std::vector<ForwardResult::Decision> decisionsOf(const Batch& batch, const std::vector<std::int64_t>& positions,
                                                 const at::Tensor& logits, const at::Tensor& keptRows,
                                                 const at::Tensor& shares, int refusal) {
    const auto kept = keptRows.to(at::kCPU).contiguous(), weights = shares.to(at::kCPU).contiguous();
    const auto probability = at::softmax(logits, -1).select(-1, refusal).to(at::kCPU).contiguous();
    const auto k = kept.size(-1);
    std::vector<ForwardResult::Decision> out;
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const auto b = positions[i] / batch.length, t = positions[i] % batch.length;
        if (t + 1 != batch.answerBegin[std::size_t(b)]) continue;
        ForwardResult::Decision decision{b, probability.data_ptr<float>()[i], {}};
        for (std::int64_t j = positions[i] * k; j < (positions[i] + 1) * k; ++j)
            decision.kept.emplace_back(kept.data_ptr<std::int64_t>()[j], weights.data_ptr<float>()[j]);
        out.push_back(std::move(decision));
    }
    return out;
}

} // namespace

at::Tensor TrainingNetwork::linear(const at::Tensor& x, const at::Tensor& weight) const {
    if (!m_config.bf16) return at::linear(x, weight);
    return at::linear(x.to(at::kBFloat16), weight.to(at::kBFloat16)).to(at::kFloat);
}

at::Tensor TrainingNetwork::product(const at::Tensor& a, const at::Tensor& b) const {
    if (!m_config.bf16) return at::matmul(a, b);
    return at::matmul(a.to(at::kBFloat16), b.to(at::kBFloat16)).to(at::kFloat);
}

at::Tensor TrainingNetwork::feedForward(const at::Tensor& x, const LayerWeights& w) const {
    if (!m_config.bf16) return akv::feedForward(w, x);
    const auto narrow = x.to(at::kBFloat16);
    const auto inner =
        at::silu(at::linear(narrow, w.gate.to(at::kBFloat16))) * at::linear(narrow, w.up.to(at::kBFloat16));
    return at::linear(inner, w.down.to(at::kBFloat16)).to(at::kFloat);
}

at::Tensor TrainingNetwork::projectKeys(const at::Tensor& embeddings) const {
    const auto& c = m_weights.config;
    auto z = linear(embeddings, m_weights.adapter.keyWeight) + m_weights.adapter.keyBias;
    z = z - z.mean(-1, true);
    z = z * ((z * z).mean(-1, true) + m_weights.knowledge->keyEpsilon).rsqrt();
    return z.view({z.size(0), -1, c.heads, c.headDim}).permute({1, 2, 0, 3}).contiguous();
}

TrainingNetwork::Knowledge TrainingNetwork::projectKnowledge(const Batch& batch) const {
    Knowledge out;
    if (batch.knowledgeRows == 0 || !m_weights.knowledge) return out;
    const auto& c = m_weights.config;
    out.keys = projectKeys(m_table.keys(batch.keyRows));
    const auto v = linear(m_table.values(batch.valueRows), m_weights.adapter.valueWeight) + m_weights.adapter.valueBias;
    out.values = v.view({batch.knowledgeRows, -1, c.heads, c.headDim}).permute({1, 2, 0, 3}).contiguous();
    for (std::size_t level = 0; level < batch.coarse.size(); ++level)
        out.coarse.push_back(projectKeys(m_table.means(level, batch.coarse[level].clusters)));
    return out;
}

void TrainingNetwork::ground(const at::Tensor& query, const KnowledgeScores& scores, const at::Tensor& lambda,
                             const at::Tensor& normaliser, std::size_t slot, Flow& flow) const {
    if (flow.targets.empty()) return;
    auto loss = flow.targets.loss(scores.gold - scores.normaliser);
    for (std::size_t level = 0; level < flow.knowledge.coarse.size(); ++level) {
        const auto logits = product(query, flow.knowledge.coarse[level][std::int64_t(slot)].transpose(-1, -2));
        const auto gold = flow.targets.goldByPosition(flow.batch.coarse[level].gold);
        loss = loss + flow.targets.loss(GroundingTargets::goldLog(logits, gold)) * m_config.coarseWeight;
    }
    if (m_config.jointWeight > 0)
        loss = loss +
               flow.targets.jointLoss(scores.gold, normaliser, lambda, scores.rows, flow.gold) * m_config.jointWeight;
    flow.groundingLoss = flow.groundingLoss.defined() ? flow.groundingLoss + loss : loss;
}

/// ACC of this layer if it is one of the metric layers: every row's share of the prompt's attention.
void TrainingNetwork::measureGrounding(const at::Tensor& query, const KnowledgeScores& scores,
                                       const at::Tensor& keptShares, std::size_t slot, Flow& flow) const {
    if (!flow.measure || flow.targets.empty()) return;
    const auto& metric = m_weights.knowledge->metricLayers;
    if (std::find(metric.begin(), metric.end(), m_weights.knowledge->kbLayers[slot]) == metric.end()) return;
    const at::NoGradGuard noGrad;
    const auto all = product(query, flow.knowledge.keys[std::int64_t(slot)].transpose(-1, -2));
    const auto share = flow.targets.pooled(all);
    const auto spread = at::zeros(all.sizes(), all.options())
                            .scatter(-1, scores.rows.unsqueeze(0).expand(keptShares.sizes()), keptShares);
    const auto mass = flow.targets.pooledMass(spread);
    flow.pooled = flow.pooled.defined() ? flow.pooled + share : share;
    flow.pooledMass = flow.pooledMass.defined() ? flow.pooledMass + mass : mass;
}

void TrainingNetwork::gateLambda(const at::Tensor& lambda, Flow& flow) const {
    const auto measured = lambda.detach();
    flow.lambda = flow.lambda.defined() ? flow.lambda + measured : measured;
    if (m_config.lambdaWeight <= 0 || flow.batch.lambdaPosition.empty()) return;
    const auto p = lambda.index_select(0, onDevice(flow.batch.lambdaPosition, flow.device)).clamp(1e-4, 1 - 1e-4);
    const auto target = onDevice(flow.batch.lambdaTarget, flow.device);
    const auto weight = onDevice(flow.batch.lambdaWeight, flow.device);
    const auto loss = -((target * p.log() + (1 - target) * (1 - p).log()) * weight).sum() / weight.sum();
    flow.lambdaLoss = flow.lambdaLoss.defined() ? flow.lambdaLoss + loss : loss;
}

at::Tensor TrainingNetwork::attend(std::size_t layer, const at::Tensor& x, const at::Tensor& logits,
                                   const at::Tensor& v, Flow& flow) const {
    const auto& c = m_weights.config;
    const auto B = flow.B, T = flow.T, h = c.heads, D = c.headDim, n = flow.batch.knowledgeRows;
    const auto& kb = *m_weights.knowledge;
    const auto slot = std::find(kb.kbLayers.begin(), kb.kbLayers.end(), int(layer)) - kb.kbLayers.begin();
    const auto query = linear(x, m_weights.decoder.layers[layer].queryKg).view({B * T, h, D}).transpose(0, 1) *
                       (1.0 / std::sqrt(double(D))); // [h, B*T, D]
    // The leaves that a decode step at each position would keep: training sees the same number of rows in the softmax
    // as inference does, so that lambda_kg means the same.
    const auto kept = std::min<std::int64_t>(n, kb.k.leaf);
    const auto scores = scoreKnowledge(query, flow.knowledge.keys[slot], flow.gold, kept, m_config.bf16);
    auto keptLogits = scores.kept; // [h, B*T, kept]
    if (kb.scaleFactor) keptLogits = keptLogits + (std::log(*kb.scaleFactor) - std::log(double(kept)));
    const auto together = at::cat({keptLogits.view({h, B, T, kept}), logits}, -1);
    const auto joint = at::softmax(together, -1);
    const auto pKept = joint.narrow(-1, 0, kept).reshape({h, B * T, kept}), pSeq = joint.narrow(-1, kept, T);
    flow.kept = scores.rows;
    flow.weights = at::softmax(keptLogits, -1).mean(0);
    const auto lambda = pKept.sum(-1);
    gateLambda(lambda.mean(0), flow);
    ground(query, scores, lambda, at::logsumexp(together, -1).view({h, B * T}), std::size_t(slot), flow);
    measureGrounding(query, scores, pKept.detach(), std::size_t(slot), flow);
    const auto values =
        flow.knowledge.values[slot].index_select(1, scores.rows.reshape({-1})).view({h, B * T, kept, D});
    return product(pSeq, v) + (pKept.unsqueeze(-1) * values).sum(-2).view({h, B, T, D});
}

at::Tensor TrainingNetwork::attention(std::size_t layer, const at::Tensor& x, Flow& flow) const {
    const auto& c = m_weights.config;
    const auto& w = m_weights.decoder.layers[layer];
    const auto B = flow.B, T = flow.T, h = c.heads, D = c.headDim;
    const auto split = [&](const at::Tensor& y, std::int64_t heads) {
        return y.view({B, T, heads, D}).permute({2, 0, 1, 3}); // [heads, B, T, D]
    };
    const auto repeat = [&](const at::Tensor& y) { return c.kvHeads == h ? y : y.repeat_interleave(h / c.kvHeads, 0); };
    const auto q = applyRope(split(linear(x, w.q), h), flow.rope.cos, flow.rope.sin);
    const auto k = repeat(applyRope(split(linear(x, w.k), c.kvHeads), flow.rope.cos, flow.rope.sin));
    const auto v = repeat(split(linear(x, w.v), c.kvHeads)).contiguous();
    const auto logits = product(q, k.transpose(-1, -2)) * (1.0 / std::sqrt(double(D))) + flow.causal; // [h, B, T, T]
    const auto y = flow.knowledge.keys.defined() && w.queryKg.defined() ? attend(layer, x, logits, v, flow)
                                                                        : product(at::softmax(logits, -1), v);
    return linear(y.permute({1, 2, 0, 3}).reshape({B, T, h * D}), w.o);
}

at::Tensor TrainingNetwork::hidden(Flow& flow) const {
    const auto& c = m_weights.config;
    flow.rope = ropeTables(c, flow.T);
    flow.rope = {flow.rope.cos.to(flow.device), flow.rope.sin.to(flow.device)};
    flow.causal =
        at::full({flow.T, flow.T}, -std::numeric_limits<float>::infinity(), at::TensorOptions(flow.device)).triu(1);
    flow.knowledge = projectKnowledge(flow.batch);
    if (flow.knowledge.keys.defined()) flow.gold = flow.targets.goldByPosition(flow.batch.gold);
    const auto ids = onDevice(flow.batch.ids, flow.device);
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
    Flow flow(batch, false, m_table.device());
    return linear(hidden(flow), m_weights.decoder.head);
}

at::Tensor TrainingNetwork::copyLoss(const Batch& batch, const at::Tensor& h, const Head& head,
                                     const Flow& flow) const {
    // p = (1 - gate) p_LM + gate c; the language model is trained on its own, so its part is a constant here.
    const auto weights = flow.weights.index_select(0, head.where);
    const auto targets = copyTargets(batch, head.positions, flow.kept.index_select(0, head.where), weights);
    const auto copied = (weights * targets.proposes).sum(-1) / (weights * targets.takesPart).sum(-1).clamp_min(1e-9);
    const auto& adapter = m_weights.adapter;
    const auto gate = targets.some * at::sigmoid((h * adapter.copyWeight).sum(-1) +
                                                 (targets.state * adapter.copyState).sum(-1) + adapter.copyBias);
    const auto language = head.logProbability.detach().exp();
    return -((1 - gate) * language + gate * copied).clamp_min(1e-7).log().mean();
}

at::Tensor TrainingNetwork::languageLoss(const Batch& batch, const at::Tensor& x, Flow& flow, const Tokens& tokens,
                                         ForwardResult& out) const {
    Head head;
    for (std::size_t i = 0; i < batch.target.size(); ++i)
        if (batch.target[i] >= 0) head.positions.push_back(std::int64_t(i));
    if (head.positions.empty()) return {};
    head.where = onDevice(head.positions, flow.device);
    head.targets = onDevice(batch.target, flow.device).index_select(0, head.where);
    const auto h = x.index_select(0, head.where);
    const auto logits = linear(h, m_weights.decoder.head);
    head.logProbability =
        logits.gather(-1, head.targets.unsqueeze(-1)).squeeze(-1) - at::logsumexp(logits, at::IntArrayRef{-1});
    auto loss = -head.logProbability.mean();
    out.languageLoss = loss.detach();
    if (m_config.copyWeight > 0 && flow.kept.defined() && !batch.sentences.empty()) {
        std::vector<std::int64_t> rows;
        const auto sample = head.sample(kCopyPositions, rows);
        const auto copy = copyLoss(batch, h.index_select(0, onDevice(rows, flow.device)), sample, flow);
        out.copyLoss = copy.detach();
        loss = loss + copy * m_config.copyWeight;
    }
    if (flow.measure) {
        measureAnswers(batch, head.where, logits.detach().argmax(-1), tokens.refusal, out);
        if (flow.kept.defined())
            out.decisions =
                decisionsOf(batch, head.positions, logits.detach(), flow.kept, flow.weights.detach(), tokens.refusal);
        if (flow.lambda.defined())
            out.lambdaKg = flow.lambda.index_select(0, head.where).mean().item<double>() /
                           double(m_weights.knowledge->kbLayers.size());
    }
    return loss;
}

at::Tensor TrainingNetwork::sum(const at::Tensor& loss, const at::Tensor& part, double weight) const {
    return loss.defined() ? loss + part * weight : part * weight;
}

ForwardResult TrainingNetwork::forward(const Batch& batch, const Tokens& tokens, bool measure) const {
    Flow flow(batch, measure, m_table.device());
    const auto x = hidden(flow).view({flow.B * flow.T, m_weights.config.hidden});
    ForwardResult out;
    out.loss = languageLoss(batch, x, flow, tokens, out);
    if (flow.groundingLoss.defined()) {
        const auto mean = flow.groundingLoss / double(m_weights.knowledge->kbLayers.size());
        out.groundingLoss = mean.detach();
        if (m_config.groundingWeight > 0) out.loss = sum(out.loss, mean, m_config.groundingWeight);
    }
    if (flow.lambdaLoss.defined()) {
        const auto mean = flow.lambdaLoss / double(m_weights.knowledge->kbLayers.size());
        out.lambdaLoss = mean.detach();
        out.loss = sum(out.loss, mean, m_config.lambdaWeight);
    }
    if (flow.pooled.defined()) {
        out.groundingHits = flow.pooled.argmax(-1).eq(flow.targets.goldRows()).to(at::kFloat).sum().item<double>();
        out.groundingMassHits =
            flow.pooledMass.argmax(-1).eq(flow.targets.goldRows()).to(at::kFloat).sum().item<double>();
        out.groundingCount = double(flow.targets.goldRows().numel());
    }
    return out;
}

} // namespace akv

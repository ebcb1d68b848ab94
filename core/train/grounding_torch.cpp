// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/grounding_torch.h"

#include "core/train/knowledge_table_torch.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace akv {

GroundingTargets::GroundingTargets(const Batch& batch, at::Device device)
    : m_device(device), m_examples(batch.examples), m_length(batch.length) {
    std::vector<std::int64_t> with, gold;
    std::vector<float> length;
    std::vector<float> inside(std::size_t(m_examples * m_length), -std::numeric_limits<float>::infinity());
    for (std::int64_t b = 0; b < m_examples; ++b) {
        if (batch.gold[std::size_t(b)] < 0) continue;
        const auto begin = batch.promptBegin[std::size_t(b)], end = batch.answerBegin[std::size_t(b)];
        std::fill(inside.begin() + b * m_length + begin, inside.begin() + b * m_length + end, 0.0F);
        with.push_back(b);
        gold.push_back(batch.gold[std::size_t(b)]);
        length.push_back(std::log(float(end - begin)));
    }
    m_count = std::int64_t(with.size());
    if (m_count == 0) return;
    m_promptMask = onDevice(inside, device).view({m_examples, m_length});
    m_pooledExamples = onDevice(with, device);
    m_goldOfPooled = onDevice(gold, device);
    m_promptLength = onDevice(length, device);
    m_position = onDevice(batch.groundPosition, device);
    m_example = onDevice(batch.groundExample, device);
    m_weight = onDevice(batch.groundWeight, device);
}

at::Tensor GroundingTargets::goldByPosition(const std::vector<std::int64_t>& gold) const {
    return onDevice(gold, m_device).clamp_min(0).unsqueeze(1).expand({m_examples, m_length}).reshape({-1});
}

at::Tensor GroundingTargets::goldLog(const at::Tensor& logits, const at::Tensor& goldOfPosition) {
    const auto index = goldOfPosition.view({1, -1, 1}).expand({logits.size(0), -1, 1});
    return logits.gather(-1, index).squeeze(-1) - at::logsumexp(logits, at::IntArrayRef{-1});
}

at::Tensor GroundingTargets::jointLoss(const at::Tensor& goldLogits, const at::Tensor& normaliser,
                                       const at::Tensor& lambda, const at::Tensor& kept,
                                       const at::Tensor& goldOfPosition) const {
    const auto heads = goldLogits.size(0);
    const auto goldLog = goldLogits - normaliser;
    const auto mask = m_promptMask.index_select(0, m_pooledExamples).unsqueeze(0);
    const auto pool = [&](const at::Tensor& x) {
        return at::logsumexp(x.view({heads, m_examples, m_length}).index_select(1, m_pooledExamples) + mask,
                             at::IntArrayRef{0, 2});
    };
    // A gold row that was not kept has no mass; what it would have had is counted on both sides, so that the loss is
    // finite and has a gradient.
    const auto outside =
        at::log(1.0 - kept.eq(goldOfPosition.unsqueeze(-1)).any(-1).to(at::kFloat)).unsqueeze(0); // 0 or -inf
    const auto goldMass = pool(goldLog);
    const auto total = at::logaddexp(pool(lambda.clamp_min(1e-12).log()), pool((goldLog + outside).clamp_min(-60.0)));
    return (total - goldMass).mean();
}

at::Tensor GroundingTargets::pooledMass(const at::Tensor& weights) const {
    const auto mass = weights.to(at::kFloat).sum(0).view({m_examples, m_length, weights.size(-1)});
    return (mass * m_promptMask.exp().unsqueeze(-1)).sum(1).index_select(0, m_pooledExamples);
}

at::Tensor GroundingTargets::loss(const at::Tensor& goldLog) const {
    const auto heads = goldLog.size(0);
    const double logHeads = std::log(double(heads));
    const auto byExample = goldLog.view({heads, m_examples, m_length}).index_select(1, m_pooledExamples);
    const auto mask = m_promptMask.index_select(0, m_pooledExamples).unsqueeze(0);
    const auto pooled = at::logsumexp(byExample + mask, at::IntArrayRef{0, 2}) - logHeads - m_promptLength;
    const auto single = at::logsumexp(goldLog.index_select(1, m_position), at::IntArrayRef{0}) - logHeads;
    return -pooled.mean() - (single * m_weight).sum() / m_weight.sum();
}

at::Tensor GroundingTargets::pooled(const at::Tensor& logits) const {
    const auto n = logits.size(-1);
    const auto share = at::softmax(logits, -1).sum(0).view({m_examples, m_length, n});
    const auto inside = m_promptMask.exp().unsqueeze(-1);
    return (share * inside).sum(1).index_select(0, m_pooledExamples);
}

} // namespace akv

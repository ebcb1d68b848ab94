// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/copying_torch.h"

#include <ATen/Parallel.h>

namespace akv {

namespace {

/// One position: what every kept row proposes there.
struct Position {
    std::vector<CopyCandidate> candidates;
    std::vector<int> answer;
};

} // namespace

CopyTargets copyTargets(const Batch& batch, const std::vector<std::int64_t>& positions, const at::Tensor& kept,
                        const at::Tensor& weights) {
    const auto k = std::size_t(kept.size(-1));
    const auto rows = kept.to(at::kCPU).contiguous(), shares = weights.detach().to(at::kCPU).contiguous();
    const auto n = std::int64_t(positions.size());
    CopyTargets out{at::zeros({n, std::int64_t(k)}), at::zeros({n, std::int64_t(k)}), at::zeros({n, 2}),
                    at::zeros({n})};
    auto* part = out.takesPart.data_ptr<float>();
    auto* hit = out.proposes.data_ptr<float>();
    auto* stateOut = out.state.data_ptr<float>();
    auto* some = out.some.data_ptr<float>();
    const auto* rowOf = rows.data_ptr<std::int64_t>();
    const auto* shareOf = shares.data_ptr<float>();
    const auto fill = [&](std::size_t i, Position& at) {
        const auto b = positions[i] / batch.length, t = positions[i] % batch.length;
        const auto begin = batch.answerBegin[std::size_t(b)];
        const auto* ids = batch.ids.data() + b * batch.length;
        at.answer.assign(ids + std::min(begin, t + 1), ids + t + 1);
        for (std::size_t j = 0; j < k; ++j)
            at.candidates[j] = {LeafId(std::uint32_t(j)), shareOf[i * k + j],
                                &batch.sentences[std::size_t(rowOf[i * k + j])]};
        const auto copies = copyDistribution(at.candidates, at.answer);
        if (copies.tokens.empty()) return;
        for (std::size_t j = 0; j < k; ++j) {
            if (!copies.next[j]) continue;
            part[i * k + j] = 1.0F;
            const auto token = at.candidates[j].sentence->tokens[*copies.next[j]];
            hit[i * k + j] = std::int64_t(token) == batch.target[std::size_t(positions[i])] ? 1.0F : 0.0F;
        }
        const auto state = copies.state();
        for (std::size_t f = 0; f < state.size(); ++f) stateOut[i * state.size() + f] = state[f];
        some[i] = 1.0F;
    };
    at::parallel_for(0, n, 64, [&](std::int64_t first, std::int64_t last) {
        Position at;
        at.candidates.resize(k);
        for (auto i = first; i < last; ++i) fill(std::size_t(i), at);
    });
    const auto device = kept.device();
    return {out.takesPart.to(device), out.proposes.to(device), out.state.to(device), out.some.to(device)};
}

} // namespace akv

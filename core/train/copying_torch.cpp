// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/copying_torch.h"

namespace akv {

CopyTargets copyTargets(const Batch& batch, const std::vector<std::int64_t>& positions, const at::Tensor& kept,
                        const at::Tensor& weights) {
    const auto k = std::size_t(kept.size(-1));
    const auto rows = kept.contiguous(), shares = weights.detach().contiguous();
    const auto n = std::int64_t(positions.size());
    CopyTargets out{at::zeros({n, std::int64_t(k)}), at::zeros({n, std::int64_t(k)}), at::zeros({n, 2}),
                    at::zeros({n})};
    auto* part = out.takesPart.data_ptr<float>();
    auto* hit = out.proposes.data_ptr<float>();
    std::vector<CopyCandidate> candidates(k);
    std::vector<int> answer;
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const auto b = positions[i] / batch.length, t = positions[i] % batch.length;
        const auto begin = batch.answerBegin[std::size_t(b)];
        const auto* ids = batch.ids.data() + b * batch.length;
        answer.assign(ids + std::min(begin, t + 1), ids + t + 1);
        for (std::size_t j = 0; j < k; ++j) {
            const auto row = rows.data_ptr<std::int64_t>()[i * k + j];
            candidates[j] = {LeafId(std::uint32_t(j)), shares.data_ptr<float>()[i * k + j],
                             &batch.sentences[std::size_t(row)]};
        }
        const auto copies = copyDistribution(candidates, answer);
        if (copies.tokens.empty()) continue;
        for (std::size_t j = 0; j < k; ++j) {
            if (!copies.next[j]) continue;
            const auto at = i * k + j;
            part[at] = 1.0F;
            const auto token = candidates[j].sentence->tokens[*copies.next[j]];
            hit[at] = std::int64_t(token) == batch.target[std::size_t(positions[i])] ? 1.0F : 0.0F;
        }
        const auto state = copies.state();
        for (std::size_t f = 0; f < state.size(); ++f) out.state.data_ptr<float>()[i * state.size() + f] = state[f];
        out.some.data_ptr<float>()[i] = 1.0F;
    }
    return out;
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/copying_torch.h"

#include <algorithm>

namespace akv {

std::size_t matchedPrefix(std::span<const std::int64_t> answer, std::span<const std::uint16_t> value) {
    for (std::size_t length = std::min(answer.size(), value.size()); length > 0; --length) {
        const auto tail = answer.last(length);
        if (std::equal(tail.begin(), tail.end(), value.begin())) return length;
    }
    return 0;
}

at::Tensor copyShare(const Batch& batch, const std::vector<std::int64_t>& positions, const at::Tensor& kept,
                     const at::Tensor& weights, int period) {
    const auto k = kept.size(-1);
    const auto rows = kept.contiguous();
    const auto* row = rows.data_ptr<std::int64_t>();
    auto takesPart = at::zeros({std::int64_t(positions.size()), k}), proposes = at::zeros_like(takesPart);
    auto* part = takesPart.data_ptr<float>();
    auto* hit = proposes.data_ptr<float>();
    std::vector<std::size_t> offset(static_cast<std::size_t>(k));
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const auto b = positions[i] / batch.length, t = positions[i] % batch.length;
        const auto begin = batch.answerBegin[std::size_t(b)];
        const auto answer =
            t >= begin ? std::span(batch.ids).subspan(std::size_t(b * batch.length + begin), std::size_t(t - begin + 1))
                       : std::span<const std::int64_t>();
        for (std::int64_t j = 0; j < k; ++j)
            offset[std::size_t(j)] =
                matchedPrefix(answer, batch.valueTokens[std::size_t(row[std::int64_t(i) * k + j])]);
        const auto longest = *std::max_element(offset.begin(), offset.end());
        for (std::int64_t j = 0; j < k; ++j) {
            if (offset[std::size_t(j)] < longest) continue;
            const auto at = std::int64_t(i) * k + j;
            const auto value = batch.valueTokens[std::size_t(row[at])];
            const auto next = longest < value.size() ? std::int64_t(value[longest]) : period;
            part[at] = 1.0F;
            hit[at] = next == batch.target[std::size_t(positions[i])] ? 1.0F : 0.0F;
        }
    }
    return (weights * proposes).sum(-1) / (weights * takesPart).sum(-1).clamp_min(1e-9);
}

} // namespace akv

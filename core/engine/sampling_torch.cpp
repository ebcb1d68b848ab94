// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/sampling_torch.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace akv {

Sample sampleToken(const at::Tensor& logits, float temperature, std::mt19937_64& random) {
    const auto logP = at::log_softmax(logits.reshape({-1}).to(at::kFloat), -1).contiguous();
    const float* p = logP.data_ptr<float>();
    const auto size = std::size_t(logP.numel());
    std::vector<int> order(size);
    std::iota(order.begin(), order.end(), 0);
    const auto count = std::min<std::size_t>(5, size);
    std::partial_sort(order.begin(), order.begin() + std::ptrdiff_t(count), order.end(),
                      [&](int a, int b) { return p[a] != p[b] ? p[a] > p[b] : a < b; });
    Sample out;
    out.token = order.front();
    if (temperature > 0.0F) {
        // The inverse of the distribution function at one uniform number, in order of the ids.
        double total = 0.0;
        for (std::size_t i = 0; i < size; ++i) total += std::exp((p[i] - p[order.front()]) / temperature);
        double left = double(random() >> 11) * 0x1.0p-53 * total;
        for (std::size_t i = 0; i < size; ++i) {
            left -= std::exp((p[i] - p[order.front()]) / temperature);
            if (left <= 0.0) {
                out.token = int(i);
                break;
            }
        }
    }
    out.logprob = p[out.token];
    for (std::size_t i = 0; i < count; ++i) out.best.emplace_back(order[i], p[order[i]]);
    return out;
}

} // namespace akv

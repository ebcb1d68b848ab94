// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/kv_cache.h"

#include <gtest/gtest.h>
#include <random>

namespace akv {
namespace {

/// Everything that was stored comes back from the views, before and after the room has grown, whatever the parts.
TEST(KvCache, GivesBackWhatWasStored) {
    ModelConfig config;
    config.layers = 2, config.kvHeads = 3, config.headDim = 20; // no whole panel
    const std::size_t heads = 3, D = 20, layers = 2;
    KvCache cache(config);
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    std::vector<std::vector<float>> k(layers), v(layers);
    for (const std::size_t T : {11, 1, 1, 60, 200, 1}) {
        for (std::size_t layer = 0; layer < layers; ++layer) {
            std::vector<float> newK(T * heads * D), newV(newK.size());
            for (auto* part : {&newK, &newV})
                for (float& x : *part) x = normal(random);
            cache.append(layer, newK.data(), newV.data(), T);
            k[layer].insert(k[layer].end(), newK.begin(), newK.end());
            v[layer].insert(v[layer].end(), newV.begin(), newV.end());
        }
        cache.advance(T);
        const std::size_t S = cache.length();
        for (std::size_t layer = 0; layer < layers; ++layer)
            for (std::size_t h = 0; h < heads; ++h) {
                const auto keys = cache.keys(layer, h, S), values = cache.values(layer, h, S);
                std::vector<float> column(S), row(D), one(std::max(S, D), 0.0F);
                for (std::size_t i = 0; i < D; ++i) {
                    one[i] = 1.0F;
                    multiplyPanels(keys, one.data(), D, 1, column.data(), S, 0, keys.panels());
                    one[i] = 0.0F;
                    for (std::size_t s = 0; s < S; ++s) ASSERT_EQ(column[s], k[layer][(s * heads + h) * D + i]);
                }
                for (std::size_t s = 0; s < S; ++s) {
                    one[s] = 1.0F;
                    multiplyPanels(values, one.data(), S, 1, row.data(), D, 0, values.panels());
                    one[s] = 0.0F;
                    for (std::size_t i = 0; i < D; ++i) ASSERT_EQ(row[i], v[layer][(s * heads + h) * D + i]);
                }
            }
    }
    EXPECT_EQ(cache.length(), 274U);
    EXPECT_EQ(cache.bytes(), layers * heads * 512U * (20 + 32) * sizeof(float)); // room 512; values in two panels
    cache.clear();
    EXPECT_EQ(cache.length(), 0U);
}

} // namespace
} // namespace akv

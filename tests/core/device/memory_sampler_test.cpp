// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/device/memory_sampler.h"

#include <gtest/gtest.h>
#include <vector>

namespace akv {
namespace {

TEST(MemorySampler, SeesMemoryThatIsTouched) {
    const MemorySampler sampler;
    const auto before = sampler.sample();
    EXPECT_GT(before.rss, 0U);
    EXPECT_GE(before.rssPeak, before.rss);
    EXPECT_GT(before.systemTotal, before.rss);
    EXPECT_GE(before.systemTotal, before.systemAvailable);
    constexpr std::size_t kBytes = std::size_t(64) << 20;
    std::vector<char> block(kBytes);
    for (std::size_t i = 0; i < kBytes; i += 4096) block[i] = static_cast<char>(i >> 12);
    const auto after = sampler.sample();
    EXPECT_GE(after.rss + (kBytes / 8), before.rss + kBytes) << static_cast<int>(block[4096]);
    EXPECT_GE(after.seconds, before.seconds);
    EXPECT_FALSE(after.deviceUsed.has_value());
}

} // namespace
} // namespace akv

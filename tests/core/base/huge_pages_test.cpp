// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/huge_pages.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <gtest/gtest.h>
#include <random>
#include <thread>

namespace akv {
namespace {

TEST(HugePagesTest, PiecesAreAlignedAndDoNotTouchEachOther) {
    std::mt19937_64 random(1);
    std::vector<HugeBytes> pieces;
    for (int round = 0; round < 400; ++round) {
        const std::size_t sizes[] = {0, 1, 100, 20'000, 300'000, 5'000'000};
        HugeBytes piece(sizes[random() % 6] + random() % 64, std::byte(round % 251));
        if (piece.size() >= 20'000) { EXPECT_EQ(reinterpret_cast<std::uintptr_t>(piece.data()) % 16, 0U); }
        pieces.push_back(std::move(piece));
        if (round % 3 == 2) pieces.erase(pieces.begin() + std::ptrdiff_t(random() % pieces.size()));
        if (pieces.size() > 40) pieces.erase(pieces.begin(), pieces.begin() + 20);
        for (const HugeBytes& one : pieces)
            if (!one.empty()) { ASSERT_TRUE(one.front() == one.back() && one[one.size() / 2] == one.front()); }
    }
    for (const HugeBytes& one : pieces)
        EXPECT_TRUE(std::all_of(one.begin(), one.end(), [&](std::byte b) { return b == one.front(); }));
}

TEST(HugePagesTest, ThreadsMayAskAtOnce) {
    std::vector<std::thread> threads;
    std::vector<int> wrong(4, 0);
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([t, &wrong] {
            for (int i = 0; i < 200; ++i) {
                const HugeBytes piece(30'000, std::byte(16 * t + i % 16));
                wrong[std::size_t(t)] += std::count(piece.begin(), piece.end(), std::byte(16 * t + i % 16)) != 30'000;
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

} // namespace
} // namespace akv

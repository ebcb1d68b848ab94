// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/sweep.h"

#include <gtest/gtest.h>

namespace akv {

namespace {

TEST(Sweep, GridsOfValues) {
    const auto k = parseKGrid("2,4:12:8,16");
    ASSERT_TRUE(k.ok());
    EXPECT_EQ(k->root, (std::vector<std::uint32_t>{2, 4}));
    EXPECT_EQ(k->leaf, (std::vector<std::uint32_t>{8, 16}));
    const auto scales = parseScaleGrid("none, 0.5,30");
    ASSERT_TRUE(scales.ok());
    EXPECT_EQ(*scales, (std::vector<ScaleChange>{{}, {0.5F}, {30.0F}}));
    const auto layers = parseLayerGrid("4, 6+5+5");
    ASSERT_TRUE(layers.ok());
    EXPECT_EQ(*layers, (std::vector<std::vector<int>>{{4}, {5, 6}}));
}

TEST(Sweep, WhatIsNoGridIsAnErrorThatShowsTheForm) {
    for (const char* text : {"", "1:2", "1:2:3:4", "1:0:3", "1:two:3", "1::3"}) {
        const auto grid = parseKGrid(text);
        ASSERT_FALSE(grid.ok()) << text;
        EXPECT_NE(grid.error().text().find("ROOT:INTER:LEAF"), std::string::npos);
    }
    for (const char* text : {"", "1,", "0", "-3", "1,much"}) {
        const auto grid = parseScaleGrid(text);
        ASSERT_FALSE(grid.ok()) << text;
        EXPECT_NE(grid.error().text().find("none,1,10,100"), std::string::npos);
    }
    for (const char* text : {"", "4+", "4,,5", "first", "-1"}) {
        const auto grid = parseLayerGrid(text);
        ASSERT_FALSE(grid.ok()) << text;
        EXPECT_NE(grid.error().text().find("4+5+6"), std::string::npos);
    }
}

std::vector<std::string> idsOf(const std::vector<SweepPoint>& points) {
    std::vector<std::string> out;
    for (const auto& point : points) out.push_back(point.id());
    return out;
}

TEST(Sweep, PointsAndWhatTheyChange) {
    SweepOptions options;
    EXPECT_FALSE(options.any());
    options.layers.emplace();
    const auto usual = settingPoints(options, {4, 5, 6});
    ASSERT_TRUE(usual.ok());
    EXPECT_EQ(idsOf(*usual), (std::vector<std::string>{"layer-4", "layer-5", "layer-6", "layer-5+6", "layer-4+6",
                                                       "layer-4+5", "layer-4+5+6"}));
    EXPECT_EQ(headText(usual->front().change.ablated.at(0)) + headText(usual->front().change.ablated.at(1)), "56");
    EXPECT_TRUE(usual->back().change.none());
    const auto two = settingPoints(options, {2, 3});
    ASSERT_TRUE(two.ok());
    EXPECT_EQ(idsOf(*two), (std::vector<std::string>{"layer-2", "layer-3", "layer-2+3"})); // nothing twice
    options.layers = {{4}, {9}};
    const auto wrong = settingPoints(options, {4, 5, 6});
    ASSERT_FALSE(wrong.ok());
    EXPECT_NE(wrong.error().text().find("layer 9 is no KB layer"), std::string::npos);
    options.layers.reset(), options.scales = {{10.0F}, {}, {10.0F}};
    const auto scales = settingPoints(options, {4});
    ASSERT_TRUE(scales.ok());
    EXPECT_EQ(idsOf(*scales), (std::vector<std::string>{"scale-10", "scale-none"}));
    EXPECT_EQ((*scales)[0].change.scale, ScaleChange{10.0F});
    EXPECT_EQ((*scales)[1].change.scale, ScaleChange{}); // no shift, which is not "the model's own"
}

} // namespace

} // namespace akv

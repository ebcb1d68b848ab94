// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/trace/trace.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

LayerRecord record(int step, int layer) {
    LayerRecord out;
    out.step = step;
    out.layer = layer;
    out.heads = 2;
    out.root = {{1, 0}, {0.9F, 0.5F}, 4, {3}, {0.1F}};
    out.inter = {{5}, {1.5F}, 9, {6, 7}, {0.3F, 0.2F}};
    out.leaf = {{10, 12}, {1.25F, 0.5F}, 20, {11}, {0.25F}};
    out.headWeights = {0.5F, 0.25F, 0.125F, 0.0625F};
    out.lambdaKg = {0.75F, 0.1875F};
    out.lambdaByPosition = {0.1F, 0.2F};
    out.valueNorm = {1.5F, 0.5F};
    out.leafMass = {0.9F, 0.4F};
    return out;
}

Trace sample() {
    TraceRecorder recorder;
    recorder.onLayer(record(1, 3));
    recorder.onLayer(record(0, 3));
    recorder.onLayer(record(0, 2));
    recorder.onToken({0, 7, " Ast\xC3\xA4na", -0.5F, {{7, -0.5F}, {8, -2.0F}}});
    Trace out = recorder.take();
    out.card.mode = "atlaskv";
    out.card.kRoot = 3, out.card.kInter = 12, out.card.kLeaf = 8;
    out.card.masked = {42};
    out.card.scaleFactor = "1e+06";
    out.question = "What is \xE6\x97\xA5\xE6\x9C\xAC?";
    out.answer = "It is.";
    out.promptTokens = {"What", " is"};
    out.leaves[10] = {42, 3, 5, 1, "Kazakhstan", "capital", "Astana", "the capital of Kazakhstan", "Astana"};
    out.rootNames[1] = "countries";
    out.interNames[5] = "capitals";
    return out;
}

std::filesystem::path target(const char* name) { return std::filesystem::path(testing::TempDir()) / name; }

TEST(Trace, RecorderSortsByStepAndLayer) {
    const auto trace = sample();
    ASSERT_EQ(trace.layers.size(), 3U);
    EXPECT_EQ(trace.layers[0].layer, 2);
    EXPECT_EQ(trace.layers[2].step, 1);
    EXPECT_EQ(trace.kbLayers(), (std::vector<int>{2, 3}));
    ASSERT_NE(trace.find(1, 3), nullptr);
    EXPECT_EQ(trace.find(1, 2), nullptr);
    EXPECT_FLOAT_EQ(trace.layers[0].root.cutOff().value(), 0.5F);
}

TEST(Trace, RecorderIsBoundedAndSaysWhatItDropped) {
    TraceRecorder recorder(2 * sizeof(LayerRecord));
    for (int i = 0; i < 10; ++i) recorder.onLayer(record(i, 0));
    const auto trace = recorder.take();
    EXPECT_TRUE(trace.truncated);
    EXPECT_EQ(trace.layers.size() + trace.droppedRecords, 10U);
    EXPECT_GT(trace.droppedRecords, 0U);
}

TEST(Trace, FileKeepsEverything) {
    const auto path = target("keeps.akvtrace");
    const auto before = sample();
    ASSERT_TRUE(saveTrace(before, path).ok());
    const auto loaded = loadTrace(path);
    ASSERT_TRUE(loaded.ok()) << loaded.error().text();
    const auto& after = loaded.value();
    EXPECT_EQ(after.question, before.question);
    EXPECT_EQ(after.tokens[0].text, before.tokens[0].text);
    EXPECT_EQ(after.tokens[0].alternatives, before.tokens[0].alternatives);
    EXPECT_EQ(after.layers[1].leaf.kept, before.layers[1].leaf.kept);
    EXPECT_EQ(after.layers[1].headWeights, before.layers[1].headWeights);
    EXPECT_EQ(after.layers[1].leafMass, before.layers[1].leafMass);
    EXPECT_EQ(after.layers[0].inter.runnersUp, before.layers[0].inter.runnersUp);
    EXPECT_EQ(after.leaves.at(10).value, "Astana");
    EXPECT_EQ(after.card.masked, before.card.masked);
    EXPECT_EQ(after.card.scaleFactor, before.card.scaleFactor);
    EXPECT_EQ(after.rootNames, before.rootNames);
}

TEST(Trace, EveryTruncationAndEveryFlippedByteIsAnError) {
    const auto path = target("whole.akvtrace"), broken = target("broken.akvtrace");
    ASSERT_TRUE(saveTrace(sample(), path).ok());
    const auto bytes = readFile(path).value();
    for (std::size_t length = 0; length < bytes.size(); length += 7) {
        ASSERT_TRUE(writeFileAtomically(broken, bytes.substr(0, length)).ok());
        const auto loaded = loadTrace(broken);
        ASSERT_FALSE(loaded.ok()) << length;
        EXPECT_NE(loaded.error().message.find("broken.akvtrace"), std::string::npos);
    }
    for (std::size_t at = 0; at < bytes.size(); at += 5) {
        if (at >= 12 && at < 16) continue; // reserved
        auto flipped = bytes;
        flipped[at] = char(flipped[at] ^ 0x10);
        ASSERT_TRUE(writeFileAtomically(broken, flipped).ok());
        EXPECT_FALSE(loadTrace(broken).ok()) << at;
    }
}

TEST(Trace, NewerVersionIsRefusedAsSuch) {
    const auto path = target("newer.akvtrace");
    ASSERT_TRUE(saveTrace(sample(), path).ok());
    auto bytes = readFile(path).value();
    bytes[8] = 9;
    ASSERT_TRUE(writeFileAtomically(path, bytes).ok());
    const auto loaded = loadTrace(path);
    ASSERT_FALSE(loaded.ok());
    EXPECT_EQ(loaded.error().code, ErrorCode::Unsupported);
}

} // namespace
} // namespace akv

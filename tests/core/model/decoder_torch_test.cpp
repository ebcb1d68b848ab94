// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bundled.h"
#include "core/model/decoder.h"
#include "core/model/pack_torch.h"

#include "tests/support/npy.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace akv {
namespace {

constexpr double kFp32Tolerance = 2e-5; ///< largest difference of a logit to the oracle in fp32

std::filesystem::path folderOf(const std::string& name) { return sourceFolder() / "tests/data" / name; }

nlohmann::json ioOf(const std::string& name) {
    std::ifstream file(folderOf(name) / "io.json");
    return nlohmann::json::parse(file);
}

class DecoderParity : public testing::TestWithParam<const char*> {};

TEST_P(DecoderParity, LogitsMatchTransformers) {
    auto weights = loadModelWeights(folderOf(GetParam()));
    ASSERT_TRUE(weights.ok()) << weights.error().text();
    const Decoder decoder(packDecoder(*weights).value());
    const auto io = ioOf(GetParam());
    const auto expected = test::readNpy(folderOf(GetParam()) / "logits.npy");
    ASSERT_TRUE(expected.ok());
    ASSERT_EQ(expected->shape.size(), 3U);
    const auto length = expected->shape[1], vocabulary = expected->shape[2];
    for (std::size_t b = 0; b < expected->shape[0]; ++b) {
        const auto ids = io["input_ids"][b].get<std::vector<int>>();
        KvCache cache(decoder.weights().config);
        const auto logits = decoder.forward(ids, cache, nullptr, true);
        ASSERT_TRUE(logits.ok()) << logits.error().text();
        ASSERT_EQ(logits->size(), length * vocabulary);
        double worst = 0;
        for (std::size_t i = 0; i < length * vocabulary; ++i)
            worst = std::max(worst, std::abs(double((*logits)[i]) - expected->data[b * length * vocabulary + i]));
        EXPECT_LT(worst, kFp32Tolerance);
    }
}

TEST_P(DecoderParity, ChunksAndSingleStepsEqualOnePass) {
    auto weights = loadModelWeights(folderOf(GetParam()));
    ASSERT_TRUE(weights.ok());
    const Decoder decoder(packDecoder(*weights).value());
    const auto ids = ioOf(GetParam())["input_ids"][0].get<std::vector<int>>();
    KvCache whole(decoder.weights().config), pieces(decoder.weights().config);
    const auto expected = decoder.forward(ids, whole, nullptr).value();
    std::vector<float> last;
    for (std::size_t at = 0; at < ids.size();) {
        const std::size_t count = std::min<std::size_t>(at == 0 ? 11 : 1, ids.size() - at);
        last = decoder.forward(std::span(ids).subspan(at, count), pieces, nullptr).value();
        at += count;
    }
    ASSERT_EQ(last.size(), expected.size());
    for (std::size_t i = 0; i < last.size(); ++i) EXPECT_NEAR(last[i], expected[i], kFp32Tolerance);
    EXPECT_EQ(pieces.length(), ids.size());
}

TEST_P(DecoderParity, GreedyTextMatchesTransformers) {
    auto weights = loadModelWeights(folderOf(GetParam()));
    ASSERT_TRUE(weights.ok());
    const Decoder decoder(packDecoder(*weights).value());
    const auto io = ioOf(GetParam());
    const auto expected = io["greedy"].get<std::vector<int>>();
    KvCache cache(decoder.weights().config);
    auto logits = decoder.forward(io["greedy_prompt"].get<std::vector<int>>(), cache, nullptr).value();
    std::vector<int> produced;
    while (produced.size() < expected.size()) {
        produced.push_back(int(std::max_element(logits.begin(), logits.end()) - logits.begin()));
        logits = decoder.forward(std::vector<int>{produced.back()}, cache, nullptr).value();
    }
    EXPECT_EQ(produced, expected);
}

INSTANTIATE_TEST_SUITE_P(Families, DecoderParity,
                         testing::Values("llama_mha", "llama_gqa_tied", "llama31_rope", "mistral_window", "qwen2_bias",
                                         "qwen3_qknorm", "phi3_fused"));

TEST(DecoderErrors, TruncatedWeightsAndForeignTokens) {
    const auto folder = std::filesystem::path(testing::TempDir()) / "truncated_model";
    std::filesystem::remove_all(folder);
    std::filesystem::copy(folderOf("llama_mha"), folder);
    std::filesystem::resize_file(folder / "model.safetensors", 100'000);
    const auto truncated = loadModelWeights(folder);
    ASSERT_FALSE(truncated.ok());
    EXPECT_EQ(truncated.error().code, ErrorCode::FileFormat);
    EXPECT_NE(truncated.error().message.find("model.safetensors"), std::string::npos);

    auto weights = loadModelWeights(folderOf("llama_mha"));
    ASSERT_TRUE(weights.ok());
    const Decoder decoder(packDecoder(*weights).value());
    KvCache cache(decoder.weights().config);
    for (const auto& tokens : {std::vector<int>{1, 9999}, std::vector<int>(5000, 1), std::vector<int>()}) {
        const auto refused = decoder.forward(tokens, cache, nullptr);
        ASSERT_FALSE(refused.ok());
        EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
    }
    EXPECT_EQ(cache.length(), 0U);
}

} // namespace
} // namespace akv

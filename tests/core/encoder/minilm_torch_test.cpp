// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bundled.h"
#include "core/encoder/sentence_encoder.h"
#include "core/text/wordpiece.h"
#include "tests/support/npy.h"

#include <chrono>
#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace akv {
namespace {

struct Oracle {
    std::vector<std::string> strings;
    std::vector<std::vector<std::int32_t>> ids;
    test::Npy embeddings;
};

const Oracle& oracle() {
    static const Oracle loaded = [] {
        const std::filesystem::path folder = sourceFolder() / "tests/data" / "minilm";
        const auto json = nlohmann::json::parse(readFile(folder / "io.json").value());
        return Oracle{json["strings"], json["token_ids"], test::readNpy(folder / "embeddings.npy").value()};
    }();
    return loaded;
}

std::filesystem::path encoderFolder() {
    auto folder = findMiniLm();
    EXPECT_TRUE(folder.ok()) << folder.error().text();
    return folder.ok() ? *folder : std::filesystem::path();
}

double cosine(std::span<const float> a, const double* b) {
    double dot = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        dot += double(a[i]) * b[i];
        aa += double(a[i]) * a[i];
        bb += b[i] * b[i];
    }
    return dot / std::sqrt(aa * bb);
}

void expectParity(EncoderPrecision precision, double floor) {
    auto encoder = openMiniLm(encoderFolder(), precision);
    ASSERT_TRUE(encoder.ok()) << encoder.error().text();
    EXPECT_EQ((*encoder)->width(), 384U);
    auto out = (*encoder)->encode(oracle().strings, JobContext{});
    ASSERT_TRUE(out.ok()) << out.error().text();
    ASSERT_EQ(out->rows, 37U);
    double worst = 1;
    for (std::size_t i = 0; i < out->rows; ++i) {
        const double c = cosine(out->row(i), oracle().embeddings.data.data() + i * 384);
        worst = std::min(worst, c);
        EXPECT_GE(c, floor) << oracle().strings[i];
        double norm = 0;
        for (const float v : out->row(i)) norm += double(v) * v;
        EXPECT_NEAR(norm, 1.0, 1e-5);
    }
    testing::Test::RecordProperty("worst_cosine", std::to_string(worst));
}

TEST(MiniLm, TokenIdsEqualTheReference) {
    auto tokenizer = WordPiece::open(encoderFolder() / "vocab.txt");
    ASSERT_TRUE(tokenizer.ok()) << tokenizer.error().text();
    for (std::size_t i = 0; i < oracle().strings.size(); ++i)
        EXPECT_EQ(tokenizer->encode(oracle().strings[i]).value(), oracle().ids[i]) << oracle().strings[i];
}

TEST(MiniLm, Fp32EqualsTheReference) { expectParity(EncoderPrecision::Fp32, 0.99999); }
TEST(MiniLm, FastStaysWithinTheTolerance) { expectParity(EncoderPrecision::Fast, 0.999); }

TEST(MiniLm, CheckVectors) {
    const std::vector<std::string> texts{"A man is eating food.", "A man is eating a piece of bread.",
                                         "The girl is carrying a baby."};
    auto encoder = openMiniLm(encoderFolder(), EncoderPrecision::Fp32);
    ASSERT_TRUE(encoder.ok());
    const auto out = (*encoder)->encode(texts, JobContext{}).value();
    const std::vector<double> first(out.row(0).begin(), out.row(0).end());
    EXPECT_NEAR(cosine(out.row(1), first.data()), 0.7553, 1e-4);
    EXPECT_NEAR(cosine(out.row(2), first.data()), -0.1050, 1e-4);
}

TEST(MiniLm, BatchingDoesNotChangeTheResult) {
    auto encoder = openMiniLm(encoderFolder());
    ASSERT_TRUE(encoder.ok());
    std::vector<std::string> texts;
    for (int i = 0; i < 400; ++i) texts.push_back(oracle().strings[static_cast<std::size_t>(i * 7 % 30)]);
    const auto all = (*encoder)->encode(texts, JobContext{}).value();
    for (const std::size_t i : {0U, 17U, 399U}) {
        const auto alone = (*encoder)->encode(std::span(&texts[i], 1), JobContext{}).value();
        const std::vector<double> reference(alone.row(0).begin(), alone.row(0).end());
        EXPECT_GE(cosine(all.row(i), reference.data()), 0.9999);
    }
    EXPECT_EQ((*encoder)->encode({}, JobContext{}).value().rows, 0U);
}

TEST(MiniLm, ReportsProgressAndStopsWhenCancelled) {
    auto encoder = openMiniLm(encoderFolder());
    ASSERT_TRUE(encoder.ok());
    const std::vector<std::string> texts(2000, "the capital of France");
    JobContext context;
    std::uint64_t last = 0;
    int calls = 0;
    context.report = [&](const Progress& p) {
        EXPECT_EQ(p.total, 2000U);
        EXPECT_GE(p.done, last);
        last = p.done;
        if (++calls == 2) context.cancel.cancel();
    };
    auto out = (*encoder)->encode(texts, context);
    ASSERT_FALSE(out.ok());
    EXPECT_EQ(out.error().code, ErrorCode::Cancelled);
    EXPECT_LE(calls, 3);
}

TEST(MiniLm, TokenEmbeddingsAreWithoutSpecialTokensAndSpecificToTheirText) {
    const std::vector<std::string> texts{"A man is eating food.", "A man is eating a piece of bread.", ""};
    auto fast = openMiniLm(encoderFolder()), exact = openMiniLm(encoderFolder(), EncoderPrecision::Fp32);
    ASSERT_TRUE(fast.ok() && exact.ok());
    const auto a = (*fast)->encodeTokens(texts, JobContext{}), b = (*exact)->encodeTokens(texts, JobContext{});
    ASSERT_TRUE(a.ok() && b.ok());
    ASSERT_EQ(a->size(), 3U);
    EXPECT_EQ((*a)[0].rows, 6U); // a man is eating food .
    EXPECT_EQ((*a)[1].rows, 9U);
    EXPECT_EQ((*a)[2].rows, 0U);
    for (std::size_t t = 0; t < 2; ++t)
        for (std::size_t i = 0; i < (*a)[t].rows; ++i) {
            const auto row = (*b)[t].row(i);
            const std::vector<double> reference(row.begin(), row.end());
            EXPECT_GE(cosine((*a)[t].row(i), reference.data()), 0.99);
        }
    const auto last = (*b)[0].row(4), first = (*b)[0].row(1); // food, man
    const std::vector<double> food(last.begin(), last.end());
    EXPECT_LT(cosine(first, food.data()), 0.9);
}

TEST(MiniLm, BadInputsAreErrors) {
    auto encoder = openMiniLm(encoderFolder());
    ASSERT_TRUE(encoder.ok());
    const std::vector<std::string> texts{"fine", "not \xff utf-8"};
    auto out = (*encoder)->encode(texts, JobContext{});
    ASSERT_FALSE(out.ok());
    EXPECT_NE(out.error().text().find("text 1"), std::string::npos);

    const auto folder = std::filesystem::path(testing::TempDir()) / "broken_minilm";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    EXPECT_FALSE(openMiniLm(folder).ok());
    std::filesystem::copy_file(encoderFolder() / "vocab.txt", folder / "vocab.txt");
    EXPECT_NE(openMiniLm(folder).error().message.find("model.safetensors"), std::string::npos);
    ASSERT_TRUE(writeFileAtomically(folder / "model.safetensors", "garbage").ok());
    EXPECT_EQ(openMiniLm(folder).error().code, ErrorCode::FileFormat);
    std::string wrongShape =
        R"({"embeddings.word_embeddings.weight":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";
    const std::uint64_t length = wrongShape.size();
    wrongShape.insert(0, reinterpret_cast<const char*>(&length), 8);
    ASSERT_TRUE(writeFileAtomically(folder / "model.safetensors", wrongShape + std::string(8, '\0')).ok());
    EXPECT_NE(openMiniLm(folder).error().message.find("[30522, 384] was expected"), std::string::npos);
}

} // namespace
} // namespace akv

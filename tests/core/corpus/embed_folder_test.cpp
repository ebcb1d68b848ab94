// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/embed_folder.h"

#include "tests/support/fake_encoder.h"

#include <filesystem>
#include <gtest/gtest.h>

namespace akv {
namespace {

/// Piece i is word i.
class WordPieces : public SentencePiece {
public:
    std::vector<int> encode(std::string_view) const override { return {}; }
    std::string decode(std::span<const int> ids) const override {
        std::string out;
        for (const int id : ids) out += (out.empty() ? "" : " ") + words[std::size_t(id)];
        return out;
    }
    std::string piece(int id) const override { return words[std::size_t(id)]; }
    std::optional<int> id(std::string_view) const override { return {}; }
    int size() const override { return int(words.size()); }
    bool isControl(int) const override { return false; }
    std::vector<std::string> words = {"", "capital", "river", "Peru", "Lima", "Amazon"};
};

TrainingFolder strings() {
    TrainingFolder out;
    out.encoder = "fake";
    out.sources = {"toy"};
    out.sourceWeight = {1.0F};
    out.tokens = {1, 2, 3, 4, 5};
    out.tokenBegin = {0, 1, 2, 3, 4, 5}; // capital, river, Peru, Lima, Amazon
    out.valueString = {3, 4};
    out.rows = {{0, 2, 3, 0, 2, 0}, {1, 2, 4, 1, 2, 0}, {1, 4, 4, 1, 4, 0}};
    return out;
}

float cosineToRow(const TrainingFolder& folder, std::uint32_t row, const std::string& text) {
    std::vector<float> got(folder.width);
    const std::vector<std::uint32_t> index = {row};
    folder.keys(index, got.data());
    test::FakeEncoder encoder;
    const std::vector<std::string> texts = {text};
    const auto wanted = encoder.encode(texts, {});
    float dot = 0, norm = 0;
    for (std::size_t i = 0; i < got.size(); ++i) dot += got[i] * wanted->row(0)[i], norm += got[i] * got[i];
    return dot / std::sqrt(norm);
}

TEST(EmbedFolder, AFolderOfStringsIsKeptAndFilledLater) {
    const auto path = std::filesystem::path(testing::TempDir()) / "folder_strings";
    ASSERT_TRUE(strings().save(path).ok());
    auto folder = TrainingFolder::load(path);
    ASSERT_TRUE(folder.ok()) << folder.error().text();
    EXPECT_FALSE(folder->embedded());
    EXPECT_EQ(folder->rows.size(), 3U);

    test::FakeEncoder encoder;
    const WordPieces pieces;
    ASSERT_TRUE(embedFolder(*folder, pieces, encoder, {}, {}).ok());
    EXPECT_TRUE(folder->embedded());
    EXPECT_EQ(folder->width, encoder.width());
    EXPECT_GT(cosineToRow(*folder, 0, "the capital of Peru"), 0.999F);
    EXPECT_GT(cosineToRow(*folder, 2, "the river of Amazon"), 0.999F);
    EXPECT_LT(cosineToRow(*folder, 2, "the capital of Peru"), 0.9F);
    for (const auto& row : folder->rows) EXPECT_LT(row.cluster, folder->clusters);

    ASSERT_TRUE(folder->save(path).ok());
    const auto again = TrainingFolder::load(path);
    ASSERT_TRUE(again.ok()) << again.error().text();
    EXPECT_EQ(again->keyCodes, folder->keyCodes);
    EXPECT_EQ(again->valueCodes, folder->valueCodes);
}

TEST(EmbedFolder, ClustersComeFromWhoIsAskedForThem) {
    auto folder = strings();
    test::FakeEncoder encoder;
    const WordPieces pieces;
    const ClusterFunction byRow = [](const Matrix& points, std::uint32_t clusters,
                                     const JobContext&) -> Result<std::vector<std::uint32_t>> {
        std::vector<std::uint32_t> out;
        for (std::size_t i = 0; i < points.rows; ++i) out.push_back(std::uint32_t(i) % clusters);
        return out;
    };
    ASSERT_TRUE(embedFolder(folder, pieces, encoder, byRow, {}).ok());
    for (std::uint32_t i = 0; i < 3; ++i) EXPECT_EQ(folder.rows[i].cluster, i % folder.clusters);
    const ClusterFunction broken = [](const Matrix&, std::uint32_t,
                                      const JobContext&) -> Result<std::vector<std::uint32_t>> {
        return Error(ErrorCode::Unsupported, "no such device");
    };
    EXPECT_FALSE(embedFolder(folder, pieces, encoder, broken, {}).ok());
}

} // namespace
} // namespace akv

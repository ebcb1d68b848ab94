// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bundled.h"
#include "core/hikvp/leaf_store.h"

#include "core/base/file.h"
#include "core/hikvp/leaf_format.h"
#include "tests/support/knowledge.h"

#include <cstring>
#include <fstream>
#include <gtest/gtest.h>
#include <limits>

namespace akv {
namespace {

std::filesystem::path freshFolder(const std::string& name) {
    auto folder = std::filesystem::path(testing::TempDir()) / name;
    std::filesystem::remove_all(folder);
    return folder;
}

struct Sample {
    Matrix keys, values;
    Clustering clustering;
};

Sample sample(std::size_t rows, std::size_t d, unsigned seed) {
    Sample out{test::clusteredRows(rows, d, 5, seed), test::randomMatrix(rows, d, seed + 5), {}};
    out.clustering =
        test::randomClustering(out.keys, std::min<std::size_t>(rows, 9), std::min<std::size_t>(rows, 3), seed);
    return out;
}

Result<void> write(const std::filesystem::path& folder, const Sample& s, LeafType type) {
    return LeafStore::write(folder, s.keys, s.values, s.clustering, type, "all-MiniLM-L6-v2", JobContext{});
}

std::filesystem::path leafFile(const std::filesystem::path& folder) {
    std::filesystem::path found;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().filename().string().starts_with("leaves-")) {
            EXPECT_TRUE(found.empty()) << "more than one leaf file";
            found = entry.path();
        }
    return found;
}

void expectContents(const LeafStore& store, const Sample& s, LeafType type) {
    EXPECT_EQ(store.type(), type);
    EXPECT_EQ(store.leafCount(), s.keys.rows);
    EXPECT_EQ(store.width(), s.keys.cols);
    EXPECT_EQ(store.encoderName(), "all-MiniLM-L6-v2");
    EXPECT_EQ(store.hierarchy().inter.data, s.clustering.hierarchy.inter.data);
    EXPECT_EQ(store.hierarchy().root.data, s.clustering.hierarchy.root.data);
    EXPECT_EQ(store.hierarchy().leafBegin, s.clustering.hierarchy.leafBegin);
    EXPECT_EQ(store.hierarchy().interBegin, s.clustering.hierarchy.interBegin);
    std::vector<float> out(s.keys.cols);
    for (std::uint32_t i = 0; i < store.leafCount(); ++i) {
        const RowId row = store.rowOf(LeafId(i));
        EXPECT_EQ(row.value(), s.clustering.order[i]);
        EXPECT_EQ(store.leafOf(row), LeafId(i));
        for (const auto* matrix : {&s.keys, &s.values}) {
            matrix == &s.keys ? store.key(LeafId(i), out) : store.value(LeafId(i), out);
            const auto want = matrix->row(row.value());
            float top = 0;
            for (const float v : want) top = std::max(top, std::abs(v));
            const float bound = type == LeafType::Int8 ? top * 0.0041F : type == LeafType::Fp16 ? top * 0.0005F : 0.0F;
            for (std::size_t j = 0; j < out.size(); ++j) ASSERT_NEAR(out[j], want[j], bound);
        }
    }
}

TEST(LeafStore, RoundTripsEveryTypeAndSize) {
    for (const auto type : {LeafType::Int8, LeafType::Fp16, LeafType::Fp32})
        for (const std::size_t rows : {1U, 2U, 60U}) {
            const auto s = sample(rows, 19, unsigned(rows));
            const auto folder = freshFolder("store");
            ASSERT_TRUE(write(folder, s, type).ok());
            auto store = LeafStore::open(folder);
            ASSERT_TRUE(store.ok()) << store.error().text();
            expectContents(**store, s, type);
            auto memory = makeMemoryStore(s.keys, s.values, s.clustering, type, "all-MiniLM-L6-v2");
            ASSERT_TRUE(memory.ok());
            expectContents(**memory, s, type);
            EXPECT_EQ((*memory)->hash(), (*store)->hash());
            EXPECT_EQ((*store)->hash().size(), 16U);
        }
}

TEST(LeafStore, CodesBelongToTheirRowAndType) {
    const auto s = sample(30, 24, 3);
    std::vector<float> out(24);
    const auto int8 = makeMemoryStore(s.keys, s.values, s.clustering, LeafType::Int8, "x").value();
    int8->key(LeafId(7), out);
    ASSERT_EQ(int8->keyCodes8(LeafId(7)).size(), 24U);
    for (std::size_t j = 0; j < 24; ++j) EXPECT_EQ(int8->keyCodes8(LeafId(7))[j] * int8->keyScale(LeafId(7)), out[j]);
    EXPECT_TRUE(int8->keyCodes16(LeafId(7)).empty() && int8->valueCodes32(LeafId(7)).empty());
    const auto fp32 = makeMemoryStore(s.keys, s.values, s.clustering, LeafType::Fp32, "x").value();
    EXPECT_EQ(fp32->valueScale(LeafId(1)), 1.0F);
    const auto row = s.values.row(s.clustering.order[5]);
    EXPECT_TRUE(std::equal(row.begin(), row.end(), fp32->valueCodes32(LeafId(5)).begin()));
    const auto fp16 = makeMemoryStore(s.keys, s.values, s.clustering, LeafType::Fp16, "x").value();
    EXPECT_EQ(fp16->valueCodes16(LeafId(5)).size(), 24U);
}

TEST(LeafStore, BytesPerRowAsStated) {
    const auto folder = freshFolder("bytes");
    const auto s = sample(400, 384, 2);
    ASSERT_TRUE(write(folder, s, LeafType::Int8).ok());
    const auto bytes = std::filesystem::file_size(leafFile(folder));
    EXPECT_LE(bytes, 400U * 776U + 4096U + 128U);
    EXPECT_GE(bytes, 400U * 776U);
    EXPECT_EQ(LeafStore::open(folder).value()->bytesOnDisk(),
              bytes + std::filesystem::file_size(folder / "hierarchy.akv"));
}

TEST(LeafStore, RewritingSwitchesVersionsAndOldMapsStayReadable) {
    const auto folder = freshFolder("versions");
    const auto a = sample(50, 12, 1), b = sample(70, 12, 2);
    ASSERT_TRUE(write(folder, a, LeafType::Int8).ok());
    const auto first = LeafStore::open(folder).value();
    ASSERT_TRUE(write(folder, b, LeafType::Int8).ok());
    const auto second = LeafStore::open(folder).value();
    EXPECT_NE(first->hash(), second->hash());
    expectContents(*first, a, LeafType::Int8);
    expectContents(*second, b, LeafType::Int8);
    leafFile(folder); // exactly one is left
}

TEST(LeafStore, ACrashBetweenTheTwoFilesKeepsTheOldVersion) {
    const auto folder = freshFolder("crash"), other = freshFolder("crash_other");
    const auto a = sample(50, 12, 1), b = sample(50, 12, 2);
    ASSERT_TRUE(write(folder, a, LeafType::Fp16).ok());
    ASSERT_TRUE(write(other, b, LeafType::Fp16).ok());
    std::filesystem::copy_file(leafFile(other), folder / leafFile(other).filename()); // new leaves, old pointer
    const auto store = LeafStore::open(folder);
    ASSERT_TRUE(store.ok()) << store.error().text();
    expectContents(**store, a, LeafType::Fp16);
    // Halves of two versions under one name are told apart.
    const auto pointer = readFile(folder / "hierarchy.akv").value();
    const auto header = format::readHierarchyHeader(std::as_bytes(std::span(pointer)), "hierarchy").value();
    const auto mine = format::leafFileName(header.store);
    std::filesystem::copy_file(leafFile(other), folder / mine, std::filesystem::copy_options::overwrite_existing);
    const auto mixed = LeafStore::open(folder, false);
    ASSERT_FALSE(mixed.ok());
    EXPECT_NE(mixed.error().message.find("different versions"), std::string::npos);
}

TEST(LeafStore, CancellingKeepsTheOldVersion) {
    const auto folder = freshFolder("cancel");
    const auto a = sample(20, 8, 1), b = sample(21, 8, 2);
    ASSERT_TRUE(write(folder, a, LeafType::Int8).ok());
    JobContext context;
    context.cancel.cancel();
    const auto out = LeafStore::write(folder, b.keys, b.values, b.clustering, LeafType::Int8, "x", context);
    ASSERT_FALSE(out.ok());
    EXPECT_EQ(out.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(LeafStore::open(folder).value()->leafCount(), 20U);
}

/// Opens the store after replacing one of its files; must fail without crashing.
void expectRefused(const std::filesystem::path& folder, const std::filesystem::path& file, std::string_view content,
                   const std::string& what, bool verify = true) {
    std::ofstream(file, std::ios::binary)
        .write(content.data(), std::streamsize(content.size())); // no fsync: many cases
    const auto store = LeafStore::open(folder, verify);
    EXPECT_FALSE(store.ok()) << what;
    if (!store.ok()) { EXPECT_FALSE(store.error().message.empty()); }
}

TEST(LeafStore, TruncatedAndFlippedFilesAreRefused) {
    const auto folder = freshFolder("corrupt");
    ASSERT_TRUE(write(folder, sample(40, 8, 1), LeafType::Int8).ok());
    for (const auto& file : {leafFile(folder), folder / "hierarchy.akv"}) {
        const auto whole = readFile(file).value();
        for (std::size_t n = 0; n < whole.size(); n += n < 200 ? 1 : 37)
            expectRefused(folder, file, std::string_view(whole).substr(0, n), "cut to " + std::to_string(n), false);
        expectRefused(folder, file, whole + "x", "longer", false);
        for (std::size_t at = 0; at < whole.size(); at += at < 200 ? 1 : 61) {
            auto broken = whole;
            broken[at] = char(broken[at] ^ 0x10);
            expectRefused(folder, file, broken, file.string() + " flipped at " + std::to_string(at));
        }
        ASSERT_TRUE(writeFileAtomically(file, whole).ok());
        EXPECT_TRUE(LeafStore::open(folder).ok());
        std::filesystem::rename(file, file.string() + "_");
        EXPECT_NE(LeafStore::open(folder).error().message.find(file.filename().string()), std::string::npos);
        std::filesystem::rename(file.string() + "_", file);
    }
}

template <class Header>
std::string withHeader(std::string file, const std::function<void(Header&)>& change) {
    Header header;
    std::memcpy(&header, file.data(), sizeof header);
    change(header);
    header.headerChecksum = format::headerChecksum(header);
    std::memcpy(file.data(), &header, sizeof header);
    return file;
}

TEST(LeafStore, HeadersThatLieAreRefused) {
    const auto folder = freshFolder("headers");
    ASSERT_TRUE(write(folder, sample(40, 8, 1), LeafType::Int8).ok());
    const auto leaves = leafFile(folder), tree = folder / "hierarchy.akv";
    const auto leafText = readFile(leaves).value(), treeText = readFile(tree).value();
    const auto huge = std::numeric_limits<std::uint64_t>::max();
    const std::vector<std::function<void(format::LeafHeader&)>> leafChanges{[&](auto& h) { h.leaves = huge; },
                                                                            [&](auto& h) { h.width = huge / 2; },
                                                                            [&](auto& h) { h.nameBytes = huge - 100; },
                                                                            [&](auto& h) { h.leaves = 1U << 31; },
                                                                            [&](auto& h) { h.type = 9; },
                                                                            [&](auto& h) { h.store ^= 1; },
                                                                            [&](auto& h) { h.fileBytes += 1; },
                                                                            [&](auto& h) { h.payloadChecksum ^= 1; },
                                                                            [&](auto& h) { h.version = 0; }};
    for (std::size_t i = 0; i < leafChanges.size(); ++i)
        expectRefused(folder, leaves, withHeader<format::LeafHeader>(leafText, leafChanges[i]),
                      "leaf change " + std::to_string(i));
    ASSERT_TRUE(writeFileAtomically(leaves, leafText).ok());
    const std::vector<std::function<void(format::HierarchyHeader&)>> treeChanges{
        [&](auto& h) { h.inters = huge; }, [&](auto& h) { h.roots = huge; }, [&](auto& h) { h.leaves = huge; },
        [&](auto& h) { h.width = huge; },  [&](auto& h) { h.store ^= 1; },   [&](auto& h) { h.leafChecksum ^= 1; }};
    for (std::size_t i = 0; i < treeChanges.size(); ++i)
        expectRefused(folder, tree, withHeader<format::HierarchyHeader>(treeText, treeChanges[i]),
                      "tree change " + std::to_string(i));
    ASSERT_TRUE(
        writeFileAtomically(tree, withHeader<format::HierarchyHeader>(treeText, [](auto& h) { h.version = 2; })).ok());
    const auto newer = LeafStore::open(folder);
    ASSERT_FALSE(newer.ok());
    EXPECT_EQ(newer.error().code, ErrorCode::Unsupported);
    EXPECT_NE(newer.error().message.find("update the program"), std::string::npos);
}

TEST(LeafStore, PartsThatDoNotFitAreRefusedOnWriting) {
    const auto folder = freshFolder("parts");
    const auto good = sample(20, 8, 1);
    const auto refused = [&](auto&& change) {
        auto s = good;
        change(s);
        const auto out = write(folder, s, LeafType::Int8);
        return !out.ok() && out.error().code == ErrorCode::InvalidInput && !std::filesystem::exists(folder);
    };
    EXPECT_TRUE(refused([](Sample& s) { s.values = Matrix(19, 8); }));
    EXPECT_TRUE(refused([](Sample& s) { s.clustering.order[3] = s.clustering.order[4]; }));
    EXPECT_TRUE(refused([](Sample& s) { s.clustering.order[3] = 20; }));
    EXPECT_TRUE(refused([](Sample& s) { s.clustering.hierarchy.leafBegin.back() = 19; }));
    EXPECT_TRUE(refused([](Sample& s) { s.clustering.hierarchy.inter = Matrix(3, 8); }));
    EXPECT_TRUE(refused([](Sample& s) { s.keys.row(7)[2] = std::numeric_limits<float>::quiet_NaN(); }));
    EXPECT_TRUE(refused([](Sample& s) { s.values.row(7)[2] = std::numeric_limits<float>::infinity(); }));
}

TEST(LeafStore, HierarchyFindsTheClusterOfALeaf) {
    const auto s = sample(60, 8, 4);
    const auto& h = s.clustering.hierarchy;
    for (std::uint32_t leaf = 0; leaf < 60; ++leaf) {
        const auto inter = h.interOf(LeafId(leaf));
        EXPECT_LE(h.leafBegin[inter.value()], leaf);
        EXPECT_GT(h.leafBegin[inter.value() + 1], leaf);
        const auto root = h.rootOf(inter);
        EXPECT_LE(h.interBegin[root.value()], inter.value());
        EXPECT_GT(h.interBegin[root.value() + 1], inter.value());
    }
}

/// Written by the first release: must stay readable.
TEST(LeafStore, OpensTheKeptFileOfVersion1) {
    const auto store = LeafStore::open(sourceFolder() / "tests/data" / "store_v1");
    ASSERT_TRUE(store.ok()) << store.error().text();
    EXPECT_EQ((*store)->leafCount(), 6U);
    EXPECT_EQ((*store)->width(), 4U);
    EXPECT_EQ((*store)->encoderName(), "kept");
    EXPECT_EQ((*store)->hash(), "7847638213e4d7ea");
    std::vector<float> out(4);
    const RowId row = (*store)->rowOf(LeafId(2));
    (*store)->key(LeafId(2), out);
    for (std::size_t j = 0; j < 4; ++j) EXPECT_NEAR(out[j], float(row.value()) + 0.25F * float(j), 0.03F);
    (*store)->value(LeafId(2), out);
    for (std::size_t j = 0; j < 4; ++j) EXPECT_NEAR(out[j], -float(row.value()) - 0.5F * float(j), 0.03F);
}

} // namespace
} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/npy.h"
#include "core/base/npy_reader.h"
#include "core/base/sha256.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <cmath>

namespace akv {
namespace {

using test::TempFolder;

std::string npy(const std::string& descr, const std::string& shape, const std::string& data,
                const std::string& order = "False") {
    const std::string header = "{'descr': '" + descr + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
    return std::string("\x93NUMPY\x01\x00", 8) + char(header.size()) + '\0' + header + data;
}

TEST(NpyReader, WhatIsWrittenIsRead) {
    const TempFolder folder;
    Matrix matrix(3, 2);
    matrix.data = {1, -2.5F, 0, 1e-30F, 3e30F, 7};
    ASSERT_TRUE(writeNpy(folder.path() / "a.npy", matrix).ok());
    const auto read = readNpyMatrix(folder.path() / "a.npy");
    ASSERT_TRUE(read.ok()) << read.error().text();
    EXPECT_EQ(read->matrix.data, matrix.data);
    EXPECT_EQ(read->matrix.rows, 3U);
    EXPECT_EQ(read->type, "float32");
}

TEST(NpyReader, OtherNumberTypes) {
    const TempFolder folder;
    const auto valuesOf = [&](const std::string& content) { return readNpyMatrix(folder.file("a.npy", content)); };
    const auto half = valuesOf(npy("<f2", "(1, 4)", std::string("\x00\x3c\x00\xc1\x01\x00\x00\x7c", 8)));
    ASSERT_TRUE(half.ok()) << half.error().text();
    EXPECT_EQ(half->matrix.data[0], 1.0F);
    EXPECT_EQ(half->matrix.data[1], -2.5F);
    EXPECT_EQ(half->matrix.data[2], 5.9604644775390625e-8F) << "the smallest one, 2^-24";
    EXPECT_TRUE(std::isinf(half->matrix.data[3]));
    const auto brain = valuesOf(npy("<u2", "(1, 2)", std::string("\x80\x3f\x20\xc0", 4)));
    EXPECT_EQ(brain->matrix.data, (std::vector<float>{1.0F, -2.5F}));
    EXPECT_EQ(brain->type, "bfloat16");
    const double twice[] = {1.0, -2.5};
    const auto wide = valuesOf(npy("<f8", "(2, 1)", std::string(reinterpret_cast<const char*>(twice), 16)));
    EXPECT_EQ(wide->matrix.data, (std::vector<float>{1.0F, -2.5F}));
}

TEST(NpyReader, EverythingElseIsRefusedWithWhatWasFound) {
    const TempFolder folder;
    const std::string eight(8, '\0');
    const std::pair<std::string, const char*> cases[] = {
        {"hello", "is no NumPy array"},
        {"PK\x03\x04", "unpack an .npz"},
        {"version https://git-lfs.github.com/spec/v1", "git lfs pull"},
        {std::string("\x93NUMPY\x01\x00\xff\x00", 10), "ends within its header"},
        {std::string("\x93NUMPY\x09\x00\x00\x00\x00\x00", 12), "version 9"},
        {npy("|O", "(1, 2)", eight), "never executed"},
        {npy(">f4", "(1, 2)", eight), "'>f4'"},
        {npy("<i4", "(1, 2)", eight), "astype"},
        {npy("<f4", "(1, 2)", eight, "True"), "C order"},
        {npy("<f4", "(2,)", eight), "1 dimension(s)"},
        {npy("<f4", "()", eight), "0 dimension(s)"},
        {npy("<f4", "(2, 2)", eight), "says [2, 2] of float32, but 8 bytes follow"},
        {npy("<f4", "(4611686018427387905, 4)", std::string(16, '\0')), "bytes follow"},
        {npy("<f4", "(99999999999999999999999, 4)", eight), "dimension(s)"},
    };
    for (const auto& [content, expected] : cases) {
        const auto read = readNpyMatrix(folder.file("a.npy", content));
        ASSERT_FALSE(read.ok()) << expected;
        EXPECT_NE(read.error().message.find(expected), std::string::npos) << read.error().message;
        EXPECT_NE(read.error().message.find("a.npy"), std::string::npos);
    }
    EXPECT_FALSE(readNpyMatrix(folder.path() / "missing.npy").ok());
}

TEST(Sha256, PublishedValues) {
    const auto of = [](std::string_view text) { return sha256(std::as_bytes(std::span(text))); };
    EXPECT_EQ(of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(of(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

} // namespace
} // namespace akv

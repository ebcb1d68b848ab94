// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include <fstream>
#include <gtest/gtest.h>

namespace akv {
namespace {

std::filesystem::path freshFolder(const char* name) {
    auto folder = std::filesystem::path(testing::TempDir()) / name;
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    return folder;
}

TEST(AtomicFile, ReplacesOnlyOnCommit) {
    const auto target = freshFolder("atomic") / "a.txt";
    ASSERT_TRUE(writeFileAtomically(target, "old").ok());
    {
        auto file = AtomicFile::create(target);
        ASSERT_TRUE(file.ok());
        ASSERT_TRUE((*file)->write("new").ok());
    }
    EXPECT_EQ(readFile(target).value(), "old");
    ASSERT_TRUE(writeFileAtomically(target, "new").ok());
    EXPECT_EQ(readFile(target).value(), "new");
    std::size_t entries = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(target.parent_path())) ++entries;
    EXPECT_EQ(entries, 1U);
}

TEST(ReadFile, FolderAndMissingAreErrorsThatNameThePath) {
    const auto folder = freshFolder("read");
    auto asFolder = readFile(folder);
    ASSERT_FALSE(asFolder.ok());
    EXPECT_NE(asFolder.error().message.find("is a folder"), std::string::npos);
    auto missing = readFile(folder / "nope");
    ASSERT_FALSE(missing.ok());
    EXPECT_NE(missing.error().message.find("nope"), std::string::npos);
}

} // namespace
} // namespace akv

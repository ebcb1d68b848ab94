// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bundled.h"

#include "core/base/file.h"

#include <cstdlib>
#include <gtest/gtest.h>

namespace akv {
namespace {

TEST(Bundled, FilesAndFoldersAreFoundAndTheChosenHomeComesFirst) {
    EXPECT_EQ(*bundled("datasets/world/triples.tsv"), sourceFolder() / "datasets/world/triples.tsv");
    EXPECT_EQ(*bundled("resources/model", "config.json"), sourceFolder() / "resources/model");
    const auto home = std::filesystem::path(testing::TempDir()) / "home";
    std::filesystem::create_directories(home / "datasets/world");
    ASSERT_TRUE(writeFileAtomically(home / "datasets/world/triples.tsv", "a\tb\tc\n").ok());
    setenv("ATLASKV_HOME", home.c_str(), 1);
    EXPECT_EQ(*bundled("datasets/world/triples.tsv"), home / "datasets/world/triples.tsv");
    EXPECT_EQ(*bundled("resources/model", "config.json"), sourceFolder() / "resources/model"); // not in that home
    unsetenv("ATLASKV_HOME");
}

TEST(Bundled, WhatIsMissingIsSaidWithTheFoldersLookedIn) {
    const auto folder = bundled("resources/model", "no such file");
    ASSERT_FALSE(folder.ok());
    EXPECT_NE(folder.error().text().find("'resources/model' was not found under"), std::string::npos);
    EXPECT_NE(folder.error().text().find(sourceFolder().string()), std::string::npos);
}

} // namespace
} // namespace akv

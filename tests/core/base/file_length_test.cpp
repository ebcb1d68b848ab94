// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_length.h"

#include "tests/support/temp_folder.h"

namespace akv {
namespace {

TEST(FileLength, SaysWhenTheFileWasCutShort) {
    const test::TempFolder folder;
    const auto path = folder.file("data", std::string(10'000, 'x'));
    const auto length = FileLength::of(path);
    ASSERT_TRUE(length.ok());
    EXPECT_TRUE((*length)->checkWhole().ok());
    std::filesystem::resize_file(path, 5'000);
    const auto cut = (*length)->checkWhole();
    ASSERT_FALSE(cut.ok());
    EXPECT_NE(cut.error().message.find("5000"), std::string::npos) << cut.error().message;
    const auto other = folder.file("other", std::string(10'000, 'y'));
    const auto kept = FileLength::of(other);
    ASSERT_TRUE(kept.ok());
    std::filesystem::remove(other);
    EXPECT_TRUE((*kept)->checkWhole().ok()) << "a removed file stays whole for those who have it open";
    EXPECT_FALSE(FileLength::of(other).ok());
}

} // namespace
} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/text_stream.h"

#include <gtest/gtest.h>

namespace akv {

TEST(TextStream, CharactersComeWholeAndTheFirstSpaceGoes) {
    TextStream stream;
    EXPECT_EQ(stream.push(" Z"), "Z");
    EXPECT_EQ(stream.push("\xC5"), "");
    EXPECT_EQ(stream.push("\x82"), "\xC5\x82");
    EXPECT_EQ(stream.text(), "Z\xC5\x82");
}

TEST(TextStream, BytesThatAreNoCharacterBecomeTheReplacementCharacter) {
    TextStream stream;
    stream.push("Z\xC5\x82");
    EXPECT_EQ(stream.push("\x82"), "\xEF\xBF\xBD");
    stream.push("\xC5");
    EXPECT_EQ(stream.push("a"), "\xEF\xBF\xBD"
                                "a");
    EXPECT_EQ(firstInvalidUtf8(stream.text()), std::nullopt);
    EXPECT_EQ(stream.text(), "Z\xC5\x82\xEF\xBF\xBD\xEF\xBF\xBD"
                             "a");
    EXPECT_EQ(wellFormedUtf8("a\xFF\xFE"), "a\xEF\xBF\xBD\xEF\xBF\xBD");
}

} // namespace akv

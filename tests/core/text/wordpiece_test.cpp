// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/wordpiece.h"

#include "core/base/file.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

// ids by line: 0 [PAD] 1 [UNK] 2 [CLS] 3 [SEP] 4 [MASK] 5 the 6 un 7 ##aff 8 ##able 9 , 10 東 11 cafe 12 ##s
constexpr std::string_view kVocabulary =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\nun\n##aff\n##able\n,\n東\ncafe\n##s\n";

std::vector<std::int32_t> ids(std::string_view text, std::size_t maxLength = 256) {
    static const auto tokenizer = WordPiece::fromText(kVocabulary, "small").value();
    auto out = tokenizer.encode(text, maxLength);
    EXPECT_TRUE(out.ok());
    return out.ok() ? *out : std::vector<std::int32_t>{};
}
using Ids = std::vector<std::int32_t>;

TEST(WordPiece, GreedyLongestMatch) {
    EXPECT_EQ(ids("The UNAFFABLE"), (Ids{2, 5, 6, 7, 8, 3}));
    EXPECT_EQ(ids("unaffablex the"), (Ids{2, 1, 5, 3})); // one unmatched rest makes the whole word [UNK]
    EXPECT_EQ(ids(""), (Ids{2, 3}));
    EXPECT_EQ(ids(std::string(100, 't')), (Ids{2, 1, 3}));
}

TEST(WordPiece, AccentsCjkPunctuationAndControls) {
    EXPECT_EQ(ids("Cafés,the"), (Ids{2, 11, 12, 9, 5, 3}));
    EXPECT_EQ(ids("the東the"), (Ids{2, 5, 10, 5, 3}));
    EXPECT_EQ(ids("t\u200bh\u00ade\t\nthe"), (Ids{2, 5, 5, 3}));
    EXPECT_EQ(ids("the[MASK]the [mask]"), (Ids{2, 5, 4, 5, 1, 1, 1, 3}));
}

TEST(WordPiece, TruncatesToMaxLengthWithBothEnds) {
    EXPECT_EQ(ids("the the the the", 4), (Ids{2, 5, 5, 3}));
    EXPECT_EQ(ids("the unaffable", 4), (Ids{2, 5, 6, 3}));
    EXPECT_EQ(ids("the", 2), (Ids{2, 3}));
    std::string longText;
    for (int i = 0; i < 2000; ++i) longText += "the ";
    EXPECT_EQ(ids(longText).size(), 256U);
}

TEST(WordPiece, BadInputsAreErrors) {
    const auto tokenizer = WordPiece::fromText(kVocabulary, "small").value();
    auto latin1 = tokenizer.encode("caf\xe9 x");
    ASSERT_FALSE(latin1.ok());
    EXPECT_EQ(latin1.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(latin1.error().message.find("byte 3"), std::string::npos);
    EXPECT_FALSE(tokenizer.encode("\xed\xa0\x80").ok()); // a surrogate
    EXPECT_FALSE(tokenizer.encode("\xc3").ok());
    EXPECT_FALSE(tokenizer.encode("the", 1).ok());
    EXPECT_NE(WordPiece::fromText("a\nb\n", "v").error().message.find("[PAD]"), std::string::npos);
    EXPECT_NE(WordPiece::fromText("a\nb\na\n", "v").error().message.find("line 3"), std::string::npos);
    EXPECT_FALSE(WordPiece::open("/nonexistent/vocab.txt").ok());
}

} // namespace
} // namespace akv

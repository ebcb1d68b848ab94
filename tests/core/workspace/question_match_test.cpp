// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/pipeline.h"
#include "core/workspace/question_match.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

class QuestionMatchTest : public testing::Test {
protected:
    void SetUp() override {
        auto opened = Workspace::openOrCreate(m_folder.path() / "w.akv");
        ASSERT_TRUE(opened.ok());
        m_workspace = std::move(opened).value();
        const auto source = m_folder.file("s.tsv", "head\trelation\ttail\n"
                                                   "Peru\tcapital\tLima\nPeru\tlargest city\tLima\nPeru\tcity\tCusco\n"
                                                   "New Peru\tcapital\tNowhere\nPeru\tnumber of provinces\t196\n"
                                                   "Peru\tcapital\tCiudad de los Reyes\nthe\tis\tan article\n");
        ASSERT_TRUE(importSources(*m_workspace, std::span(&source, 1), {}, {}).ok());
    }
    QuestionMatch match(const char* question) const {
        auto found = matchQuestion(*m_workspace, question);
        EXPECT_TRUE(found.ok());
        return found.ok() ? std::move(found).value() : QuestionMatch{};
    }
    test::TempFolder m_folder;
    std::unique_ptr<Workspace> m_workspace;
};

TEST_F(QuestionMatchTest, NamesAreFoundBeforeThereAreRows) {
    const auto found = match("What is the capital of New Peru?");
    ASSERT_EQ(found.entities.size(), 1U) << "the longest name, not the one within it, and no article";
    EXPECT_EQ(found.entities[0].name, "New Peru");
    EXPECT_TRUE(found.asked.empty());
    EXPECT_TRUE(match("What is the capital of Atlantis?").entities.empty());
}

TEST_F(QuestionMatchTest, TheRowsThatAreAskedAreThoseOfNameAndNoun) {
    ASSERT_TRUE(buildRows(*m_workspace, {}, {}).ok());
    auto found = match("Tell me peru's capital.");
    ASSERT_EQ(found.asked.size(), 2U) << "both values of the identical key";
    EXPECT_EQ(found.asked[0].description, "Lima");
    EXPECT_EQ(found.asked[1].description, "Ciudad de los Reyes");
    EXPECT_TRUE(found.asks(found.asked[1].id));
    found = match("What is the largest city of Peru?");
    ASSERT_EQ(found.asked.size(), 1U) << "the longest noun";
    EXPECT_EQ(found.asked[0].descriptionType, "largest city");
    EXPECT_FALSE(found.asks(RowId(found.asked[0].id.value() + 1)));
    EXPECT_TRUE(match("What is the currency of Peru?").asked.empty());
}

TEST_F(QuestionMatchTest, AKeyOfTheGraphIsInScopeWhateverItsWords) {
    ASSERT_TRUE(buildRows(*m_workspace, {}, {}).ok());
    EXPECT_EQ(match("What is the number of provinces of Peru?").scope, QuestionScope::OneFact);
    EXPECT_EQ(match("What is the number of rivers of Peru?").scope, QuestionScope::Counting);
}

} // namespace
} // namespace akv

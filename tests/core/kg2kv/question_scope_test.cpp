// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg2kv/nouns.h"
#include "core/kg2kv/question_scope.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

TEST(QuestionScope, EveryFormThatTheModelIsTrainedOnIsOneFact) {
    for (std::size_t i = 0; i < questionTemplateCount(); ++i) {
        const auto question = fillTemplate(i, "capital", "Kazakhstan");
        EXPECT_EQ(questionScope(question), QuestionScope::OneFact) << question;
    }
}

TEST(QuestionScope, CountingListingComparingAndChainsAreTold) {
    EXPECT_EQ(questionScope("How many countries border Chad?"), QuestionScope::Counting);
    EXPECT_EQ(questionScope("Count all rivers."), QuestionScope::Counting);
    EXPECT_EQ(questionScope("List the members of the Beatles"), QuestionScope::Listing);
    EXPECT_EQ(questionScope("What are all the cities of Peru?"), QuestionScope::Listing);
    EXPECT_EQ(questionScope("Is Peru larger than Chile?"), QuestionScope::Comparing);
    EXPECT_EQ(questionScope("Who is the mayor of the capital of the country Peru?"), QuestionScope::MultiHop);
    EXPECT_EQ(questionScope("What is the capital of the country whose currency is the sol?"), QuestionScope::MultiHop);
    EXPECT_EQ(questionScope("Who is Peru's capital's mayor?"), QuestionScope::MultiHop);
    EXPECT_EQ(questionScope(""), QuestionScope::OneFact);
    EXPECT_EQ(questionScope("日本の首都は何ですか"), QuestionScope::OneFact);
}

} // namespace
} // namespace akv

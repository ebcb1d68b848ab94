// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg2kv/nouns.h"

#include <gtest/gtest.h>
#include <set>

namespace akv {
namespace {

std::string tail(const char* relation) { return relationNoun(relation, MaskedSide::Tail).noun; }
std::string head(const char* relation) { return relationNoun(relation, MaskedSide::Head).noun; }

struct Case {
    const char *relation, *tail, *head;
};

TEST(RelationNoun, ActiveAndPassiveRelations) {
    const Case cases[] = {
        {"produces", "product", "producer"},
        {"is produced by", "producer", "production"},
        {"is participated by", "participant", "participation"},
        {"invented", "invention", "inventor"},
        {"was built by", "builder", "construction"},
        {"calibrated by", "calibrator", "calibration"},
        {"was mediated by", "mediator", "mediation"},
        {"shall not contain", "excluded content", "excluded container"},
        {"requires", "requirement", "requirer"},
        {"converted into", "conversion target", "converted item"},
        {"competes with", "competition partner", "competitor"},
        {"should be measured in accordance with", "measurement standard", "measured item"},
        {"has wingspan", "wingspan", "wingspan holder"},
    };
    for (const auto& expected : cases) {
        EXPECT_EQ(tail(expected.relation), expected.tail) << expected.relation;
        EXPECT_EQ(head(expected.relation), expected.head) << expected.relation;
    }
}

TEST(RelationNoun, LexiconKnowsCommonRelations) {
    const Case cases[] = {
        {"capital", "capital", "territory with this capital"},
        {"located in", "location", "place inside"},
        {"acted in film", "film", "actor"},
        {"birth place", "birth place", "native"},
        {"educated at", "alma mater", "alumnus"},
        {"because", "cause", "effect"},
        {"before", "later event", "earlier event"},
        {"moon of", "planet", "moon"},
    };
    for (const auto& expected : cases) {
        EXPECT_EQ(tail(expected.relation), expected.tail) << expected.relation;
        EXPECT_EQ(head(expected.relation), expected.head) << expected.relation;
        EXPECT_EQ(relationNoun(expected.relation, MaskedSide::Tail).source, NounSource::Lexicon) << expected.relation;
    }
    EXPECT_EQ(relationNoun("produces", MaskedSide::Tail).source, NounSource::Rule);
}

TEST(RelationNoun, NounPhrasesStayAsTheyAre) {
    EXPECT_EQ(tail("melting point in kelvin"), "melting point in kelvin");
    EXPECT_EQ(tail("phase at room temperature"), "phase at room temperature");
    EXPECT_EQ(tail("national dish"), "national dish");
    EXPECT_EQ(tail("filming location"), "filming location");
    EXPECT_EQ(tail("side effects"), "side effect");
    EXPECT_EQ(tail("species"), "species");
    EXPECT_EQ(head("mascot of"), "mascot");
}

TEST(RelationNoun, IdentifiersAreReadAsWords) {
    EXPECT_EQ(tail("birthPlace"), "birth place");
    EXPECT_EQ(tail("http://dbpedia.org/ontology/birthPlace"), "birth place");
    EXPECT_EQ(tail("<http://example.org/x#official_language>"), "official language");
    EXPECT_EQ(tail("LOCATED_IN"), "location");
    EXPECT_EQ(tail("/film/film/country_of_origin"), "country of origin");
    EXPECT_EQ(tail("dbo:parentCompany"), "parent company");
    EXPECT_EQ(tail("GDP per capita"), "GDP per capita");
}

TEST(RelationNoun, NeverEmptyForANonEmptyRelation) {
    for (const char* relation :
         {"=", "of", "the", "is", "has", "not", "by", "-", "日本", "shall be ≤ 5", "/", "a b c d e f"}) {
        EXPECT_FALSE(tail(relation).empty()) << relation;
        EXPECT_FALSE(head(relation).empty()) << relation;
    }
}

TEST(QuestionTemplates, TrainingFormsAndOthersHeldOut) {
    ASSERT_GE(questionTemplateCount(), kTrainingTemplates + 4);
    EXPECT_EQ(fillTemplate(0, "capital", "Peru"), "What is the capital of Peru?");
    std::set<std::string> forms;
    for (std::size_t i = 0; i < questionTemplateCount(); ++i) {
        const std::string question = fillTemplate(i, "capital", "Peru {noun}");
        EXPECT_NE(question.find("capital"), std::string::npos);
        EXPECT_NE(question.find("Peru {noun}"), std::string::npos) << "a name is never read as a template";
        if (i < 10) { EXPECT_NE(question.find("the capital of Peru"), std::string::npos); }
        forms.insert(question);
    }
    EXPECT_EQ(forms.size(), questionTemplateCount());
    EXPECT_EQ(fillRelationTemplate(0, "was born in", "Ada"), "Ada was born in what?");
}

} // namespace
} // namespace akv

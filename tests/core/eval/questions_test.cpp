// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bundled.h"
#include "core/eval/questions.h"
#include "core/kg2kv/nouns.h"
#include "core/workspace/pipeline.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

using test::TempFolder;
namespace fs = std::filesystem;

const fs::path kShapes = sourceFolder() / "tests/data" / "qkv";

std::unique_ptr<Workspace> imported(const TempFolder& folder, const fs::path& file) {
    auto workspace = std::move(Workspace::openOrCreate(folder.path() / "w.akv")).value();
    const auto report = importSources(*workspace, std::span(&file, 1), {}, {});
    EXPECT_TRUE(report.ok()) << report.error().text();
    EXPECT_TRUE(buildRows(*workspace, {}, {}).ok());
    return workspace;
}

class QkvShape : public testing::TestWithParam<const char*> {};

/// Every shape of formats.md section 2 is a graph to import and a file of questions about it.
TEST_P(QkvShape, IsImportedAndAskedAbout) {
    TempFolder folder;
    const auto file = kShapes / GetParam();
    const auto workspace = imported(folder, file);
    const auto questions = loadQuestions(file, *workspace);
    ASSERT_TRUE(questions.ok()) << questions.error().text();
    ASSERT_EQ(questions->size(), 3U);
    for (const auto& q : *questions) {
        ASSERT_TRUE(q.row) << q.question;
        const auto row = workspace->row(*q.row);
        ASSERT_TRUE(row.ok());
        EXPECT_EQ(row->description, q.value);
        EXPECT_NE(q.question.find(row->name), std::string::npos);
        EXPECT_EQ(q.key, row->keyString());
    }
}

INSTANTIATE_TEST_SUITE_P(All, QkvShape,
                         testing::Values("array.json", "array_named.jsonl", "lines.jsonl", "lines_named.json",
                                         "without_key_string.json", "extended.json", "byte_order_mark.json"));

class Questions : public testing::Test {
protected:
    Result<std::vector<EvalQuestion>> load(const std::string& content) {
        return loadQuestions(m_folder.file("q.json", content), *m_workspace);
    }
    void expectError(const std::string& content, const std::string& part) {
        const auto out = load(content);
        ASSERT_FALSE(out.ok()) << content;
        EXPECT_NE(out.error().text().find(part), std::string::npos) << out.error().text();
    }
    TempFolder m_folder;
    std::unique_ptr<Workspace> m_workspace = imported(
        m_folder, m_folder.file("g.tsv", "Peru\tcapital\tLima\nPeru\tcapital\tCuzco\nMali\tcapital\tBamako\n"));
};

TEST_F(Questions, GoldIsFoundByKeyAndValueThenByTripleId) {
    const auto q = load(R"([{"Q": "a?", "key_string": "The capital of Peru", "description": "Cuzco"},
                            {"Q": "b?", "key_string": "the capital of Peru", "description": "unheard of"},
                            {"Q": "c?", "triple_id": 3},
                            {"Q": "d?", "key_string": "the anthem of Peru", "answerable": false}])");
    ASSERT_TRUE(q.ok()) << q.error().text();
    EXPECT_EQ((*q)[0].value, "Cuzco");
    EXPECT_EQ((*q)[1].value, "Lima");
    EXPECT_EQ((*q)[2].value, "Bamako");
    EXPECT_FALSE((*q)[3].row);
}

TEST_F(Questions, BadFilesAreNamed) {
    expectError("", "empty");
    expectError("[]", "no questions");
    expectError("  \n ", "no questions");
    expectError("[{\"Q\": \"a?\"", "truncated");
    expectError("{\"Q\": \"a?\" nonsense}", "not valid JSON");
    expectError("[{\"question\": \"a?\"}]", "record 1 (line 1) has no text field \"Q\"");
    expectError("[{\"Q\": \"a?\", \"description\": 7}]", "\"description\" is number");
    expectError("[{\"Q\": \"a?\", \"answerable\": \"no\"}]", "answerable");
    expectError("[{\"Q\": \"a?\", \"key_string\": \"the anthem of Peru\"}]", "the anthem of Peru");
    expectError("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git-LFS");
}

TEST_F(Questions, OfTheWorkspaceItself) {
    const auto q = workspaceQuestions(*m_workspace, kTrainingTemplates + 3, 2);
    ASSERT_TRUE(q.ok());
    ASSERT_EQ(q->size(), 3U);
    EXPECT_EQ((*q)[0].question, "Name the capital of Peru.");
    EXPECT_EQ((*q)[0].noun, "capital");
    EXPECT_EQ((*q)[1].question, "Do you know the capital of Peru?");
    EXPECT_EQ((*q)[2].question, "Name the capital of Mali.");
}

} // namespace
} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/chat_store.h"

#include "core/base/file.h"
#include "core/chat/export_chat.h"
#include "core/chat/restored_answer.h"
#include "tests/support/temp_folder.h"

#include <cmath>
#include <csignal>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>

namespace akv {
namespace {

/// Two steps of one layer with two heads: "The tenge." read from leaf 3, then the end token.
Answer smallAnswer() {
    Answer a;
    a.question = "What is the currency of Kazakhstan?";
    a.text = "The tenge.";
    a.match = 0.75, a.lambdaKg = 0.5, a.timeToFirstToken = 0.25, a.tokensPerSecond = 40, a.promptTokens = 9;
    a.trace.question = a.question, a.trace.answer = a.text;
    a.trace.card.model = "tiny", a.trace.card.mode = "atlaskv", a.trace.card.seed = 7;
    a.trace.card.kRoot = 3, a.trace.card.kInter = 5, a.trace.card.kLeaf = 2;
    const char* const pieces[] = {" The", " tenge", ".", "</s>"};
    for (int step = 0; step < 4; ++step) {
        a.trace.tokens.push_back({step, 10 + step, pieces[step], -0.5F, {}});
        LayerRecord r;
        r.step = step, r.layer = 2, r.heads = 2;
        r.leaf.kept = {3, 8}, r.leaf.keptScore = {1.5F, 0.5F}, r.leaf.available = 4;
        r.headWeights = {0.3F, 0.1F, 0.5F, 0.1F};
        r.lambdaKg = {0.4F, 0.6F};
        a.trace.layers.push_back(r);
        if (step < 3) a.tokens.push_back({step, 10 + step, step, pieces[step], -0.5F, 0.5F});
    }
    a.trace.leaves[3] = {41, 4, 1, 0, "Kazakhstan", "currency", "tenge", "the currency of Kazakhstan", "tenge"};
    a.trace.leaves[8] = {42, 5, 1, 0, "Kazakhstan", "capital", "Astana", "the capital of Kazakhstan", "Astana"};
    a.evidence.push_back({TripleId(41), RowId(4), LeafId(3), "Kazakhstan", "currency", "tenge",
                          "the currency of Kazakhstan", "tenge", 0.8, 1, 6});
    a.evidence.push_back({TripleId(42), RowId(5), LeafId(8), "Kazakhstan", "capital", "Astana",
                          "the capital of Kazakhstan", "Astana", 0.2, 2, 7});
    return a;
}

StoredTurn question(const std::string& text) {
    StoredTurn t;
    t.question = text;
    return t;
}

std::unique_ptr<ChatStore> opened(const std::filesystem::path& folder) {
    auto store = ChatStore::open(folder);
    EXPECT_TRUE(store.ok()) << (store.ok() ? "" : store.error().text());
    return store.ok() ? std::move(store).value() : nullptr;
}

TEST(ChatStore, keepsEveryTurnWithItsTrace) {
    const test::TempFolder folder;
    const Answer answer = smallAnswer();
    {
        const auto store = opened(folder.path());
        const ChatId chat = store->createChat("").value();
        StoredTurn masked = question(answer.question);
        masked.masked = {TripleId(5)}, masked.maskedText = "a · b · c", masked.mode = Mode::Kblam;
        ASSERT_TRUE(store->addTurn(chat, question("left alone")).ok());
        masked.base = store->chat(chat).value().turns.front().id;
        ASSERT_TRUE(store->setAnswer(store->addTurn(chat, masked).value(), answer).ok());
        ASSERT_TRUE(store->setError(store->addTurn(chat, question("third")).value(), "no memory").ok());
    }
    const auto store = opened(folder.path());
    const auto list = store->list().value();
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0].title, "left alone");
    EXPECT_EQ(list[0].turns, 3U);
    const Chat chat = store->chat(list[0].id).value();
    EXPECT_EQ(chat.turns[0].state, TurnState::Asked);
    const StoredTurn& turn = chat.turns[1];
    EXPECT_EQ(turn.state, TurnState::Done);
    EXPECT_EQ(turn.base, chat.turns[0].id);
    EXPECT_EQ(turn.mode, Mode::Kblam);
    EXPECT_EQ(turn.masked, std::vector{TripleId(5)});
    EXPECT_EQ(turn.card.seed, 7U);
    EXPECT_EQ(turn.card.kInter, 5U);
    EXPECT_EQ(turn.evidence.at(0).group, 6U);
    EXPECT_EQ(chat.turns[2].error, "no memory");
    const auto trace = loadTrace(store->tracePath(turn.traceFile));
    ASSERT_TRUE(trace.ok());
    const Answer back = restoredAnswer(turn, trace.value());
    EXPECT_EQ(back.text, answer.text);
    ASSERT_EQ(back.tokens.size(), answer.tokens.size());
    EXPECT_FLOAT_EQ(back.tokens[1].lambdaKg, 0.5F);
    EXPECT_DOUBLE_EQ(back.match, 0.75);
}

TEST(ChatStore, aTraceAloneGivesTheAnswerBack) {
    const Answer answer = smallAnswer();
    const Answer back = answerFromTrace(answer.trace);
    EXPECT_EQ(back.text, answer.text);
    ASSERT_EQ(back.tokens.size(), 3U); // the end token is no word
    ASSERT_EQ(back.evidence.size(), 2U);
    EXPECT_NEAR(back.evidence[0].share, 0.8, 1e-6);
    EXPECT_EQ(back.evidence[0].triple, TripleId(41));
    EXPECT_NEAR(back.lambdaKg, 0.5, 1e-6);
    EXPECT_TRUE(std::isnan(back.match)); // not in a trace: not shown as a number
}

TEST(ChatStore, aKilledProgramLosesNothingThatWasWritten) {
    const test::TempFolder folder;
    int ready[2];
    ASSERT_EQ(pipe(ready), 0);
    const pid_t child = fork();
    if (child == 0) {
        auto store = ChatStore::open(folder.path());
        const ChatId chat = store.value()->createChat("kept").value();
        const bool done =
            store.value()->setAnswer(store.value()->addTurn(chat, question("first")).value(), smallAnswer()).ok() &&
            store.value()->addTurn(chat, question("in the making")).ok();
        if (write(ready[1], done ? "y" : "n", 1) != 1) _exit(1);
        for (;;) pause(); // the connection is open and nothing was checkpointed
    }
    char answer = 0;
    ASSERT_EQ(read(ready[0], &answer, 1), 1);
    EXPECT_EQ(answer, 'y');
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    const auto store = opened(folder.path());
    const Chat chat = store->chat(store->list().value().at(0).id).value();
    ASSERT_EQ(chat.turns.size(), 2U);
    EXPECT_EQ(chat.turns[0].text, "The tenge.");
    EXPECT_TRUE(loadTrace(store->tracePath(chat.turns[0].traceFile)).ok());
    EXPECT_EQ(chat.turns[1].question, "in the making");
    EXPECT_EQ(chat.turns[1].state, TurnState::Asked);
}

TEST(ChatStore, searchFindsQuestionsAnswersAndTitles) {
    const test::TempFolder folder;
    const auto store = opened(folder.path());
    const ChatId money = store->createChat("").value();
    ASSERT_TRUE(store->setAnswer(store->addTurn(money, question("What money?")).value(), smallAnswer()).ok());
    const ChatId other = store->createChat("Rivers of Asia").value();
    ASSERT_TRUE(store->addTurn(other, question("\"Where\" is OR the mouth?")).ok());
    const auto idsFor = [&](const char* text) {
        std::vector<ChatId> ids;
        const auto found = store->list(text).value();
        for (const auto& c : found) ids.push_back(c.id);
        return ids;
    };
    EXPECT_EQ(idsFor("teng"), std::vector{money});
    EXPECT_NE(store->list("teng").value()[0].snippet.find("tenge"), std::string::npos);
    EXPECT_EQ(idsFor("rivers"), std::vector{other});
    EXPECT_EQ(idsFor("or \"where"), std::vector{other}); // operators and quotes are words
    EXPECT_TRUE(idsFor("nothing like it").empty());
    EXPECT_EQ(idsFor("*").size(), 2U); // nothing that can be searched for: all
}

TEST(ChatStore, deletingCanBeUndoneUntilItIsPurged) {
    const test::TempFolder folder;
    const auto store = opened(folder.path());
    const ChatId chat = store->createChat("a").value();
    const TurnId turn = store->addTurn(chat, question("q")).value();
    ASSERT_TRUE(store->setAnswer(turn, smallAnswer()).ok());
    const auto file = store->tracePath(store->chat(chat).value().turns[0].traceFile);
    ASSERT_TRUE(store->remove(chat).ok());
    EXPECT_TRUE(store->list().value().empty());
    ASSERT_TRUE(store->restore(chat).ok());
    EXPECT_EQ(store->list().value().size(), 1U);
    EXPECT_EQ(store->purge().value(), 0U);
    const TurnId next = store->addTurn(chat, question("edited")).value();
    const ChatId fork = store->fork(chat, next).value();
    ASSERT_TRUE(store->remove(chat).ok());
    EXPECT_EQ(store->purge().value(), 1U);
    EXPECT_TRUE(std::filesystem::exists(file)) << "the fork still names this trace";
    ASSERT_TRUE(store->remove(fork).ok());
    EXPECT_EQ(store->purge().value(), 1U);
    EXPECT_FALSE(std::filesystem::exists(file));
    EXPECT_FALSE(store->rename(chat, "gone").ok());
    EXPECT_FALSE(store->addTurn(chat, question("gone")).ok());
}

TEST(ChatStore, aForkHoldsTheTurnsBefore) {
    const test::TempFolder folder;
    const auto store = opened(folder.path());
    const ChatId chat = store->createChat("").value();
    const TurnId first = store->addTurn(chat, question("one")).value();
    ASSERT_TRUE(store->addTurn(store->createChat("between").value(), question("elsewhere")).ok());
    StoredTurn repeat = question("one");
    repeat.base = first;
    ASSERT_TRUE(store->addTurn(chat, repeat).ok());
    const TurnId third = store->addTurn(chat, question("three")).value();
    const Chat fork = store->chat(store->fork(chat, third).value()).value();
    ASSERT_EQ(fork.turns.size(), 2U);
    EXPECT_EQ(fork.turns[1].base, fork.turns[0].id); // its own copy, not the turn of the other chat
    EXPECT_EQ(fork.summary.forkedFrom, chat);
    EXPECT_EQ(store->chat(chat).value().turns.size(), 3U);
}

TEST(ChatStore, refusesWhatIsNoChatFile) {
    const test::TempFolder folder;
    folder.file("chats.sqlite", "not a database, but long enough to be read as a header of one, surely it is......");
    EXPECT_FALSE(ChatStore::open(folder.path()).ok());
    const auto missing = ChatStore::open(folder.path() / "nowhere");
    ASSERT_FALSE(missing.ok());
    EXPECT_NE(missing.error().text().find("chats.sqlite"), std::string::npos);
}

TEST(ExportChat, threeFormats) {
    const test::TempFolder folder;
    const auto store = opened(folder.path());
    const ChatId chat = store->createChat("a <b> & *c*").value();
    ASSERT_TRUE(store->setAnswer(store->addTurn(chat, question("What is <x>?")).value(), smallAnswer()).ok());
    ASSERT_TRUE(store->addTurn(chat, question("killed")).ok());
    const Chat read = store->chat(chat).value();
    const std::string md = exportChat(read, ChatFormat::Markdown);
    EXPECT_NE(md.find("# a \\<b\\> & \\*c\\*"), std::string::npos) << md;
    EXPECT_NE(md.find("| 1 | Kazakhstan · currency · tenge | 80.0 % | 41 |"), std::string::npos) << md;
    const std::string html = exportChat(read, ChatFormat::Html);
    EXPECT_NE(html.find("What is &lt;x&gt;?"), std::string::npos);
    EXPECT_EQ(html.find("<x>"), std::string::npos);
    EXPECT_NE(html.find("ended before the answer"), std::string::npos);
    const auto json = nlohmann::json::parse(exportChat(read, ChatFormat::Json));
    EXPECT_EQ(json.at("turns").at(0).at("evidence").at(0).at("triple_id"), 41);
    EXPECT_EQ(json.at("turns").at(0).at("run_card").at("seed"), 7);
    EXPECT_FALSE(json.at("turns").at(1).contains("run_card"));
}

TEST(ExportChat, severalAsOneDocument) {
    const test::TempFolder folder;
    const auto store = opened(folder.path());
    const ChatId one = store->createChat("one").value(), two = store->createChat("two").value();
    ASSERT_TRUE(store->setAnswer(store->addTurn(one, question("first?")).value(), smallAnswer()).ok());
    ASSERT_TRUE(store->addTurn(two, question("second?")).ok());
    const std::vector<Chat> both = {store->chat(one).value(), store->chat(two).value()};
    const auto json = nlohmann::json::parse(exportChats(both, ChatFormat::Json)).at("chats");
    ASSERT_EQ(json.size(), 2U);
    EXPECT_EQ(json.at(0), nlohmann::json::parse(exportChat(both[0], ChatFormat::Json)));
    EXPECT_EQ(json.at(1).at("id"), two.value());
    const std::string html = exportChats(both, ChatFormat::Html);
    EXPECT_EQ(html.find("<!DOCTYPE"), html.rfind("<!DOCTYPE"));
    EXPECT_LT(html.find("first?"), html.find("second?"));
    EXPECT_EQ(exportChats(both, ChatFormat::Markdown),
              exportChat(both[0], ChatFormat::Markdown) + "\n" + exportChat(both[1], ChatFormat::Markdown));
    EXPECT_FALSE(parseChatFormat("docx").ok());
    const std::string report = exportChats(both, ChatFormat::Report);
    const auto table = report.find("Triples that were read");
    ASSERT_NE(table, std::string::npos);
    EXPECT_NE(report.find("Kazakhstan · currency · tenge", table), std::string::npos);
    EXPECT_NE(report.find("first?", table), std::string::npos); // the question that read it
}

} // namespace
} // namespace akv

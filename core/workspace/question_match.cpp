// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/question_match.h"

#include "core/base/strings.h"

#include <algorithm>
#include <array>
#include <set>

namespace akv {

namespace {

constexpr std::size_t kWords = 40, kLongestName = 8;
constexpr std::uint64_t kTriplesOfName = 400;

/// Words without the punctuation around them and without a possessive ending.
std::vector<std::string> wordsOf(std::string_view question) {
    std::vector<std::string> words;
    for (std::string word : splitWords(question)) {
        const auto isMark = [](char c) { return std::string_view("?!.,;:\"()").find(c) != std::string_view::npos; };
        while (!word.empty() && isMark(word.back())) word.pop_back();
        while (!word.empty() && isMark(word.front())) word.erase(word.begin());
        for (const std::string_view ending : {"'s", "’s"})
            if (word.size() > ending.size() && word.ends_with(ending)) word.resize(word.size() - ending.size());
        if (!word.empty()) words.push_back(std::move(word));
        if (words.size() == kWords) break;
    }
    return words;
}

/// Words that are a name of their own in no question.
bool isFunctionWord(const std::string& word) {
    static const std::set<std::string> kWordsOfQuestions = {
        "a",    "about", "an",  "and",  "are",  "as",   "can",   "did",   "do",  "does", "for",  "has",   "have", "how",
        "i",    "in",    "is",  "it",   "its",  "know", "let",   "me",    "of",  "on",   "or",   "tell",  "that", "the",
        "this", "to",    "was", "were", "what", "when", "where", "which", "who", "whom", "with", "would", "you"};
    return kWordsOfQuestions.contains(asciiLower(word));
}

Result<std::optional<Entity>> named(const TripleStore& store, std::string name) {
    AKV_ASSIGN(auto found, store.entityByName(name));
    if (found || name.empty() || name.front() < 'a' || name.front() > 'z') return found;
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
    return store.entityByName(name);
}

bool says(const std::string& words, const std::string& what) {
    return !what.empty() && words.find(" " + asciiLower(what) + " ") != std::string::npos;
}

Result<void> addRows(const Workspace& workspace, const Entity& entity, const std::string& words,
                     std::vector<QkvRow>& rows) {
    AKV_ASSIGN(const auto triples, workspace.triples().neighbours(entity.id, 0, kTriplesOfName));
    for (const Triple& triple : triples) {
        AKV_ASSIGN(const auto ids, workspace.rowsOfTriple(triple.id));
        for (const RowId id : ids) {
            AKV_ASSIGN(auto row, workspace.row(id));
            if (row.name == entity.name && says(words, row.descriptionType)) rows.push_back(std::move(row));
        }
    }
    return {};
}

} // namespace

bool QuestionMatch::asks(RowId row) const {
    return std::any_of(asked.begin(), asked.end(), [row](const QkvRow& r) { return r.id == row; });
}

Result<QuestionMatch> matchQuestion(const Workspace& workspace, std::string_view question) {
    QuestionMatch out;
    const auto words = wordsOf(question);
    std::vector<bool> taken(words.size());
    for (std::size_t length = std::min(kLongestName, words.size()); length > 0; --length)
        for (std::size_t at = 0; at + length <= words.size(); ++at) {
            if (std::any_of(taken.begin() + std::ptrdiff_t(at), taken.begin() + std::ptrdiff_t(at + length),
                            [](bool t) { return t; }))
                continue;
            if (length == 1 && isFunctionWord(words[at])) continue;
            AKV_ASSIGN(auto entity, named(workspace.triples(), joinWords(words, at, at + length)));
            if (!entity) continue;
            std::fill_n(taken.begin() + std::ptrdiff_t(at), length, true);
            out.entities.push_back(std::move(*entity));
        }
    out.scope = questionScope(question);
    if (stateOf(workspace.manifest()).rows != StepState::Ready) return out;
    const std::string said = " " + asciiLower(joinWords(words)) + " ";
    std::vector<QkvRow> rows;
    for (const Entity& entity : out.entities) AKV_CHECK(addRows(workspace, entity, said, rows));
    // Of nouns within nouns ("largest city", "city") the longest was meant.
    std::size_t longest = 0;
    for (const QkvRow& row : rows) longest = std::max(longest, row.descriptionType.size());
    std::set<std::uint32_t> keys;
    for (QkvRow& row : rows) {
        if (row.descriptionType.size() < longest) continue;
        keys.insert(row.group);
        out.asked.push_back(std::move(row));
    }
    if (keys.size() == 1) out.scope = QuestionScope::OneFact;
    return out;
}

} // namespace akv

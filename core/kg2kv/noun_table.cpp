// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg2kv/noun_table.h"

#include "core/base/file.h"
#include "core/base/strings.h"
#include "core/kg2kv/relation_words.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace akv {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kTask =
    "A triple (head, relation, tail) has lost one of its two ends. Name the missing end with a noun that fits the "
    "sentence 'the NOUN of X', where X is the end that is still there.\n"
    "- An active relation gives the one who acts when the head is missing and what is acted upon when the tail is "
    "missing.\n"
    "- A passive relation gives the one who acts when the tail is missing and the action itself when the head is "
    "missing.\n"
    "- A relation that is a noun already stays as it is when the tail is missing.\n"
    "Reply with the noun alone, in lower case, without article, quotes or explanation.\n"
    "relation: composes, missing: head -> composer\n"
    "relation: composes, missing: tail -> composition\n"
    "relation: is attended by, missing: tail -> attendee\n"
    "relation: is attended by, missing: head -> attendance\n"
    "relation: capital, missing: tail -> capital";

const char* sideName(MaskedSide side) { return side == MaskedSide::Tail ? "tail" : "head"; }

} // namespace

Result<NounTable> NounTable::read(const std::filesystem::path& file) {
    AKV_ASSIGN(const auto text, readFile(file, std::uint64_t(1) << 28));
    try {
        const auto json = Json::parse(text);
        NounTable out;
        out.model = json.at("model").get<std::string>();
        for (const auto& entry : json.at("nouns"))
            out.set(entry.at("relation").get<std::string>(),
                    entry.at("missing").get<std::string>() == "head" ? MaskedSide::Head : MaskedSide::Tail,
                    entry.at("noun").get<std::string>());
        return out;
    } catch (const Json::exception& problem) {
        return Error(ErrorCode::FileFormat, "'" + file.string() + "' is damaged: " + problem.what() +
                                                "; run `atlaskv kg2kv --nouns endpoint` again, or with --nouns rules");
    }
}

Result<void> NounTable::write(const std::filesystem::path& file) const {
    Json json = {{"model", model}, {"nouns", Json::array()}};
    for (const auto& [key, noun] : m_nouns)
        json["nouns"].push_back({{"relation", key.first}, {"missing", sideName(key.second)}, {"noun", noun}});
    return writeFileAtomically(file, json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

void NounTable::set(const std::string& relation, MaskedSide missing, std::string noun) {
    m_nouns[{relation, missing}] = std::move(noun);
}

const std::string* NounTable::find(const std::string& relation, MaskedSide missing) const {
    const auto found = m_nouns.find({relation, missing});
    return found == m_nouns.end() ? nullptr : &found->second;
}

std::string nounInReply(const std::string& reply) {
    if (firstInvalidUtf8(reply)) return {};
    const auto whole = trimmed(reply);
    std::string out(trimmed(whole.substr(0, whole.find('\n'))));
    const auto isMark = [](char c) { return c == '"' || c == '\'' || c == '.' || c == '`' || c == '*'; };
    while (!out.empty() && isMark(out.back())) out.pop_back();
    while (!out.empty() && isMark(out.front())) out.erase(0, 1);
    auto words = splitWords(out);
    const auto article = words.empty() ? std::string() : asciiLower(words.front());
    if (words.size() > 1 && (article == "the" || article == "a" || article == "an")) words.erase(words.begin());
    out = joinWords(words);
    const bool odd = std::any_of(out.begin(), out.end(), [](unsigned char c) { return c < 0x20 || c == '\t'; });
    return words.size() > 5 || out.size() > 60 || odd ? std::string() : out;
}

Result<NounTable> askForNouns(ChatEndpoint& endpoint, std::span<const NounRequest> requests, std::uint64_t& refused,
                              const JobContext& context) {
    NounTable out;
    out.model = endpoint.model();
    refused = 0;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        AKV_CHECK(context.checkCancelled());
        context.progress("nouns from " + endpoint.model(), i, requests.size());
        const auto& [relation, missing] = requests[i];
        AKV_ASSIGN(const auto reply,
                   endpoint.ask(kTask,
                                "relation: " + joinWords(relationWords(relation)) + ", missing: " + sideName(missing),
                                context));
        if (auto noun = nounInReply(reply); !noun.empty())
            out.set(relation, missing, std::move(noun));
        else
            ++refused;
    }
    context.progress("nouns from " + endpoint.model(), requests.size(), requests.size());
    return out;
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg2kv/row.h"
#include "core/net/chat_endpoint.h"

#include <filesystem>
#include <map>
#include <span>
#include <string>

namespace akv {

/// Relation nouns that a chat model made, `nouns.json` of a workspace: plain text to look through and to correct.
class NounTable {
public:
    static Result<NounTable> read(const std::filesystem::path& file);
    Result<void> write(const std::filesystem::path& file) const;

    void set(const std::string& relation, MaskedSide missing, std::string noun);
    void erase(const std::string& relation, MaskedSide missing) { m_nouns.erase({relation, missing}); }
    const std::string* find(const std::string& relation, MaskedSide missing) const;
    std::size_t size() const { return m_nouns.size(); }
    std::string model; ///< that made them

private:
    std::map<std::pair<std::string, MaskedSide>, std::string> m_nouns;
};

/// The noun in a model's reply: its first line without quotes, final full stop and article; empty when that is no noun
/// phrase (nothing, more than 5 words or 60 bytes, control characters, not UTF-8).
std::string nounInReply(const std::string& reply);

struct NounRequest {
    std::string relation;
    MaskedSide missing = MaskedSide::Tail;
};
/// Asks the endpoint for the noun of every relation and side. Relations whose reply is no noun are left out (the rules
/// make theirs) and counted in `refused`. Interrupted, it goes on from the endpoint's cache.
Result<NounTable> askForNouns(ChatEndpoint& endpoint, std::span<const NounRequest> requests, std::uint64_t& refused,
                              const JobContext& context);

} // namespace akv

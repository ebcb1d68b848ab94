// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hash.h"
#include "core/base/job_context.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <unordered_map>

namespace akv {

struct ChatOptions {
    std::string url;                ///< base ("http://host:8000/v1") or whole address ("…/chat/completions")
    std::string model;              ///< as the endpoint names it
    std::string key;                ///< sent as a bearer token; empty: none. Never written anywhere
    std::filesystem::path cache;    ///< JSON Lines file of replies; empty: none kept
    double requestsPerSecond = 2.0; ///< at most; 0: no limit
    int tries = 4;                  ///< of each request: 429, 5xx and lost connections are tried again
    double firstWait = 1.0;         ///< seconds before the second try, doubled each time; a Retry-After wins
    double timeout = 60.0;          ///< seconds for one reply
    int maxTokens = 32;
};

/// One-turn requests to an OpenAI-compatible chat endpoint. Replies are appended to the cache file as they come, so
/// that an interrupted job pays for nothing twice. One thread at a time.
class ChatEndpoint {
public:
    /// Reads the cache. Errors: no address or model, an address that is not http(s), a cache of something else.
    static Result<ChatEndpoint> open(ChatOptions options);

    /// Temperature 0. Errors: Network (no reply, error status after all tries, with the server's words), FileFormat
    /// (a reply that is no chat completion), Cancelled.
    Result<std::string> ask(const std::string& system, const std::string& user, const JobContext& context);
    const std::string& model() const { return m_options.model; }
    std::uint64_t requests() const { return m_requests; } ///< sent, tries included
    std::uint64_t cached() const { return m_cached; }     ///< answered from the cache

private:
    explicit ChatEndpoint(ChatOptions options) : m_options(std::move(options)) {}
    Result<void> loadCache();
    Result<void> wait(double seconds, const JobContext& context) const;
    Result<std::string> request(const std::string& body, const JobContext& context);

    ChatOptions m_options;
    std::unordered_map<Hash128, std::string> m_replies;
    std::chrono::steady_clock::time_point m_next{};
    std::uint64_t m_requests = 0, m_cached = 0;
};

/// $ATLASKV_API_KEY, else $OPENAI_API_KEY, else empty.
std::string apiKeyFromEnvironment();

} // namespace akv

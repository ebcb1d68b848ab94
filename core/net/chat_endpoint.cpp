// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/chat_endpoint.h"

#include "core/base/file.h"
#include "core/base/strings.h"
#include "core/net/http.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

namespace akv {

namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Hash128 keyOf(const std::string& model, const std::string& system, const std::string& user) {
    return hash128(dumped(Json{model, system, user}));
}

Result<std::string> replyText(const std::string& url, const std::string& body) {
    const auto json = Json::parse(body, nullptr, false);
    if (json.is_object() && json.contains("choices") && json["choices"].is_array() && !json["choices"].empty()) {
        const auto& choice = json["choices"][0];
        if (choice.is_object() && choice.contains("message") && choice["message"].is_object() &&
            choice["message"].contains("content") && choice["message"]["content"].is_string())
            return choice["message"]["content"].get<std::string>();
    }
    return Error(ErrorCode::FileFormat, "'" + url + "' did not send a chat completion (choices[0].message.content): " +
                                            shortened(collapseSpaces(body), 160));
}

} // namespace

Result<ChatEndpoint> ChatEndpoint::open(ChatOptions options) {
    if (options.url.empty() || options.model.empty())
        return Error(ErrorCode::InvalidInput, "an endpoint needs an address and the name of a model");
    if (!options.url.starts_with("http://") && !options.url.starts_with("https://"))
        return Error(ErrorCode::InvalidInput,
                     "the endpoint '" + options.url + "' does not begin with http:// or https://");
    while (options.url.ends_with('/')) options.url.pop_back();
    if (!options.url.ends_with("/chat/completions")) options.url += "/chat/completions";
    ChatEndpoint out(std::move(options));
    AKV_CHECK(out.loadCache());
    return out;
}

Result<void> ChatEndpoint::loadCache() {
    if (m_options.cache.empty() || !std::filesystem::exists(m_options.cache)) return {};
    AKV_ASSIGN(const auto text, readFile(m_options.cache));
    std::istringstream lines(text);
    std::uint64_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        const auto json = Json::parse(line, nullptr, false);
        if (json.is_discarded() && lines.eof()) { // a killed run left half a line; the next reply must not follow it
            std::error_code failed;
            std::filesystem::resize_file(m_options.cache, text.size() - line.size(), failed);
            if (!failed) return {};
        }
        if (!json.is_object() || !json.contains("model") || !json.contains("system") || !json.contains("user") ||
            !json.contains("reply"))
            return Error(ErrorCode::FileFormat, "'" + m_options.cache.string() + "' line " + std::to_string(number) +
                                                    " is no cached reply; delete the file to ask again");
        m_replies[keyOf(json["model"], json["system"], json["user"])] = json["reply"].get<std::string>();
    }
    return {};
}

Result<void> ChatEndpoint::wait(double seconds, const JobContext& context) const {
    const auto until = Clock::now() + std::chrono::duration<double>(seconds);
    while (Clock::now() < until) {
        AKV_CHECK(context.checkCancelled());
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return context.checkCancelled();
}

Result<std::string> ChatEndpoint::request(const std::string& body, const JobContext& context) {
    std::vector<std::string> headers = {"Content-Type: application/json"};
    if (!m_options.key.empty()) headers.push_back("Authorization: Bearer " + m_options.key);
    double pause = m_options.firstWait;
    Error last;
    for (int attempt = 0; attempt < std::max(1, m_options.tries); ++attempt) {
        if (attempt > 0) AKV_CHECK(wait(pause, context));
        AKV_CHECK(wait(std::chrono::duration<double>(m_next - Clock::now()).count(), context));
        if (m_options.requestsPerSecond > 0)
            m_next = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                        std::chrono::duration<double>(1.0 / m_options.requestsPerSecond));
        ++m_requests;
        auto reply = httpPost(m_options.url, headers, body, m_options.timeout, context);
        if (!reply.ok() && reply.error().code == ErrorCode::Cancelled) return std::move(reply).error();
        if (reply.ok() && reply->status == 200) return replyText(m_options.url, reply->body);
        pause = attempt == 0 ? m_options.firstWait : pause * 2;
        if (!reply.ok()) {
            last = std::move(reply).error();
            continue;
        }
        last = Error(ErrorCode::Network, "'" + m_options.url + "' (model " + m_options.model + ") answered status " +
                                             std::to_string(reply->status) + ": " +
                                             shortened(collapseSpaces(reply->body), 160));
        if (reply->status != 429 && reply->status < 500) return last;
        if (reply->retryAfter > 0) pause = reply->retryAfter;
    }
    return std::move(last).with("after " + std::to_string(m_options.tries) + " tries; what was answered is kept");
}

Result<std::string> ChatEndpoint::ask(const std::string& system, const std::string& user, const JobContext& context) {
    const auto key = keyOf(m_options.model, system, user);
    if (const auto found = m_replies.find(key); found != m_replies.end()) {
        ++m_cached;
        return found->second;
    }
    const Json body = {
        {"model", m_options.model},
        {"messages", Json::array({{{"role", "system"}, {"content", system}}, {{"role", "user"}, {"content", user}}})},
        {"temperature", 0},
        {"max_tokens", m_options.maxTokens}};
    AKV_ASSIGN(const auto reply, request(dumped(body), context));
    m_replies[key] = reply;
    if (m_options.cache.empty()) return reply;
    std::ofstream file(m_options.cache, std::ios::app | std::ios::binary);
    file << dumped({{"model", m_options.model}, {"system", system}, {"user", user}, {"reply", reply}}) << '\n';
    file.flush();
    if (!file)
        return Error(ErrorCode::InvalidInput, "cannot write '" + m_options.cache.string() +
                                                  "': " + std::strerror(errno) + "; is the disk full?");
    return reply;
}

std::string apiKeyFromEnvironment() {
    for (const char* name : {"ATLASKV_API_KEY", "OPENAI_API_KEY"})
        if (const char* key = std::getenv(name); key != nullptr && *key != '\0') return key;
    return {};
}

} // namespace akv

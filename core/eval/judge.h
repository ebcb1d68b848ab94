// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/chat_endpoint.h"

#include <memory>
#include <optional>
#include <string>

namespace akv {

/// Scores answers from 0 (wrong) to 1 (says what the reference says) with a chat model behind an OpenAI-compatible
/// endpoint. Replies are cached by the endpoint.
class Judge {
public:
    explicit Judge(ChatEndpoint& endpoint) : m_endpoint(endpoint) {}
    const std::string& model() const { return m_endpoint.model(); }
    /// Empty when the reply holds no number from 0 to 1. Error when the endpoint fails.
    Result<std::optional<double>> score(const std::string& question, const std::string& reference,
                                        const std::string& answer, const JobContext& context);

private:
    ChatEndpoint& m_endpoint;
};

/// A judge with its endpoint.
class OpenJudge {
public:
    /// Replies are cached in the folder of the results (judge_replies.jsonl), which is made. Errors: as of
    /// ChatEndpoint::open.
    static Result<std::unique_ptr<OpenJudge>> open(ChatOptions options, const std::filesystem::path& results);
    Judge& judge() { return m_judge; }

private:
    explicit OpenJudge(ChatEndpoint endpoint) : m_endpoint(std::move(endpoint)), m_judge(m_endpoint) {}

    ChatEndpoint m_endpoint;
    Judge m_judge;
};

/// First number of a reply ("0.75", "Score: 1", "0.8/1"); empty when there is none or it lies outside 0 to 1.
std::optional<double> scoreIn(const std::string& reply);

} // namespace akv

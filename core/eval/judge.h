// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/chat_endpoint.h"

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

/// First number of a reply ("0.75", "Score: 1", "0.8/1"); empty when there is none or it lies outside 0 to 1.
std::optional<double> scoreIn(const std::string& reply);

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/judge.h"

#include <cmath>
#include <cstdlib>

namespace akv {

namespace {

constexpr const char* kTask =
    "You compare a given answer with a reference answer to the same question. Reply with one number between 0 and 1 "
    "and nothing else: 1 when the answer states the same fact as the reference, 0 when it states another fact, refuses "
    "or says nothing, a number in between when it is right in part. Wording, order and length do not matter.";

} // namespace

std::optional<double> scoreIn(const std::string& reply) {
    const auto digit = reply.find_first_of("0123456789");
    if (digit == std::string::npos) return std::nullopt;
    const auto begin = digit > 0 && (reply[digit - 1] == '.' || reply[digit - 1] == '-') ? digit - 1 : digit;
    const double value = std::strtod(reply.c_str() + begin, nullptr);
    if (!std::isfinite(value) || value < 0.0 || value > 1.0) return std::nullopt;
    return value;
}

Result<std::unique_ptr<OpenJudge>> OpenJudge::open(ChatOptions options, const std::filesystem::path& results) {
    std::error_code ignored; // a folder that cannot be made is said when something is written
    std::filesystem::create_directories(results, ignored);
    options.cache = results / "judge_replies.jsonl";
    AKV_ASSIGN(auto endpoint, ChatEndpoint::open(std::move(options)));
    return std::unique_ptr<OpenJudge>(new OpenJudge(std::move(endpoint)));
}

Result<std::optional<double>> Judge::score(const std::string& question, const std::string& reference,
                                           const std::string& answer, const JobContext& context) {
    AKV_ASSIGN(
        const auto reply,
        m_endpoint.ask(kTask, "Question: " + question + "\nReference: " + reference + "\nAnswer: " + answer, context));
    return scoreIn(reply);
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_output.h"

#include <algorithm>
#include <cstdio>
#include <map>

namespace akv::cli {

namespace {

template <class... Args>
std::string format(const char* pattern, Args... args) {
    char text[512];
    std::snprintf(text, sizeof text, pattern, args...);
    return text;
}

Json levelJson(std::uint64_t kept, std::uint64_t available) { return {{"kept", kept}, {"available", available}}; }

std::string megabytes(std::uint64_t bytes) { return format("%.1f MB", double(bytes) / 1e6); }

/// "3 of 12" or, when nothing was pruned, "12 of 12 (no pruning)".
std::string keptOf(std::uint64_t kept, std::uint64_t available) {
    return std::to_string(kept) + " of " + std::to_string(available) +
           (kept >= available ? " (no pruning at this level)" : "");
}

void printLevels(Output& out, const Answer& answer) {
    if (answer.levels.empty()) return;
    out.line("  keys kept in the prefill (step 0), per KB layer:");
    for (const auto& l : answer.levels) {
        if (l.step != 0) continue;
        if (answer.mode == Mode::Kblam) {
            out.line("    layer " + std::to_string(l.layer) + "   flat: " + std::to_string(l.leafKept) +
                     " leaves, no pruning");
            continue;
        }
        out.line("    layer " + std::to_string(l.layer) + "   root " + keptOf(l.rootKept, l.rootAvailable) +
                 "   inter " + keptOf(l.interKept, l.interAvailable) + "   leaf " +
                 keptOf(l.leafKept, l.leafAvailable));
    }
}

} // namespace

Json toJson(const Answer& a) {
    Json tokens = Json::array(), evidence = Json::array(), levels = Json::array();
    for (const auto& t : a.tokens)
        tokens.push_back({{"index", t.index},
                          {"id", t.id},
                          {"text", t.text},
                          {"logprob", t.logprob},
                          {"step", t.step},
                          {"lambda_kg", t.lambdaKg}});
    for (const auto& e : a.evidence)
        evidence.push_back({{"triple_id", e.triple.value()},
                            {"row_id", e.row.value()},
                            {"head", e.head},
                            {"relation", e.relation},
                            {"tail", e.tail},
                            {"key", e.key},
                            {"value", e.value},
                            {"share", e.share},
                            {"rank", e.rank}});
    for (const auto& l : a.levels)
        levels.push_back({{"step", l.step},
                          {"layer", l.layer},
                          {"root", levelJson(l.rootKept, l.rootAvailable)},
                          {"inter", levelJson(l.interKept, l.interAvailable)},
                          {"leaf", levelJson(l.leafKept, l.leafAvailable)}});
    return {{"question", a.question},
            {"answer", a.text},
            {"mode", modeName(a.mode)},
            {"refused", a.refused},
            {"match", a.match},
            {"lambda_kg", a.lambdaKg},
            {"tokens", tokens},
            {"evidence", evidence},
            {"levels", levels},
            {"time_to_first_token_s", a.timeToFirstToken},
            {"tokens_per_s", a.tokensPerSecond},
            {"prompt_tokens", a.promptTokens},
            {"memory",
             {{"device_peak_bytes", nullptr},
              {"rss_peak_bytes", a.rssPeakBytes},
              {"kg_bytes", a.kgBytes},
              {"weights_bytes", a.weightsBytes},
              {"kv_cache_bytes", a.kvCacheBytes}}}};
}

void print(Output& out, const Answer& a, std::size_t evidence) {
    out.line("Q  " + a.question);
    out.line("A  " + a.text + (a.stopped ? "  [stopped]" : ""));
    if (a.refused) out.line("  refused: the model says that the graph does not hold this");
    for (std::size_t i = 0; i < std::min(evidence, a.evidence.size()); ++i) {
        const auto& e = a.evidence[i];
        out.line(format("  %s #%d %5.1f %%  ", i == 0 ? "evidence" : "        ", e.rank, 100 * e.share) + e.head +
                 " - " + e.relation + " - " + e.tail + "  (triple " + std::to_string(e.triple.value()) + ")");
    }
    printLevels(out, a);
    if (!a.evidence.empty())
        out.line(
            format("  match with evidence #1 %.2f (token F1), knowledge share lambda_kg %.2f", a.match, a.lambdaKg));
    out.line(format("  first token %.3f s, %.0f tokens/s, %d prompt tokens", a.timeToFirstToken, a.tokensPerSecond,
                    a.promptTokens) +
             "; memory: process peak " + megabytes(a.rssPeakBytes) + ", weights " + megabytes(a.weightsBytes) +
             ", KG store " + megabytes(a.kgBytes) + ", KV cache " + megabytes(a.kvCacheBytes));
}

} // namespace akv::cli

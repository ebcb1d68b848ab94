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

void printLevels(Output& out, const std::vector<LevelCount>& levels, bool flat, const std::string& title) {
    if (levels.empty()) return;
    out.line("  " + title);
    for (const auto& l : levels) {
        if (l.step != 0) continue;
        if (flat) {
            out.line("    layer " + std::to_string(l.layer) + "   flat: " + std::to_string(l.leafKept) +
                     " leaves, no pruning");
            continue;
        }
        out.line("    layer " + std::to_string(l.layer) + "   root " + keptOf(l.rootKept, l.rootAvailable) +
                 "   inter " + keptOf(l.interKept, l.interAvailable) + "   leaf " +
                 keptOf(l.leafKept, l.leafAvailable));
    }
}

Json levelsJson(const std::vector<LevelCount>& levels) {
    Json out = Json::array();
    for (const auto& l : levels)
        out.push_back({{"step", l.step},
                       {"layer", l.layer},
                       {"root", levelJson(l.rootKept, l.rootAvailable)},
                       {"inter", levelJson(l.interKept, l.interAvailable)},
                       {"leaf", levelJson(l.leafKept, l.leafAvailable)}});
    return out;
}

Json copiedJson(const std::optional<CopiedFrom>& copied) {
    if (!copied) return nullptr;
    return {{"row_id", copied->row.value()}, {"offset", copied->offset}, {"share", copied->share}};
}

Json evidenceJson(const Answer& a) {
    Json out = Json::array();
    for (const auto& e : a.evidence)
        out.push_back({{"triple_id", e.triple.value()},
                       {"row_id", e.row.value()},
                       {"head", e.head},
                       {"relation", e.relation},
                       {"tail", e.tail},
                       {"key", e.key},
                       {"value", e.value},
                       {"share", a.levels.empty() ? Json(nullptr) : Json(e.share)},
                       {"rank", e.rank},
                       {"in_prompt", e.inPrompt},
                       {"score", e.score ? Json(*e.score) : Json(nullptr)},
                       {"overlap", e.overlap},
                       {"used", e.used()}});
    return out;
}

Json contextJson(const std::optional<ContextReport>& c) {
    if (!c) return nullptr;
    return {{"triples", c->triples}, {"available", c->available}, {"dropped", c->dropped},
            {"tokens", c->tokens},   {"order", c->order},         {"sampled", c->sampled}};
}

void printContext(Output& out, const Answer& a) {
    if (!a.context) return;
    const auto& c = *a.context;
    out.line("  prompt: " + std::to_string(c.triples) + " of " + std::to_string(c.available) + " triples, " +
             std::to_string(c.tokens) + " tokens, order: " + c.order +
             (c.sampled ? ", a seeded sample since not all were to fit" : "") +
             (c.dropped > 0 ? "; " + std::to_string(c.dropped) + " more did not fit the context" : ""));
}

void printEvidence(Output& out, const Answer& a, std::size_t most) {
    for (std::size_t i = 0; i < std::min(most, a.evidence.size()); ++i) {
        const auto& e = a.evidence[i];
        const std::string weight = !e.inPrompt ? format("%5.1f %%", 100 * e.share)
                                   : e.score   ? format("score %.3f", *e.score)
                                               : std::string("in prompt");
        out.line(format("  %s #%d %s  ", i == 0 ? "evidence" : "        ", e.rank, weight.c_str()) + e.head + " - " +
                 e.relation + " - " + e.tail + "  (triple " + std::to_string(e.triple.value()) + ")" +
                 (e.used() ? "  <- the answer's words" : ""));
    }
    if (a.evidence.size() > most && promptsWithFacts(a.mode))
        out.line("           and " + std::to_string(a.evidence.size() - most) + " more in the prompt");
}

} // namespace

Json toJson(const Answer& a) {
    Json tokens = Json::array();
    for (const auto& t : a.tokens)
        tokens.push_back({{"index", t.index},
                          {"id", t.id},
                          {"text", t.text},
                          {"logprob", t.logprob},
                          {"step", t.step},
                          {"lambda_kg", t.lambdaKg},
                          {"copied", copiedJson(t.copied)}});
    return {{"question", a.question},
            {"answer", a.text},
            {"mode", modeName(a.mode)},
            {"refused", a.refused},
            {"match", a.match},
            {"lambda_kg", a.lambdaKg},
            {"tokens", tokens},
            {"evidence", evidenceJson(a)},
            {"levels", levelsJson(a.levels)},
            {"selection_levels", levelsJson(a.selectionLevels)},
            {"context", contextJson(a.context)},
            {"time_to_first_token_s", a.timeToFirstToken},
            {"tokens_per_s", a.tokensPerSecond},
            {"prompt_tokens", a.promptTokens},
            {"prefill_tokens", a.prefillTokens},
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
    const auto copied = std::ranges::count_if(a.tokens, [](const auto& t) { return t.copied.has_value(); });
    if (copied > 0)
        out.line("  " + std::to_string(copied) + " of " + std::to_string(a.tokens.size()) +
                 " tokens were copied from triples of the graph");
    if (a.refused) out.line("  refused: the model says that the graph does not hold this");
    out.line(std::string("  mode ") + modeName(a.mode));
    printContext(out, a);
    printEvidence(out, a, evidence);
    printLevels(out, a.selectionLevels, false, "keys kept by the selecting prefill, per KB layer:");
    printLevels(out, a.levels, a.mode == Mode::Kblam, "keys kept in the prefill (step 0), per KB layer:");
    if (!a.evidence.empty())
        out.line(format("  match with %s %.2f (token F1), knowledge share lambda_kg %.2f",
                        a.mode == Mode::InContext ? "its best line" : "evidence #1", a.match, a.lambdaKg));
    out.line(format("  first token %.3f s, %.0f tokens/s, %d prompt tokens", a.timeToFirstToken, a.tokensPerSecond,
                    a.promptTokens) +
             "; memory: process peak " + megabytes(a.rssPeakBytes) + ", weights " + megabytes(a.weightsBytes) +
             ", KG store " + megabytes(a.kgBytes) + ", KV cache " + megabytes(a.kvCacheBytes));
}

} // namespace akv::cli

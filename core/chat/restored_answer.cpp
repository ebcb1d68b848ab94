// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/restored_answer.h"

#include <algorithm>
#include <limits>
#include <map>

namespace akv {

namespace {

/// Mean over KB layers and heads for every step that has records.
std::map<int, float> lambdaOfSteps(const Trace& trace) {
    std::map<int, std::pair<double, std::size_t>> sums;
    for (const LayerRecord& r : trace.layers)
        for (const float lambda : r.lambdaKg) sums[r.step].first += double(lambda), ++sums[r.step].second;
    std::map<int, float> out;
    for (const auto& [step, sum] : sums) out[step] = float(sum.first / double(sum.second));
    return out;
}

/// The records end with the end-of-sequence token, which is no part of the text: the answer's own length tells.
std::vector<AnswerToken> tokensOf(const Trace& trace) {
    const auto lambda = lambdaOfSteps(trace);
    std::vector<AnswerToken> out;
    std::string text;
    for (const TokenRecord& t : trace.tokens) {
        const std::string piece =
            text.empty() ? t.text.substr(std::min(t.text.find_first_not_of(' '), t.text.size())) : t.text;
        if (text.size() + piece.size() > trace.answer.size()) break;
        text += piece;
        const auto found = lambda.find(t.step);
        out.push_back({int(out.size()), t.id, t.step, t.text, t.logprob, found == lambda.end() ? 0.0F : found->second});
    }
    return out;
}

std::vector<Evidence> evidenceOf(const Trace& trace, std::size_t limit) {
    std::map<std::uint32_t, double> mass;
    double total = 0.0;
    for (const LayerRecord& r : trace.layers)
        for (std::size_t i = 0; i < r.headWeights.size(); ++i) {
            mass[r.leaf.kept[i % r.leaf.kept.size()]] += double(r.headWeights[i]);
            total += double(r.headWeights[i]);
        }
    std::vector<std::pair<double, std::uint32_t>> order;
    for (const auto& [leaf, m] : mass) order.emplace_back(-m, leaf);
    std::sort(order.begin(), order.end());
    std::vector<Evidence> out;
    for (const auto& [m, id] : order) {
        const auto found = trace.leaves.find(id);
        if (out.size() >= limit || found == trace.leaves.end()) continue;
        const TracedLeaf& leaf = found->second;
        Evidence e;
        e.triple = TripleId(leaf.tripleId);
        e.row = RowId(leaf.rowId);
        e.leaf = LeafId(id);
        e.head = leaf.head, e.relation = leaf.relation, e.tail = leaf.tail;
        e.key = leaf.key, e.value = leaf.value;
        e.share = total > 0 ? -m / total : 0.0;
        e.rank = int(out.size()) + 1;
        e.overlap = tokenF1(trace.answer, leaf.value);
        out.push_back(std::move(e));
    }
    return out;
}

} // namespace

Answer answerFromTrace(Trace trace) {
    Answer a;
    a.question = trace.question;
    a.text = trace.answer;
    if (const auto mode = parseMode(trace.card.mode); mode.ok()) a.mode = mode.value();
    a.match = std::numeric_limits<double>::quiet_NaN();
    a.tokens = tokensOf(trace);
    double lambda = 0.0;
    for (const AnswerToken& t : a.tokens) lambda += double(t.lambdaKg);
    if (!a.tokens.empty()) a.lambdaKg = lambda / double(a.tokens.size());
    a.evidence = evidenceOf(trace, 16);
    for (const LayerRecord& r : trace.layers)
        a.levels.push_back({r.step, r.layer, r.root.kept.size(), r.root.available, r.inter.kept.size(),
                            r.inter.available, r.leaf.kept.size(), r.leaf.available});
    a.promptTokens = int(trace.promptTokens.size());
    a.trace = std::move(trace);
    return a;
}

Answer restoredAnswer(const StoredTurn& turn, std::optional<Trace> trace) {
    Answer a = trace ? answerFromTrace(std::move(*trace)) : Answer();
    a.question = turn.question;
    a.text = turn.text;
    a.mode = turn.mode;
    a.refused = turn.refused;
    a.stopped = turn.state == TurnState::Stopped;
    a.match = turn.match;
    a.lambdaKg = turn.lambdaKg;
    a.evidence = turn.evidence;
    a.timeToFirstToken = turn.timeToFirstToken;
    a.tokensPerSecond = turn.tokensPerSecond;
    a.promptTokens = turn.promptTokens;
    a.trace.card = turn.card;
    return a;
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/whatif.h"

#include <algorithm>
#include <set>

namespace akv {

namespace {

std::vector<int> tokensOf(const Answer& answer) {
    std::vector<int> out;
    for (const auto& token : answer.tokens) out.push_back(token.id);
    return out;
}

/// Rows whose value a change of the triple's tail changes.
Result<std::vector<RowId>> valueRows(const Workspace& workspace, TripleId triple) {
    AKV_ASSIGN(const auto all, workspace.rowsOfTriple(triple));
    if (all.empty())
        return Error(ErrorCode::InvalidInput,
                     "triple " + std::to_string(triple.value()) +
                         " has no row in this workspace, so its value cannot be replaced; `atlaskv info` shows the "
                         "range of ids");
    std::vector<RowId> tails;
    for (const auto id : all) {
        AKV_ASSIGN(const auto row, workspace.row(id));
        if (row.side == MaskedSide::Tail) tails.push_back(id);
    }
    return tails.empty() ? all : tails;
}

/// The engine with the values of the change over its store, and their texts in `texts`; the same engine without values.
Result<std::shared_ptr<const Engine>> changedEngine(const Engine& engine, const Workspace& workspace,
                                                    const WhatIfChange& change, SentenceEncoder* encoder,
                                                    ValueTexts& texts, const JobContext& context) {
    const LeafStore& store = *engine.store();
    if (!encoder || encoder->name() != store.encoderName() || encoder->width() != store.width())
        return Error(ErrorCode::InvalidInput, "a replaced value must be embedded by the encoder of the graph, " +
                                                  store.encoderName() + "; the one given is " +
                                                  (encoder ? encoder->name() : std::string("none")));
    std::vector<LeafId> leaves;
    std::vector<std::string> values;
    for (const auto& value : change.values) {
        if (value.text.find_first_not_of(" \t\r\n") == std::string::npos)
            return Error(ErrorCode::InvalidInput, "the new value of triple " + std::to_string(value.triple.value()) +
                                                      " is empty; mask the triple to take it away");
        AKV_ASSIGN(const auto rows, valueRows(workspace, value.triple));
        for (const auto row : rows) {
            leaves.push_back(store.leafOf(row));
            values.push_back(value.text);
            texts[row] = value.text;
        }
    }
    AKV_ASSIGN(const Matrix embeddings, encoder->encode(values, context));
    return engine.withValues(leaves, embeddings);
}

Result<void> checkNotStopped(const Answer& answer) {
    if (!answer.stopped) return {};
    return Error(ErrorCode::Cancelled, "cancelled; the graph was not changed");
}

} // namespace

Result<WhatIfResult> whatIf(const Engine& engine, const Workspace& workspace, const std::string& question,
                            const AskOptions& options, const WhatIfChange& change, const JobContext& context) {
    if (change.masked.empty() && change.values.empty())
        return Error(ErrorCode::InvalidInput, "nothing would change: mask a triple or replace a value");
    if (options.mode == Mode::ZeroShot || !engine.store())
        return Error(ErrorCode::InvalidInput,
                     "a what-if needs a mode that reads the graph and a prepared workspace; the mode is " +
                         std::string(modeName(options.mode)));
    AskOptions changed = options;
    changed.masked.insert(changed.masked.end(), change.masked.begin(), change.masked.end());
    std::shared_ptr<const Engine> other;
    if (!change.values.empty()) {
        AKV_ASSIGN(other, changedEngine(engine, workspace, change, options.encoder, changed.valueTexts, context));
    }
    const Engine& after = other ? *other : engine;
    const auto session = engine.createSession(), afterSession = after.createSession();
    WhatIfResult out;
    context.progress("answer as the graph is", 0, 4);
    AKV_ASSIGN(out.before, ask(engine, *session, &workspace, question, options, context));
    AKV_CHECK(checkNotStopped(out.before));
    context.progress("answer with the change", 1, 4);
    AKV_ASSIGN(out.after, ask(after, *afterSession, &workspace, question, changed, context));
    AKV_CHECK(checkNotStopped(out.after));
    const auto tokens = tokensOf(out.before);
    context.progress("probability of the first answer", 2, 4);
    AKV_ASSIGN(out.logprobBefore, scoreAnswer(engine, *session, &workspace, question, options, tokens, context));
    AKV_ASSIGN(out.logprobAfter, scoreAnswer(after, *afterSession, &workspace, question, changed, tokens, context));
    out.diff = wordChanges(out.before.text, out.after.text);
    context.progress("probability of the first answer", 4, 4);
    return out;
}

Result<CauseRanking> rankByCause(const Engine& engine, const Workspace& workspace, const std::string& question,
                                 const AskOptions& options, std::size_t count, const JobContext& context) {
    const auto session = engine.createSession();
    CauseRanking out;
    AKV_ASSIGN(out.before, ask(engine, *session, &workspace, question, options, context));
    AKV_CHECK(checkNotStopped(out.before));
    const auto tokens = tokensOf(out.before);
    AKV_ASSIGN(out.logprob, scoreAnswer(engine, *session, &workspace, question, options, tokens, context));
    std::set<TripleId> seen;
    std::vector<Evidence> tried;
    for (const auto& e : out.before.evidence)
        if (tried.size() < count && seen.insert(e.triple).second) tried.push_back(e);
    for (const auto& e : tried) {
        context.progress("mask each triple", out.causes.size(), tried.size());
        if (context.cancel.cancelled()) {
            out.stopped = true;
            break;
        }
        AskOptions masked = options;
        masked.masked.push_back(e.triple);
        Cause cause;
        cause.evidence = e;
        AKV_ASSIGN(cause.logprob, scoreAnswer(engine, *session, &workspace, question, masked, tokens, context));
        cause.logprobChange = cause.logprob - out.logprob;
        AKV_ASSIGN(cause.after, ask(engine, *session, &workspace, question, masked, context));
        cause.sameText = cause.after.text == out.before.text;
        if (!cause.after.stopped) out.causes.push_back(std::move(cause));
    }
    std::stable_sort(out.causes.begin(), out.causes.end(),
                     [](const auto& a, const auto& b) { return a.logprobChange < b.logprobChange; });
    return out;
}

} // namespace akv

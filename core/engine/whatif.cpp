// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/whatif.h"

#include "core/hikvp/variant_store.h"

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
                         " has no row in this workspace, so its value cannot be replaced; the table of the "
                         "Graph page shows the ids, `atlaskv info` their range");
    std::vector<RowId> tails;
    for (const auto id : all) {
        AKV_ASSIGN(const auto row, workspace.row(id));
        if (row.side == MaskedSide::Tail) tails.push_back(id);
    }
    return tails.empty() ? all : tails;
}

/// The engine with the values of the change over its store, and their texts in `texts`.
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

/// The engine over a store whose values are shuffled or that is random, and what its rows now say in `texts`.
Result<std::shared_ptr<const Engine>> controlEngine(const Engine& engine, const Workspace& workspace,
                                                    const AskOptions& options, WhatIfChange::Control control,
                                                    ValueTexts& texts, const JobContext& context) {
    const bool random = control == WhatIfChange::Control::RandomGraph;
    if (random && (copies(options.mode) || promptsWithFacts(options.mode)))
        return Error(ErrorCode::Unsupported, std::string("random vectors have no words, and mode ") +
                                                 modeName(options.mode) +
                                                 " uses the words of the rows; choose atlaskv or kblam");
    StoreVariant variant;
    variant.kind = random ? StoreVariant::Kind::RandomVectors : StoreVariant::Kind::ShuffleValues;
    variant.seed = 1;
    context.progress("change the copy in memory", 1, 4);
    AKV_ASSIGN(auto changed, makeVariantStore(*engine.store(), variant, context));
    for (std::size_t i = 0; i < changed.valueRow.size(); ++i) {
        AKV_ASSIGN(const auto row, workspace.row(RowId(changed.valueRow[i])));
        texts[RowId(std::uint32_t(i))] = row.description;
    }
    return Engine::load(engine.info().folder, changed.store);
}

Result<void> checkNotStopped(const Answer& answer) {
    if (!answer.stopped) return {};
    return Error(ErrorCode::Cancelled, "cancelled; the graph was not changed");
}

Result<AskOptions> changedOptions(const AskOptions& first, const WhatIfChange& change) {
    if (change.nothing(first))
        return Error(ErrorCode::InvalidInput, "nothing would change: mask a triple or a cluster, replace a value, "
                                              "ablate a head or layer, pin a triple, choose a control, another mode or "
                                              "another k");
    if (!change.values.empty() && change.control != WhatIfChange::Control::None)
        return Error(ErrorCode::InvalidInput, "a control replaces every value; choose it or a new value, not both");
    AskOptions out = first;
    out.mode = change.mode.value_or(first.mode);
    if (change.k) out.k = change.k;
    out.masked.insert(out.masked.end(), change.masked.begin(), change.masked.end());
    out.interventions.add(change.interventions);
    if (change.control == WhatIfChange::Control::RandomGraph &&
        !(out.interventions.maskedClusters.empty() && out.interventions.pinned.empty()))
        return Error(ErrorCode::InvalidInput, "random vectors have clusters of their own and stand for no triple, so "
                                              "none of the graph's can be masked or pinned there");
    if (out.mode != Mode::ZeroShot) return out;
    if (first.mode == Mode::ZeroShot || !change.values.empty() || !change.interventions.none() ||
        change.control != WhatIfChange::Control::None)
        return Error(ErrorCode::InvalidInput, "in mode zero-shot nothing of the graph is read that could be changed; "
                                              "choose a mode that reads the graph");
    out.masked.clear();
    out.interventions = {};
    return out;
}

/// The second answer and the probability of the first one's tokens in both worlds.
Result<void> askChanged(const Engine& engine, const Workspace& workspace, const AskOptions& options,
                        const WhatIfChange& change, const JobContext& context, WhatIfResult& out) {
    AKV_ASSIGN(AskOptions changed, changedOptions(options, change));
    std::shared_ptr<const Engine> other;
    if (!change.values.empty()) {
        AKV_ASSIGN(other, changedEngine(engine, workspace, change, options.encoder, changed.valueTexts, context));
    } else if (change.control != WhatIfChange::Control::None) {
        AKV_ASSIGN(other, controlEngine(engine, workspace, changed, change.control, changed.valueTexts, context));
    }
    const Engine& after = other ? *other : engine;
    const auto session = engine.createSession(), afterSession = after.createSession();
    const std::string& question = out.before.question;
    context.progress("answer with the change", 1, 4);
    AKV_ASSIGN(out.after, ask(after, *afterSession, &workspace, question, changed, context));
    AKV_CHECK(checkNotStopped(out.after));
    const auto tokens = tokensOf(out.before);
    context.progress("probability of the first answer", 2, 4);
    AKV_ASSIGN(out.logprobBefore, scoreAnswer(engine, *session, &workspace, question, options, tokens, context));
    AKV_ASSIGN(out.logprobAfter, scoreAnswer(after, *afterSession, &workspace, question, changed, tokens, context));
    // Random vectors stand for no triple at all.
    if (change.control == WhatIfChange::Control::RandomGraph) out.after.evidence.clear();
    out.diff = wordChanges(out.before.text, out.after.text);
    context.progress("probability of the first answer", 4, 4);
    return {};
}

Result<Cause> causeOf(const Engine& engine, Session& session, const Workspace& workspace, const CauseRanking& ranking,
                      const Evidence& evidence, const AskOptions& options, const JobContext& context) {
    AskOptions masked = options;
    masked.masked.push_back(evidence.triple);
    const auto tokens = tokensOf(ranking.before);
    const std::string& question = ranking.before.question;
    Cause cause;
    cause.evidence = evidence;
    AKV_ASSIGN(cause.logprob, scoreAnswer(engine, session, &workspace, question, masked, tokens, context));
    cause.logprobChange = cause.logprob - ranking.logprob;
    AKV_ASSIGN(cause.after, ask(engine, session, &workspace, question, masked, context));
    cause.sameText = cause.after.text == ranking.before.text;
    return cause;
}

Result<void> rankCauses(const Engine& engine, const Workspace& workspace, const AskOptions& options, std::size_t count,
                        const OnCause& onCause, const JobContext& context, CauseRanking& out) {
    const auto session = engine.createSession();
    const auto tokens = tokensOf(out.before);
    AKV_ASSIGN(out.logprob, scoreAnswer(engine, *session, &workspace, out.before.question, options, tokens, context));
    std::set<TripleId> seen;
    std::vector<Evidence> tried;
    for (const auto& e : out.before.evidence)
        if (tried.size() < count && seen.insert(e.triple).second) tried.push_back(e);
    for (const auto& e : tried) {
        context.progress("mask each triple", out.causes.size(), tried.size());
        out.stopped = context.cancel.cancelled();
        if (out.stopped) break;
        AKV_ASSIGN(Cause cause, causeOf(engine, *session, workspace, out, e, options, context));
        out.stopped = cause.after.stopped;
        if (out.stopped) break;
        out.causes.push_back(std::move(cause));
        if (onCause) onCause(out.causes.back(), out.causes.size(), tried.size());
    }
    std::stable_sort(out.causes.begin(), out.causes.end(),
                     [](const auto& a, const auto& b) { return a.logprobChange < b.logprobChange; });
    return {};
}

bool stillTrue(const Engine& engine, const Answer& answer) {
    const RunCard& card = answer.trace.card;
    return !answer.tokens.empty() && card.modelHash == engine.info().hash &&
           (answer.mode == Mode::ZeroShot || card.storeHash == engine.store()->hash());
}

Result<void> checkStore(const Engine& engine) {
    if (engine.store()) return {};
    return Error(ErrorCode::InvalidInput, "a what-if needs a prepared workspace; no graph is loaded");
}

/// The answer itself where it still holds, else asked anew.
Result<Answer> currentAnswer(const Engine& engine, const Workspace& workspace, const Answer& answer,
                             const AskOptions& options, const JobContext& context) {
    if (stillTrue(engine, answer)) return answer;
    context.progress("answer as the graph is", 0, 4);
    const auto session = engine.createSession();
    AKV_ASSIGN(Answer again, ask(engine, *session, &workspace, answer.question, options, context));
    AKV_CHECK(checkNotStopped(again));
    return again;
}

} // namespace

Result<WhatIfResult> whatIf(const Engine& engine, const Workspace& workspace, const std::string& question,
                            const AskOptions& options, const WhatIfChange& change, const JobContext& context) {
    AKV_CHECK(checkStore(engine));
    AKV_CHECK(changedOptions(options, change));
    const auto session = engine.createSession();
    WhatIfResult out;
    context.progress("answer as the graph is", 0, 4);
    AKV_ASSIGN(out.before, ask(engine, *session, &workspace, question, options, context));
    AKV_CHECK(checkNotStopped(out.before));
    AKV_CHECK(askChanged(engine, workspace, options, change, context, out));
    return out;
}

Result<WhatIfResult> whatIf(const Engine& engine, const Workspace& workspace, const Answer& before,
                            SentenceEncoder* encoder, const WhatIfChange& change, const JobContext& context) {
    AKV_CHECK(checkStore(engine));
    AKV_ASSIGN(AskOptions options, askedWith(before.trace.card));
    options.encoder = encoder;
    AKV_CHECK(changedOptions(options, change));
    WhatIfResult out;
    out.askedAgain = !stillTrue(engine, before);
    AKV_ASSIGN(out.before, currentAnswer(engine, workspace, before, options, context));
    AKV_CHECK(askChanged(engine, workspace, options, change, context, out));
    return out;
}

Result<CauseRanking> rankByCause(const Engine& engine, const Workspace& workspace, const std::string& question,
                                 const AskOptions& options, std::size_t count, const JobContext& context) {
    const auto session = engine.createSession();
    CauseRanking out;
    AKV_ASSIGN(out.before, ask(engine, *session, &workspace, question, options, context));
    AKV_CHECK(checkNotStopped(out.before));
    AKV_CHECK(rankCauses(engine, workspace, options, count, {}, context, out));
    return out;
}

Result<CauseRanking> rankByCause(const Engine& engine, const Workspace& workspace, const Answer& before,
                                 SentenceEncoder* encoder, std::size_t count, const OnCause& onCause,
                                 const JobContext& context) {
    AKV_CHECK(checkStore(engine));
    AKV_ASSIGN(AskOptions options, askedWith(before.trace.card));
    options.encoder = encoder;
    CauseRanking out;
    AKV_ASSIGN(out.before, currentAnswer(engine, workspace, before, options, context));
    AKV_CHECK(rankCauses(engine, workspace, options, count, onCause, context, out));
    return out;
}

} // namespace akv

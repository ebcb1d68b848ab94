// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/answer.h"

#include "core/device/memory_sampler.h"
#include "core/engine/evidence.h"
#include "core/engine/text_stream.h"

#include <algorithm>
#include <chrono>

namespace akv {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

RunCard makeCard(const Engine& engine, const AskOptions& options) {
    RunCard card;
    const auto k = options.k.value_or(engine.info().k);
    card.mode = modeName(options.mode);
    card.model = engine.info().name;
    card.modelHash = engine.info().hash;
    card.build = "0.1.0";
    card.seed = options.seed;
    card.temperature = options.temperature;
    card.kRoot = k.root, card.kInter = k.inter, card.kLeaf = k.leaf;
    card.contextTriples = options.contextTriples;
    card.hybridAttention = options.hybridAttention;
    card.maxTokens = options.maxTokens;
    if (engine.store()) card.storeHash = engine.store()->hash(), card.rows = engine.store()->leafCount();
    for (const auto id : options.masked) card.masked.push_back(id.value());
    for (const auto& cluster : options.interventions.maskedClusters)
        card.maskedClusters.push_back(clusterText(cluster));
    for (const auto& head : options.interventions.ablated) card.ablated.push_back(headText(head));
    for (const auto id : options.interventions.pinned) card.pinned.push_back(id.value());
    if (options.interventions.scale) card.scaleFactor = scaleText(*options.interventions.scale);
    return card;
}

/// Needs of a mode that can be said before anything runs.
Result<void> checkMode(const Engine& engine, bool hasTexts, const AskOptions& options) {
    const std::string mode = modeName(options.mode);
    if (options.mode == Mode::ZeroShot) return {};
    if (!engine.store()) return Error(ErrorCode::InvalidInput, "mode " + mode + " needs a prepared workspace (-w)");
    AKV_CHECK(engine.store()->checkWhole());
    if ((promptsWithFacts(options.mode) || copies(options.mode)) && !hasTexts)
        return Error(ErrorCode::InvalidInput,
                     "mode " + mode + " says triples in their own words and needs their texts: open a workspace (-w)");
    return {};
}

Result<int> contextBudget(const Engine& engine, const AskOptions& options, std::size_t promptTokens) {
    const int left = engine.info().contextLength - int(promptTokens) - options.maxTokens;
    if (left < 0)
        return Error(ErrorCode::InvalidInput, "the question has " + std::to_string(promptTokens) + " tokens; with " +
                                                  std::to_string(options.maxTokens) +
                                                  " answer tokens it exceeds the context of " +
                                                  std::to_string(engine.info().contextLength));
    return left;
}

Result<void> generate(Session& session, const Engine& engine, const PreparedQuestion& prepared, AttentionSink* sink,
                      const AskOptions& ask, Clock::time_point begin, const JobContext& context, Answer& answer) {
    auto options = prepared.options;
    options.sink = sink;
    session.reset();
    AKV_CHECK(session.prefill(prepared.prompt, options));
    TextStream stream;
    double lambda = 0.0;
    Clock::time_point first;
    while (int(answer.tokens.size()) < ask.maxTokens) {
        if (context.cancel.cancelled()) {
            answer.stopped = true;
            break;
        }
        AKV_ASSIGN(const Step step, session.decodeOne());
        if (answer.tokens.empty()) {
            first = Clock::now();
            answer.timeToFirstToken = secondsSince(begin);
        }
        if (step.end) break;
        AnswerToken token{int(answer.tokens.size()),    step.token,   int(answer.tokens.size()),
                          engine.tokenText(step.token), step.logprob, step.lambdaKg};
        if (step.copied)
            token.copied = {engine.store()->rowOf(LeafId(step.copied->leaf)), step.copied->offset, step.copied->share};
        lambda += step.lambdaKg;
        answer.tokens.push_back(token);
        const auto text = stream.push(token.text);
        if (ask.onText) ask.onText(text, token);
    }
    answer.text = stream.text();
    if (!answer.tokens.empty()) {
        answer.lambdaKg = lambda / double(answer.tokens.size());
        const double decoding = secondsSince(first);
        if (answer.tokens.size() > 1 && decoding > 0)
            answer.tokensPerSecond = double(answer.tokens.size() - 1) / decoding;
    }
    return {};
}

Result<Answer> answerPrepared(const Engine& engine, Session& session, const std::string& question,
                              const AskOptions& options, const PreparedQuestion& prepared, Clock::time_point begin,
                              TraceRecorder& recorder, const JobContext& context) {
    Answer answer;
    answer.question = question;
    answer.mode = options.mode;
    answer.promptTokens = answer.prefillTokens = int(prepared.prompt.size());
    if (prepared.context) {
        answer.context = prepared.context->report;
        answer.prefillTokens += prepared.context->selectionTokens;
        answer.selectionLevels = levelCounts(prepared.context->selection);
    }
    AKV_CHECK(generate(session, engine, prepared, &recorder, options, begin, context, answer));
    const auto& refusal = engine.info().refusal;
    answer.refused = !refusal.empty() && normaliseAnswer(answer.text) == normaliseAnswer(refusal);
    return answer;
}

/// The workspace's texts with the values of the options over them, and which leaves may and must be read.
struct Ground {
    std::optional<WorkspaceTexts> texts;
    LeafLimits limits;
};
Result<Ground> groundOf(const Engine& engine, const Workspace* workspace, const AskOptions& options) {
    Ground out;
    AKV_CHECK(checkMode(engine, workspace != nullptr, options));
    if (options.mode == Mode::ZeroShot) return out;
    if (!workspace)
        return Error(ErrorCode::InvalidInput,
                     std::string("mode ") + modeName(options.mode) + " needs a prepared workspace (-w)");
    out.texts.emplace(*workspace, options.valueTexts);
    AKV_ASSIGN(out.limits, leafLimits(engine, *workspace, options));
    return out;
}

} // namespace

Result<LeafLimits> leafLimits(const Engine& engine, const Workspace& workspace, const AskOptions& options) {
    const auto& wanted = options.interventions;
    if (!attendsToKnowledge(options.mode) && (!wanted.ablated.empty() || !wanted.pinned.empty() || wanted.scale))
        return Error(ErrorCode::InvalidInput, std::string("mode ") + modeName(options.mode) +
                                                  " does not attend to keys of the graph, so nothing can be ablated, "
                                                  "pinned or scaled; choose atlaskv, kblam or hybrid");
    const LeafStore& store = *engine.store();
    LeafLimits out;
    AKV_ASSIGN(out.masked, leavesOfTriples(workspace, store, options.masked));
    AKV_ASSIGN(const auto gone, leavesOfClusters(store.hierarchy(), wanted.maskedClusters));
    out.masked.insert(out.masked.end(), gone.begin(), gone.end());
    std::sort(out.masked.begin(), out.masked.end());
    out.masked.erase(std::unique(out.masked.begin(), out.masked.end()), out.masked.end());
    AKV_ASSIGN(out.pinned, leavesOfTriples(workspace, store, wanted.pinned));
    return out;
}

std::string valuePart(const std::string& answer) {
    const auto at = answer.find(" is ");
    std::string out = at == std::string::npos ? answer : answer.substr(at + 4);
    while (!out.empty() && (out.back() == '.' || out.back() == ' ')) out.pop_back();
    return out;
}

Result<PreparedQuestion> prepareQuestion(const Engine& engine, Session& session, const std::string& question,
                                         const AskOptions& options, const LeafLimits& limits,
                                         const JobContext& context) {
    AKV_CHECK(checkMode(engine, options.texts != nullptr, options));
    PreparedQuestion out;
    out.prompt = engine.prompt(question);
    AKV_ASSIGN(const int budget, contextBudget(engine, options, out.prompt.size()));
    out.options.mode = options.mode;
    out.options.k = options.k;
    out.options.maxTokens = options.maxTokens;
    out.options.temperature = options.temperature;
    out.options.seed = options.seed;
    out.options.masked = limits.masked;
    out.options.pinned = limits.pinned;
    out.options.maskedClusters = options.interventions.maskedClusters;
    out.options.ablated = options.interventions.ablated;
    out.options.scale = options.interventions.scale;
    if (decides(options.mode))
        out.options.sentence = [&engine, texts = options.texts](LeafId leaf) -> Result<CopySentence> {
            AKV_ASSIGN(const auto row, texts->row(engine.store()->rowOf(leaf)));
            return engine.sentence({row.descriptionType, row.name, row.description});
        };
    if (!promptsWithFacts(options.mode)) return out;
    // A session knows of attention only: without it a hybrid prompt is decoded as the model alone would.
    if (isHybrid(options.mode) && !options.hybridAttention) out.options.mode = Mode::ZeroShot;
    ContextRequest request{engine, *options.texts, question,    limits.masked,  options.contextTriples,
                           budget, options.seed,   out.options, options.encoder};
    const auto chosen = options.mode == Mode::InContext ? inContext(request, context)
                        : options.mode == Mode::Rag     ? retrieved(request, context)
                                                        : preselected(request, session, context);
    if (!chosen.ok()) return chosen.error();
    out.context = *chosen;
    std::vector<FactText> lines;
    for (const auto& fact : out.context->facts) {
        lines.push_back(fact.text());
        if (isHybrid(options.mode)) out.options.told.push_back(fact.leaf);
    }
    AKV_ASSIGN(out.prompt, engine.promptWithFacts(question, lines));
    return out;
}

Result<Answer> generateAnswer(const Engine& engine, Session& session, const std::string& question,
                              const AskOptions& options, std::vector<LeafId> masked, TraceRecorder& recorder,
                              const JobContext& context) {
    const auto begin = Clock::now();
    AKV_ASSIGN(const auto prepared, prepareQuestion(engine, session, question, options, std::move(masked), context));
    return answerPrepared(engine, session, question, options, prepared, begin, recorder, context);
}

Result<Answer> ask(const Engine& engine, Session& session, const Workspace* workspace, const std::string& question,
                   const AskOptions& options, const JobContext& context) {
    if (question.find_first_not_of(" \t\r\n") == std::string::npos)
        return Error(ErrorCode::InvalidInput, "the question is empty");
    AKV_ASSIGN(const Ground ground, groundOf(engine, workspace, options));
    AskOptions all = options;
    if (!all.texts && ground.texts) all.texts = &*ground.texts;
    const auto begin = Clock::now();
    AKV_ASSIGN(const auto prepared, prepareQuestion(engine, session, question, all, ground.limits, context));
    TraceRecorder recorder(options.traceBytes);
    AKV_ASSIGN(Answer answer, answerPrepared(engine, session, question, all, prepared, begin, recorder, context));
    Trace& trace = answer.trace;
    trace = recorder.take();
    trace.card = makeCard(engine, options);
    trace.question = question;
    trace.answer = answer.text;
    for (const int id : prepared.prompt) trace.promptTokens.push_back(engine.tokenText(id));
    answer.levels = levelCounts(trace.layers);
    if (ground.texts) {
        static const std::vector<PromptFact> kNone;
        const auto& facts = prepared.context ? prepared.context->facts : kNone;
        for (const auto& fact : facts) trace.facts.push_back({fact.leaf.value(), fact.score});
        if (prepared.context) trace.selection = prepared.context->selection;
        AKV_CHECK(describeTrace(trace, *workspace, *all.texts, *engine.store()));
        AKV_CHECK(collectEvidence(answer, facts, *all.texts, 16));
        answer.kgBytes = engine.store()->bytesOnDisk();
    }
    answer.weightsBytes = engine.info().weightsBytes;
    answer.kvCacheBytes = session.memory().kvCacheBytes;
    answer.rssPeakBytes = MemorySampler().sample().rssPeak;
    return answer;
}

Result<double> scoreAnswer(const Engine& engine, Session& session, const Workspace* workspace,
                           const std::string& question, const AskOptions& options, std::span<const int> tokens,
                           const JobContext& context) {
    AKV_ASSIGN(const Ground ground, groundOf(engine, workspace, options));
    AskOptions all = options;
    if (!all.texts && ground.texts) all.texts = &*ground.texts;
    AKV_ASSIGN(const auto prepared, prepareQuestion(engine, session, question, all, ground.limits, context));
    return session.score(prepared.prompt, tokens, prepared.options);
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/token_effect.h"

namespace akv {

namespace {

std::vector<TokenChoice> choicesOf(const Engine& engine, const TokenRecord& record) {
    std::vector<TokenChoice> out;
    for (const auto& [id, logprob] : record.alternatives) out.push_back({engine.tokenText(id), double(logprob)});
    return out;
}

/// The best tokens of the model alone after `prompt`.
Result<std::vector<TokenChoice>> choicesAlone(const Engine& engine, Session& session, const std::vector<int>& prompt) {
    TraceRecorder recorder;
    GenerateOptions options;
    options.mode = Mode::ZeroShot;
    options.sink = &recorder;
    session.reset();
    AKV_CHECK(session.prefill(prompt, options));
    AKV_CHECK(session.decodeOne());
    session.reset();
    const Trace trace = recorder.take();
    return trace.tokens.empty() ? std::vector<TokenChoice>{} : choicesOf(engine, trace.tokens.front());
}

} // namespace

Result<std::vector<TokenEffect>> measureTokenEffects(const Engine& engine, const Answer& answer,
                                                     const JobContext& context) {
    const auto& tokens = answer.trace.tokens;
    if (tokens.empty()) return Error(ErrorCode::InvalidInput, "the answer has no tokens that could be scored");
    if (answer.trace.card.modelHash != engine.info().hash)
        return Error(ErrorCode::InvalidInput, "the answer came from another model (" + answer.trace.card.modelHash +
                                                  ") than the one that is loaded (" + engine.info().hash +
                                                  "); ask the question again");
    const auto session = engine.createSession();
    std::vector<int> prompt = engine.prompt(answer.question);
    GenerateOptions alone;
    alone.mode = Mode::ZeroShot;
    std::vector<TokenEffect> out;
    for (const TokenRecord& token : tokens) {
        AKV_CHECK(context.checkCancelled());
        context.progress("score each word without the graph", out.size(), tokens.size());
        TokenEffect effect;
        effect.step = token.step;
        effect.with = double(token.logprob);
        effect.choicesWith = choicesOf(engine, token);
        AKV_ASSIGN(effect.without, session->score(prompt, std::span(&token.id, 1), alone));
        AKV_ASSIGN(effect.choicesWithout, choicesAlone(engine, *session, prompt));
        prompt.push_back(token.id);
        out.push_back(std::move(effect));
    }
    return out;
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/answer_fit_torch.h"

#include <ATen/core/grad_mode.h>
#include <algorithm>

namespace akv {

namespace {

/// What the gate sees of every question of a batch.
void addExamples(const Batch& batch, const std::vector<ForwardResult::Decision>& decisions, const SentencePiece& pieces,
                 std::vector<AnswerExample>& out) {
    for (const auto& decision : decisions) {
        std::vector<KeyWords> keys;
        for (const auto& [row, weight] : decision.kept) {
            const auto& sentence = batch.sentences[std::size_t(row)];
            keys.push_back({pieces.decode(sentence.noun()), pieces.decode(sentence.name()), weight});
        }
        const auto b = std::size_t(decision.example);
        const auto* ids = batch.ids.data() + decision.example * batch.length;
        const std::vector<int> question(ids + batch.promptBegin[b] + 1, ids + batch.answerBegin[b] - 1);
        out.push_back({answerFeatures(pieces.decode(question), keys, decision.refusal), batch.answerable[b] == 0});
    }
}

} // namespace

AnswerFit fitAnswerGateOn(const BatchMaker& batches, const TrainingNetwork& network,
                          const TrainingNetwork::Tokens& tokens, const SentencePiece& pieces) {
    const at::NoGradGuard noGrad;
    constexpr int kBatches = 24, kExamples = 48, kRows = 1000;
    std::vector<AnswerExample> examples;
    for (int i = 0; i < kBatches; ++i) {
        const auto source = i % 3 == 2 ? BatchMaker::Source::Both : BatchMaker::Source::Knowledge;
        const auto batch = batches.validate(std::uint64_t(i), kExamples, kRows, source);
        addExamples(batch, network.forward(batch, tokens, true).decisions, pieces, examples);
    }
    AnswerFit out{fitAnswerGate(examples), examples.size(), 0.0, 0.0};
    double refusable = 0;
    for (const auto& example : examples) {
        const bool refuse = refusalProbability(example.features, out.gate) > 0.5;
        refusable += example.refuse;
        (example.refuse ? out.refused : out.falseRefusals) += refuse;
    }
    out.refused /= std::max(1.0, refusable);
    out.falseRefusals /= std::max(1.0, double(examples.size()) - refusable);
    return out;
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/self_check.h"

#include "core/eval/format.h"
#include "core/kg2kv/nouns.h"

#include <cmath>
#include <set>

namespace akv {

namespace {

/// What each part of the self-check needs.
struct Subject {
    const Engine& engine;
    const Workspace& workspace;
    PruneK k;
    std::string question;
    const JobContext& context;

    Result<Answer> ask(Mode mode, std::vector<TripleId> masked = {}) const {
        AskOptions options;
        options.mode = mode;
        options.k = k;
        options.masked = std::move(masked);
        options.maxTokens = 24;
        const auto session = engine.createSession();
        return akv::ask(engine, *session, &workspace, question, options, context);
    }
};

/// Key and value shown for a leaf against the row that its tensor position stands for.
Result<CheckResult> shownIsMultiplied(const Subject& s, const Answer& answer) {
    std::uint64_t wrong = 0, checked = 0;
    for (const auto& [id, leaf] : answer.trace.leaves) {
        const RowId row = s.engine.store()->rowOf(LeafId(id));
        AKV_ASSIGN(const auto stored, s.workspace.row(row));
        AKV_ASSIGN(const auto triple, s.workspace.triples().triple(stored.triple));
        const bool right = row.value() == leaf.rowId && stored.triple.value() == leaf.tripleId &&
                           stored.keyString() == leaf.key && stored.description == leaf.value && triple &&
                           triple->head == leaf.head && triple->tail == leaf.tail;
        wrong += right ? 0 : 1, ++checked;
    }
    return CheckResult{"Every displayed triple is the row that was multiplied (leaf → row → triple)",
                       std::to_string(wrong) + " mismatches in " + std::to_string(checked) + " leaves",
                       "0 mismatches, at least 1 checked", wrong == 0 && checked > 0};
}

/// Value codes of the leaves against the base embeddings of their rows.
Result<CheckResult> codesAreTheirRows(const Subject& s, const Answer& answer) {
    AKV_ASSIGN(const auto embeddings, s.workspace.embeddings());
    const Matrix& values = embeddings.second;
    double worst = 1.0;
    std::uint64_t checked = 0;
    std::vector<float> code(s.engine.store()->width());
    for (const auto& [id, leaf] : answer.trace.leaves) {
        if (leaf.rowId >= values.rows || values.cols != code.size()) continue;
        s.engine.store()->value(LeafId(id), code);
        const auto row = values.row(leaf.rowId);
        double dot = 0.0, a = 0.0, b = 0.0;
        for (std::size_t i = 0; i < code.size(); ++i)
            dot += double(code[i]) * double(row[i]), a += double(code[i]) * double(code[i]),
                b += double(row[i]) * double(row[i]);
        worst = std::min(worst, a > 0 && b > 0 ? dot / std::sqrt(a * b) : 0.0);
        ++checked;
    }
    return CheckResult{"Stored value codes are the embeddings of their rows",
                       std::string("min cosine ") + number(worst, "%.5f") + " over " + std::to_string(checked) +
                           " leaves",
                       "≥ 0.99", checked > 0 && worst >= 0.99};
}

/// Absorbed scores over stored codes against projected and normalised keys in fp64.
Result<CheckResult> scoresAreTheDefinition(const Subject& s, const Answer&) {
    AKV_ASSIGN(const ScoringError error, s.engine.measureScoring(2000, 1));
    return CheckResult{"Scores are those of projected, normalised keys in fp64",
                       "RMS difference " + number(error.rms, "%.1e") + ", largest " + number(error.worst, "%.1e") +
                           " over " + std::to_string(error.scores) + " scores of RMS " + number(error.scale, "%.2f"),
                       "RMS ≤ 1 % of the scores'", error.scores > 0 && error.rms <= 0.01 * error.scale};
}

/// Pruning nothing must be flat attention.
Result<CheckResult> unprunedIsFlat(const Subject& s, const Answer& answer) {
    const std::vector<int> prompt = s.engine.prompt(s.question);
    std::vector<int> continuation;
    for (const AnswerToken& token : answer.tokens) continuation.push_back(token.id);
    const auto& hierarchy = s.engine.store()->hierarchy();
    GenerateOptions all;
    all.k =
        PruneK{std::uint32_t(hierarchy.root.rows), std::uint32_t(hierarchy.inter.rows), s.engine.store()->leafCount()};
    GenerateOptions flat;
    flat.mode = Mode::Kblam;
    const auto session = s.engine.createSession();
    AKV_ASSIGN(const double a, session->score(prompt, continuation, all));
    session->reset();
    AKV_ASSIGN(const double b, session->score(prompt, continuation, flat));
    const double difference = std::abs(a - b);
    return CheckResult{"Keeping every key gives the same result as flat attention",
                       std::string("|Δ log-probability| ") + number(difference, "%.1e") + " over " +
                           std::to_string(continuation.size()) + " tokens",
                       "≤ 1e-3", !continuation.empty() && difference <= 1e-3};
}

Result<CheckResult> repeatsItself(const Subject& s, const Answer& answer) {
    AKV_ASSIGN(const Answer again, s.ask(Mode::Atlas));
    bool same = again.tokens.size() == answer.tokens.size();
    double worst = 0.0;
    for (std::size_t i = 0; same && i < again.tokens.size(); ++i) {
        same = again.tokens[i].id == answer.tokens[i].id;
        worst = std::max(worst, double(std::abs(again.tokens[i].lambdaKg - answer.tokens[i].lambdaKg)));
    }
    return CheckResult{"Asked again with the same seed: the same words and the same λ",
                       same ? std::string("same ") + std::to_string(again.tokens.size()) + " tokens, max |Δλ| " +
                                  number(worst, "%.1e")
                            : "the words differ",
                       "same tokens, |Δλ| ≤ 1e-5", same && worst <= 1e-5};
}

Result<CheckResult> maskedIsNotRead(const Subject& s, const Answer& answer) {
    if (answer.evidence.empty())
        return CheckResult{"A masked triple is read nowhere", "nothing was read", "0 reads", false};
    const TripleId masked = answer.evidence.front().triple;
    AKV_ASSIGN(const Answer without, s.ask(Mode::Atlas, {masked}));
    std::uint64_t reads = 0;
    for (const LayerRecord& record : without.trace.layers)
        for (const std::uint32_t id : record.leaf.kept)
            if (const auto leaf = without.trace.leaves.find(id);
                leaf != without.trace.leaves.end() && leaf->second.tripleId == masked.value())
                ++reads;
    return CheckResult{"A masked triple is read nowhere",
                       std::to_string(reads) + " reads in " + std::to_string(without.trace.layers.size()) + " records",
                       "0 reads", reads == 0 && !without.trace.layers.empty()};
}

} // namespace

Result<std::vector<CheckResult>> runSelfCheck(const Engine& engine, const Workspace& workspace, const PruneK& k,
                                              const JobContext& context) {
    if (!engine.store()) return Error(ErrorCode::InvalidInput, "the graph has no leaf store: build it first");
    AKV_ASSIGN(const auto row, workspace.row(RowId(0)));
    const Subject subject{engine, workspace, k, fillTemplate(0, row.descriptionType, row.name), context};
    constexpr std::uint64_t kParts = 7;
    context.progress("asking", 0, kParts);
    AKV_ASSIGN(const Answer answer, subject.ask(Mode::Atlas));
    std::vector<CheckResult> results = checkRecords(answer, k, &engine.store()->hierarchy());
    std::uint64_t done = 1;
    // A workspace may be shipped without its base embeddings; then there is nothing to hold the codes against.
    const bool haveEmbeddings = std::filesystem::exists(workspace.embeddingsFolder());
    for (const auto part : {shownIsMultiplied, codesAreTheirRows, scoresAreTheDefinition, unprunedIsFlat, repeatsItself,
                            maskedIsNotRead}) {
        AKV_CHECK(context.checkCancelled());
        context.progress("measuring", done++, kParts);
        if (part == codesAreTheirRows && !haveEmbeddings) continue;
        AKV_ASSIGN(auto result, part(subject, answer));
        results.push_back(std::move(result));
    }
    return results;
}

} // namespace akv

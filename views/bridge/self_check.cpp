// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/self_check.h"

#include "core/kg2kv/nouns.h"
#include "views/models/text.h"

#include <cmath>
#include <set>

namespace akv::ui {

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
    return CheckResult{QObject::tr("Every displayed triple is the row that was multiplied (leaf → row → triple)"),
                       QObject::tr("%1 mismatches in %2 leaves").arg(wrong).arg(checked),
                       QObject::tr("0 mismatches, at least 1 checked"), wrong == 0 && checked > 0};
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
    return CheckResult{QObject::tr("Stored value codes are the embeddings of their rows"),
                       QObject::tr("min cosine %1 over %2 leaves").arg(worst, 0, 'f', 5).arg(checked),
                       QStringLiteral("≥ 0.99"), checked > 0 && worst >= 0.99};
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
    return CheckResult{
        QObject::tr("Keeping every key gives the same result as flat attention"),
        QObject::tr("|Δ log-probability| %1 over %2 tokens").arg(difference, 0, 'e', 1).arg(continuation.size()),
        QStringLiteral("≤ 1e-3"), !continuation.empty() && difference <= 1e-3};
}

Result<CheckResult> repeatsItself(const Subject& s, const Answer& answer) {
    AKV_ASSIGN(const Answer again, s.ask(Mode::Atlas));
    bool same = again.tokens.size() == answer.tokens.size();
    double worst = 0.0;
    for (std::size_t i = 0; same && i < again.tokens.size(); ++i) {
        same = again.tokens[i].id == answer.tokens[i].id;
        worst = std::max(worst, double(std::abs(again.tokens[i].lambdaKg - answer.tokens[i].lambdaKg)));
    }
    return CheckResult{QObject::tr("Asked again with the same seed: the same words and the same λ"),
                       same ? QObject::tr("same %1 tokens, max |Δλ| %2").arg(again.tokens.size()).arg(worst, 0, 'e', 1)
                            : QObject::tr("the words differ"),
                       QObject::tr("same tokens, |Δλ| ≤ 1e-5"), same && worst <= 1e-5};
}

Result<CheckResult> maskedIsNotRead(const Subject& s, const Answer& answer) {
    if (answer.evidence.empty())
        return CheckResult{QObject::tr("A masked triple is read nowhere"), QObject::tr("nothing was read"),
                           QObject::tr("0 reads"), false};
    const TripleId masked = answer.evidence.front().triple;
    AKV_ASSIGN(const Answer without, s.ask(Mode::Atlas, {masked}));
    std::uint64_t reads = 0;
    for (const LayerRecord& record : without.trace.layers)
        for (const std::uint32_t id : record.leaf.kept)
            if (const auto leaf = without.trace.leaves.find(id);
                leaf != without.trace.leaves.end() && leaf->second.tripleId == masked.value())
                ++reads;
    return CheckResult{QObject::tr("A masked triple is read nowhere"),
                       QObject::tr("%1 reads in %2 records").arg(reads).arg(without.trace.layers.size()),
                       QObject::tr("0 reads"), reads == 0 && !without.trace.layers.empty()};
}

} // namespace

Result<std::vector<CheckResult>> runSelfCheck(const Engine& engine, const std::filesystem::path& folder,
                                              const PruneK& k, const JobContext& context) {
    if (!engine.store()) return Error(ErrorCode::InvalidInput, "the graph has no leaf store: build it first");
    AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Read));
    AKV_ASSIGN(const auto row, workspace->row(RowId(0)));
    const Subject subject{engine, *workspace, k, fillTemplate(0, row.descriptionType, row.name), context};
    constexpr std::uint64_t kParts = 6;
    context.progress("asking", 0, kParts);
    AKV_ASSIGN(const Answer answer, subject.ask(Mode::Atlas));
    std::vector<CheckResult> results = checkRecords(answer, k, &engine.store()->hierarchy());
    std::uint64_t done = 1;
    for (const auto part : {shownIsMultiplied, codesAreTheirRows, unprunedIsFlat, repeatsItself, maskedIsNotRead}) {
        AKV_CHECK(context.checkCancelled());
        context.progress("measuring", done++, kParts);
        AKV_ASSIGN(auto result, part(subject, answer));
        results.push_back(std::move(result));
    }
    context.progress("done", kParts, kParts);
    return results;
}

SelfCheckController::SelfCheckController(JobModel& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {}

void SelfCheckController::run(std::shared_ptr<const Engine> engine, const QString& workspace, const PruneK& k) {
    if (!engine) {
        Q_EMIT failed(tr("No model is loaded."));
        return;
    }
    auto job = std::make_shared<int>(0);
    const CancelToken token = m_slot.start<std::vector<CheckResult>>(
        [engine = std::move(engine), folder = std::filesystem::path(toStd(workspace)), k](const JobContext& context) {
            return runSelfCheck(*engine, folder, k, context);
        },
        [this, job](Result<std::vector<CheckResult>> results) {
            if (results.ok()) {
                m_jobs.finish(*job, JobModel::Outcome::Done, {});
                Q_EMIT finished(results.value());
                return;
            }
            const bool cancelled = results.error().code == ErrorCode::Cancelled;
            m_jobs.finish(*job, cancelled ? JobModel::Outcome::Cancelled : JobModel::Outcome::Failed,
                          qs(results.error().text()));
            Q_EMIT failed(cancelled ? tr("Cancelled.") : qs(results.error().text()));
        },
        [this, job](const Progress& p) { m_jobs.update(*job, p); });
    *job = m_jobs.begin(tr("Self-check"), token);
    Q_EMIT started();
}

} // namespace akv::ui

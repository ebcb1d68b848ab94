// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/what_if_controller.h"

#include "core/encoder/sentence_encoder.h"
#include "core/hikvp/variant_store.h"
#include "views/bridge/answering.h"
#include "views/models/text.h"

#include <algorithm>

namespace akv::ui {

namespace {

using EnginePtr = std::shared_ptr<const Engine>;

/// Retrieval compares embeddings, for which scoring has no encoder at hand.
bool scorable(Mode mode) { return mode != Mode::Rag; }

AskOptions optionsOf(const Answer& a) {
    AskOptions options;
    const RunCard& card = a.trace.card;
    options.mode = a.mode;
    if (card.kRoot > 0) options.k = PruneK{card.kRoot, card.kInter, card.kLeaf};
    for (const auto id : card.masked) options.masked.emplace_back(id);
    options.temperature = card.temperature;
    options.seed = card.seed;
    return options;
}

/// Log-probability of A's words after its question, teacher-forced.
Result<double> scoreWords(const Engine& engine, const Workspace& workspace, const Answer& a, const AskOptions& options,
                          const JobContext& context) {
    std::vector<int> words;
    for (const AnswerToken& token : a.tokens) words.push_back(token.id);
    const auto session = engine.createSession();
    return scoreAnswer(engine, *session, &workspace, a.question, options, words, context);
}

/// What copying says in a variant: the texts belong to the values.
Result<ValueTexts> textsOf(const Workspace& workspace, const WhatIfChange& change,
                           const std::vector<std::uint32_t>& valueRow) {
    constexpr std::size_t kMostRows = 100'000;
    ValueTexts out;
    if (change.control == WhatIfChange::Control::RandomGraph)
        return Error(ErrorCode::Unsupported, "random vectors have no words that could be copied; choose mode AtlasKV");
    if (valueRow.size() > kMostRows)
        return Error(ErrorCode::Unsupported, "shuffling the words of " + std::to_string(valueRow.size()) +
                                                 " rows for copying is more than this control does (" +
                                                 std::to_string(kMostRows) + "); choose mode AtlasKV");
    for (std::size_t i = 0; i < valueRow.size(); ++i) {
        AKV_ASSIGN(const auto row, workspace.row(RowId(valueRow[i])));
        out[RowId(std::uint32_t(i))] = row.description;
    }
    if (change.value && valueRow.empty()) out[change.value->first.row] = toStd(change.value->second);
    return out;
}

struct Variant {
    EnginePtr engine;
    std::vector<std::uint32_t> valueRow; ///< shuffled values
};

Result<Variant> variantOf(const EnginePtr& engine, const std::filesystem::path& model, const Workspace& workspace,
                          const WhatIfChange& change, const JobContext& context) {
    using Control = WhatIfChange::Control;
    if (!change.value && change.control == Control::None) return Variant{engine, {}};
    if (!engine->store()) return Error(ErrorCode::InvalidInput, "no graph is loaded, so there is no value to change");
    StoreVariant variant;
    variant.seed = 1;
    if (change.control == Control::ShuffledValues) variant.kind = StoreVariant::Kind::ShuffleValues;
    if (change.control == Control::RandomGraph) variant.kind = StoreVariant::Kind::RandomVectors;
    if (change.value && change.control == Control::None) {
        context.progress("encoding the new value", 0, 0);
        AKV_ASSIGN(const auto folder, findMiniLm());
        AKV_ASSIGN(const auto encoder, openMiniLm(folder));
        if (encoder->name() != engine->store()->encoderName())
            return Error(ErrorCode::InvalidInput, "the graph was embedded with " + engine->store()->encoderName() +
                                                      ", here is " + encoder->name() +
                                                      "; a new value needs the same encoder");
        const std::string text = toStd(change.value->second);
        AKV_ASSIGN(variant.values, encoder->encode(std::span(&text, 1), context));
        AKV_ASSIGN(const auto row, workspace.row(change.value->first.row));
        if (row.description != change.value->first.value)
            return Error(ErrorCode::InvalidInput, "row " + std::to_string(row.id.value()) + " now has the value '" +
                                                      row.description + "', not '" + change.value->first.value +
                                                      "'; ask the question again");
        variant.replaced.push_back(row.id);
    }
    context.progress("changing the copy in memory", 0, 0);
    AKV_ASSIGN(auto changed, makeVariantStore(*engine->store(), variant, context));
    context.progress("loading the model over it", 0, 0);
    Variant out;
    AKV_ASSIGN(out.engine, Engine::load(model, changed.store));
    out.valueRow = std::move(changed.valueRow);
    return out;
}

/// Evidence names rows of the stored graph; where B read something else in their place, it says what.
Result<void> correctTexts(Answer& b, const Workspace& workspace, const WhatIfChange& change, const Variant& variant) {
    for (Evidence& e : b.evidence) {
        if (!variant.valueRow.empty()) {
            AKV_ASSIGN(const auto row, workspace.row(RowId(variant.valueRow[e.row.value()])));
            e.value = row.description;
            e.tail = "(" + row.description + ")";
        } else if (change.value && change.value->first.row == e.row) {
            (e.value == e.tail ? e.tail : e.head) = toStd(change.value->second);
            e.value = toStd(change.value->second);
        }
    }
    // Random vectors stand for no triple at all.
    if (change.control == WhatIfChange::Control::RandomGraph) b.evidence.clear();
    return {};
}

Result<WhatIfResult> compare(const EnginePtr& engine, const std::filesystem::path& model,
                             const std::filesystem::path& folder, std::shared_ptr<const Answer> a,
                             const WhatIfChange& change, const JobContext& context) {
    std::unique_ptr<Workspace> workspace;
    if (!folder.empty()) { AKV_ASSIGN(workspace, Workspace::open(folder, Workspace::Access::Read)); }
    WhatIfResult out;
    const AskOptions first = optionsOf(*a);
    const std::string storeHash = engine->store() ? engine->store()->hash() : std::string();
    if (a->tokens.empty() || a->trace.card.modelHash != engine->info().hash ||
        (a->mode != Mode::ZeroShot && a->trace.card.storeHash != storeHash)) {
        context.progress("asking A again", 0, 0);
        AKV_ASSIGN(Answer again, askWorkspace(*engine, folder, a->question, first, context));
        a = std::make_shared<const Answer>(std::move(again));
        out.askedAgain = true;
    }
    AskOptions second = first;
    second.mode = change.mode;
    if (prunes(change.mode)) second.k = change.k;
    second.masked.insert(second.masked.end(), change.masked.begin(), change.masked.end());
    if (change.mode == Mode::ZeroShot) second.masked.clear(); // nothing is read that could be masked
    AKV_ASSIGN(const Variant variant, variantOf(engine, model, *workspace, change, context));
    if (second.mode == Mode::AtlasCopy && variant.engine != engine) {
        AKV_ASSIGN(second.valueTexts, textsOf(*workspace, change, variant.valueRow));
    }
    context.progress("asking B", 0, 0);
    AKV_ASSIGN(Answer b, askWorkspace(*variant.engine, folder, a->question, second, context));
    AKV_CHECK(correctTexts(b, *workspace, change, variant));
    if (scorable(first.mode) && scorable(second.mode) && !a->tokens.empty()) {
        context.progress("scoring A's words under the change", 0, 0);
        AKV_ASSIGN(out.logprobA, scoreWords(*engine, *workspace, *a, first, context));
        AKV_ASSIGN(out.logprobB, scoreWords(*variant.engine, *workspace, *a, second, context));
    } else {
        out.reason = QObject::tr("with retrieval A's words are not scored");
    }
    out.a = std::move(a);
    out.b = std::make_shared<const Answer>(std::move(b));
    return out;
}

} // namespace

WhatIfController::WhatIfController(JobModel& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {}

void WhatIfController::setEngine(std::shared_ptr<const Engine> engine, const QString& modelFolder,
                                 const QString& workspaceFolder) {
    cancel();
    m_engine = std::move(engine);
    m_model = modelFolder;
    m_workspace = workspaceFolder;
}

void WhatIfController::cancel() {
    m_run.cancel();
    m_rankCancel.cancel();
    m_rank.cancel();
}

void WhatIfController::run(std::shared_ptr<const Answer> a, const WhatIfChange& change) {
    if (!m_engine || !a || m_workspace.isEmpty()) {
        Q_EMIT failed(tr("What-if needs a model, an open graph and an answer."));
        return;
    }
    auto job = std::make_shared<int>(0);
    const CancelToken token = m_run.start<WhatIfResult>(
        [engine = m_engine, model = std::filesystem::path(toStd(m_model)),
         folder = std::filesystem::path(toStd(m_workspace)), a,
         change](const JobContext& context) { return compare(engine, model, folder, a, change, context); },
        [this, job](Result<WhatIfResult> result) {
            if (!result.ok()) {
                const bool cancelled = result.error().code == ErrorCode::Cancelled;
                m_jobs.finish(*job, cancelled ? JobModel::Outcome::Cancelled : JobModel::Outcome::Failed,
                              qs(result.error().text()));
                Q_EMIT failed(cancelled ? tr("Cancelled.") : qs(result.error().text()));
                return;
            }
            m_jobs.finish(*job, result->b->stopped ? JobModel::Outcome::Cancelled : JobModel::Outcome::Done,
                          whatIfVerdict(result.value()));
            Q_EMIT finished(result.value());
        },
        [this, job](const Progress& p) { m_jobs.update(*job, p); });
    *job = m_jobs.begin(tr("What if: %1").arg(change.text(*a)), token);
    Q_EMIT started(change.text(*a));
}

void WhatIfController::rankByCause(std::shared_ptr<const Answer> a, std::size_t count) {
    if (!m_engine || !a || m_workspace.isEmpty() || a->tokens.empty() || !scorable(a->mode)) {
        Q_EMIT failed(tr("Ranking by cause needs a model, an open graph and an answer that read it."));
        return;
    }
    std::vector<TripleId> triples;
    for (const Evidence& e : a->evidence)
        if (triples.size() < count && std::find(triples.begin(), triples.end(), e.triple) == triples.end())
            triples.push_back(e.triple);
    m_rankCancel = CancelToken();
    const int job = m_jobs.begin(tr("Rank the evidence by cause"), m_rankCancel);
    Q_EMIT started(tr("masking one triple at a time"));
    const int total = int(triples.size());
    rankNext(std::move(a), std::move(triples), total, std::nullopt, job);
}

void WhatIfController::rankNext(std::shared_ptr<const Answer> a, std::vector<TripleId> left, int total,
                                std::optional<double> base, int job) {
    const int done = total - int(left.size());
    m_jobs.update(job, {"masked alone", std::uint64_t(done), std::uint64_t(total)});
    if (m_rankCancel.cancelled() || left.empty()) {
        m_jobs.finish(job, left.empty() ? JobModel::Outcome::Done : JobModel::Outcome::Cancelled,
                      tr("%1 of %2 triples").arg(done).arg(total));
        Q_EMIT ranked();
        return;
    }
    const TripleId triple = left.front();
    using Scores = std::pair<double, double>;
    m_rank.start<Scores>(
        [engine = m_engine, folder = std::filesystem::path(toStd(m_workspace)), a, triple,
         base](const JobContext& context) -> Result<Scores> {
            AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Read));
            AskOptions options = optionsOf(*a);
            double before = base.value_or(0.0);
            if (!base) { AKV_ASSIGN(before, scoreWords(*engine, *workspace, *a, options, context)); }
            options.masked.push_back(triple);
            AKV_ASSIGN(const double after, scoreWords(*engine, *workspace, *a, options, context));
            return Scores{before, after};
        },
        [this, a, left, total, job, triple, done](Result<Scores> scores) {
            if (!scores.ok()) {
                const bool cancelled = scores.error().code == ErrorCode::Cancelled;
                m_jobs.finish(job, cancelled ? JobModel::Outcome::Cancelled : JobModel::Outcome::Failed,
                              qs(scores.error().text()));
                cancelled ? Q_EMIT ranked() : Q_EMIT failed(qs(scores.error().text()));
                return;
            }
            Q_EMIT effectMeasured(triple.value(), scores->second - scores->first, done + 1, total);
            rankNext(a, {left.begin() + 1, left.end()}, total, scores->first, job);
        });
}

} // namespace akv::ui

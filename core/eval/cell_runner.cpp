// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/cell_runner.h"

#include "core/base/strings.h"
#include "core/device/memory_sampler.h"
#include "core/eval/metrics.h"

#include <algorithm>

namespace akv {

namespace {

constexpr std::size_t kEvidence = 5;

/// Keeps the prefill only: a flat record of a large cell for every step would fill the memory.
class PrefillRecorder : public TraceRecorder {
public:
    PrefillRecorder() : TraceRecorder(std::size_t(1) << 30) {}
    bool wantsLayer(int step, int) const override { return step == 0; }
    bool wantsValueNorms() const override { return false; }
};

/// What the int8 store of a cell takes on disk (leaf_store.h); the cell's own one is in memory.
std::uint64_t storeBytes(const LeafStore& store) {
    return std::uint64_t(store.leafCount()) * (2 * (store.width() + 2) + 8) + store.residentKeyBytes();
}

std::optional<double> scannedShare(const Trace& trace, std::size_t rows) {
    double sum = 0, layers = 0;
    for (const auto& record : trace.layers)
        if (record.step == 0) sum += double(record.leaf.available) / double(rows), layers += 1;
    if (layers == 0) return std::nullopt;
    return sum / layers;
}

} // namespace

bool CellRunner::wants(const std::string& metric) const {
    return m_setting.options.metrics.contains(metric) && (!m_point || (metric != "judge" && metric != "mask"));
}

bool CellRunner::generates() const {
    return std::ranges::any_of(m_setting.options.metrics, [](const std::string& name) { return name != "acc"; });
}

EvalItem CellRunner::newItem(const std::string& mode, std::size_t question, bool answerable) const {
    const auto& q = m_setting.questions[question];
    EvalItem item;
    item.mode = mode;
    item.size = std::uint32_t(m_cell.rows.size());
    item.seed = m_seed;
    item.question = q.question, item.key = q.key, item.noun = q.noun;
    if (answerable) item.gold = q.value;
    item.answerable = answerable;
    item.nounSeen = m_setting.training.nounSeen(q.noun);
    if (answerable) item.rarestWord = m_setting.training.rarestWord(q.value);
    item.k = m_cell.k;
    if (m_point) item.setting = m_point->id();
    return item;
}

Result<std::vector<EvalItem>> CellRunner::answers(Mode mode, const SweepPoint* setting) {
    m_point = setting;
    const auto session = m_engine->createSession();
    std::vector<EvalItem> out;
    for (const bool answerable : {true, false})
        for (const auto q : answerable ? m_draw.present : m_draw.absent)
            for (int generation = 0; generation < m_setting.options.generations; ++generation) {
                AKV_CHECK(m_setting.context.checkCancelled());
                m_onQuestion();
                AKV_ASSIGN(auto item, answer(*session, mode, q, answerable, generation));
                AKV_CHECK(checkFinite(item));
                out.push_back(std::move(item));
            }
    return out;
}

AskOptions CellRunner::askOptions(Mode mode, int generation) const {
    const auto& options = m_setting.options;
    AskOptions ask;
    ask.mode = mode;
    ask.k = m_cell.k;
    if (m_point) ask.interventions = m_point->change;
    ask.maxTokens = generates() ? options.maxTokens : 1;
    ask.seed = m_seed * 1000 + std::uint64_t(generation);
    if (options.generations > 1) ask.temperature = options.temperature;
    ask.encoder = options.encoder;
    ask.texts = &m_texts;
    return ask;
}

Result<EvalItem> CellRunner::answer(Session& session, Mode mode, std::size_t question, bool answerable,
                                    int generation) {
    const auto& q = m_setting.questions[question];
    PrefillRecorder recorder;
    const AskOptions ask = askOptions(mode, generation);
    AKV_ASSIGN(const Answer answer,
               generateAnswer(*m_engine, session, q.question, ask, {}, recorder, m_setting.context));
    AKV_CHECK(m_setting.context.checkCancelled()); // a stopped answer is partial
    EvalItem item = newItem(modeName(mode), question, answerable);
    item.generation = generation;
    item.generated = generates();
    item.answer = answer.text;
    item.refused = answer.refused;
    item.timeToFirstToken = answer.timeToFirstToken;
    item.tokensPerSecond = answer.tokensPerSecond;
    item.promptTokens = std::uint64_t(answer.promptTokens);
    item.kvCacheBytes = session.memory().kvCacheBytes;
    item.movedBytes = session.memory().stagedLeafBytes;
    item.kgBytes = mode == Mode::ZeroShot ? 0 : storeBytes(*m_cell.store);
    item.rssPeakBytes = MemorySampler().sample().rssPeak;
    const Trace trace = recorder.take();
    if (promptsWithFacts(mode))
        AKV_CHECK(rankPrompt(session, ask, q, item));
    else if (!trace.layers.empty())
        rank(trace, q, item);
    if (!generates() || !answerable) return item;
    AKV_CHECK(score(q, item));
    if (wants("mask") && item.em == 1.0 && mode != Mode::ZeroShot) AKV_CHECK(maskGold(session, ask, q, answer, item));
    return item;
}

void CellRunner::rank(const Trace& trace, const EvalQuestion& question, EvalItem& item) const {
    item.scanned = scannedShare(trace, m_cell.rows.size());
    if (item.answerable)
        for (const int layer : prefillLayers(trace))
            item.rankByLayer[layer] =
                goldRank(attentionRanking(trace, m_cell, std::span(&layer, 1)), m_setting.pool, question.row->value());
    place(attentionRanking(trace, m_cell, m_setting.options.layers), question, item);
}

void CellRunner::place(std::vector<ScoredRow> ranking, const EvalQuestion& question, EvalItem& item) const {
    std::optional<std::uint32_t> gold;
    if (item.answerable) gold = question.row->value(), item.rank = goldRank(ranking, m_setting.pool, *gold);
    item.evidence = topEvidence(std::move(ranking), m_setting.pool, gold, kEvidence);
}

/// Hybrid ranks by the knowledge attention of its selecting prefill, RAG the lines of its prompt by their cosines; the
/// lines of ICL have no order to judge.
Result<void> CellRunner::rankPrompt(Session& session, const AskOptions& ask, const EvalQuestion& question,
                                    EvalItem& item) const {
    if (ask.mode == Mode::InContext) return {};
    AKV_ASSIGN(const auto prepared, prepareQuestion(*m_engine, session, question.question, ask, {}, m_setting.context));
    if (!prepared.context) return {};
    if (!prepared.context->selection.empty()) {
        Trace selection;
        selection.layers = prepared.context->selection;
        rank(selection, question, item);
        return {};
    }
    std::vector<ScoredRow> lines;
    for (const auto& fact : prepared.context->facts)
        lines.push_back({m_cell.rows[fact.row.id.value()], fact.score.value_or(0.0)});
    place(std::move(lines), question, item);
    return {};
}

std::vector<std::string> CellRunner::goldValues(const EvalQuestion& question) const {
    const auto& rows = m_setting.pool.rows;
    const auto group = rows[question.row->value()].group;
    std::vector<std::string> out;
    for (const auto row : m_cell.rows)
        if (rows[row].group == group) out.push_back(rows[row].value);
    return out;
}

/// Against the member of the gold row's identical-key group in the cell that fits best.
Result<void> CellRunner::score(const EvalQuestion& question, EvalItem& item) {
    const auto said = answerValue(item.answer, question.key);
    const auto raise = [](std::optional<double>& to, double value) { to = std::max(to.value_or(value), value); };
    for (const auto& value : goldValues(question)) {
        raise(item.em, exactMatch(said, value) ? 1.0 : 0.0);
        if (wants("f1")) raise(item.f1, tokenF1(said, value));
        if (!wants("rouge")) continue;
        const Rouge r = rouge(said, value);
        raise(item.rouge1, r.one), raise(item.rouge2, r.two), raise(item.rougeL, r.l);
    }
    if (!item.evidence.empty()) item.match = tokenF1(said, item.evidence.front().value);
    if (wants("bertscore")) AKV_CHECK(scoreTokens(question, said, item));
    if (wants("judge")) {
        AKV_ASSIGN(item.judge,
                   m_setting.options.judge->score(item.question, item.gold, item.answer, m_setting.context));
    }
    return {};
}

Result<void> CellRunner::scoreTokens(const EvalQuestion& question, const std::string& said, EvalItem& item) {
    std::vector<std::string> texts = {said};
    for (auto& value : goldValues(question)) texts.push_back(std::move(value));
    AKV_ASSIGN(const auto tokens, m_setting.options.encoder->encodeTokens(texts, m_setting.context));
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        const auto now = bertScore(tokens[0], tokens[i]);
        if (item.bertScore && *item.bertScore >= now.f1) continue;
        item.bertPrecision = now.precision, item.bertRecall = now.recall, item.bertScore = now.f1;
    }
    return {};
}

/// Log-probability of a right answer with and without its gold row, which is then neither read nor in the prompt.
Result<void> CellRunner::maskGold(Session& session, const AskOptions& ask, const EvalQuestion& question,
                                  const Answer& answer, EvalItem& item) const {
    std::vector<int> produced;
    for (const auto& token : answer.tokens) produced.push_back(token.id);
    const auto row = std::ranges::find(m_cell.rows, question.row->value()) - m_cell.rows.begin();
    const std::vector<LeafId> gold = {m_cell.store->leafOf(RowId(std::uint32_t(row)))};
    for (const bool masked : {false, true}) {
        AKV_ASSIGN(const auto prepared, prepareQuestion(*m_engine, session, question.question, ask,
                                                        masked ? gold : std::vector<LeafId>(), m_setting.context));
        AKV_ASSIGN(const double logprob, session.score(prepared.prompt, produced, prepared.options));
        (masked ? item.logprobMasked : item.logprob) = logprob;
    }
    return {};
}

Result<std::vector<EvalItem>> CellRunner::retriever() {
    std::vector<std::string> texts;
    for (const auto q : m_draw.present) texts.push_back(m_setting.questions[q].question);
    AKV_ASSIGN(const auto vectors, m_setting.options.encoder->encode(texts, m_setting.context));
    std::vector<EvalItem> out;
    for (std::size_t i = 0; i < m_draw.present.size(); ++i) {
        AKV_CHECK(m_setting.context.checkCancelled());
        const auto gold = m_setting.questions[m_draw.present[i]].row->value();
        auto item = newItem("retriever", m_draw.present[i], true);
        auto ranking = retrieverRanking(vectors.row(i), m_setting.pool, m_cell);
        item.rank = goldRank(ranking, m_setting.pool, gold);
        item.evidence = topEvidence(std::move(ranking), m_setting.pool, gold, kEvidence);
        item.rssPeakBytes = MemorySampler().sample().rssPeak;
        AKV_CHECK(checkFinite(item));
        out.push_back(std::move(item));
    }
    return out;
}

Result<Trace> CellRunner::observe(Session& session, Mode mode, const PruneK& k, const PromptState& prompt) {
    PrefillRecorder recorder;
    GenerateOptions options;
    options.mode = mode;
    options.k = k;
    options.sink = &recorder;
    AKV_CHECK(session.observe(prompt, options));
    return recorder.take();
}

namespace {

/// Share of the exact top-k_L mass of each layer's flat prefill that the pruned prefill's leaves hold, mean over
/// layers. Above KB layer one the pruned run asks with its own queries; the masses are those of the flat run.
double massRecall(const Trace& flat, const Trace& pruned, std::size_t leaves) {
    double sum = 0, layers = 0;
    for (const auto& record : pruned.layers) {
        const auto* exact = flat.find(0, record.layer);
        if (exact == nullptr) continue;
        auto kept = record.leaf.kept;
        std::ranges::sort(kept);
        double top = 0, found = 0;
        // A flat record is sorted by score, so its first k_L leaves are the exact ones.
        for (std::size_t j = 0; j < std::min(leaves, exact->leaf.kept.size()); ++j) {
            top += double(exact->leafMass[j]);
            if (std::ranges::binary_search(kept, exact->leaf.kept[j])) found += double(exact->leafMass[j]);
        }
        sum += top > 0 ? found / top : 1.0, layers += 1;
    }
    return layers > 0 ? sum / layers : 0.0;
}

} // namespace

Result<std::vector<std::vector<EvalItem>>> CellRunner::sweep(std::span<const PruneK> ks) {
    const auto session = m_engine->createSession();
    std::vector<std::vector<EvalItem>> out(ks.size());
    for (const auto q : m_draw.present) {
        const auto& question = m_setting.questions[q];
        AKV_ASSIGN(const auto prompt, session->begin(m_engine->prompt(question.question)));
        AKV_ASSIGN(const Trace flat, observe(*session, Mode::Kblam, ks.front(), prompt));
        for (std::size_t i = 0; i < ks.size(); ++i) {
            AKV_CHECK(m_setting.context.checkCancelled());
            m_onQuestion();
            AKV_ASSIGN(const Trace pruned, observe(*session, Mode::Atlas, ks[i], prompt));
            auto item = newItem(modeName(Mode::Atlas), q, true);
            item.k = ks[i];
            rank(pruned, question, item);
            item.massRecall = massRecall(flat, pruned, ks[i].leaf);
            item.rssPeakBytes = MemorySampler().sample().rssPeak;
            item.kgBytes = storeBytes(*m_cell.store);
            item.movedBytes = session->memory().stagedLeafBytes;
            AKV_CHECK(checkFinite(item));
            out[i].push_back(std::move(item));
        }
    }
    return out;
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/evaluate.h"

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/strings.h"
#include "core/engine/measure_k.h"
#include "core/eval/report.h"
#include "core/eval/shared_corpus.h"
#include "core/eval/sweep_runs.h"
#include "core/eval/time_left.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

namespace akv {

namespace {

using Json = nlohmann::ordered_json;
constexpr const char* kRetriever = "retriever";

/// One call of evaluate().
class Evaluation {
public:
    Evaluation(const std::filesystem::path& model, const Workspace& workspace,
               const std::vector<EvalQuestion>& questions, const EvalOptions& options, const JobContext& context)
        : m_model(model), m_workspace(workspace), m_questions(questions), m_options(options), m_context(context) {}

    Result<EvalReport> run(const std::filesystem::path& out);

private:
    /// The cells of one (size, seed) that are still to be measured.
    struct OpenParts {
        std::vector<Mode> modes;
        bool retriever = false;
        std::size_t sweeps = 0; ///< questions of sweeps
        bool any() const { return !modes.empty() || retriever || sweeps > 0; }
    };

    Result<void> prepare(const std::filesystem::path& out);
    Result<void> checkOptions() const;
    Result<void> chooseLayers();
    Result<void> loadTrainingWords();
    Result<Json> configuration() const;
    OpenParts missing(std::uint32_t size, std::uint64_t seed) const;
    Result<void> measure(std::uint32_t size, std::uint64_t seed, const OpenParts& open);
    Result<PruneK> chooseK(const Engine& engine, const CellDraw& draw, std::uint64_t seed);
    Result<void> measureModes(CellRunner& runner, const Cell& cell, std::uint64_t seed, const OpenParts& open);
    Result<void> report();
    Result<void> addResult(const std::string& mode, std::uint32_t size, std::string& lines);
    std::pair<std::size_t, std::size_t> asked(std::uint32_t size) const;
    std::size_t questionsOfCell(const OpenParts& open, std::uint32_t size) const;
    void finished(const std::string& what);
    bool hasRetriever() const {
        return m_options.encoder != nullptr && m_options.encoder->name() == m_pool->encoder &&
               m_options.metrics.contains("acc");
    }

    const std::filesystem::path& m_model;
    const Workspace& m_workspace;
    const std::vector<EvalQuestion>& m_questions;
    EvalOptions m_options;
    const JobContext& m_context;
    std::optional<EvalPool> m_pool;
    std::optional<RunFolder> m_folder;
    TrainingWords m_training;
    SweepRuns m_sweeps;
    std::vector<std::uint32_t> m_sizes;
    ModelInfo m_info;
    EvalReport m_report;
    TimeLeft m_time;
};

Result<void> Evaluation::checkOptions() const {
    const auto& names = evalMetricNames();
    for (const auto& metric : m_options.metrics)
        if (std::ranges::find(names, metric) == names.end())
            return Error(ErrorCode::InvalidInput, "metric '" + metric + "' is not known; known: " + joinWords(names));
    if (m_options.metrics.empty())
        return Error(ErrorCode::InvalidInput, "no metric was chosen; known: " + joinWords(names));
    if (m_questions.empty()) return Error(ErrorCode::InvalidInput, "there are no questions to ask");
    if (m_options.seeds < 1 || m_options.generations < 1 || m_options.questions < 1)
        return Error(ErrorCode::InvalidInput, "seeds, generations and questions must be at least 1");
    if (m_options.metrics.contains("bertscore") && m_options.encoder == nullptr)
        return Error(ErrorCode::InvalidInput, "bertscore needs the sentence encoder; run scripts/setup");
    if (m_options.metrics.contains("judge") && m_options.judge == nullptr)
        return Error(ErrorCode::InvalidInput, "the metric judge needs --judge-endpoint and --judge-model");
    return {};
}

/// Afterwards `layers` says what ACC sums over, ascending.
Result<void> Evaluation::chooseLayers() {
    auto& layers = m_options.layers;
    std::ranges::sort(layers);
    layers.erase(std::unique(layers.begin(), layers.end()), layers.end());
    for (const int layer : layers)
        if (std::ranges::find(m_info.kbLayers, layer) == m_info.kbLayers.end()) {
            std::string known;
            for (const int kb : m_info.kbLayers) known += " " + std::to_string(kb);
            return Error(ErrorCode::InvalidInput,
                         "layer " + std::to_string(layer) + " of the layer rule is no KB " +
                             "layer of the model; its KB layers:" + (known.empty() ? std::string(" none") : known));
        }
    m_report.layerRule =
        layers.empty() || layers == m_info.metricLayers ? "sum over KB layers" : "sum over the chosen KB layers";
    if (layers.empty()) layers = m_info.metricLayers;
    for (const int layer : layers) m_report.layerRule += " " + std::to_string(layer);
    return {};
}

Result<void> Evaluation::loadTrainingWords() {
    AKV_ASSIGN(m_training, TrainingWords::read(m_model));
    m_report.trainingNouns = m_training.nouns(), m_report.valueWords = m_training.valueWords();
    if (m_training.nouns() == 0)
        m_report.notes.push_back("the model folder has no nouns.txt, so relation nouns seen and unseen in training are "
                                 "not reported apart");
    return {};
}

/// Everything that a cell's numbers depend on, apart from its own size, mode and seed.
Result<Json> Evaluation::configuration() const {
    HashStream questions;
    for (const auto& q : m_questions) {
        questions.add(q.question), questions.add(q.key), questions.add(q.value);
        questions.add(q.row ? std::to_string(q.row->value()) : "none");
    }
    HashStream distractors;
    for (std::size_t i = m_pool->workspaceRows; i < m_pool->rows.size(); ++i)
        distractors.add(m_pool->rows[i].keyString()), distractors.add(m_pool->rows[i].value);
    Json json = {
        {"format_version", 1},
        {"model", m_info.hash},
        {"rows", m_workspace.manifest().rowsHash},
        {"encoder", m_pool->encoder},
        {"questions", questions.hex()},
        {"questions_per_cell", m_options.questions},
        {"unanswerable_per_cell", m_options.unanswerable ? Json(*m_options.unanswerable) : Json("equally many")},
        {"metrics", m_options.metrics},
        {"generations", m_options.generations},
        {"temperature", m_options.generations > 1 ? double(m_options.temperature) : 0.0},
        {"max_tokens", m_options.maxTokens},
        {"distractors", m_pool->rows.size() > m_pool->workspaceRows ? Json(distractors.hex()) : Json()},
        {"nouns", m_training.nouns() > 0 ? Json(m_training.nounsHash()) : Json()},
        {"judge", m_options.judge ? Json(m_options.judge->model()) : Json()},
        {"paper", m_options.paper}};
    json["k"] = m_options.k ? Json{m_options.k->root, m_options.k->inter, m_options.k->leaf} : Json("auto");
    // Left out for the model's own rule, as in folders that were made before there was a choice.
    if (m_options.layers != m_info.metricLayers) json["layers"] = m_options.layers;
    if (m_training.valueWords() > 0) json["value_words"] = m_training.valueWordsHash(); // not in older models
    m_sweeps.describe(json);
    return json;
}

Result<void> Evaluation::prepare(const std::filesystem::path& out) {
    AKV_CHECK(checkOptions());
    AKV_ASSIGN(m_pool, loadPool(m_workspace));
    if (!m_options.distractors.empty()) {
        AKV_ASSIGN(const auto further,
                   openDistractors(m_options.distractors, m_options.cache.empty() ? out / "cache" : m_options.cache,
                                   m_options.encoder, m_context));
        AKV_CHECK(addDistractors(*m_pool, *further));
    }
    m_sizes = m_options.sizes;
    if (m_sizes.empty()) m_sizes.push_back(m_pool->workspaceRows);
    for (const auto size : m_sizes) AKV_CHECK(drawCell(*m_pool, {}, {size, 0, {}, 0})); // names the numbers early
    EngineOptions engineOptions;
    engineOptions.threads = m_options.threads;
    AKV_ASSIGN(const auto engine, Engine::load(m_model, nullptr, engineOptions));
    m_info = engine->info();
    AKV_CHECK(chooseLayers());
    AKV_CHECK(loadTrainingWords());
    AKV_ASSIGN(m_sweeps, SweepRuns::plan(m_options, m_info));
    AKV_ASSIGN(const auto configured, configuration());
    AKV_ASSIGN(m_folder, RunFolder::open(out, configured));
    m_report.weightsBytes = m_info.weightsBytes;
    m_report.model = m_info.name, m_report.modelHash = m_info.hash;
    m_report.workspace = m_workspace.folder().filename().string();
    m_report.workspaceRows = m_pool->workspaceRows;
    m_report.distractorRows = m_pool->rows.size() - m_pool->workspaceRows;
    m_report.sharedKeys = m_pool->sharedKeys;
    m_report.questionSource = m_options.questionSource;
    m_report.encoder = m_pool->encoder;
    m_report.paper = m_options.paper;
    if (m_options.metrics.contains("bertscore")) m_report.bertScoreEncoder = m_options.encoder->name();
    if (m_options.judge) m_report.judgeModel = m_options.judge->model();
    AKV_ASSIGN(const auto shared, sharedCorpus(m_model, m_workspace.manifest().sources));
    if (!shared.note.empty() && (shared.known || m_options.paper)) m_report.notes.push_back(shared.note);
    if (!m_options.encoder) m_report.notes.push_back("the sentence encoder is not installed: no retriever row");
    return {};
}

Evaluation::OpenParts Evaluation::missing(std::uint32_t size, std::uint64_t seed) const {
    OpenParts out;
    for (const auto mode : m_options.modes)
        if (!m_folder->has({modeName(mode), size, seed, {}})) out.modes.push_back(mode);
    out.retriever = hasRetriever() && !m_folder->has({kRetriever, size, seed, {}});
    const auto [present, absent] = asked(size);
    out.sweeps = m_sweeps.open(*m_folder, size, seed, present, absent);
    return out;
}

/// How many answerable and other questions a cell is asked, at most.
std::pair<std::size_t, std::size_t> Evaluation::asked(std::uint32_t size) const {
    const auto present = std::min<std::size_t>({m_options.questions, size, m_questions.size()});
    return {present, std::min(m_options.unanswerable.value_or(present), m_questions.size() - present)};
}

std::size_t Evaluation::questionsOfCell(const OpenParts& open, std::uint32_t size) const {
    const auto [present, absent] = asked(size);
    return open.modes.size() * (present + absent) * std::size_t(m_options.generations) + open.sweeps;
}

void Evaluation::finished(const std::string& what) {
    if (m_options.note) m_options.note(what + "; " + m_time.text());
}

Result<void> Evaluation::measure(std::uint32_t size, std::uint64_t seed, const OpenParts& open) {
    m_context.progress("drawing " + std::to_string(size) + " rows, seed " + std::to_string(seed), 0, 0);
    AKV_ASSIGN(const auto draw,
               drawCell(*m_pool, m_questions, {size, m_options.questions, m_options.unanswerable, seed}));
    if (draw.present.empty())
        return Error(ErrorCode::InvalidInput, "none of the " + std::to_string(m_questions.size()) +
                                                  " questions has a row in the workspace; give answerable ones");
    AKV_ASSIGN(Cell cell, buildCell(*m_pool, draw.rows, seed, m_context));
    EngineOptions engineOptions;
    engineOptions.threads = m_options.threads;
    AKV_ASSIGN(const auto engine, Engine::load(m_model, cell.store, engineOptions));
    AKV_ASSIGN(cell.k, chooseK(*engine, draw, seed));
    const EvalSetting setting{*m_pool, m_questions, m_options, m_training, m_context};
    CellRunner runner(setting, cell, draw, engine, seed, [&] {
        m_time.step();
        m_context.progress("size " + std::to_string(size) + ", seed " + std::to_string(seed) + ", " + m_time.text() +
                               ": question",
                           m_time.done(), m_time.total());
    });
    AKV_CHECK(measureModes(runner, cell, seed, open));
    return m_sweeps.measure(runner, cell, *m_folder, seed, [this](const std::string& what) { finished(what); });
}

/// The configured k, or the one that keeps the model's own attention for questions about rows of the cell that are not
/// asked; about those that are only where the cell has no others.
Result<PruneK> Evaluation::chooseK(const Engine& engine, const CellDraw& draw, std::uint64_t seed) {
    if (m_options.k) return *m_options.k;
    std::set<std::string> asked;
    for (const auto q : draw.present) asked.insert(m_questions[q].key);
    std::vector<std::uint32_t> rows = draw.rows;
    std::shuffle(rows.begin(), rows.end(), std::mt19937_64(seed ^ 0x51ED270BULL));
    std::vector<Asked> about;
    for (const bool others : {true, false}) {
        for (const auto row : rows) {
            const auto& r = m_pool->rows[row];
            if (about.size() < rowsForK(rows.size()) && asked.contains(r.keyString()) != others)
                about.push_back({r.noun, r.name});
        }
        if (!about.empty()) break;
    }
    AKV_ASSIGN(const auto measured, measureK(engine, questionsForK(about), {}, m_context));
    return measured.k;
}

Result<void> Evaluation::measureModes(CellRunner& runner, const Cell& cell, std::uint64_t seed, const OpenParts& open) {
    const auto size = std::uint32_t(cell.rows.size());
    const auto where = ", size " + std::to_string(size) + ", seed " + std::to_string(seed);
    if (open.retriever) {
        AKV_ASSIGN(const auto items, runner.retriever());
        AKV_CHECK(m_folder->write({kRetriever, size, seed, {}}, items));
    }
    for (const auto mode : open.modes) {
        AKV_ASSIGN(const auto items, runner.answers(mode));
        const auto judged = [](const EvalItem& item) { return item.answerable && item.judge.has_value(); };
        if (m_options.metrics.contains("judge") && std::ranges::none_of(items, judged))
            return Error(ErrorCode::Network,
                         "the judge '" + m_options.judge->model() + "' gave no number from 0 to 1 for any of " +
                             std::to_string(items.size()) + " answers; choose another --judge-model");
        AKV_CHECK(m_folder->write({modeName(mode), size, seed, {}}, items));
        finished(modeName(mode) + where + ": " + std::to_string(items.size()) + " answers");
    }
    return {};
}

Result<void> Evaluation::addResult(const std::string& mode, std::uint32_t size, std::string& lines) {
    std::vector<std::vector<EvalItem>> seeds;
    for (int s = 0; s < m_options.seeds; ++s) {
        const CellId id{mode, size, m_options.seed + std::uint64_t(s), {}};
        if (!m_folder->has(id)) return {};
        AKV_ASSIGN(auto items, m_folder->read(id));
        for (const auto& item : items) lines += itemToLine(item) + "\n";
        seeds.push_back(std::move(items));
    }
    AKV_ASSIGN(auto result, summarise(seeds));
    m_report.results.push_back(std::move(result));
    return {};
}

Result<void> Evaluation::report() {
    m_report.results.clear(), m_report.sweeps.clear();
    std::string lines;
    for (const auto size : m_sizes) {
        for (const auto mode : m_options.modes) AKV_CHECK(addResult(modeName(mode), size, lines));
        if (hasRetriever()) AKV_CHECK(addResult(kRetriever, size, lines));
        AKV_CHECK(m_sweeps.addTo(m_report, *m_folder, size));
    }
    return writeReport(m_folder->path(), m_report, lines);
}

Result<EvalReport> Evaluation::run(const std::filesystem::path& out) {
    AKV_CHECK(prepare(out));
    std::size_t total = 0, cells = 0;
    for (const auto size : m_sizes)
        for (int s = 0; s < m_options.seeds; ++s) {
            const auto open = missing(size, m_options.seed + std::uint64_t(s));
            total += questionsOfCell(open, size);
            cells += m_options.modes.size() - open.modes.size();
        }
    if (cells > 0 && m_options.note)
        m_options.note(std::to_string(cells) + " cells were finished before and are taken over");
    m_time.start(total);
    for (const auto size : m_sizes) {
        for (int s = 0; s < m_options.seeds; ++s) {
            const auto seed = m_options.seed + std::uint64_t(s);
            if (const auto open = missing(size, seed); open.any()) AKV_CHECK(measure(size, seed, open));
        }
        AKV_CHECK(report());
    }
    return std::move(m_report);
}

} // namespace

const std::vector<std::string>& evalMetricNames() {
    static const std::vector<std::string> names = {"acc", "em", "f1", "rouge", "bertscore", "refusal", "judge", "mask"};
    return names;
}

Result<EvalReport> evaluate(const std::filesystem::path& model, const Workspace& workspace,
                            const std::vector<EvalQuestion>& questions, const EvalOptions& options,
                            const std::filesystem::path& out, const JobContext& context) {
    return Evaluation(model, workspace, questions, options, context).run(out);
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/evaluate.h"

#include "core/base/file.h"
#include "core/workspace/recommend_k.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <random>
#include <unordered_map>

namespace akv {

namespace {

using nlohmann::ordered_json;

/// A drawn sub-graph: its store and where its leaves come from.
struct Cell {
    std::shared_ptr<const LeafStore> store;
    std::vector<std::uint32_t> rows; ///< workspace row of each row of the cell's store
    PruneK k;
};

struct Counts {
    double questions = 0, acc1 = 0, acc5 = 0, acc1Set = 0, acc5Set = 0, em = 0, f1 = 0;
    double refused = 0, refusedRight = 0, unanswerable = 0, scanned = 0, ttft = 0, speed = 0, asked = 0, drop = 0,
           dropOf = 0;
};

class Evaluation {
public:
    Evaluation(const std::filesystem::path& model, const Workspace& workspace,
               const std::vector<EvalQuestion>& questions, const EvalOptions& options, const JobContext& context)
        : m_model(model), m_workspace(workspace), m_questions(questions), m_options(options), m_context(context) {}

    Result<EvalReport> run(const std::filesystem::path& out);

private:
    Result<Cell> draw(std::uint32_t size, std::uint64_t seed, std::vector<std::size_t>& present,
                      std::vector<std::size_t>& absent) const;
    Result<Counts> askCell(Mode mode, const Cell& cell, const std::vector<std::size_t>& present,
                           const std::vector<std::size_t>& absent, std::uint32_t size, std::uint64_t seed);
    Result<void> askOne(const Engine& engine, Session& session, Mode mode, const Cell& cell,
                        const EvalQuestion& question, bool answerable, Counts& counts, ordered_json& item);
    void rank(const Trace& trace, const Cell& cell, const EvalQuestion& question, Counts& counts,
              ordered_json& item) const;
    Result<void> loadKeys();

    const std::filesystem::path& m_model;
    const Workspace& m_workspace;
    const std::vector<EvalQuestion>& m_questions;
    const EvalOptions& m_options;
    const JobContext& m_context;
    Matrix m_keys, m_values;
    std::vector<std::uint32_t> m_group; ///< identical-key group of each workspace row
    std::vector<std::vector<std::string>> m_groupValues;
    std::vector<int> m_metricLayers;
    std::string m_items;
};

Result<void> Evaluation::loadKeys() {
    AKV_ASSIGN(auto embeddings, m_workspace.embeddings());
    m_keys = std::move(embeddings.first);
    m_values = std::move(embeddings.second);
    for (std::uint64_t offset = 0;; offset += 10'000) {
        AKV_ASSIGN(const auto rows, m_workspace.rows(offset, 10'000));
        if (rows.empty()) break;
        for (const auto& row : rows) {
            m_group.push_back(row.group);
            if (row.group >= m_groupValues.size()) m_groupValues.resize(row.group + 1);
            m_groupValues[row.group].push_back(row.description);
        }
    }
    if (m_group.size() != m_keys.rows)
        return Error(ErrorCode::InvalidInput, "the workspace has " + std::to_string(m_group.size()) + " rows but " +
                                                  std::to_string(m_keys.rows) +
                                                  " embeddings; run `atlaskv embed` again");
    return {};
}

Result<Cell> Evaluation::draw(std::uint32_t size, std::uint64_t seed, std::vector<std::size_t>& present,
                              std::vector<std::size_t>& absent) const {
    std::mt19937_64 random(seed);
    std::vector<std::size_t> order(m_questions.size());
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), random);
    std::vector<std::uint32_t> rows(m_keys.rows);
    std::iota(rows.begin(), rows.end(), 0U);
    std::shuffle(rows.begin(), rows.end(), random);
    const bool whole = size >= rows.size();
    // Questions about drawn rows come first: their rows are put in front of the shuffled rest.
    std::vector<std::uint8_t> taken(rows.size(), 0);
    Cell cell;
    for (const auto q : order) {
        const auto& row = m_questions[q].row;
        if (!row || present.size() >= std::size_t(m_options.questions) || cell.rows.size() >= size ||
            taken[row->value()])
            continue;
        taken[row->value()] = 1;
        cell.rows.push_back(row->value());
        present.push_back(q);
    }
    for (const auto row : rows)
        if (!taken[row] && cell.rows.size() < size) taken[row] = 1, cell.rows.push_back(row);
    std::vector<std::uint8_t> groups(m_groupValues.size(), 0);
    for (const auto row : cell.rows) groups[m_group[row]] = 1;
    const auto wanted = std::max<std::size_t>(1, present.size() / (whole ? 1 : 4));
    for (const auto q : order) {
        const auto& row = m_questions[q].row;
        if (absent.size() < wanted && (!row || !groups[m_group[row->value()]])) absent.push_back(q);
    }
    Matrix keys(cell.rows.size(), m_keys.cols), values(cell.rows.size(), m_keys.cols);
    for (std::size_t i = 0; i < cell.rows.size(); ++i) {
        std::ranges::copy(m_keys.row(cell.rows[i]), keys.row(i).begin());
        std::ranges::copy(m_values.row(cell.rows[i]), values.row(i).begin());
    }
    AKV_ASSIGN(const auto clustering, clusterKeys(keys, {.seed = seed}, m_context));
    Matrix leafKeys(keys.rows, keys.cols);
    for (std::size_t leaf = 0; leaf < keys.rows; ++leaf)
        std::ranges::copy(keys.row(clustering.order[leaf]), leafKeys.row(leaf).begin());
    if (m_options.k) {
        cell.k = *m_options.k;
    } else {
        AKV_ASSIGN(const auto recommended, recommendK(clustering.hierarchy, leafKeys, {.seed = seed}, m_context));
        cell.k = recommended.k;
    }
    AKV_ASSIGN(cell.store, makeMemoryStore(keys, values, clustering, LeafType::Int8, m_workspace.manifest().encoder));
    return cell;
}

void Evaluation::rank(const Trace& trace, const Cell& cell, const EvalQuestion& question, Counts& counts,
                      ordered_json& item) const {
    std::unordered_map<std::uint32_t, double> score;
    double scanned = 0, layers = 0;
    for (const auto& record : trace.layers) {
        if (record.step != 0 ||
            std::find(m_metricLayers.begin(), m_metricLayers.end(), record.layer) == m_metricLayers.end())
            continue;
        for (std::size_t j = 0; j < record.leaf.kept.size(); ++j)
            score[record.leaf.kept[j]] += record.leaf.keptScore[j];
        scanned += double(record.leaf.available) / double(cell.rows.size());
        layers += 1;
    }
    counts.scanned += layers > 0 ? scanned / layers : 0.0;
    const auto gold = question.row->value();
    double strict = 0, grouped = 0;
    for (const auto& [leaf, s] : score) {
        const auto row = cell.rows[cell.store->rowOf(LeafId(leaf)).value()];
        if (row == gold) strict = s;
        if (m_group[row] == m_group[gold]) grouped = std::max(grouped, s);
    }
    // Tied scores count with their expected rank; a row that was pruned away has no rank.
    const auto expectedRank = [&](double target) {
        double above = 0, equal = 0;
        for (const auto& [leaf, s] : score) above += s > target, equal += s == target;
        return target > 0 ? above + (equal + 1) / 2 : 1e9;
    };
    const double strictRank = expectedRank(strict), setRank = expectedRank(grouped);
    counts.acc1 += strictRank < 1.5, counts.acc5 += strictRank < 5.5;
    counts.acc1Set += setRank < 1.5, counts.acc5Set += setRank < 5.5;
    item["rank"] = strict > 0 ? ordered_json(strictRank) : ordered_json(nullptr);
    item["rank_set"] = grouped > 0 ? ordered_json(setRank) : ordered_json(nullptr);
}

std::string valueOf(const std::string& answer, const std::string& key) {
    // "The {noun} of {name} is" + value; the key string is "the {noun} of {name}".
    const std::string prefix = key + " is ";
    std::string out = answer;
    if (answer.size() > prefix.size() && normaliseAnswer(answer.substr(0, prefix.size())) == normaliseAnswer(prefix))
        out = answer.substr(prefix.size());
    while (!out.empty() && (out.back() == '.' || out.back() == ' ')) out.pop_back();
    return out;
}

Result<void> Evaluation::askOne(const Engine& engine, Session& session, Mode mode, const Cell& cell,
                                const EvalQuestion& question, bool answerable, Counts& counts, ordered_json& item) {
    TraceRecorder recorder;
    AskOptions options;
    options.mode = mode;
    options.k = cell.k;
    options.maxTokens = m_options.generate ? 48 : 1;
    AKV_ASSIGN(const Answer answer,
               generateAnswer(engine, session, question.question, options, {}, recorder, m_context));
    counts.asked += 1;
    counts.ttft += answer.timeToFirstToken;
    counts.speed += answer.tokensPerSecond;
    item["answer"] = answer.text;
    item["refused"] = answer.refused;
    counts.refused += answer.refused;
    if (!answerable) {
        counts.unanswerable += 1;
        counts.refusedRight += answer.refused;
        return {};
    }
    counts.questions += 1;
    const Trace trace = recorder.take();
    if (mode != Mode::ZeroShot) rank(trace, cell, question, counts, item);
    const auto said = valueOf(answer.text, question.key);
    double f1 = 0;
    bool exact = false;
    for (const auto& value : m_groupValues[m_group[question.row->value()]]) {
        exact = exact || normaliseAnswer(said) == normaliseAnswer(value);
        f1 = std::max(f1, tokenF1(said, value));
    }
    counts.em += exact, counts.f1 += f1;
    item["em"] = exact;
    item["f1"] = f1;
    if (!exact || !m_options.maskGold || mode == Mode::ZeroShot) return {};
    std::vector<int> produced;
    for (const auto& token : answer.tokens) produced.push_back(token.id);
    GenerateOptions open, masked;
    open.mode = masked.mode = mode;
    open.k = masked.k = cell.k;
    for (std::uint32_t row = 0; row < cell.rows.size(); ++row)
        if (cell.rows[row] == question.row->value()) masked.masked.push_back(cell.store->leafOf(RowId(row)));
    const auto prompt = engine.prompt(question.question);
    AKV_ASSIGN(const double with, session.score(prompt, produced, open));
    AKV_ASSIGN(const double without, session.score(prompt, produced, masked));
    counts.dropOf += 1, counts.drop += without < with;
    item["logprob"] = with;
    item["logprob_masked"] = without;
    return {};
}

Result<Counts> Evaluation::askCell(Mode mode, const Cell& cell, const std::vector<std::size_t>& present,
                                   const std::vector<std::size_t>& absent, std::uint32_t size, std::uint64_t seed) {
    EngineOptions engineOptions;
    engineOptions.threads = m_options.threads;
    AKV_ASSIGN(const auto engine, Engine::load(m_model, cell.store, engineOptions));
    m_metricLayers = engine->info().metricLayers;
    const auto session = engine->createSession();
    Counts counts;
    std::uint64_t done = 0;
    for (const bool answerable : {true, false})
        for (const auto q : answerable ? present : absent) {
            AKV_CHECK(m_context.checkCancelled());
            m_context.progress(std::string(modeName(mode)) + ", " + std::to_string(size) + " triples", done++,
                               present.size() + absent.size());
            ordered_json item = {{"mode", modeName(mode)},
                                 {"size", size},
                                 {"seed", seed},
                                 {"question", m_questions[q].question},
                                 {"gold", answerable ? m_questions[q].value : std::string()},
                                 {"answerable", answerable}};
            AKV_CHECK(askOne(*engine, *session, mode, cell, m_questions[q], answerable, counts, item));
            m_items += item.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
        }
    return counts;
}

Figure figureOf(const std::vector<double>& values) {
    static constexpr double kT[] = {0, 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262};
    const auto n = double(values.size());
    Figure out;
    for (const double v : values) out.mean += v / n;
    if (values.size() < 2) return out;
    double squares = 0;
    for (const double v : values) squares += (v - out.mean) * (v - out.mean);
    out.half = kT[std::min<std::size_t>(values.size() - 1, 9)] * std::sqrt(squares / (n - 1) / n);
    return out;
}

EvalResult summarise(Mode mode, std::uint32_t size, const std::vector<Counts>& seeds, const PruneK& k, bool generate) {
    EvalResult out;
    out.mode = mode;
    out.size = size;
    out.seedCount = int(seeds.size());
    out.k = k;
    std::map<std::string, std::vector<double>> values;
    const auto add = [&](const char* name, double part, double of) {
        if (of > 0) values[name].push_back(part / of);
    };
    for (const auto& c : seeds) {
        out.questions += std::uint64_t(c.questions), out.unanswerable += std::uint64_t(c.unanswerable);
        if (mode != Mode::ZeroShot) {
            add("acc1", c.acc1, c.questions), add("acc5", c.acc5, c.questions);
            add("acc1_set", c.acc1Set, c.questions), add("acc5_set", c.acc5Set, c.questions);
        }
        out.leavesScanned += c.questions > 0 ? c.scanned / c.questions / double(seeds.size()) : 0;
        out.timeToFirstToken += c.ttft / std::max(1.0, c.asked) / double(seeds.size());
        out.tokensPerSecond += c.speed / std::max(1.0, c.asked) / double(seeds.size());
        if (!generate) continue;
        add("em", c.em, c.questions), add("f1", c.f1, c.questions);
        add("refusal_precision", c.refusedRight, c.refused), add("refusal_recall", c.refusedRight, c.unanswerable);
        add("logprob_drop_rate", c.drop, c.dropOf);
    }
    for (const auto& [name, list] : values) out.figures[name] = figureOf(list);
    return out;
}

ordered_json toJson(const EvalReport& report) {
    ordered_json results = ordered_json::array();
    for (const auto& r : report.results) {
        ordered_json line = {{"mode", modeName(r.mode)},         {"size", r.size},
                             {"seed_count", r.seedCount},        {"n", r.questions},
                             {"n_unanswerable", r.unanswerable}, {"k", {r.k.root, r.k.inter, r.k.leaf}},
                             {"layer_rule", report.layerRule},   {"leaves_scanned", r.leavesScanned}};
        ordered_json interval;
        for (const auto& [name, figure] : r.figures) {
            line[name] = figure.mean;
            interval[name] = figure.half;
        }
        line["ci95"] = interval;
        line["cost"] = {{"time_to_first_token_s", r.timeToFirstToken}, {"tokens_per_s", r.tokensPerSecond}};
        results.push_back(std::move(line));
    }
    return {{"results", results}};
}

Result<EvalReport> Evaluation::run(const std::filesystem::path& out) {
    AKV_CHECK(loadKeys());
    std::error_code ignored;
    std::filesystem::create_directories(out, ignored);
    std::vector<std::uint32_t> sizes = m_options.sizes;
    if (sizes.empty()) sizes.push_back(std::uint32_t(m_keys.rows));
    EvalReport report;
    for (const auto size : sizes) {
        if (size > m_keys.rows)
            return Error(ErrorCode::InvalidInput, "a KG of " + std::to_string(size) +
                                                      " rows was asked for, the workspace has " +
                                                      std::to_string(m_keys.rows));
        std::map<Mode, std::vector<Counts>> counts;
        PruneK k;
        for (int s = 0; s < m_options.seeds; ++s) {
            const auto seed = m_options.seed + std::uint64_t(s);
            std::vector<std::size_t> present, absent;
            AKV_ASSIGN(const Cell cell, draw(size, seed, present, absent));
            k = cell.k;
            for (const auto mode : m_options.modes) {
                AKV_ASSIGN(const auto c, askCell(mode, cell, present, absent, size, seed));
                counts[mode].push_back(c);
            }
        }
        for (const auto mode : m_options.modes)
            report.results.push_back(summarise(mode, size, counts[mode], k, m_options.generate));
        report.layerRule = "sum over KB layers";
        for (const int layer : m_metricLayers) report.layerRule += " " + std::to_string(layer);
        AKV_CHECK(writeFileAtomically(out / "summary.json", toJson(report).dump(2) + "\n"));
        AKV_CHECK(writeFileAtomically(out / "items.jsonl", m_items));
    }
    return report;
}

} // namespace

Result<EvalReport> evaluate(const std::filesystem::path& model, const Workspace& workspace,
                            const std::vector<EvalQuestion>& questions, const EvalOptions& options,
                            const std::filesystem::path& out, const JobContext& context) {
    return Evaluation(model, workspace, questions, options, context).run(out);
}

} // namespace akv

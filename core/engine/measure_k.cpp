// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/measure_k.h"

#include "core/kg2kv/nouns.h"

#include <algorithm>
#include <random>
#include <set>

namespace akv {

namespace {

/// Keeps the records of one prefill's metric layers.
class LayerSink final : public AttentionSink {
public:
    explicit LayerSink(const std::vector<int>& layers) : m_layers(layers) {}
    void onLayer(LayerRecord record) override {
        if (std::find(m_layers.begin(), m_layers.end(), record.layer) != m_layers.end())
            records.push_back(std::move(record));
    }
    void onToken(TokenRecord) override {}
    std::vector<LayerRecord> records;

private:
    const std::vector<int>& m_layers;
};

/// The rows that flat attention would keep in one layer, with their scores.
using TopRows = std::vector<std::pair<std::uint32_t, double>>;

class Measurement {
public:
    Measurement(const Engine& engine, std::span<const std::string> questions)
        : m_engine(engine), m_session(engine.createSession()) {
        for (const auto& question : questions) m_prompts.push_back(engine.prompt(question));
    }

    Result<void> runFlat(std::uint32_t leaves, const JobContext& context) {
        for (std::size_t q = 0; q < m_prompts.size(); ++q) {
            context.progress("measure attention", q, m_prompts.size());
            AKV_ASSIGN(const auto records, prefill(q, Mode::Kblam, {}, context));
            std::vector<TopRows> byLayer;
            for (const auto& record : records) {
                TopRows top;
                for (std::size_t j = 0; j < std::min<std::size_t>(leaves, record.leaf.kept.size()); ++j)
                    top.emplace_back(record.leaf.kept[j], double(record.leafMass[j]));
                byLayer.push_back(std::move(top));
            }
            m_flat.push_back(std::move(byLayer));
        }
        return {};
    }

    struct Outcome {
        double recall = 0.0, scanned = 0.0;
        std::size_t questions = 0; ///< asked; fewer than there are when the rest could no longer reach the target
        double pruned = 0.0;       ///< share of questions and layers where every level was pruned
    };
    Result<Outcome> run(const PruneK& k, double target, const JobContext& context) {
        Outcome out;
        double lost = 0.0;
        std::size_t count = 0;
        while (out.questions < m_prompts.size()) {
            const auto& flat = m_flat[out.questions];
            AKV_ASSIGN(const auto records, prefill(out.questions, Mode::Atlas, k, context));
            for (std::size_t l = 0; l < records.size(); ++l, ++count) {
                lost += lostShare(records[l], flat[l]);
                out.pruned += pruned(records[l]) ? 1.0 : 0.0;
                out.scanned += double(records[l].leaf.available) / double(m_engine.store()->leafCount());
            }
            ++out.questions;
            if (lost > (1.0 - target) * double(m_prompts.size() * flat.size())) break;
        }
        const double layers = double(std::max<std::size_t>(1, count));
        out.recall = 1.0 - lost / layers;
        out.scanned /= layers;
        out.pruned /= layers;
        return out;
    }

private:
    static bool pruned(const LayerRecord& record) {
        const auto fewer = [](const LevelRecord& level) { return level.kept.size() < level.available; };
        return fewer(record.root) && fewer(record.inter) && fewer(record.leaf);
    }
    /// Share of the flat top rows' mass whose rows pruning did not keep.
    static double lostShare(const LayerRecord& record, const TopRows& flat) {
        double lost = 0.0, all = 0.0;
        for (const auto& [leaf, score] : flat) {
            all += score;
            if (std::ranges::find(record.leaf.kept, leaf) == record.leaf.kept.end()) lost += score;
        }
        return all > 0 ? lost / all : 0.0;
    }

    Result<std::vector<LayerRecord>> prefill(std::size_t question, Mode mode, std::optional<PruneK> k,
                                             const JobContext& context) {
        AKV_CHECK(context.checkCancelled());
        LayerSink sink(m_engine.info().metricLayers);
        GenerateOptions options;
        options.mode = mode;
        options.k = k;
        options.sink = &sink;
        m_session->reset();
        AKV_CHECK(m_session->prefill(m_prompts[question], options));
        return std::move(sink.records);
    }

    const Engine& m_engine;
    std::unique_ptr<Session> m_session;
    std::vector<std::vector<int>> m_prompts;
    std::vector<std::vector<TopRows>> m_flat; ///< by question and metric layer
};

} // namespace

Result<MeasuredK> measureK(const Engine& engine, std::span<const std::string> questions, const MeasureKOptions& options,
                           const JobContext& context) {
    if (!engine.store() || engine.store()->leafCount() == 0)
        return Error(ErrorCode::InvalidInput, "there is no knowledge to measure a k on: open a prepared graph");
    if (questions.empty()) return Error(ErrorCode::InvalidInput, "measuring a k needs at least one question");
    const auto& tree = engine.store()->hierarchy();
    const auto ladder =
        kLadder(std::uint32_t(tree.root.rows), std::uint32_t(tree.inter.rows), engine.store()->leafCount());
    Measurement measurement(engine, questions);
    AKV_CHECK(measurement.runFlat(ladder.front().leaf, context));
    const bool large = engine.store()->leafCount() >= options.largeFrom;
    const double target = engine.store()->leafCount() < kMustPrune ? options.smallTarget : options.target;
    std::optional<MeasuredK> best;
    std::pair<bool, double> bestWorth; // reaches the target and prunes; what it keeps, up to the target
    for (const auto& k : ladder) {     // cheapest first
        AKV_ASSIGN(const auto outcome, measurement.run(k, target, context));
        if (best && large && outcome.scanned > options.maximumScanned) continue;
        const bool reached = outcome.recall >= target;
        const bool prunes = engine.store()->leafCount() < kMustPrune || outcome.pruned >= 0.5;
        const std::pair worth(reached && prunes, std::min(outcome.recall, target));
        if (best && worth <= bestWorth) continue;
        best = MeasuredK{k, outcome.recall, outcome.scanned, std::uint32_t(outcome.questions)};
        bestWorth = worth;
        if (worth.first) break;
    }
    if (best->questions < questions.size()) { // none reached the target: the figure of the best from all questions
        AKV_ASSIGN(const auto outcome, measurement.run(best->k, 0.0, context));
        best = MeasuredK{best->k, outcome.recall, outcome.scanned, std::uint32_t(outcome.questions)};
    }
    return *best;
}

std::size_t rowsForK(std::uint64_t rows) {
    if (rows <= 2'000) return 240;
    return rows <= 20'000 ? 160 : 96;
}

std::vector<std::string> questionsForK(std::span<const Asked> rows) {
    const bool few = rows.size() < kBothForms;
    std::vector<std::string> out;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& [noun, name] = rows[i];
        const auto other = 1 + i / (few ? 1 : 2) % (kTrainingTemplates - 1);
        if (few || i % 2 == 0) out.push_back(fillTemplate(0, noun, name));
        if (few || i % 2 == 1) out.push_back(fillTemplate(other, noun, name));
    }
    return out;
}

Result<std::vector<std::string>> sampleQuestions(const Workspace& workspace, std::size_t count) {
    const auto rows = workspace.manifest().rows;
    std::mt19937_64 random(workspace.manifest().seed ^ 0x2545F4914F6CDD1DULL);
    std::set<std::uint32_t> chosen;
    const auto wanted = std::min<std::uint64_t>(count, rows);
    while (chosen.size() < wanted) chosen.insert(std::uint32_t(random() % rows));
    std::vector<Asked> asked;
    for (const auto id : chosen) {
        AKV_ASSIGN(auto row, workspace.row(RowId(id)));
        asked.push_back({std::move(row.descriptionType), std::move(row.name)});
    }
    return questionsForK(asked);
}

Result<MeasuredK> measureRecommendedK(Workspace& workspace, const Engine& engine, const JobContext& context) {
    const auto rows = workspace.manifest().rows;
    AKV_ASSIGN(const auto questions, sampleQuestions(workspace, rowsForK(rows)));
    AKV_ASSIGN(const auto measured, measureK(engine, questions, {}, context));
    auto manifest = workspace.manifest();
    manifest.k = measured.k;
    manifest.recall = measured.recall;
    AKV_CHECK(workspace.saveManifest(std::move(manifest)));
    return measured;
}

} // namespace akv

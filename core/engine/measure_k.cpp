// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/measure_k.h"

#include "core/kg2kv/nouns.h"
#include "core/workspace/recommend_k.h"

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
    };
    Result<Outcome> run(const PruneK& k, const JobContext& context) {
        Outcome out;
        std::size_t count = 0;
        for (std::size_t q = 0; q < m_prompts.size(); ++q) {
            AKV_ASSIGN(const auto records, prefill(q, Mode::Atlas, k, context));
            for (std::size_t l = 0; l < records.size(); ++l, ++count) {
                const auto& record = records[l];
                double kept = 0.0, all = 0.0;
                for (const auto& [leaf, score] : m_flat[q][l]) {
                    all += score;
                    const auto& chosen = record.leaf.kept;
                    if (std::find(chosen.begin(), chosen.end(), leaf) != chosen.end()) kept += score;
                }
                out.recall += all > 0 ? kept / all : 1.0;
                out.scanned += double(record.leaf.available) / double(m_engine.store()->leafCount());
            }
        }
        out.recall /= double(std::max<std::size_t>(1, count));
        out.scanned /= double(std::max<std::size_t>(1, count));
        return out;
    }

private:
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
    bool bestPrunes = false;
    for (const auto& k : ladder) { // cheapest first
        AKV_ASSIGN(const auto outcome, measurement.run(k, context));
        if (best && large && outcome.scanned > options.maximumScanned) continue;
        const bool prunes = engine.store()->leafCount() < kMustPrune || alwaysPrunes(tree, k);
        const bool better = !best || (prunes != bestPrunes ? prunes : outcome.recall > best->recall);
        if (!better) continue;
        best = MeasuredK{k, outcome.recall, outcome.scanned, std::uint32_t(questions.size())};
        bestPrunes = prunes;
        if (prunes && outcome.recall >= target) break;
    }
    return *best;
}

Result<std::vector<std::string>> sampleQuestions(const Workspace& workspace, std::size_t count) {
    const auto rows = workspace.manifest().rows;
    std::mt19937_64 random(workspace.manifest().seed ^ 0x2545F4914F6CDD1DULL);
    std::set<std::uint32_t> chosen;
    const auto wanted = std::min<std::uint64_t>(count, rows);
    while (chosen.size() < wanted) chosen.insert(std::uint32_t(random() % rows));
    std::vector<std::string> out;
    for (const auto id : chosen) {
        AKV_ASSIGN(const auto row, workspace.row(RowId(id)));
        // People ask in many ways: every second question in the plain form, the others in all that training knows.
        const auto form = out.size() % 2 == 0 ? 0 : out.size() % kTrainingTemplates;
        out.push_back(fillTemplate(form, row.descriptionType, row.name));
    }
    return out;
}

Result<MeasuredK> measureRecommendedK(Workspace& workspace, const Engine& engine, const JobContext& context) {
    const auto rows = workspace.manifest().rows;
    AKV_ASSIGN(const auto questions, sampleQuestions(workspace, rows <= 20'000 ? 48 : 24));
    AKV_ASSIGN(const auto measured, measureK(engine, questions, {}, context));
    auto manifest = workspace.manifest();
    manifest.k = measured.k;
    manifest.recall = measured.recall;
    AKV_CHECK(workspace.saveManifest(std::move(manifest)));
    return measured;
}

} // namespace akv

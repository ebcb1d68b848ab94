// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/measure_k.h"

#include "core/kg2kv/nouns.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <random>
#include <set>

namespace akv {

namespace {

constexpr double kRounding = 1e-9; ///< sums of the same numbers in another order are equal

/// Keeps the records of one prefill's metric layers.
class LayerSink final : public AttentionSink {
public:
    explicit LayerSink(const std::vector<int>& layers) : m_layers(layers) {}
    void onLayer(LayerRecord record) override { records.push_back(std::move(record)); }
    void onToken(TokenRecord) override {}
    bool wantsLayer(int, int layer) const override {
        return std::find(m_layers.begin(), m_layers.end(), layer) != m_layers.end();
    }
    bool wantsValueNorms() const override { return false; }
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
        for (const auto& question : questions) m_questions.push_back(engine.prompt(question));
        m_hardness.resize(m_questions.size());
    }

    Result<void> runFlat(std::uint32_t leaves, const JobContext& context) {
        for (std::size_t q = 0; q < m_questions.size(); ++q) {
            context.progress("measure attention", q, m_questions.size());
            AKV_ASSIGN(auto prompt, m_session->begin(m_questions[q]));
            m_prompts.push_back(std::move(prompt));
            AKV_ASSIGN(const auto records, observe(q, Mode::Kblam, {}, context));
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

    /// Sums over questions and layers that a k may not exceed.
    struct Limits {
        double lost = std::numeric_limits<double>::infinity();
        double scanned = std::numeric_limits<double>::infinity();
    };
    struct Outcome {
        bool within = true;                               ///< the limits; else the asking ended where it passed one
        double lost = 0.0;                                ///< sum over questions and layers
        double recall = 0.0, scanned = 0.0, pruned = 0.0; ///< means; pruned: share where every level was
        std::size_t questions = 0;                        ///< asked
    };
    /// Asks first the questions that lost most with the ks before: a k that fails fails soon. An outcome within the
    /// limits does not depend on the order.
    Result<Outcome> run(const PruneK& k, const Limits& limits, const JobContext& context) {
        std::vector<std::size_t> order(m_prompts.size());
        std::iota(order.begin(), order.end(), std::size_t(0));
        std::ranges::stable_sort(order, std::greater{}, [&](std::size_t q) { return m_hardness[q]; });
        Outcome out;
        for (const auto q : order) {
            AKV_ASSIGN(const auto records, observe(q, Mode::Atlas, k, context));
            double lost = 0.0;
            for (std::size_t l = 0; l < records.size(); ++l) {
                lost += lostShare(records[l], m_flat[q][l]);
                out.pruned += pruned(records[l]) ? 1.0 : 0.0;
                out.scanned += double(records[l].leaf.available) / double(m_engine.store()->leafCount());
            }
            m_hardness[q] += lost;
            out.lost += lost;
            ++out.questions;
            out.within = out.lost <= limits.lost + kRounding && out.scanned <= limits.scanned + kRounding;
            if (!out.within) break;
        }
        const double asked = double(std::max<std::size_t>(1, out.questions * m_flat.front().size()));
        out.recall = 1.0 - out.lost / asked;
        out.scanned /= asked;
        out.pruned /= asked;
        return out;
    }
    /// Questions times metric layers.
    double count() const { return double(m_flat.size() * m_flat.front().size()); }

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

    Result<std::vector<LayerRecord>> observe(std::size_t question, Mode mode, std::optional<PruneK> k,
                                             const JobContext& context) {
        AKV_CHECK(context.checkCancelled());
        LayerSink sink(m_engine.info().metricLayers);
        GenerateOptions options;
        options.mode = mode;
        options.k = k;
        options.sink = &sink;
        AKV_CHECK(m_session->observe(m_prompts[question], options));
        return std::move(sink.records);
    }

    const Engine& m_engine;
    std::unique_ptr<Session> m_session;
    std::vector<std::vector<int>> m_questions; ///< token ids
    std::vector<PromptState> m_prompts;        ///< of each of them, once runFlat() has begun it
    std::vector<std::vector<TopRows>> m_flat;  ///< by question and metric layer
    std::vector<double> m_hardness;            ///< by question: what the ks so far lost of it
};

MeasuredK measuredOf(const PruneK& k, const Measurement::Outcome& outcome) {
    return {k, outcome.recall, outcome.scanned, std::uint32_t(outcome.questions)};
}

/// The k of the ladder that loses least, the cheapest of equals. From the dearest on, which mostly loses least: the
/// others then end soon.
Result<MeasuredK> leastLoss(Measurement& measurement, const std::vector<PruneK>& ladder, double mostScanned,
                            const JobContext& context) {
    std::optional<MeasuredK> best;
    Measurement::Limits limits;
    limits.scanned = mostScanned;
    for (auto k = ladder.rbegin(); k != ladder.rend(); ++k) {
        AKV_ASSIGN(const auto outcome, measurement.run(*k, limits, context));
        if (!outcome.within) continue;
        best = measuredOf(*k, outcome);
        limits.lost = outcome.lost;
    }
    if (best) return *best;
    AKV_ASSIGN(const auto outcome, measurement.run(ladder.front(), {}, context)); // all scan too much: the cheapest
    return measuredOf(ladder.front(), outcome);
}

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
    const bool mustPrune = engine.store()->leafCount() >= kMustPrune;
    Measurement::Limits limits;
    limits.lost = (1.0 - (large ? options.target : options.smallTarget)) * measurement.count();
    if (large) limits.scanned = options.maximumScanned * measurement.count();
    std::optional<MeasuredK> unpruned; // reaches the target, but scores whole levels too often
    for (const auto& k : ladder) {     // cheapest first
        AKV_ASSIGN(const auto outcome, measurement.run(k, limits, context));
        if (!outcome.within) continue;
        if (!mustPrune || outcome.pruned >= 0.5) return measuredOf(k, outcome);
        if (!unpruned) unpruned = measuredOf(k, outcome);
    }
    if (unpruned) return *unpruned;
    return leastLoss(measurement, ladder, limits.scanned, context);
}

std::size_t rowsForK(std::uint64_t rows) {
    if (rows <= 2'000) return 960;
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

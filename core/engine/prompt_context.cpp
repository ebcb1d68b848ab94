// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/prompt_context.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <unordered_map>
#include <unordered_set>

namespace akv {

namespace {

/// Collects lines while they fit the budget.
class FactList {
public:
    explicit FactList(const ContextRequest& request) : m_request(request) {
        m_out.report.available = request.engine.store()->leafCount() - request.masked.size();
    }
    std::size_t size() const { return m_out.facts.size(); }

    /// False when the line does not fit any more.
    Result<bool> add(QkvRow row, std::optional<double> score) {
        const PromptFact fact{std::move(row), {}, score};
        AKV_ASSIGN(const auto line, m_request.engine.factLine(fact.text()));
        if (m_out.report.tokens + int(line.size()) > m_request.budget) return false;
        m_out.report.tokens += int(line.size());
        m_out.facts.push_back(fact);
        m_out.facts.back().leaf = m_request.engine.store()->leafOf(fact.row.id);
        return true;
    }

    /// The row and all others with its key that are not masked; rows that are in already are passed over.
    Result<void> addGroup(RowId id, double score) {
        AKV_ASSIGN(const auto row, m_request.texts.row(id));
        AKV_ASSIGN(auto members, m_request.texts.sameKey(row));
        for (auto& member : members) {
            if (isMasked(member.id) || !m_seen.insert(member.id).second) continue;
            AKV_ASSIGN(const bool fits, add(std::move(member), score));
            if (!fits) ++m_out.report.dropped;
        }
        return {};
    }
    bool seen(RowId id) const { return m_seen.contains(id); }
    bool isMasked(RowId id) const {
        const auto& masked = m_request.masked;
        return std::binary_search(masked.begin(), masked.end(), m_request.engine.store()->leafOf(id));
    }
    void clear() {
        m_out.facts.clear();
        m_out.report.tokens = 0;
    }
    void sortByRow() {
        std::sort(m_out.facts.begin(), m_out.facts.end(),
                  [](const auto& a, const auto& b) { return a.row.id < b.row.id; });
    }
    PromptContext take(std::string order, bool sampled = false) {
        m_out.report.order = std::move(order);
        m_out.report.sampled = sampled;
        m_out.report.triples = m_out.facts.size();
        return std::move(m_out);
    }

private:
    const ContextRequest& m_request;
    PromptContext m_out;
    std::unordered_set<RowId> m_seen;
};

struct Scored {
    RowId row;
    double score;
    bool operator<(const Scored& other) const { return score != other.score ? score > other.score : row < other.row; }
};

/// The best `triples` of `order` (best first), identical-key groups whole.
Result<void> addBest(FactList& list, const ContextRequest& request, std::span<const Scored> order) {
    const auto wanted = std::size_t(request.triples > 0 ? request.triples : kDefaultTriples);
    for (const auto& [row, score] : order) {
        if (list.size() >= wanted) break;
        if (!list.isMasked(row) && !list.seen(row)) AKV_CHECK(list.addGroup(row, score));
    }
    return {};
}

/// Cosine of `query` (a unit vector) with every key: the score of each leaf, [M].
std::vector<Scored> cosines(const LeafStore& store, std::span<const float> query) {
    constexpr std::size_t kBlock = 4096;
    const std::size_t leaves = store.leafCount();
    std::vector<Scored> out(leaves);
    parallelFor((leaves + kBlock - 1) / kBlock, threadsFor(double(leaves) * double(store.width())), [&](auto block) {
        std::vector<float> key(store.width());
        for (std::size_t i = block * kBlock; i < std::min(leaves, (block + 1) * kBlock); ++i) {
            store.key(LeafId(std::uint32_t(i)), key);
            double dot = 0.0, norm = 0.0;
            for (std::size_t j = 0; j < key.size(); ++j)
                dot += double(key[j]) * query[j], norm += double(key[j]) * key[j];
            out[i] = {store.rowOf(LeafId(std::uint32_t(i))), norm > 0.0 ? dot / std::sqrt(norm) : 0.0};
        }
    });
    return out;
}

/// Keeps the records of the one forward call of the selection.
class SelectionSink final : public AttentionSink {
public:
    void onLayer(LayerRecord record) override { records.push_back(std::move(record)); }
    void onToken(TokenRecord) override {}
    std::vector<LayerRecord> records;
};

} // namespace

Result<PromptContext> inContext(const ContextRequest& request, const JobContext& context) {
    const std::uint32_t rows = request.engine.store()->leafCount();
    const auto limit = request.triples > 0 ? std::size_t(request.triples) : std::size_t(rows);
    FactList list(request);
    const auto take = [&](std::uint32_t id) -> Result<bool> {
        AKV_CHECK(context.checkCancelled());
        if (list.isMasked(RowId(id))) return true;
        if (list.size() >= limit) return false;
        AKV_ASSIGN(auto row, request.texts.row(RowId(id)));
        return list.add(std::move(row), std::nullopt);
    };
    bool all = true;
    for (std::uint32_t id = 0; all && id < rows; ++id) { AKV_ASSIGN(all, take(id)); }
    if (all) return list.take("row id");
    // A prefix would favour what was imported first.
    list.clear();
    std::mt19937_64 random(request.seed);
    std::unordered_map<std::uint32_t, std::uint32_t>
        swapped; // a shuffle of [0, rows) that is made as far as it is read
    const auto at = [&](std::uint32_t i) { return swapped.contains(i) ? swapped[i] : i; };
    bool fits = true;
    for (std::uint32_t i = 0; fits && i < rows; ++i) {
        const auto j = i + std::uint32_t(random() % (rows - i));
        const auto drawn = at(j);
        swapped[j] = at(i);
        AKV_ASSIGN(fits, take(drawn));
    }
    list.sortByRow();
    return list.take("row id", true);
}

Result<PromptContext> retrieved(const ContextRequest& request, const JobContext& context) {
    const LeafStore& store = *request.engine.store();
    if (!request.encoder)
        return Error(ErrorCode::InvalidInput, "mode rag needs the sentence encoder " + store.encoderName() +
                                                  " to compare the question with the keys; run scripts/setup");
    if (request.encoder->name() != store.encoderName() || request.encoder->width() != store.width())
        return Error(ErrorCode::InvalidInput,
                     "the graph was embedded with " + store.encoderName() + " (" + std::to_string(store.width()) +
                         " wide), the question would be with " + request.encoder->name() + " (" +
                         std::to_string(request.encoder->width()) + " wide); use the encoder of the graph");
    AKV_ASSIGN(const Matrix query, request.encoder->encode(std::span(&request.question, 1), context));
    auto order = cosines(store, query.row(0));
    AKV_CHECK(context.checkCancelled());
    // A group met a second time and a masked row are passed over, so a few more than wanted may be looked at.
    const auto wanted = std::size_t(request.triples > 0 ? request.triples : kDefaultTriples);
    const auto look = std::min(order.size(), wanted + request.masked.size());
    std::partial_sort(order.begin(), order.begin() + std::ptrdiff_t(look), order.end());
    FactList list(request);
    AKV_CHECK(addBest(list, request, std::span(order).first(look)));
    return list.take("cosine of question and key (" + store.encoderName() + ")");
}

Result<PromptContext> preselected(const ContextRequest& request, Session& session, const JobContext& context) {
    const auto& info = request.engine.info();
    SelectionSink sink;
    GenerateOptions options;
    options.mode = Mode::Atlas;
    options.k = request.attention.k;
    options.masked = request.masked;
    options.maskedClusters = request.attention.maskedClusters;
    options.ablated = request.attention.ablated;
    options.pinned = request.attention.pinned;
    options.scale = request.attention.scale;
    options.sink = &sink;
    const auto prompt = request.engine.prompt(request.question);
    session.reset();
    AKV_CHECK(session.prefill(prompt, options));
    session.reset();
    AKV_CHECK(context.checkCancelled());
    std::unordered_map<std::uint32_t, double> pooled;
    for (const auto& record : sink.records) {
        if (std::find(info.metricLayers.begin(), info.metricLayers.end(), record.layer) == info.metricLayers.end())
            continue;
        for (std::size_t j = 0; j < record.leaf.kept.size(); ++j) pooled[record.leaf.kept[j]] += record.leafMass[j];
    }
    std::vector<Scored> order;
    for (const auto& [leaf, score] : pooled) order.push_back({request.engine.store()->rowOf(LeafId(leaf)), score});
    std::sort(order.begin(), order.end());
    FactList list(request);
    AKV_CHECK(addBest(list, request, order));
    PromptContext out = list.take("knowledge scores pooled over the layer rule");
    out.selection = std::move(sink.records);
    out.selectionTokens = int(prompt.size());
    return out;
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/replay.h"

#include "core/engine/whatif.h"

#include <algorithm>
#include <limits>

namespace akv {

namespace {

LevelRank rankIn(const LevelRecord& level, std::uint32_t id) {
    LevelRank out;
    out.kept = level.kept.size();
    out.available = level.available;
    const auto find = [&](const std::vector<std::uint32_t>& ids, const std::vector<float>& scores, std::size_t above) {
        const auto at = std::find(ids.begin(), ids.end(), id);
        if (at == ids.end()) return;
        const auto i = std::size_t(at - ids.begin());
        out.scored = true;
        out.rank = above + i + 1;
        out.score = scores[i];
    };
    find(level.kept, level.keptScore, 0);
    find(level.runnersUp, level.runnersUpScore, level.kept.size());
    return out;
}

/// Follows some leaves through all records and forgets the rest, so that memory does not grow with what was scored.
class PathSink final : public AttentionSink {
public:
    PathSink(const LeafStore& store, std::vector<LeafId> leaves, const std::vector<LeafId>& masked)
        : m_store(store), m_leaves(std::move(leaves)), m_masked(masked) {}

    void onLayer(LayerRecord record) override {
        for (const auto leaf : m_leaves) {
            RowPath path;
            path.step = record.step;
            path.layer = record.layer;
            path.row = m_store.rowOf(leaf);
            const auto inter = m_store.hierarchy().interOf(leaf);
            path.root = rankIn(record.root, m_store.hierarchy().rootOf(inter).value());
            path.inter = rankIn(record.inter, inter.value());
            path.leaf = rankIn(record.leaf, leaf.value());
            path.lost = lostAt(record.flat, path, leaf);
            if (path.leaf.survived()) path.share = share(record, leaf);
            paths.push_back(path);
        }
    }
    void onToken(TokenRecord) override {}

    std::vector<RowPath> paths;

private:
    LostAt lostAt(bool flat, const RowPath& path, LeafId leaf) const {
        const bool masked = std::binary_search(m_masked.begin(), m_masked.end(), leaf);
        // What was scored nowhere above the leaf went with its masked cluster.
        if (masked && !flat && (!path.root.scored || (path.root.survived() && !path.inter.scored)))
            return LostAt::Masked;
        if (path.leaf.survived()) return LostAt::Nowhere; // also when a what-if pinned it below a pruned cluster
        if (!flat && !path.root.survived()) return LostAt::Root;
        if (!flat && !path.inter.survived()) return LostAt::Inter;
        if (masked) return LostAt::Masked;
        return LostAt::Leaf;
    }
    static double share(const LayerRecord& record, LeafId leaf) {
        const auto n = record.leaf.kept.size();
        const auto at = std::size_t(std::find(record.leaf.kept.begin(), record.leaf.kept.end(), leaf.value()) -
                                    record.leaf.kept.begin());
        double sum = 0.0;
        for (int h = 0; h < record.heads; ++h) sum += double(record.headWeights[std::size_t(h) * n + at]);
        return sum / std::max(1, record.heads);
    }

    const LeafStore& m_store;
    std::vector<LeafId> m_leaves;
    const std::vector<LeafId>& m_masked;
};

Result<AskOptions> optionsOf(const RunCard& card) {
    AKV_ASSIGN(AskOptions out, askedWith(card));
    if (!attendsToKnowledge(out.mode) || (isHybrid(out.mode) && !out.hybridAttention))
        return Error(ErrorCode::InvalidInput, "mode " + card.mode +
                                                  " decodes without knowledge attention, so no triple is kept or "
                                                  "pruned; the trace names the triples of the prompt");
    return out;
}

Result<void> checkSame(const char* what, const std::string& traced, const std::string& here) {
    if (traced == here) return {};
    return Error(ErrorCode::InvalidInput, std::string("the trace was made with another ") + what + " (" + traced +
                                              ") than the one that is open (" + here +
                                              "), so its ranks cannot be found again; ask the question anew with "
                                              "--trace");
}

} // namespace

const char* lostAtName(LostAt stage) {
    switch (stage) {
    case LostAt::Root: return "root";
    case LostAt::Inter: return "inter";
    case LostAt::Leaf: return "leaf";
    case LostAt::Masked: return "masked";
    case LostAt::Nowhere: return "kept";
    }
    return "kept";
}

std::string RowPath::text() const {
    if (lost == LostAt::Masked) return "masked: taken away before leaf scoring";
    const LevelRank& at = lost == LostAt::Root ? root : lost == LostAt::Inter ? inter : leaf;
    const std::string where =
        "rank " + std::to_string(at.rank) + " of " + std::to_string(at.available) + ", k " + std::to_string(at.kept);
    if (lost != LostAt::Nowhere) return std::string("pruned at ") + lostAtName(lost) + ": " + where;
    char weight[32];
    std::snprintf(weight, sizeof weight, "%.3f", share);
    return "kept: leaf " + where + ", attention weight " + weight;
}

Result<void> replay(const Engine& engine, const Workspace& workspace, const Trace& trace, int steps,
                    AttentionSink& sink, std::size_t runnersUp, const JobContext& context) {
    AKV_ASSIGN(AskOptions options, optionsOf(trace.card));
    if (!engine.store()) return Error(ErrorCode::InvalidInput, "a replay needs a prepared workspace (-w)");
    AKV_CHECK(checkSame("model", trace.card.modelHash, engine.info().hash));
    AKV_CHECK(checkSame("knowledge store", trace.card.storeHash, engine.store()->hash()));
    AKV_ASSIGN(const auto limits, leafLimits(engine, workspace, options));
    const WorkspaceTexts texts(workspace, options.valueTexts);
    options.texts = &texts;
    const auto session = engine.createSession();
    AKV_ASSIGN(const auto prepared, prepareQuestion(engine, *session, trace.question, options, limits, context));
    auto generate = prepared.options;
    generate.sink = &sink;
    generate.runnersUp = runnersUp;
    std::vector<int> tokens;
    for (const auto& token : trace.tokens)
        if (int(tokens.size()) < steps) tokens.push_back(token.id);
    AKV_CHECK(session->score(prepared.prompt, tokens, generate));
    return {};
}

Result<std::vector<RowPath>> replayTriple(const Engine& engine, const Workspace& workspace, const Trace& trace,
                                          TripleId triple, const JobContext& context) {
    AKV_ASSIGN(const AskOptions options, optionsOf(trace.card));
    if (!engine.store()) return Error(ErrorCode::InvalidInput, "a replay needs a prepared workspace (-w)");
    AKV_ASSIGN(auto leaves, leavesOfTriples(workspace, *engine.store(), {triple}));
    AKV_ASSIGN(const auto limits, leafLimits(engine, workspace, options));
    PathSink sink(*engine.store(), std::move(leaves), limits.masked);
    AKV_CHECK(replay(engine, workspace, trace, int(trace.tokens.size()), sink,
                     std::numeric_limits<std::uint32_t>::max(), context));
    return std::move(sink.paths);
}

} // namespace akv

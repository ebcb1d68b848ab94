// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/intervention.h"

#include "core/engine/explain.h"
#include "core/engine/whatif.h"
#include "tests/support/toy_engine_torch.h"

#include <ATen/core/grad_mode.h>
#include <gtest/gtest.h>
#include <numeric>
#include <set>

namespace akv {
namespace {

using test::ToyEngine;

constexpr const char* kQuestion = "the founder of Name11";

std::unique_ptr<ToyEngine> makeToy(std::optional<float> scaleFactor = std::nullopt) {
    auto made = ToyEngine::make([&](ModelWeights& weights) { weights.knowledge->scaleFactor = scaleFactor; });
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().text());
    return std::move(made).value();
}

Answer answered(ToyEngine& toy, const AskOptions& options) {
    auto answer = toy.ask(kQuestion, options);
    EXPECT_TRUE(answer.ok()) << (answer.ok() ? "" : answer.error().text());
    return std::move(answer).value();
}

/// Flat knowledge attention by the definition: every key and value projected, one softmax over both parts, without
/// absorbed queries, selection or the engine's decoder. `ablated(layer, head)`: that head sees the sequence alone.
class BruteForce {
public:
    explicit BruteForce(const ToyEngine& toy) : m_weights(loadModelWeights(toy.model).value()) {
        const auto& store = *toy.engine->store();
        const auto n = std::int64_t(store.leafCount()), d = std::int64_t(store.width());
        auto keys = at::empty({n, d}), values = at::empty({n, d});
        for (std::int64_t i = 0; i < n; ++i) {
            store.key(LeafId(std::uint32_t(i)), {keys.data_ptr<float>() + i * d, std::size_t(d)});
            store.value(LeafId(std::uint32_t(i)), {values.data_ptr<float>() + i * d, std::size_t(d)});
        }
        const auto& a = m_weights.adapter;
        auto z = at::linear(keys, a.keyWeight, a.keyBias);
        z = z - z.mean(-1, true);
        z = z * ((z * z).mean(-1, true) + m_weights.knowledge->keyEpsilon).rsqrt();
        const auto& c = m_weights.config;
        const auto slots = std::int64_t(m_weights.knowledge->kbLayers.size());
        m_keys = z.view({n, slots, c.heads, c.headDim});
        m_values = at::linear(values, a.valueWeight, a.valueBias).view({n, slots, c.heads, c.headDim});
    }

    /// Log-probability of `said` after `prompt`.
    double score(std::vector<int> prompt, const std::vector<int>& said,
                 const std::function<bool(int, int)>& ablated) const {
        double total = 0.0;
        for (const int token : said) {
            total += at::log_softmax(lastLogits(prompt, ablated), -1)[token].item<double>();
            prompt.push_back(token);
        }
        return total;
    }

private:
    /// Prefill and decode choose nothing here, so one call over everything is what token by token would give.
    at::Tensor lastLogits(const std::vector<int>& tokens, const std::function<bool(int, int)>& ablated) const {
        const at::NoGradGuard noGrad;
        const auto& c = m_weights.config;
        const auto T = std::int64_t(tokens.size());
        auto ids = at::empty({T}, at::kLong);
        for (std::int64_t t = 0; t < T; ++t) ids.data_ptr<std::int64_t>()[t] = tokens[std::size_t(t)];
        const auto rope = ropeTables(c, T);
        auto x = m_weights.decoder.embed.index_select(0, ids);
        for (std::size_t l = 0; l < m_weights.decoder.layers.size(); ++l) {
            const auto& w = m_weights.decoder.layers[l];
            x = x + attention(int(l), rmsNorm(x, w.inputNorm, c.rmsEpsilon), rope, ablated);
            x = x + feedForward(w, rmsNorm(x, w.postNorm, c.rmsEpsilon));
        }
        return at::linear(rmsNorm(x.narrow(0, T - 1, 1), m_weights.decoder.norm, c.rmsEpsilon), m_weights.decoder.head)
            .reshape({-1});
    }

    at::Tensor attention(int layer, const at::Tensor& x, const RopeTables& rope,
                         const std::function<bool(int, int)>& ablated) const {
        const auto& c = m_weights.config;
        const auto& w = m_weights.decoder.layers[std::size_t(layer)];
        const auto T = x.size(0);
        const auto heads = [&](const at::Tensor& weight) {
            return at::linear(x, weight).view({T, c.heads, c.headDim}).transpose(0, 1);
        };
        const auto q = applyRope(heads(w.q), rope.cos, rope.sin), k = applyRope(heads(w.k), rope.cos, rope.sin);
        const auto v = heads(w.v);
        const auto& kb = m_weights.knowledge->kbLayers;
        const auto slot = std::find(kb.begin(), kb.end(), layer) - kb.begin();
        std::vector<at::Tensor> out;
        for (std::int64_t h = 0; h < c.heads; ++h) {
            const double root = std::sqrt(double(c.headDim));
            const auto causal = at::full({T, T}, -std::numeric_limits<float>::infinity()).triu(1);
            const auto sequence = at::matmul(q[h], k[h].t()) / root + causal;
            if (!w.queryKg.defined() || ablated(layer, int(h))) {
                out.push_back(at::matmul(at::softmax(sequence, -1), v[h]));
                continue;
            }
            const auto n = m_keys.size(0);
            const auto scale = m_weights.knowledge->scaleFactor;
            const auto known = at::matmul(heads(w.queryKg)[h], m_keys.select(1, slot).select(1, h).t()) / root +
                               (scale ? std::log(double(*scale)) - std::log(double(n)) : 0.0);
            const auto joint = at::softmax(at::cat({known, sequence}, -1), -1);
            out.push_back(at::matmul(joint.narrow(-1, 0, n), m_values.select(1, slot).select(1, h)) +
                          at::matmul(joint.narrow(-1, n, T), v[h]));
        }
        return at::linear(at::cat(out, -1), w.o);
    }

    ModelWeights m_weights;
    at::Tensor m_keys, m_values; ///< [n, slots, heads, D]
};

void expectBruteForceAblation(std::optional<float> scaleFactor) {
    const auto toy = makeToy(scaleFactor);
    const BruteForce oracle(*toy);
    const auto options = toy->options(Mode::Kblam);
    const Answer plain = answered(*toy, options);
    std::vector<int> said;
    for (const auto& token : plain.tokens) said.push_back(token.id);
    const auto prompt = toy->engine->prompt(kQuestion);
    const auto engine = [&](std::vector<HeadRef> ablated) {
        auto changed = options;
        changed.interventions.ablated = std::move(ablated);
        return *scoreAnswer(*toy->engine, *toy->session, toy->workspace.get(), kQuestion, changed, said, {});
    };
    const double none = oracle.score(prompt, said, [](int, int) { return false; });
    EXPECT_NEAR(engine({}), none, 2e-3) << "the oracle itself";
    for (const int layer : toy->engine->info().kbLayers)
        for (int head = 0; head < toy->engine->info().heads; ++head) {
            const double exact = oracle.score(prompt, said, [&](int l, int h) { return l == layer && h == head; });
            EXPECT_NEAR(engine({{layer, head}}), exact, 2e-3) << layer << ":" << head;
            EXPECT_GT(std::abs(exact - none), 5e-3) << "a head that does nothing would prove nothing";
        }
    EXPECT_NEAR(engine({{1, std::nullopt}}), oracle.score(prompt, said, [](int l, int) { return l == 1; }), 2e-3);
    auto off = options;
    off.mode = Mode::ZeroShot;
    EXPECT_NEAR(engine({{1, std::nullopt}, {2, std::nullopt}}),
                *scoreAnswer(*toy->engine, *toy->session, toy->workspace.get(), kQuestion, off, said, {}), 1e-4)
        << "without every KB layer the model is alone";
}

TEST(Ablation, EqualsABruteForceForwardPass) { expectBruteForceAblation(std::nullopt); }

TEST(Ablation, EqualsABruteForceForwardPassUnderTheShift) { expectBruteForceAblation(100.0F); }

TEST(Ablation, LeavesTheChoiceAndTheOtherHeads) {
    const auto toy = makeToy();
    auto options = toy->options(Mode::Atlas);
    options.maxTokens = 1; // the first KB layer of the prefill sees the same question with and without
    const Answer plain = answered(*toy, options);
    options.interventions.ablated = {{1, 0}};
    const Answer ablated = answered(*toy, options);
    const auto& a = *plain.trace.find(0, 1);
    const auto& b = *ablated.trace.find(0, 1);
    EXPECT_EQ(a.leaf.kept, b.leaf.kept);
    const std::size_t n = a.leaf.kept.size();
    EXPECT_EQ(b.lambdaKg[0], 0.0F);
    EXPECT_GT(a.lambdaKg[0], 0.0F);
    EXPECT_EQ(b.lambdaKg[1], a.lambdaKg[1]);
    for (std::size_t j = 0; j < n; ++j) {
        EXPECT_EQ(b.headWeights[j], 0.0F);
        EXPECT_EQ(b.headWeights[n + j], a.headWeights[n + j]);
    }
    EXPECT_EQ(ablated.trace.card.ablated, std::vector<std::string>{"1:0"});
    options.interventions.ablated = {{0, std::nullopt}};
    EXPECT_FALSE(toy->ask(kQuestion, options).ok()) << "layer 0 reads no graph";
    options.interventions.ablated = {{1, 7}};
    EXPECT_FALSE(toy->ask(kQuestion, options).ok()) << "no such head";
    options.interventions.ablated = {{1, 0}};
    options.mode = Mode::Rag;
    EXPECT_FALSE(toy->ask(kQuestion, options).ok()) << "nothing is attended to";
}

std::set<std::uint32_t> leavesBelow(const Hierarchy& h, const ClusterRef& cluster) {
    std::set<std::uint32_t> out;
    const auto leaves = leavesOfClusters(h, std::span(&cluster, 1));
    EXPECT_TRUE(leaves.ok());
    for (const auto leaf : leaves.value()) out.insert(leaf.value());
    return out;
}

/// What was read of a masked cluster is nowhere, and its place is taken by the next best key.
TEST(MaskedCluster, IsNeitherReadNorTakesAPlace) {
    const auto toy = makeToy();
    const auto options = toy->options(Mode::Atlas);
    const Answer plain = answered(*toy, options);
    const auto& h = toy->engine->store()->hierarchy();
    const LayerRecord& first = *plain.trace.find(0, 1);
    ASSERT_LT(first.root.kept.size(), first.root.available) << "the root prunes here";
    for (const ClusterRef cluster : {ClusterRef{ClusterRef::Level::Root, ClusterId(first.root.kept[0])},
                                     ClusterRef{ClusterRef::Level::Inter, ClusterId(first.inter.kept[0])}}) {
        auto changed = options;
        changed.interventions.maskedClusters = {cluster};
        const Answer without = answered(*toy, changed);
        const auto gone = leavesBelow(h, cluster);
        ASSERT_FALSE(gone.empty());
        const bool root = cluster.level == ClusterRef::Level::Root;
        for (const auto& record : without.trace.layers) {
            const auto& level = root ? record.root : record.inter;
            for (const auto* ids : {&level.kept, &level.runnersUp})
                EXPECT_EQ(std::count(ids->begin(), ids->end(), cluster.id.value()), 0);
            for (const auto* ids : {&record.leaf.kept, &record.leaf.runnersUp})
                for (const auto leaf : *ids) EXPECT_FALSE(gone.contains(leaf));
            EXPECT_EQ(record.root.kept.size(), first.root.kept.size());
        }
        const LayerRecord& after = *without.trace.find(0, 1);
        if (root) {
            EXPECT_EQ(after.root.kept[0], first.root.kept[1]);
            EXPECT_EQ(after.root.kept[1], first.root.runnersUp[0]) << "the next best root moved up";
        }
        for (const auto& e : without.evidence) EXPECT_FALSE(gone.contains(e.leaf.value()));
    }
}

/// Flat attention has no places to take: a masked cluster is exactly its masked triples. The ids that are shown are the
/// graph's own, so that texts and replays fit.
TEST(MaskedCluster, EqualsMaskingItsTriplesWhereNothingIsPruned) {
    const auto toy = makeToy();
    for (const Mode mode : {Mode::Kblam, Mode::Atlas, Mode::InContext, Mode::Rag, Mode::Hybrid}) {
        auto options = toy->options(mode);
        options.k = PruneK{99, 99, 99};
        auto cluster = options, triples = options;
        cluster.interventions.maskedClusters = {{ClusterRef::Level::Root, ClusterId(1)}};
        for (const auto leaf :
             leavesBelow(toy->engine->store()->hierarchy(), cluster.interventions.maskedClusters.front()))
            triples.masked.push_back(toy->workspace->row(toy->engine->store()->rowOf(LeafId(leaf)))->triple);
        const Answer a = answered(*toy, cluster), b = answered(*toy, triples);
        EXPECT_EQ(a.text, b.text) << modeName(mode);
        ASSERT_EQ(a.tokens.size(), b.tokens.size());
        for (std::size_t t = 0; t < a.tokens.size(); ++t) EXPECT_NEAR(a.tokens[t].logprob, b.tokens[t].logprob, 1e-4);
        ASSERT_EQ(a.evidence.size(), b.evidence.size());
        for (std::size_t i = 0; i < a.evidence.size(); ++i) EXPECT_NEAR(a.evidence[i].share, b.evidence[i].share, 1e-4);
    }
    auto options = toy->options(Mode::Atlas);
    options.interventions.maskedClusters = {{ClusterRef::Level::Inter, ClusterId(9999)}};
    EXPECT_FALSE(toy->ask(kQuestion, options).ok());
    for (std::uint32_t root = 0; root < toy->engine->store()->hierarchy().root.rows; ++root)
        options.interventions.maskedClusters.push_back({ClusterRef::Level::Root, ClusterId(root)});
    options.interventions.maskedClusters.erase(options.interventions.maskedClusters.begin());
    const auto nothing = toy->ask(kQuestion, options);
    ASSERT_FALSE(nothing.ok());
    EXPECT_NE(nothing.error().message.find("nothing of the graph is left"), std::string::npos);
}

TEST(MaskedCluster, IsFollowedByAReplay) {
    const auto toy = makeToy();
    auto options = toy->options(Mode::Atlas);
    options.interventions.maskedClusters = {{ClusterRef::Level::Root, ClusterId(0)}};
    const Answer answer = answered(*toy, options);
    const auto leaf = *leavesBelow(toy->engine->store()->hierarchy(), {ClusterRef::Level::Root, ClusterId(0)}).begin();
    const auto triple = toy->workspace->row(toy->engine->store()->rowOf(LeafId(leaf)))->triple;
    const auto paths = replayTriple(*toy->engine, *toy->workspace, answer.trace, triple, {});
    ASSERT_TRUE(paths.ok()) << paths.error().text();
    ASSERT_FALSE(paths->empty());
    for (const auto& path : *paths) EXPECT_EQ(path.lost, LostAt::Masked) << path.text();
}

/// A pinned triple is read in every record, in the place of the weakest leaf, with the weight that the definition
/// gives.
TEST(Pin, KeepsTheTripleWithItsOwnLogit) {
    const auto toy = makeToy(100.0F);
    auto options = toy->options(Mode::Atlas);
    const Answer plain = answered(*toy, options);
    std::set<std::uint32_t> read;
    for (const auto& record : plain.trace.layers) read.insert(record.leaf.kept.begin(), record.leaf.kept.end());
    std::uint32_t unread = 0;
    while (read.contains(unread)) ++unread;
    const auto triple = toy->workspace->row(toy->engine->store()->rowOf(LeafId(unread)))->triple;
    options.interventions.pinned = {triple};
    const Answer pinned = answered(*toy, options);
    for (const auto& record : pinned.trace.layers) {
        EXPECT_EQ(record.leaf.kept.back(), unread);
        EXPECT_EQ(record.leaf.kept.size(), 4U);
        EXPECT_EQ(record.pinned, std::vector{unread});
        EXPECT_EQ(std::set(record.leaf.kept.begin(), record.leaf.kept.end()).size(), 4U);
    }
    const LayerRecord &a = *plain.trace.find(0, 1), &b = *pinned.trace.find(0, 1);
    for (std::size_t j = 0; j < 3; ++j) EXPECT_EQ(a.leaf.kept[j], b.leaf.kept[j]);
    const auto inside = explainLayer(*toy->engine, *toy->workspace, pinned.trace, 1, 2, {});
    ASSERT_TRUE(inside.ok()) << inside.error().text();
    for (int head = 0; head < 2; ++head) {
        const auto weight = inside->of(head, LeafId(unread));
        ASSERT_TRUE(weight.ok());
        EXPECT_NEAR(weight->logit, weight->engineLogit, 1e-4);
        EXPECT_NEAR(weight->weight, weight->engineWeight, 1e-5);
        EXPECT_NEAR(weight->weight, *weight->traced, 1e-5);
    }
    options.k = PruneK{99, 99, 99};
    auto whole = options;
    whole.interventions = {};
    EXPECT_EQ(answered(*toy, options).text, answered(*toy, whole).text) << "what is kept anyway cannot be pinned more";
    options.masked = {triple};
    EXPECT_FALSE(toy->ask(kQuestion, options).ok()) << "masked and pinned";
}

TEST(WhatIfInterventions, AreTheSecondAnswerOnly) {
    const auto toy = makeToy();
    const auto options = toy->options(Mode::Atlas);
    const Answer plain = answered(*toy, options);
    WhatIfChange change;
    change.interventions.ablated = {{1, std::nullopt}, {2, std::nullopt}};
    const auto result = whatIf(*toy->engine, *toy->workspace, plain, nullptr, change, {});
    ASSERT_TRUE(result.ok()) << result.error().text();
    EXPECT_EQ(result->before.text, plain.text);
    EXPECT_EQ(result->after.lambdaKg, 0.0);
    auto off = options;
    off.mode = Mode::ZeroShot;
    EXPECT_EQ(result->after.text, answered(*toy, off).text);
    EXPECT_NE(result->logprobChange(), 0.0);
    // The second answer's own card says how it was made, so it can be asked and followed again.
    const auto card = askedWith(result->after.trace.card);
    ASSERT_TRUE(card.ok());
    EXPECT_EQ(card->interventions.ablated, change.interventions.ablated);
    change = {};
    change.control = WhatIfChange::Control::RandomGraph;
    change.interventions.maskedClusters = {{ClusterRef::Level::Root, ClusterId(0)}};
    EXPECT_FALSE(whatIf(*toy->engine, *toy->workspace, plain, nullptr, change, {}).ok());
}

TEST(WhatIfInterventions, NamesOfClustersAndHeads) {
    EXPECT_EQ(clusterText(*parseCluster("root:3")), "root:3");
    EXPECT_EQ(clusterText(*parseCluster("inter:17")), "inter:17");
    for (const char* bad : {"", "root", "leaf:3", "root:", "root:x", "inter:-1", "inter:3x", "root:99999999999"})
        EXPECT_FALSE(parseCluster(bad).ok()) << bad;
    EXPECT_EQ(headText(*parseHead("4", false)), "4");
    EXPECT_EQ(headText(*parseHead("4:1", true)), "4:1");
    EXPECT_FALSE(parseHead("4", true).ok());
    for (const char* bad : {"", ":", "4:", ":1", "a:1", "4:b", "4:1:2"})
        EXPECT_FALSE(parseHead(bad, false).ok()) << bad;
}

} // namespace
} // namespace akv

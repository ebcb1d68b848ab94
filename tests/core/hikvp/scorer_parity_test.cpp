// SPDX-License-Identifier: GPL-3.0-or-later
// The scorer against an oracle that projects every key and uses no absorbed scoring (numpy fp64, tests/data).
#include "core/base/bundled.h"
#include "core/hikvp/knowledge_scorer.h"
#include "tests/support/knowledge.h"
#include "tests/support/npy.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace akv {
namespace {

using Json = nlohmann::json;

struct Parity {
    std::size_t slots = 3, heads = 4, headDim = 16, tokens = 7, sequence = 5, d = 48;
    Json oracle;
    test::Npy Wk, bk, Wv, bv, q, seqLogits, seqValues, outPruned, outFlat;
    Matrix keys, values;
    Clustering clustering;
    std::vector<std::uint32_t> interIds; ///< id in the oracle of our inter cluster
    std::shared_ptr<const AbsorbedKeys> absorbed;
};

Matrix toMatrix(const test::Npy& npy) {
    Matrix out(npy.shape[0], npy.shape[1]);
    out.data = npy.floats();
    return out;
}

const Parity& parity() {
    static const Parity loaded = [] {
        const std::filesystem::path folder = sourceFolder() / "tests/data" / "knowledge_attention";
        const auto npy = [&](const char* name) { return test::readNpy(folder / (std::string(name) + ".npy")).value(); };
        Parity p;
        p.oracle = Json::parse(readFile(folder / "oracle.json").value());
        p.Wk = npy("Wk"), p.bk = npy("bk"), p.Wv = npy("Wv"), p.bv = npy("bv"), p.q = npy("q");
        p.seqLogits = npy("seq_logits"), p.seqValues = npy("seq_values");
        p.outPruned = npy("out_hikvp"), p.outFlat = npy("out_flat");
        p.keys = toMatrix(npy("e"));
        p.values = toMatrix(npy("f"));
        p.clustering =
            test::clusteringFromLabels(p.keys, p.oracle["leaf_to_inter"], p.oracle["inter_to_root"], &p.interIds);
        p.absorbed = std::make_shared<AbsorbedKeys>(
            AbsorbedKeys::build(p.Wk.floats(), p.bk.floats(), p.d, p.slots, p.heads, p.headDim, p.oracle["eps"])
                .value());
        return p;
    }();
    return loaded;
}

struct Absorbed {
    std::vector<float> u, beta;
};

Absorbed absorbQueries(const Parity& p, std::size_t slot) {
    Absorbed out{std::vector<float>(p.tokens * p.heads * p.d), std::vector<float>(p.tokens * p.heads)};
    std::vector<float> query(p.heads * p.headDim);
    for (std::size_t t = 0; t < p.tokens; ++t) {
        for (std::size_t h = 0; h < p.heads; ++h)
            for (std::size_t c = 0; c < p.headDim; ++c)
                query[h * p.headDim + c] = float(p.q.data[((slot * p.heads + h) * p.tokens + t) * p.headDim + c]);
        p.absorbed->absorb(slot, query, std::span(out.u).subspan(t * p.heads * p.d, p.heads * p.d),
                           std::span(out.beta).subspan(t * p.heads, p.heads));
    }
    return out;
}

/// Joint softmax over [knowledge, sequence]; returns lambda_kg [tokens, heads] and the output [heads, tokens, headDim].
struct Attention {
    std::vector<double> lambda, out;
};

Attention attend(const Parity& p, std::size_t slot, const KnowledgeScorer& scorer,
                 const KnowledgeSelection& selection) {
    const std::size_t n = selection.leaf.kept.size();
    std::vector<float> weights(p.tokens * p.heads * n), mixed(p.tokens * p.heads * p.d);
    Attention out{std::vector<double>(p.tokens * p.heads), std::vector<double>(p.heads * p.tokens * p.headDim)};
    std::vector<double> seqWeight(p.tokens * p.heads * p.sequence);
    for (std::size_t t = 0; t < p.tokens; ++t)
        for (std::size_t h = 0; h < p.heads; ++h) {
            const float* logits = selection.logits.data() + (t * p.heads + h) * n;
            const double* seq = p.seqLogits.data.data() + ((slot * p.heads + h) * p.tokens + t) * p.sequence;
            double top = *std::max_element(logits, logits + n), total = 0;
            for (std::size_t s = 0; s < p.sequence; ++s) top = std::max(top, seq[s]);
            for (std::size_t j = 0; j < n; ++j) total += std::exp(logits[j] - top);
            for (std::size_t s = 0; s < p.sequence; ++s) total += std::exp(seq[s] - top);
            for (std::size_t j = 0; j < n; ++j) {
                const double w = std::exp(logits[j] - top) / total;
                weights[(t * p.heads + h) * n + j] = float(w);
                out.lambda[t * p.heads + h] += w;
            }
            for (std::size_t s = 0; s < p.sequence; ++s)
                seqWeight[(t * p.heads + h) * p.sequence + s] = std::exp(seq[s] - top) / total;
        }
    scorer.mixValues(selection.leaf.kept, weights, p.tokens, p.heads, mixed);
    for (std::size_t t = 0; t < p.tokens; ++t)
        for (std::size_t h = 0; h < p.heads; ++h)
            for (std::size_t c = 0; c < p.headDim; ++c) {
                const std::size_t row = (slot * p.heads + h) * p.headDim + c;
                double y = p.bv.data[row] * out.lambda[t * p.heads + h];
                for (std::size_t j = 0; j < p.d; ++j)
                    y += p.Wv.data[row * p.d + j] * mixed[(t * p.heads + h) * p.d + j];
                for (std::size_t s = 0; s < p.sequence; ++s)
                    y += seqWeight[(t * p.heads + h) * p.sequence + s] *
                         p.seqValues.data[((slot * p.heads + h) * p.sequence + s) * p.headDim + c];
                out.out[(h * p.tokens + t) * p.headDim + c] = y;
            }
    return out;
}

void expectAttention(const Parity& p, std::size_t slot, const Attention& ours, const Json& lambda,
                     const test::Npy& expected, double tolerance) {
    for (std::size_t t = 0; t < p.tokens; ++t)
        for (std::size_t h = 0; h < p.heads; ++h)
            EXPECT_NEAR(ours.lambda[t * p.heads + h], lambda[h][t].get<double>(), tolerance);
    const std::size_t size = p.heads * p.tokens * p.headDim;
    for (std::size_t i = 0; i < size; ++i) EXPECT_NEAR(ours.out[i], expected.data[slot * size + i], 4 * tolerance);
}

void expectPruned(const Parity& p, const LeafStore& store, std::size_t slot, const KnowledgeSelection& s,
                  double tolerance) {
    const Json& want = p.oracle["per_slot"][slot];
    EXPECT_EQ(s.root.kept, want["root_kept"].get<std::vector<std::uint32_t>>());
    EXPECT_EQ(s.root.available, 9U);
    std::vector<std::uint32_t> inters, rows;
    for (const auto i : s.inter.kept) inters.push_back(p.interIds[i]);
    for (const auto l : s.leaf.kept) rows.push_back(store.rowOf(LeafId(l)).value());
    EXPECT_EQ(inters, want["inter_kept"].get<std::vector<std::uint32_t>>());
    EXPECT_EQ(s.inter.available, want["inter_available"].size());
    EXPECT_EQ(rows, want["leaf_kept"].get<std::vector<std::uint32_t>>());
    EXPECT_EQ(s.leaf.available, want["leaf_available"].size());
    const auto expectScores = [&](const std::vector<std::uint32_t>& ids, const std::vector<float>& scores,
                                  const Json& available, const Json& expected) {
        const auto listed = available.get<std::vector<std::uint32_t>>();
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const auto at = std::find(listed.begin(), listed.end(), ids[i]) - listed.begin();
            EXPECT_NEAR(scores[i], expected[std::size_t(at)].get<double>(), tolerance * 5);
        }
    };
    Json allRoots = Json::array();
    for (int r = 0; r < 9; ++r) allRoots.push_back(r);
    expectScores(s.root.kept, s.root.keptScore, allRoots, want["root_scores"]);
    expectScores(inters, s.inter.keptScore, want["inter_available"], want["inter_scores"]);
    expectScores(rows, s.leaf.keptScore, want["leaf_available"], want["leaf_scores"]);
    for (std::size_t h = 0; h < p.heads; ++h)
        for (std::size_t t = 0; t < p.tokens; ++t)
            for (std::size_t j = 0; j < rows.size(); ++j)
                EXPECT_NEAR(s.logits[(t * p.heads + h) * rows.size() + j], want["leaf_logits"][h][t][j].get<double>(),
                            tolerance * 3);
}

void runParity(LeafType type, double tolerance) {
    const auto& p = parity();
    const auto store = makeMemoryStore(p.keys, p.values, p.clustering, type, "oracle").value();
    const KnowledgeScorer scorer(store, p.absorbed);
    SelectOptions pruned;
    pruned.k = {4, 12, 8};
    SelectOptions flat;
    flat.flat = true;
    for (std::size_t slot = 0; slot < p.slots; ++slot) {
        const auto queries = absorbQueries(p, slot);
        const KnowledgeQuery query{p.tokens, p.heads, queries.u, queries.beta};
        auto some = scorer.select(query, pruned);
        ASSERT_TRUE(some.ok()) << some.error().text();
        expectPruned(p, *store, slot, *some, tolerance);
        const Json& want = p.oracle["per_slot"][slot];
        expectAttention(p, slot, attend(p, slot, scorer, *some), want["lambda_kg"], p.outPruned, tolerance);
        auto all = scorer.select(query, flat);
        ASSERT_TRUE(all.ok()) << all.error().text();
        EXPECT_EQ(all->leaf.available, 600U);
        expectAttention(p, slot, attend(p, slot, scorer, *all), want["lambda_kg_flat"], p.outFlat, tolerance);
    }
}

TEST(ScorerParity, Fp32StoreEqualsTheOracle) { runParity(LeafType::Fp32, 1e-5); }
TEST(ScorerParity, Fp16StoreEqualsTheOracle) { runParity(LeafType::Fp16, 2e-3); }

TEST(ScorerParity, EnormousKIsFlatAttention) {
    const auto& p = parity();
    const auto store = makeMemoryStore(p.keys, p.values, p.clustering, LeafType::Int8, "oracle").value();
    const KnowledgeScorer scorer(store, p.absorbed);
    SelectOptions flat, wide;
    flat.flat = true;
    wide.k = {600, 600, 600};
    for (std::size_t slot = 0; slot < p.slots; ++slot) {
        const auto queries = absorbQueries(p, slot);
        const KnowledgeQuery query{p.tokens, p.heads, queries.u, queries.beta};
        const auto a = scorer.select(query, flat).value(), b = scorer.select(query, wide).value();
        EXPECT_EQ(a.leaf.kept, b.leaf.kept);
        EXPECT_EQ(a.logits, b.logits);
        EXPECT_FALSE(b.root.cutOff() || b.inter.cutOff() || b.leaf.cutOff());
        EXPECT_TRUE(a.root.kept.empty() && a.inter.kept.empty());
    }
}

} // namespace
} // namespace akv

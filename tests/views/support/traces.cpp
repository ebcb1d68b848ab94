// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/support/traces.h"

#include <algorithm>
#include <cmath>

namespace akv::ui::test {

namespace {

constexpr int kHeads = 4;
const char* const kTokens[] = {"The", " capital", " of", " Kazakhstan", " is", " Ast", "ana", "."};
const float kLambda[] = {0.04F, 0.1F, 0.05F, 0.35F, 0.4F, 0.82F, 0.7F, 0.02F};

LevelRecord level(std::uint32_t first, std::uint32_t kept, std::uint64_t available, float top) {
    LevelRecord out;
    out.available = available;
    const auto more = std::min<std::uint64_t>(kRunnersUp, available - kept);
    for (std::uint32_t i = 0; i < kept + more; ++i) {
        const float score = top * std::pow(0.78F, float(i));
        (i < kept ? out.kept : out.runnersUp).push_back(first + i);
        (i < kept ? out.keptScore : out.runnersUpScore).push_back(score);
    }
    return out;
}

LayerRecord record(int step, int layer) {
    LayerRecord r;
    r.step = step, r.layer = layer, r.heads = kHeads;
    const float lambda = kLambda[step] * (1.0F - 0.12F * std::abs(float(layer) - 4.0F));
    r.root = level(0, 3, 11, 3.1F);
    r.inter = level(0, 12, 37, 2.4F);
    r.leaf = level(0, 8, 118, 2.6F);
    for (int h = 0; h < kHeads; ++h) {
        float sum = 0.0F;
        std::vector<float> weights;
        for (int j = 0; j < 8; ++j)
            weights.push_back(std::pow(0.4F, float(j)) * (1.0F + 0.1F * float(h))), sum += weights.back();
        for (float& w : weights) r.headWeights.push_back(w / sum * lambda);
        r.lambdaKg.push_back(lambda);
    }
    for (int j = 0; j < 8; ++j) r.valueNorm.push_back(2.0F * lambda * std::pow(0.45F, float(j)));
    r.lambdaByPosition = {lambda};
    for (std::size_t j = 0; j < 8; ++j) {
        r.leafMass.push_back(0.0F);
        for (std::size_t h = 0; h < std::size_t(kHeads); ++h) r.leafMass.back() += r.headWeights[h * 8 + j];
    }
    return r;
}

void addTexts(Trace& trace) {
    const char* const heads[] = {"Kazakhstan", "Kazakhstan", "Kazakhstan", "Kyrgyzstan", "Uzbekistan",
                                 "Kazakhstan", "Tajikistan", "الأردن",     "Azerbaijan", "Armenia",
                                 "日本国",     "Mongolia",   "Georgia"};
    const char* const relations[] = {"capital",   "largest city", "currency", "capital", "capital",
                                     "continent", "capital",      "عاصمة",    "capital", "capital",
                                     "首都",      "capital",      "capital"};
    const char* const tails[] = {"Astana", "Almaty", "tenge",   "Bishkek", "Tashkent",    "Asia",   "Dushanbe",
                                 "عمان",   "Baku",   "Yerevan", "东京",    "Ulaanbaatar", "Tbilisi"};
    for (std::uint32_t i = 0; i < 13; ++i) {
        TracedLeaf leaf;
        leaf.tripleId = 100 + i, leaf.rowId = 40 + i;
        leaf.inter = i / 3, leaf.root = i / 9;
        leaf.head = heads[i], leaf.relation = relations[i], leaf.tail = tails[i];
        leaf.key = std::string("the ") + relations[i] + " of " + heads[i];
        leaf.value = tails[i];
        trace.leaves[i] = leaf;
    }
    const char* const roots[] = {"countries of Asia", "capitals & cities", "Soviet successor states",
                                 "rivers & lakes",    "currencies",        "chemical elements"};
    for (std::uint32_t i = 0; i < 6; ++i) trace.rootNames[i] = roots[i];
    for (std::uint32_t i = 0; i < 17; ++i)
        trace.interNames[i] =
            i % 3 == 0 ? std::string(heads[i % 13]) + ": facts" : "capitals, region " + std::to_string(i);
}

} // namespace

ClusterParents builtParents() {
    ClusterParents parents;
    for (std::uint32_t i = 0; i < 17; ++i) parents[i] = i % 4;
    for (std::uint32_t i = 0; i < 5; ++i) parents[i] = i / 3;
    return parents;
}

std::shared_ptr<const Answer> builtAnswer() {
    auto answer = std::make_shared<Answer>();
    answer->question = "What is the capital of Kazakhstan?";
    answer->text = "The capital of Kazakhstan is Astana.";
    answer->match = 1.0;
    answer->lambdaKg = 0.31;
    answer->timeToFirstToken = 0.21, answer->tokensPerSecond = 38.0, answer->promptTokens = 31;
    for (int t = 0; t < 8; ++t) {
        answer->tokens.push_back({t, 50 + t, t, kTokens[t], -0.1F * float(t + 1), kLambda[t]});
        answer->trace.tokens.push_back({t, 50 + t, kTokens[t], -0.1F * float(t + 1), {}});
        for (int layer = 2; layer <= 7; ++layer) answer->trace.layers.push_back(record(t, layer));
    }
    addTexts(answer->trace);
    double sum = 0.0;
    for (int j = 0; j < 8; ++j) sum += std::pow(0.4, j);
    for (std::uint32_t j = 0; j < 8; ++j) {
        const TracedLeaf& leaf = answer->trace.leaves.at(j);
        Evidence e;
        e.triple = TripleId(leaf.tripleId), e.row = RowId(leaf.rowId), e.leaf = LeafId(j);
        e.head = leaf.head, e.relation = leaf.relation, e.tail = leaf.tail, e.key = leaf.key, e.value = leaf.value;
        e.share = std::pow(0.4, double(j)) / sum, e.rank = int(j) + 1;
        answer->evidence.push_back(e);
    }
    return answer;
}

Neighbourhood starOf(const Entity& centre, const std::vector<Triple>& triples) {
    Neighbourhood out;
    out.nodes.push_back({centre, 0});
    std::set<std::string> known = {centre.name};
    for (const Triple& t : triples) {
        const std::string& other = t.head == centre.name ? t.tail : t.head;
        if (!known.insert(other).second) continue;
        Entity entity;
        entity.name = other;
        entity.degree = 1;
        out.nodes.push_back({entity, 1});
    }
    out.triples = triples;
    return out;
}

} // namespace akv::ui::test

// SPDX-License-Identifier: GPL-3.0-or-later
// Cost of knowledge selection and value mixing per decode step and KB layer, flat against pruned; and of building what
// they need. Embeddings are synthetic (clustered unit vectors), so only time and bytes count here, not recall.
// bench_hikvp [largest M, default 100000] [heads, default 32]
#include "core/hikvp/knowledge_scorer.h"
#include "tests/support/knowledge.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {

using namespace akv;

/// Wall time; other programs on the machine disturb it.
struct Clock {
    static double now() {
        return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
    }
};
double secondsSince(double start) { return Clock::now() - start; }

template <class T>
T orExit(Result<T> result) {
    if (result.ok()) return std::move(result).value();
    std::fprintf(stderr, "%s\n", result.error().text().c_str());
    std::exit(1);
}

struct Setup {
    std::size_t d = 384, heads = 32, headDim = 128, layers = 1;
    std::shared_ptr<const AbsorbedKeys> keys;
    std::vector<float> u, beta;
};

Setup makeSetup(std::size_t heads) {
    Setup s;
    s.heads = heads;
    const auto weight = test::randomMatrix(heads * s.headDim, s.d, 1, 0.05F),
               bias = test::randomMatrix(1, heads * s.headDim, 2, 0.05F);
    s.keys =
        std::make_shared<AbsorbedKeys>(orExit(AbsorbedKeys::build(weight.data, bias.data, s.d, 1, heads, s.headDim)));
    s.u.resize(heads * s.d);
    s.beta.resize(heads);
    s.keys->absorb(0, test::randomMatrix(heads, s.headDim, 3).data, s.u, s.beta);
    return s;
}

struct Timing {
    double select = 0, mix = 0;
    std::uint64_t scored = 0, bytes = 0;
};

/// Median of `repeats` decode steps.
Timing timeStep(const KnowledgeScorer& scorer, const Setup& s, const SelectOptions& options, int repeats) {
    std::vector<double> select, mix;
    Timing out;
    std::vector<float> mixed(s.heads * s.d);
    for (int i = 0; i < repeats; ++i) {
        auto start = Clock::now();
        const auto chosen = orExit(scorer.select({1, s.heads, s.u, s.beta}, options));
        select.push_back(secondsSince(start));
        const std::vector<float> weights(s.heads * chosen.leaf.kept.size(), 0.01F);
        start = Clock::now();
        scorer.mixValues(chosen.leaf.kept, weights, 1, s.heads, mixed);
        mix.push_back(secondsSince(start));
        out.scored = chosen.root.available + chosen.inter.available + chosen.leaf.available;
        out.bytes = (chosen.root.available + chosen.inter.available) * (s.d + 1) * 4 +
                    chosen.leaf.available * (s.d + 6) + chosen.leaf.kept.size() * (s.d + 2);
    }
    const auto median = [](std::vector<double>& v) {
        std::nth_element(v.begin(), v.begin() + std::ptrdiff_t(v.size() / 2), v.end());
        return v[v.size() / 2];
    };
    out.select = median(select);
    out.mix = median(mix);
    return out;
}

} // namespace

int main(int argc, char** argv) {
    const std::size_t largest = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000;
    const Setup s = makeSetup(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 32);
    std::printf("d = %zu, %zu heads, int8 leaves, one KB layer, one query position, k = 128-64-16, warm\n\n", s.d,
                s.heads);
    std::printf("| M | mode | keys scored | KiB read | select ms | mix ms | GiB/s |\n|---|---|---|---|---|---|---|\n");
    std::string builds = "\n| M | cluster s | encode s | scorer s |\n|---|---|---|---|\n";
    for (std::size_t M = 1'000; M <= largest; M *= 10) {
        const auto keys = test::clusteredRows(M, s.d, M / 20 + 1, 5),
                   values = test::clusteredRows(M, s.d, M / 20 + 1, 6);
        auto start = Clock::now();
        const auto clustering = orExit(clusterKeys(keys, {}, {}));
        const double clusterTime = secondsSince(start);
        start = Clock::now();
        const auto store = orExit(makeMemoryStore(keys, values, clustering, LeafType::Int8, "synthetic"));
        const double encodeTime = secondsSince(start);
        start = Clock::now();
        const KnowledgeScorer scorer(store, s.keys);
        const double scorerTime = secondsSince(start);
        for (const bool flat : {false, true}) {
            SelectOptions options;
            options.flat = flat;
            const auto t = timeStep(scorer, s, options, flat && M > 20'000 ? 7 : 21);
            std::printf("| %zu | %s | %llu | %.0f | %.3f | %.3f | %.2f |\n", M, flat ? "flat" : "pruned",
                        static_cast<unsigned long long>(t.scored), double(t.bytes) / 1024, t.select * 1e3, t.mix * 1e3,
                        double(t.bytes) / (t.select + t.mix) / double(1 << 30));
        }
        char line[160];
        std::snprintf(line, sizeof line, "| %zu | %.2f | %.2f | %.2f |\n", M, clusterTime, encodeTime, scorerTime);
        builds += line;
    }
    std::printf("%s", builds.c_str());
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Cost of knowledge per decode step with a model folder: zero-shot, a store of 8 rows (the projections that do not
// depend on the graph's size) and stores of more rows, interleaved, medians. Random unit rows: cost only, no accuracy.
#include "core/engine/engine.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <random>
#include <vector>

namespace {

using namespace akv;
using Clock = std::chrono::steady_clock;

struct Subject {
    const char* name;
    std::uint32_t rows; ///< 0: zero-shot
    PruneK k;
    bool trace;
    std::shared_ptr<const Engine> engine;
    std::unique_ptr<Session> session;
    std::vector<double> first, step;
};

Result<std::shared_ptr<const LeafStore>> randomStore(std::uint32_t rows, std::size_t width,
                                                     const std::string& encoder) {
    std::mt19937_64 random(rows);
    std::normal_distribution<float> normal;
    Matrix keys(rows, width), values(rows, width);
    for (auto* m : {&keys, &values})
        for (std::uint32_t r = 0; r < rows; ++r) {
            float norm = 0;
            for (auto& x : m->row(r)) x = normal(random), norm += x * x;
            for (auto& x : m->row(r)) x /= std::sqrt(norm);
        }
    AKV_ASSIGN(const auto clustering, clusterKeys(keys, {}, {}));
    return makeMemoryStore(keys, values, clustering, LeafType::Int8, encoder);
}

class Discard : public AttentionSink {
    void onLayer(LayerRecord) override {}
    void onToken(TokenRecord) override {}
};

Result<void> measure(Subject& s, const std::vector<int>& prompt, int steps) {
    Discard sink;
    GenerateOptions options;
    options.mode = s.rows == 0 ? Mode::ZeroShot : Mode::Atlas;
    options.k = s.k;
    options.sink = s.trace ? &sink : nullptr;
    options.temperature = 1.0F; // a long answer, whatever it says
    s.session->reset();
    auto begin = Clock::now();
    AKV_CHECK(s.session->prefill(prompt, options));
    s.first.push_back(std::chrono::duration<double>(Clock::now() - begin).count());
    begin = Clock::now();
    int done = 0;
    for (; done < steps; ++done) {
        AKV_ASSIGN(const auto step, s.session->decodeOne());
        if (step.end) break;
    }
    if (done > 0) s.step.push_back(std::chrono::duration<double>(Clock::now() - begin).count() / done);
    return {};
}

double median(std::vector<double> v) {
    std::sort(v.begin(), v.end());
    return v.empty() ? 0.0 : v[v.size() / 2];
}

Result<void> run(const char* model, int pairs) {
    EngineOptions options;
    options.threads = 1;
    std::vector<Subject> subjects;
    subjects.push_back({"zero-shot", 0, {}, false, {}, {}, {}, {}});
    subjects.push_back({"8 rows (projections)", 8, {1, 1, 8}, false, {}, {}, {}, {}});
    subjects.push_back({"1,000 rows, 3-12-8", 1000, {3, 12, 8}, false, {}, {}, {}, {}});
    subjects.push_back({"1,000 rows, traced", 1000, {3, 12, 8}, true, {}, {}, {}, {}});
    subjects.push_back({"10,000 rows, 16-64-16", 10'000, {16, 64, 16}, false, {}, {}, {}, {}});
    for (auto& s : subjects) {
        AKV_ASSIGN(const auto bare, Engine::load(model, nullptr, options));
        std::shared_ptr<const LeafStore> store;
        if (s.rows > 0) { AKV_ASSIGN(store, randomStore(s.rows, bare->info().encoderWidth, bare->info().encoder)); }
        AKV_ASSIGN(s.engine, Engine::load(model, store, options));
        s.session = s.engine->createSession();
    }
    const auto prompt = subjects.front().engine->prompt("What is the capital of Kazakhstan?");
    for (int i = -1; i < pairs; ++i) // the first round warms up
        for (std::size_t j = 0; j < subjects.size(); ++j) {
            auto& s = subjects[i % 2 == 0 ? j : subjects.size() - 1 - j];
            AKV_CHECK(measure(s, prompt, 24));
            if (i < 0) s.first.clear(), s.step.clear();
        }
    const double zero = median(subjects[0].step), projections = median(subjects[1].step);
    std::printf("%-24s %12s %12s %14s %28s\n", "case", "prefill ms", "step ms", "of zero-shot",
                "beyond projections, % of zero");
    for (const auto& s : subjects)
        std::printf("%-24s %12.2f %12.3f %13.2fx %27.1f%%\n", s.name, 1e3 * median(s.first), 1e3 * median(s.step),
                    median(s.step) / zero, s.rows > 8 ? 100 * (median(s.step) - projections) / zero : 0.0);
    return {};
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_session MODEL_FOLDER [ROUNDS]\n");
        return 2;
    }
    const auto done = run(argv[1], argc > 2 ? std::atoi(argv[2]) : 15);
    if (!done.ok()) std::fprintf(stderr, "error: %s\n", done.error().text().c_str());
    return done.ok() ? 0 : 1;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences per second of the local encoder: bench_encoder [file with one text per line] [how many].
#include "core/base/file.h"
#include "core/encoder/sentence_encoder.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <sstream>

namespace {

std::vector<std::string> readTexts(int argc, char** argv, std::size_t count) {
    std::vector<std::string> texts;
    if (argc > 1) {
        const auto content = akv::readFile(argv[1]);
        if (!content.ok()) {
            std::fprintf(stderr, "%s\n", content.error().text().c_str());
            std::exit(1);
        }
        std::istringstream lines(*content);
        for (std::string line; texts.size() < count && std::getline(lines, line);) texts.push_back("the " + line);
    }
    static const char* kNames[] = {"Andrei Tarkovsky", "the Kingdom of Sweden", "hydrogen peroxide", "Ramble On",
                                   "University of California, Berkeley"};
    for (std::size_t i = texts.size(); i < count; ++i)
        texts.push_back("the birth place of " + std::string(kNames[i % 5]) + " " + std::to_string(i % 97));
    return texts;
}

/// Best of `repeats` runs, in sentences per second.
double rate(akv::SentenceEncoder& encoder, std::span<const std::string> texts, bool oneByOne, int repeats) {
    double best = 0;
    for (int i = 0; i < repeats; ++i) {
        const auto start = std::chrono::steady_clock::now();
        bool ok = true;
        if (oneByOne)
            for (const auto& text : texts) ok = ok && encoder.encode(std::span(&text, 1), {}).ok();
        else
            ok = encoder.encode(texts, {}).ok();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        if (!ok) std::exit(1);
        best = std::max(best, static_cast<double>(texts.size()) / took.count());
    }
    return best;
}

} // namespace

int main(int argc, char** argv) {
    const auto folder = akv::findMiniLm();
    if (!folder.ok()) {
        std::fprintf(stderr, "%s\n", folder.error().text().c_str());
        return 1;
    }
    const std::size_t count = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 10'000;
    const auto texts = readTexts(argc, argv, count);
    auto plain = akv::openMiniLm(*folder, akv::EncoderPrecision::Fp32);
    auto fast = akv::openMiniLm(*folder, akv::EncoderPrecision::Fast);
    if (!plain.ok() || !fast.ok()) return 1;
    const std::span<const std::string> few(texts.data(), std::min<std::size_t>(texts.size(), 500));
    const double loop = rate(**plain, few, true, 2);
    const double batched = rate(**plain, few, false, 2);
    const double ours = rate(**fast, texts, false, 3);
    std::printf("| path | sentences/s | ratio |\n|---|---|---|\n");
    std::printf("| fp32, one text per call | %.0f | 1.00 |\n", loop);
    std::printf("| fp32, batched | %.0f | %.2f |\n", batched, batched / loop);
    std::printf("| fast | %.0f | %.2f |\n", ours, ours / loop);
    return 0;
}

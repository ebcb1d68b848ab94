// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/average.h"

#include "core/base/file.h"
#include "tests/support/toy_engine_torch.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

using test::ToyEngine;

/// A toy model whose embeddings and value projector are shifted.
std::unique_ptr<ToyEngine> shifted(double by) {
    auto made = ToyEngine::make([&](ModelWeights& w) { w.decoder.embed.add_(by), w.adapter.valueBias.sub_(by); });
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().text());
    return made.ok() ? std::move(made).value() : nullptr;
}

TEST(AverageModels, EveryWeightIsTheMeanByShares) {
    const auto a = shifted(0.0), b = shifted(1.0);
    ASSERT_TRUE(a && b);
    const auto out = a->folder.path() / "mean";
    const std::filesystem::path folders[] = {a->model, b->model};
    const double shares[] = {1.0, 3.0};
    const auto made = averageModels(folders, shares, out);
    ASSERT_TRUE(made.ok()) << made.error().text();
    const auto first = loadModelWeights(a->model), mean = loadModelWeights(out);
    ASSERT_TRUE(first.ok() && mean.ok());
    EXPECT_LT((mean->decoder.embed - first->decoder.embed - 0.75).abs().max().item<double>(), 2e-3);
    EXPECT_LT((mean->adapter.valueBias - first->adapter.valueBias + 0.75).abs().max().item<double>(), 2e-3);
    EXPECT_LT((mean->decoder.layers[0].q - first->decoder.layers[0].q).abs().max().item<double>(), 2e-3);
    EXPECT_EQ(readFile(out / "tokenizer.model").value(), readFile(a->model / "tokenizer.model").value());
    EXPECT_TRUE(Engine::load(out, (*a->workspace).openStore().value()).ok());
}

TEST(AverageModels, WhatDoesNotBelongTogetherIsRefused) {
    const auto a = shifted(0.0), b = shifted(1.0);
    ASSERT_TRUE(a && b);
    const auto out = a->folder.path() / "mean";
    const std::filesystem::path both[] = {a->model, b->model};
    EXPECT_FALSE(averageModels(std::span(both, 1), {}, out).ok());
    for (const std::vector<double>& shares :
         {std::vector<double>{1.0}, {1.0, 0.0}, {1.0, -1.0}, {1.0, std::numeric_limits<double>::quiet_NaN()}})
        EXPECT_FALSE(averageModels(both, shares, out).ok());
    ASSERT_TRUE(writeFileAtomically(b->model / "tokenizer.model", std::string("other")).ok());
    const auto refused = averageModels(both, {}, out);
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().text().find("tokenizers differ"), std::string::npos) << refused.error().text();
    EXPECT_FALSE(std::filesystem::exists(out));
}

} // namespace
} // namespace akv

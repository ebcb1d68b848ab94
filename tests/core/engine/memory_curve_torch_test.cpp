// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bundled.h"
#include "core/engine/memory_curve.h"
#include "core/engine/memory_estimate.h"
#include "core/model/weights_torch.h"
#include "tests/support/npy.h"
#include "tests/support/toy_engine_torch.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

TEST(MemoryShape, countsTheParametersOfEveryFamily) {
    const auto data = sourceFolder() / "tests/data";
    int families = 0;
    for (const char* name : {"llama31_rope", "llama_gqa_tied", "llama_mha", "mistral_window", "phi3_fused",
                             "qwen2_bias", "qwen3_qknorm"}) {
        const auto weights = loadModelWeights(data / name);
        ASSERT_TRUE(weights.ok()) << weights.error().text();
        std::uint64_t count = 0;
        for (const auto& [tensor, values] : decoderTensors(weights->config, weights->decoder))
            count += std::uint64_t(values.numel());
        EXPECT_EQ(readMemoryShape(data / name).value().parameters, count) << name;
        ++families;
    }
    EXPECT_EQ(families, 7);
}

TEST(MemoryCurve, measuresARealStoreAndLeavesNothing) {
    const auto toy = test::ToyEngine::make();
    ASSERT_TRUE(toy.ok()) << toy.error().text();
    const auto& model = (*toy)->model;
    const auto shape = readMemoryShape(model);
    ASSERT_TRUE(shape.ok());
    const ModelInfo& info = (*toy)->engine->info();
    EXPECT_EQ(shape->parameters + shape->adapterParameters, info.parameters + info.adapterParameters);

    const auto scratch = (*toy)->folder.path() / "scratch";
    MemoryCurveOptions options;
    options.k = {2, 6, 4};
    options.threads = 1;
    const auto small = measureMemory(model, 500, scratch, options, {});
    ASSERT_TRUE(small.ok()) << small.error().text();
    const auto large = measureMemory(model, 300'000, scratch, options, {});
    ASSERT_TRUE(large.ok()) << large.error().text();
    EXPECT_FALSE(std::filesystem::exists(scratch));

    MemoryPlan plan;
    plan.rows = 300'000, plan.k = options.k, plan.contextTokens = 64;
    const MemoryEstimate estimate = estimateMemory(shape.value(), plan);
    EXPECT_EQ(large->disk, estimate.mapped);
    EXPECT_EQ(large->keys + 4 * (large->roots + large->inters), estimate.keys);
    EXPECT_EQ(large->kvCache, estimate.kvCache);
    EXPECT_EQ(large->stagedLeaves, estimate.stagedLeaves);
    // The scales of 300,000 leaves are 1.2 MB and must show; the 14 MB of codes must not be in the process's own pages.
    EXPECT_GT(large->resident, estimate.leafScales);
    EXPECT_LT(large->resident, estimate.resident() + 12'000'000);
    EXPECT_GT(large->filePages, small->filePages);
}

TEST(MemoryCurve, refusesWhatCannotBeMeasured) {
    const auto toy = test::ToyEngine::make();
    ASSERT_TRUE(toy.ok());
    EXPECT_FALSE(measureMemory((*toy)->model, 0, (*toy)->folder.path() / "s", {}, {}).ok());
    EXPECT_FALSE(measureMemory("/nowhere", 10, (*toy)->folder.path() / "s", {}, {}).ok());
    JobContext cancelled;
    cancelled.cancel.cancel();
    const auto stopped = measureMemory((*toy)->model, 1'000, (*toy)->folder.path() / "s", {}, cancelled);
    ASSERT_FALSE(stopped.ok());
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_FALSE(std::filesystem::exists((*toy)->folder.path() / "s"));
}

} // namespace
} // namespace akv

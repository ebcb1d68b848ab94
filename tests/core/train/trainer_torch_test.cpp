// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trainer.h"

#include "core/base/file.h"
#include "core/model/decoder.h"
#include "core/model/pack_torch.h"
#include "core/train/grow_torch.h"
#include "core/train/network_torch.h"
#include "core/train/start_torch.h"
#include "tests/support/toy_training.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

std::filesystem::path toyData() {
    static const std::filesystem::path folder = [] {
        const auto path = std::filesystem::path(testing::TempDir()) / "toy_data";
        const auto written = test::writeToyTraining(path);
        EXPECT_TRUE(written.ok()) << (written.ok() ? "" : written.error().text());
        return path;
    }();
    return folder;
}

std::filesystem::path freshOut(const char* name) {
    const auto path = std::filesystem::path(testing::TempDir()) / name;
    std::filesystem::remove_all(path);
    return path;
}

TEST(Trainer, LossFallsAndTheModelFolderLoads) {
    const auto config = test::toyConfig(toyData(), freshOut("falls"));
    std::vector<double> losses;
    const auto report = train(config, false, {}, [&](const TrainCurve& c) {
        if (c.step > 0) losses.push_back(c.languageLoss);
    });
    ASSERT_TRUE(report.ok()) << report.error().text();
    ASSERT_EQ(losses.size(), 40U);
    double first = 0, last = 0;
    for (int i = 0; i < 5; ++i) first += losses[std::size_t(i)], last += losses[losses.size() - 1 - std::size_t(i)];
    EXPECT_LT(last, 0.7 * first);
    const auto model = loadModelWeights(config.out / "model");
    ASSERT_TRUE(model.ok()) << model.error().text();
    EXPECT_EQ(model->knowledge->kbLayers, (std::vector<int>{1, 2}));
    EXPECT_GT(readFile(config.out / "curves.csv")->size(), 500U);
}

TEST(Trainer, ResumedRunEqualsAnUninterruptedOne) {
    auto whole = test::toyConfig(toyData(), freshOut("whole"));
    whole.steps = 30;
    whole.checkpointEvery = 10;
    ASSERT_TRUE(train(whole, false, {}).ok());
    auto broken = whole;
    broken.out = freshOut("broken");
    JobContext stopped;
    int steps = 0;
    stopped.report = [&](const Progress& p) {
        if (p.phase == "training" && ++steps == 13) stopped.cancel.cancel();
    };
    const auto first = train(broken, false, stopped);
    ASSERT_FALSE(first.ok());
    EXPECT_EQ(first.error().code, ErrorCode::Cancelled);
    const auto second = train(broken, true, {});
    ASSERT_TRUE(second.ok()) << second.error().text();
    EXPECT_TRUE(second->resumed);
    const auto a = loadModelWeights(whole.out / "model"), b = loadModelWeights(broken.out / "model");
    ASSERT_TRUE(a.ok() && b.ok());
    EXPECT_LT((a->decoder.embed - b->decoder.embed).abs().max().item<double>(), 1e-3);
    EXPECT_LT((a->adapter.valueWeight - b->adapter.valueWeight).abs().max().item<double>(), 1e-3);
}

TEST(Trainer, AdapterTrainingLeavesTheLanguageModelAlone) {
    auto lm = test::toyConfig(toyData(), freshOut("lm"));
    lm.steps = 5;
    ASSERT_TRUE(train(lm, false, {}).ok());
    auto adapter = lm;
    adapter.target = TrainTarget::Adapter;
    adapter.base = lm.out / "model";
    adapter.out = freshOut("adapter");
    const auto report = train(adapter, false, {});
    ASSERT_TRUE(report.ok()) << report.error().text();
    const auto before = loadModelWeights(lm.out / "model"), after = loadModelWeights(adapter.out / "model");
    ASSERT_TRUE(before.ok() && after.ok());
    EXPECT_EQ((before->decoder.embed - after->decoder.embed).abs().max().item<double>(), 0.0);
    EXPECT_EQ((before->decoder.layers[0].q - after->decoder.layers[0].q).abs().max().item<double>(), 0.0);
    EXPECT_GT((before->adapter.valueWeight - after->adapter.valueWeight).abs().max().item<double>(), 0.0);
}

TEST(Trainer, WithoutStepsOnlyTheAnswerGateIsFitted) {
    auto config = test::toyConfig(toyData(), freshOut("gate_base"));
    config.steps = 5;
    config.copyWeight = 0.5;
    ASSERT_TRUE(train(config, false, {}).ok());
    auto gate = config;
    gate.base = config.out / "model";
    gate.out = freshOut("gate");
    gate.steps = 0;
    const auto report = train(gate, false, {});
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_EQ(report->steps, 0);
    EXPECT_TRUE(std::filesystem::exists(gate.out / "answer_gate.txt"));
    const auto before = loadModelWeights(config.out / "model"), after = loadModelWeights(gate.out / "model");
    ASSERT_TRUE(before.ok() && after.ok());
    EXPECT_TRUE(before->decoder.embed.equal(after->decoder.embed));
    EXPECT_TRUE(before->adapter.valueWeight.equal(after->adapter.valueWeight));
    ASSERT_TRUE(after->adapter.answerGate.defined());
    EXPECT_EQ(after->adapter.answerGate.numel(), 8);
}

TEST(Trainer, TooFewRowsAreAnError) {
    auto config = test::toyConfig(toyData(), freshOut("few"));
    config.batch = 64;
    const auto report = train(config, false, {});
    ASSERT_FALSE(report.ok());
    EXPECT_NE(report.error().message.find("60 training rows"), std::string::npos) << report.error().message;
}

TEST(Trainer, CorruptAndForeignCheckpointsAreErrors) {
    auto config = test::toyConfig(toyData(), freshOut("corrupt"));
    config.steps = 2;
    ASSERT_TRUE(train(config, false, {}).ok());
    auto other = config;
    other.seed = 9;
    const auto foreign = train(other, true, {});
    ASSERT_FALSE(foreign.ok());
    EXPECT_NE(foreign.error().message.find("another configuration"), std::string::npos);
    std::filesystem::resize_file(config.out / "checkpoint.safetensors", 5000);
    const auto corrupt = train(config, true, {});
    ASSERT_FALSE(corrupt.ok());
    EXPECT_NE(corrupt.error().message.find("checkpoint.safetensors"), std::string::npos);
}

TEST(Trainer, AheadMadeBatchesGiveTheSameRun) {
    auto plain = test::toyConfig(toyData(), freshOut("plain"));
    plain.steps = 6;
    ASSERT_TRUE(train(plain, false, {}).ok());
    auto ahead = plain;
    ahead.ahead = 3;
    ahead.out = freshOut("ahead");
    ASSERT_TRUE(train(ahead, false, {}).ok());
    const auto a = loadModelWeights(plain.out / "model"), b = loadModelWeights(ahead.out / "model");
    ASSERT_TRUE(a.ok() && b.ok());
    EXPECT_LT((a->decoder.embed - b->decoder.embed).abs().max().item<double>(), 1e-4);
}

TEST(Trainer, ATimeLimitEndsTheRunWithAModel) {
    auto config = test::toyConfig(toyData(), freshOut("timed"));
    config.steps = 1'000'000;
    config.seconds = 1.0;
    const auto report = train(config, false, {});
    ASSERT_TRUE(report.ok()) << report.error().text();
    EXPECT_GT(report->steps, 1);
    EXPECT_LT(report->steps, 1'000'000);
    EXPECT_TRUE(loadModelWeights(config.out / "model").ok());
}

TEST(Trainer, AnUnknownDeviceIsAnError) {
    auto config = test::toyConfig(toyData(), freshOut("device"));
    config.device = "abacus";
    const auto report = train(config, false, {});
    ASSERT_FALSE(report.ok());
    EXPECT_NE(report.error().message.find("abacus"), std::string::npos);
}

/// What a network over the toy data is made of.
class ToyNetwork : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(folder.ok() && pieces.ok());
        config.model.vocabulary = (*pieces)->size();
        config.knowledge.encoder = "toy";
        config.knowledge.encoderWidth = 24;
        chat = chatTokens(**pieces);
        ASSERT_TRUE(chat.ok());
    }
    Result<TrainingFolder> folder = TrainingFolder::load(toyData());
    Result<std::shared_ptr<const SentencePiece>> pieces = SentencePiece::open(toyData() / "tokenizer.model");
    TrainConfig config = test::toyConfig(toyData(), freshOut("network"));
    Result<ChatTokens> chat = Error(ErrorCode::Internal, "not made");
};

/// What is configured is what is differentiated: every weighted part changes the loss by its weight.
TEST_F(ToyNetwork, LambdaLossIsPartOfTheLoss) {
    config.textShare = config.contextShare = config.questionShare = 0;
    config.refusalShare = 0.5;
    ModelWeights weights = randomStart(config, 5);
    const auto lossWith = [&](double weight) {
        auto c = config;
        c.lambdaWeight = weight;
        const BatchMaker batches(*folder, *chat, (*pieces)->encode("I cannot say."), c);
        const KnowledgeTable table(*folder, batches.clusterMeans(), at::kCPU);
        const auto result = TrainingNetwork(weights, table, c).forward(batches.train(1, 0, 8, 20), {}, false);
        return std::pair(valueOf(result.loss), valueOf(result.lambdaLoss));
    };
    const auto [without, none] = lossWith(0.0);
    const auto [with, lambda] = lossWith(0.7);
    EXPECT_EQ(none, 0.0);
    EXPECT_GT(lambda, 0.0);
    EXPECT_NEAR(with - without, 0.7 * lambda, 1e-4 * with);
}

/// A grown model says what it said before, layer for layer of its knowledge attention, and has more to learn with.
TEST_F(ToyNetwork, GrowthChangesNothingAtFirst) {
    config.textShare = config.contextShare = 0;
    ModelWeights weights = randomStart(config, 5);
    const BatchMaker batches(*folder, *chat, (*pieces)->encode("I cannot say."), config);
    const KnowledgeTable table(*folder, batches.clusterMeans(), at::kCPU);
    const auto batch = batches.train(1, 0, 8, 20);
    const auto before = TrainingNetwork(weights, table, config).logits(batch);
    const auto layers = weights.config.layers;
    const auto kb = weights.knowledge->kbLayers;
    TrainConfig::Growth growth{{1, int(layers)}, weights.config.ffn + 16};
    ASSERT_TRUE(grow(weights, growth, 3).ok());
    EXPECT_EQ(weights.config.layers, layers + 2);
    EXPECT_EQ(weights.knowledge->kbLayers[0], kb[0] + 1);
    EXPECT_EQ(weights.knowledge->metricLayers.back(), kb.back() + 1);
    const auto after = TrainingNetwork(weights, table, config).logits(batch);
    EXPECT_LT((before - after).abs().max().item<double>(), 2e-2); // bf16 products over another number of columns
    growth = {{99}, 0};
    const auto outside = grow(weights, growth, 3);
    ASSERT_FALSE(outside.ok());
    EXPECT_NE(outside.error().message.find("99"), std::string::npos);
    EXPECT_FALSE(grow(weights, {{}, 1}, 3).ok());
}

/// The differentiable network projects keys and values and normalises them; inference scores base embeddings through
/// absorbed queries and mixes before it projects. Where nothing is pruned both are the same function.
TEST(TrainingNetwork, EqualsInferenceThroughAbsorbedScores) {
    const auto folder = TrainingFolder::load(toyData());
    ASSERT_TRUE(folder.ok());
    const auto pieces = SentencePiece::open(toyData() / "tokenizer.model");
    ASSERT_TRUE(pieces.ok());
    auto config = test::toyConfig(toyData(), freshOut("equal"));
    config.model.vocabulary = (*pieces)->size();
    config.knowledge.encoder = "toy";
    config.knowledge.encoderWidth = 24;
    config.knowledge.k = {99, 99, 99};
    for (const auto scale : {std::optional<float>(), std::optional<float>(100.0F)}) {
        config.knowledge.scaleFactor = scale;
        auto weights = std::make_shared<ModelWeights>(randomStart(config, 5));
        for (auto& layer : weights->decoder.layers) layer.o.normal_(0, 0.2), layer.down.normal_(0, 0.2);
        weights->adapter.keyBias.normal_(0, 0.3);
        weights->adapter.valueBias.normal_(0, 0.3);
        const auto chat = chatTokens(**pieces);
        ASSERT_TRUE(chat.ok());
        config.textShare = config.contextShare = config.refusalShare = 0;
        const BatchMaker batches(*folder, *chat, (*pieces)->encode("I cannot say."), config);
        const Batch batch = batches.train(1, 0, 1, 20);
        const KnowledgeTable table(*folder, batches.clusterMeans(), at::kCPU);
        const auto expected = TrainingNetwork(*weights, table, config).logits(batch).squeeze(0);

        Matrix keys(20, 24), values(20, 24);
        folder->keys(std::vector<std::uint32_t>(batch.keyRows.begin(), batch.keyRows.end()), keys.data.data());
        folder->valueRows(std::vector<std::uint32_t>(batch.valueRows.begin(), batch.valueRows.end()),
                          values.data.data());
        const auto clustering = clusterKeys(keys, {}, {});
        ASSERT_TRUE(clustering.ok());
        const auto store = makeMemoryStore(keys, values, *clustering, LeafType::Fp32, "toy");
        ASSERT_TRUE(store.ok());
        ModelWeights packing = *weights;
        const Decoder decoder(packDecoder(packing).value());
        const KnowledgeScorer scorer(*store, decoder.weights().absorbed);
        KnowledgePass pass;
        pass.scorer = &scorer;
        pass.select.k = config.knowledge.k;
        pass.select.scaleFactor = scale;
        KvCache cache(weights->config);
        const std::vector<int> ids(batch.ids.begin(), batch.ids.end());
        auto logits = decoder.forward(ids, cache, &pass, true);
        ASSERT_TRUE(logits.ok()) << logits.error().text();
        const auto got = at::from_blob(logits->data(), expected.sizes());
        EXPECT_LT((got - expected).abs().max().item<double>(), 2e-4);
        EXPECT_EQ(pass.lambdaByLayer.size(), 2U);
    }
}

} // namespace
} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "tests/support/toy_engine_torch.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

/// Everything that is told, of one layer alone where one is named.
class Records final : public AttentionSink {
public:
    explicit Records(bool norms = true, std::optional<int> layer = {}) : m_norms(norms), m_layer(layer) {}
    void onLayer(LayerRecord record) override { records.push_back(std::move(record)); }
    void onToken(TokenRecord) override {}
    bool wantsLayer(int, int layer) const override { return !m_layer || *m_layer == layer; }
    bool wantsValueNorms() const override { return m_norms; }
    std::vector<LayerRecord> records;

private:
    bool m_norms;
    std::optional<int> m_layer;
};

class Observe : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(toy.ok()) << toy.error().text(); }
    const Engine& engine() const { return *(*toy)->engine; }
    Result<std::unique_ptr<test::ToyEngine>> toy = test::ToyEngine::make();
};

TEST_F(Observe, TellsWhatAPrefillTells) {
    const auto session = engine().createSession();
    const auto prompt = engine().prompt("What is the capital of Peru?");
    const auto begun = session->begin(prompt);
    ASSERT_TRUE(begun.ok()) << begun.error().text();
    EXPECT_EQ(begun->hidden.size(), prompt.size() * std::size_t(engine().info().hidden));
    for (const Mode mode : {Mode::Kblam, Mode::Atlas}) {
        Records whole, part;
        GenerateOptions options;
        options.mode = mode;
        options.k = PruneK{3, 5, 4};
        options.sink = &whole;
        session->reset();
        ASSERT_TRUE(session->prefill(prompt, options).ok());
        options.sink = &part;
        const auto done = session->observe(*begun, options);
        ASSERT_TRUE(done.ok()) << done.error().text();
        ASSERT_EQ(part.records.size(), engine().info().kbLayers.size());
        ASSERT_EQ(whole.records.size(), part.records.size());
        for (std::size_t i = 0; i < part.records.size(); ++i) {
            const auto &a = whole.records[i], &b = part.records[i];
            EXPECT_EQ(a.layer, b.layer);
            EXPECT_EQ(a.root.kept, b.root.kept);
            EXPECT_EQ(a.inter.kept, b.inter.kept);
            EXPECT_EQ(a.leaf.kept, b.leaf.kept);
            EXPECT_EQ(a.leaf.keptScore, b.leaf.keptScore) << "the same sums in the same order";
            EXPECT_EQ(a.leafMass, b.leafMass);
            EXPECT_EQ(a.lambdaByPosition, b.lambdaByPosition);
            EXPECT_EQ(a.valueNorm, b.valueNorm);
        }
    }
}

TEST_F(Observe, ASessionGoesOnAsAfterAReset) {
    const auto session = engine().createSession();
    const auto prompt = engine().prompt("What is the capital of Peru?");
    GenerateOptions options;
    options.mode = Mode::Atlas;
    ASSERT_TRUE(session->prefill(prompt, options).ok());
    const auto before = session->decodeOne();
    ASSERT_TRUE(before.ok());
    const auto begun = session->begin(prompt);
    ASSERT_TRUE(begun.ok() && session->observe(*begun, options).ok());
    EXPECT_FALSE(session->decodeOne().ok()) << "there are no logits";
    session->reset();
    ASSERT_TRUE(session->prefill(prompt, options).ok());
    const auto after = session->decodeOne();
    ASSERT_TRUE(after.ok());
    EXPECT_EQ(before->token, after->token);
    EXPECT_EQ(before->logprob, after->logprob);
    options.mode = Mode::ZeroShot;
    EXPECT_FALSE(session->observe(*begun, options).ok()) << "nothing is attended to";
}

TEST_F(Observe, RecordsAreAssembledAsFarAsTheyAreWanted) {
    const auto session = engine().createSession();
    const int last = engine().info().kbLayers.back();
    Records sink(false, last);
    GenerateOptions options;
    options.mode = Mode::Kblam;
    options.sink = &sink;
    ASSERT_TRUE(session->prefill(engine().prompt("What is the capital of Peru?"), options).ok());
    ASSERT_EQ(sink.records.size(), 1U);
    EXPECT_EQ(sink.records.front().layer, last);
    EXPECT_TRUE(sink.records.front().valueNorm.empty());
    EXPECT_EQ(sink.records.front().leaf.kept.size(), engine().store()->leafCount());
}

} // namespace
} // namespace akv

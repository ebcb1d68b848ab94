// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/replay.h"

#include "tests/support/toy_engine_torch.h"

#include <gtest/gtest.h>
#include <map>

namespace akv {
namespace {

using test::ToyEngine;

constexpr const char* kQuestion = "the mouth of Name9";

std::unique_ptr<ToyEngine> makeToy() {
    auto made = ToyEngine::make();
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().text());
    return std::move(made).value();
}

/// Every triple is somewhere: kept exactly where the trace says so, pruned at exactly one level elsewhere.
TEST(Replay, AgreesWithTheTraceOnEveryTriple) {
    const auto toy = makeToy();
    const auto answer = toy->ask(kQuestion, toy->options(Mode::Atlas));
    ASSERT_TRUE(answer.ok());
    const auto& store = *toy->engine->store();
    std::map<LostAt, int> seen;
    for (int id = 1; id <= 66; id += 5) {
        const auto paths = replayTriple(*toy->engine, *toy->workspace, answer->trace, TripleId(id), {});
        ASSERT_TRUE(paths.ok()) << paths.error().text();
        ASSERT_GE(paths->size(), answer->trace.layers.size());
        for (const auto& path : *paths) {
            const LayerRecord* record = answer->trace.find(path.step, path.layer);
            if (!record) continue; // the step behind the last token
            const auto leaf = store.leafOf(path.row);
            const auto& kept = record->leaf.kept;
            const auto at = std::find(kept.begin(), kept.end(), leaf.value());
            ++seen[path.lost];
            EXPECT_EQ(path.lost == LostAt::Nowhere, at != kept.end());
            if (at != kept.end()) {
                EXPECT_EQ(path.leaf.rank, std::uint64_t(at - kept.begin()) + 1);
                EXPECT_FLOAT_EQ(path.leaf.score, record->leaf.keptScore[std::size_t(at - kept.begin())]);
            } else {
                const LevelRank& lost = path.lost == LostAt::Root    ? path.root
                                        : path.lost == LostAt::Inter ? path.inter
                                                                     : path.leaf;
                EXPECT_TRUE(lost.scored);
                EXPECT_GT(lost.rank, lost.kept);
                EXPECT_LE(lost.rank, lost.available);
            }
        }
    }
    EXPECT_GT(seen[LostAt::Root] + seen[LostAt::Inter], 0);
    EXPECT_GT(seen[LostAt::Leaf], 0);
    EXPECT_GT(seen[LostAt::Nowhere], 0);
}

TEST(Replay, MaskedTriplesAndForeignTraces) {
    const auto toy = makeToy();
    auto options = toy->options(Mode::Atlas);
    options.k = PruneK{99, 99, 4};
    options.masked = {TripleId(3)};
    const auto answer = toy->ask(kQuestion, options);
    ASSERT_TRUE(answer.ok());
    const auto masked = replayTriple(*toy->engine, *toy->workspace, answer->trace, TripleId(3), {});
    ASSERT_TRUE(masked.ok()) << masked.error().text();
    for (const auto& path : *masked) EXPECT_EQ(path.lost, LostAt::Masked);
    Trace foreign = answer->trace;
    foreign.card.storeHash = "0";
    EXPECT_FALSE(replayTriple(*toy->engine, *toy->workspace, foreign, TripleId(3), {}).ok());
    foreign = answer->trace;
    foreign.card.modelHash = "0";
    EXPECT_FALSE(replayTriple(*toy->engine, *toy->workspace, foreign, TripleId(3), {}).ok());
    EXPECT_FALSE(replayTriple(*toy->engine, *toy->workspace, answer->trace, TripleId(999), {}).ok());
    const auto icl = toy->ask(kQuestion, toy->options(Mode::InContext));
    ASSERT_TRUE(icl.ok());
    EXPECT_FALSE(replayTriple(*toy->engine, *toy->workspace, icl->trace, TripleId(3), {}).ok());
}

} // namespace
} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hikvp/vector_kernels.h"

#include <cstdint>
#include <span>
#include <vector>

namespace akv {

/// Where up to kTile keys lie. Beyond `count` the last one is repeated, up to a multiple of kernels::kRows.
struct KeyTile {
    const std::uint32_t* ids = nullptr;
    std::size_t count = 0;
    float scale[kernels::kTile] = {};              ///< s(e) of the keys
    const float* rows[kernels::kTile] = {};        ///< embeddings [d], when the keys are held as floats; null otherwise
    const std::int8_t* codes[kernels::kTile] = {}; ///< int8 codes [d], when they are held so; null otherwise
    float codeScale[kernels::kTile] = {};
};

/// Keys of one level, whatever holds them; ids are clusters or leaves.
class KeySource {
public:
    virtual ~KeySource() = default;
    /// Writes one decoded embedding [d].
    virtual void key(std::uint32_t id, std::span<float> out) const = 0;
    /// Says where the keys of `tile.ids` are and what belongs to them.
    virtual void locate(KeyTile& tile) const = 0;
};

/// Absorbed queries of one call, padded for the kernels: one row per (position, head).
struct PaddedQueries {
    std::size_t count = 0, rows = 0, width = 0; ///< `rows` is `count` rounded up for the kernels
    std::size_t stride = 0, stride16 = 0;
    std::vector<float> u;          ///< [rows, stride]
    std::vector<std::int16_t> u16; ///< [rows, stride16]: u in 16-bit integers, for int8 keys; empty when not asked for
    std::vector<float> u16Scale;   ///< [rows]
    std::span<const float> beta;   ///< [count]
};
PaddedQueries padQueries(std::span<const float> u, std::span<const float> beta, std::size_t width, bool int8Keys);

/// Scores one level: logits s (u.e + beta) of every query and candidate, softmax per query over all candidates, summed
/// over the queries. Logits are kept when they fit a bound, otherwise computed a second time.
class LevelScan {
public:
    static constexpr std::size_t kMaxKept = std::size_t(1) << 23; ///< 32 MiB, and as much for their exponentials

    LevelScan(const PaddedQueries& queries, const KeySource& source, std::span<const std::uint32_t> candidates,
              std::size_t maxKept = kMaxKept);

    /// Pooled score of every candidate; the scores sum to the number of queries.
    std::vector<float> pooled();
    /// Logits of chosen candidates (positions in the candidate list): [queries, chosen].
    std::vector<float> logits(std::span<const std::uint32_t> chosen) const;

private:
    void locate(std::size_t tile, KeyTile& out) const;
    template <class Out, class Use>
    void eachTile(std::size_t first, std::size_t end, Out&& outOf, Use&& use) const;
    bool dotsInPlace(const KeyTile& tile, float* out) const;
    bool dots8(const KeyTile& tile, float* out) const;
    void dotsOfCopies(const KeyTile& tile, float* out) const;
    void score(const KeyTile& tile, float* out) const;
    std::size_t tiles() const { return (m_candidates.size() + kernels::kTile - 1) / kernels::kTile; }
    std::size_t chunks() const;
    std::vector<float> pooledFromKept();
    std::vector<float> pooledInPasses();
    std::vector<float> scoresOf(const std::vector<double>& score) const {
        return {score.begin(), score.begin() + static_cast<std::ptrdiff_t>(m_candidates.size())};
    }
    template <class Use>
    void eachChunk(Use&& use) const;

    const PaddedQueries& m_queries;
    const KeySource& m_source;
    std::span<const std::uint32_t> m_candidates;
    std::size_t m_maxKept;
    std::vector<float> m_kept; ///< [tiles, query rows, kTile] or empty
};

/// Positions of the best k scores, by descending score, ties by lower position; `more` further ones follow in `next`.
void bestOf(std::span<const float> score, std::size_t k, std::size_t more, std::vector<std::uint32_t>& best,
            std::vector<std::uint32_t>& next);

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/level_scan.h"

#include "core/base/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace akv {

using kernels::kTile;

namespace {

constexpr std::size_t kChunk =
    16; // tiles that one thread takes at a time; fixed, so that sums do not depend on threads

/// Statistics of kTile lanes per query to one number per query.
void mergeLanes(const std::vector<float>& laneTop, const std::vector<float>& laneSum, std::size_t queries,
                std::vector<float>& top, std::vector<double>& sum) {
    top.resize(queries);
    sum.assign(queries, 0.0);
    for (std::size_t q = 0; q < queries; ++q) {
        const float* lane = laneTop.data() + q * kTile;
        top[q] = *std::max_element(lane, lane + kTile);
        for (std::size_t k = 0; k < kTile; ++k)
            if (lane[k] > -std::numeric_limits<float>::infinity())
                sum[q] += static_cast<double>(laneSum[q * kTile + k]) * std::exp(static_cast<double>(lane[k] - top[q]));
    }
}

} // namespace

PaddedQueries padQueries(std::span<const float> u, std::span<const float> beta, std::size_t width, bool int8Keys) {
    PaddedQueries out;
    out.count = beta.size();
    out.rows = kernels::paddedRows(out.count);
    out.width = width;
    out.stride = kernels::padded(width);
    out.stride16 = kernels::padded16(width);
    out.beta = beta;
    out.u.assign(out.rows * out.stride, 0.0F);
    for (std::size_t q = 0; q < out.count; ++q) std::copy_n(u.data() + q * width, width, out.u.data() + q * out.stride);
    if (!int8Keys) return out;
    out.u16.assign(out.rows * out.stride16, 0);
    out.u16Scale.assign(out.rows, 0.0F);
    for (std::size_t q = 0; q < out.count; ++q)
        out.u16Scale[q] = kernels::quantise16(u.data() + q * width, width, kernels::int16Limit(out.stride16),
                                              out.u16.data() + q * out.stride16);
    return out;
}

LevelScan::LevelScan(const PaddedQueries& queries, const KeySource& source, std::span<const std::uint32_t> candidates,
                     std::size_t maxKept)
    : m_queries(queries), m_source(source), m_candidates(candidates), m_maxKept(maxKept) {}

/// Dot products from int8 codes in exact integer arithmetic; false when the keys are not held so.
bool LevelScan::dots8(const KeyTile& tile, float* out) const {
    if (m_queries.u16.empty() || tile.codes[0] == nullptr) return false;
    static thread_local std::vector<std::int16_t> keys;
    const std::size_t stride = m_queries.stride16;
    if (keys.size() != kTile * stride) keys.assign(kTile * stride, 0);
    for (std::size_t k = 0; k < tile.count; ++k) {
        kernels::widen(tile.codes[k], m_queries.width, keys.data() + k * stride);
        std::fill_n(keys.data() + k * stride + m_queries.width, stride - m_queries.width, std::int16_t(0));
    }
    kernels::dots16(m_queries.u16.data(), m_queries.u16Scale.data(), m_queries.rows, keys.data(), tile.codeScale,
                    kernels::paddedRows(tile.count), stride, out, kTile);
    return true;
}

/// Dot products with the keys where they lie; false when the kernels or what holds the keys have no such way.
bool LevelScan::dotsInPlace(const KeyTile& tile, float* out) const {
    const std::size_t rows = kernels::paddedRows(tile.count);
    if (tile.rows[0] != nullptr)
        return kernels::dotsInPlace(m_queries.u.data(), m_queries.count, m_queries.stride, tile.rows, rows,
                                    m_queries.width, out, kTile);
    return !m_queries.u16.empty() && tile.codes[0] != nullptr &&
           kernels::dots8InPlace(m_queries.u16.data(), m_queries.u16Scale.data(), m_queries.count, m_queries.stride16,
                                 tile.codes, tile.codeScale, rows, m_queries.width, out, kTile);
}

void LevelScan::dotsOfCopies(const KeyTile& tile, float* out) const {
    static thread_local std::vector<float> keys;
    const std::size_t stride = m_queries.stride;
    if (keys.size() != kTile * stride) keys.assign(kTile * stride, 0.0F);
    for (std::size_t k = 0; k < tile.count; ++k) {
        float* row = keys.data() + k * stride;
        m_source.key(tile.ids[k], {row, m_queries.width});
        std::fill_n(row + m_queries.width, stride - m_queries.width, 0.0F);
    }
    kernels::dots(m_queries.u.data(), m_queries.rows, keys.data(), kernels::paddedRows(tile.count), stride, out, kTile);
}

/// Logits of up to kTile keys: out [query rows, kTile]. Lanes and rows beyond the given ones hold no meaning for dots,
/// and -infinity after finishLogits.
void LevelScan::score(const KeyTile& tile, float* out) const {
    if (!dotsInPlace(tile, out) && !dots8(tile, out)) dotsOfCopies(tile, out);
    kernels::finishLogits(out, m_queries.count, tile.scale, m_queries.beta.data(), tile.count);
}

void LevelScan::locate(std::size_t tile, KeyTile& out) const {
    const std::size_t first = tile * kTile;
    out.ids = m_candidates.data() + first;
    out.count = std::min(kTile, m_candidates.size() - first);
    m_source.locate(out);
}

/// Scores tiles into outOf(tile) and hands that to use(tile, logits). While one is scored, the keys of the next, which
/// lie where no processor expects them, are on their way into the cache.
template <class Out, class Use>
void LevelScan::eachTile(std::size_t first, std::size_t end, Out&& outOf, Use&& use) const {
    KeyTile tiles[2];
    locate(first, tiles[first % 2]);
    for (std::size_t t = first; t < end; ++t) {
        if (t + 1 < end) {
            KeyTile& next = tiles[(t + 1) % 2];
            locate(t + 1, next);
            if (next.codes[0] != nullptr)
                for (std::size_t k = 0; k < next.count; ++k) kernels::prefetch(next.codes[k], m_queries.width);
        }
        float* out = outOf(t);
        score(tiles[t % 2], out);
        use(t, out);
    }
}

std::size_t LevelScan::chunks() const { return (tiles() + kChunk - 1) / kChunk; }

/// use(chunk, first tile, tile after the last) of every chunk, by as many threads as the work is worth.
template <class Use>
void LevelScan::eachChunk(Use&& use) const {
    const double work = double(m_queries.rows) * double(m_candidates.size()) * double(m_queries.width);
    parallelFor(chunks(), threadsFor(work),
                [&](std::size_t chunk) { use(chunk, chunk * kChunk, std::min(tiles(), (chunk + 1) * kChunk)); });
}

std::vector<float> LevelScan::pooled() {
    return m_queries.rows * kTile * tiles() <= m_maxKept ? pooledFromKept() : pooledInPasses();
}

/// Every logit and its exponential are kept, so that each is computed once.
std::vector<float> LevelScan::pooledFromKept() {
    const std::size_t perTile = m_queries.rows * kTile, n = m_queries.count;
    m_kept.resize(perTile * tiles());
    std::vector<float> e(perTile * tiles()), top(chunks() * n), inverse(n);
    std::vector<float> rowTop(n, -std::numeric_limits<float>::infinity());
    eachChunk([&](std::size_t chunk, std::size_t first, std::size_t end) {
        std::vector<float> lane(n * kTile, -std::numeric_limits<float>::infinity());
        eachTile(
            first, end, [&](std::size_t t) { return m_kept.data() + t * perTile; },
            [&](std::size_t, const float* logits) { kernels::updateTop(logits, n, lane.data()); });
        for (std::size_t q = 0; q < n; ++q)
            top[chunk * n + q] = *std::max_element(lane.data() + q * kTile, lane.data() + (q + 1) * kTile);
    });
    for (std::size_t c = 0; c < chunks(); ++c)
        for (std::size_t q = 0; q < n; ++q) rowTop[q] = std::max(rowTop[q], top[c * n + q]);
    std::vector<double> sum(chunks() * n), score(tiles() * kTile, 0.0);
    eachChunk([&](std::size_t chunk, std::size_t first, std::size_t end) {
        std::vector<float> lane(n * kTile, 0.0F);
        for (std::size_t t = first; t < end; ++t)
            kernels::exponentials(m_kept.data() + t * perTile, n, rowTop.data(), e.data() + t * perTile, lane.data());
        for (std::size_t q = 0; q < n; ++q)
            sum[chunk * n + q] = std::accumulate(lane.data() + q * kTile, lane.data() + (q + 1) * kTile, 0.0);
    });
    for (std::size_t q = 0; q < n; ++q) {
        double total = 0.0;
        for (std::size_t c = 0; c < chunks(); ++c) total += sum[c * n + q];
        inverse[q] = static_cast<float>(1.0 / total);
    }
    eachChunk([&](std::size_t, std::size_t first, std::size_t end) {
        for (std::size_t t = first; t < end; ++t)
            kernels::addScaled(e.data() + t * perTile, n, inverse.data(), score.data() + t * kTile);
    });
    return scoresOf(score);
}

/// Logits are computed twice: for the statistics of the softmax, then for the scores.
std::vector<float> LevelScan::pooledInPasses() {
    const std::size_t perTile = m_queries.rows * kTile;
    std::vector<std::vector<float>> top(chunks());
    std::vector<std::vector<double>> sum(chunks());
    eachChunk([&](std::size_t chunk, std::size_t first, std::size_t end) {
        std::vector<float> logits(perTile), laneTop(perTile, -std::numeric_limits<float>::infinity()),
            laneSum(perTile, 0.0F);
        eachTile(
            first, end, [&](std::size_t) { return logits.data(); },
            [&](std::size_t, const float* tile) {
                kernels::updateSoftmax(tile, m_queries.count, laneTop.data(), laneSum.data());
            });
        mergeLanes(laneTop, laneSum, m_queries.count, top[chunk], sum[chunk]);
    });
    std::vector<float> rowTop(m_queries.count), inverse(m_queries.count);
    for (std::size_t q = 0; q < m_queries.count; ++q) {
        rowTop[q] = -std::numeric_limits<float>::infinity();
        for (const auto& chunkTop : top) rowTop[q] = std::max(rowTop[q], chunkTop[q]);
        double total = 0.0;
        for (std::size_t c = 0; c < chunks(); ++c)
            total += sum[c][q] * std::exp(static_cast<double>(top[c][q] - rowTop[q]));
        inverse[q] = static_cast<float>(1.0 / total);
    }
    std::vector<double> score(tiles() * kTile, 0.0);
    eachChunk([&](std::size_t, std::size_t first, std::size_t end) {
        std::vector<float> logits(perTile);
        eachTile(
            first, end, [&](std::size_t) { return logits.data(); },
            [&](std::size_t t, const float* tile) {
                kernels::addSoftmax(tile, m_queries.count, rowTop.data(), inverse.data(), score.data() + t * kTile);
            });
    });
    return scoresOf(score);
}

std::vector<float> LevelScan::logits(std::span<const std::uint32_t> chosen) const {
    const std::size_t n = chosen.size();
    std::vector<float> out(m_queries.count * n);
    if (!m_kept.empty()) {
        for (std::size_t q = 0; q < m_queries.count; ++q)
            for (std::size_t j = 0; j < n; ++j)
                out[q * n + j] = m_kept[(chosen[j] / kTile * m_queries.rows + q) * kTile + chosen[j] % kTile];
        return out;
    }
    std::vector<float> tile(m_queries.rows * kTile);
    for (std::size_t first = 0; first < n; first += kTile) {
        const std::size_t count = std::min(kTile, n - first);
        std::uint32_t ids[kTile];
        for (std::size_t k = 0; k < count; ++k) ids[k] = m_candidates[chosen[first + k]];
        KeyTile located;
        located.ids = ids, located.count = count;
        m_source.locate(located);
        score(located, tile.data());
        for (std::size_t q = 0; q < m_queries.count; ++q)
            std::copy_n(tile.data() + q * kTile, count, out.data() + q * n + first);
    }
    return out;
}

void bestOf(std::span<const float> score, std::size_t k, std::size_t more, std::vector<std::uint32_t>& best,
            std::vector<std::uint32_t>& next) {
    std::vector<std::uint32_t> order(score.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto better = [&](std::uint32_t a, std::uint32_t b) {
        return score[a] > score[b] || (score[a] == score[b] && a < b);
    };
    const std::size_t wanted = std::min(k + std::min(more, score.size()), score.size());
    const auto cut = order.begin() + static_cast<std::ptrdiff_t>(wanted);
    if (8 * wanted <= score.size()) { // a heap of the best, which hardly anything enters
        std::partial_sort(order.begin(), cut, order.end(), better);
    } else {
        if (wanted < score.size()) std::nth_element(order.begin(), cut, order.end(), better);
        std::sort(order.begin(), cut, better);
    }
    const auto keep = order.begin() + static_cast<std::ptrdiff_t>(std::min(k, score.size()));
    best.assign(order.begin(), keep);
    next.assign(keep, cut);
}

} // namespace akv

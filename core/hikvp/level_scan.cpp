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

constexpr std::size_t kMaxKeptLogits = std::size_t(1) << 24; // 64 MiB
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

LevelScan::LevelScan(const PaddedQueries& queries, const KeySource& source, std::span<const std::uint32_t> candidates)
    : m_queries(queries), m_source(source), m_candidates(candidates) {}

/// Dot products from int8 codes in exact integer arithmetic; false when the keys are not held so.
bool LevelScan::dots8(const std::uint32_t* ids, std::size_t count, float* out) const {
    static thread_local std::vector<std::int16_t> keys;
    const std::size_t stride = m_queries.stride16;
    if (keys.size() != kTile * stride) keys.assign(kTile * stride, 0);
    float codeScale[kTile] = {};
    for (std::size_t k = 0; k < count; ++k) {
        const auto* codes = m_source.codes(ids[k], codeScale[k]);
        if (codes == nullptr) return false;
        kernels::widen(codes, m_queries.width, keys.data() + k * stride);
        std::fill_n(keys.data() + k * stride + m_queries.width, stride - m_queries.width, std::int16_t(0));
    }
    kernels::dots16(m_queries.u16.data(), m_queries.u16Scale.data(), m_queries.rows, keys.data(), codeScale,
                    kernels::paddedRows(count), stride, out, kTile);
    return true;
}

/// Logits of up to kTile keys: out [query rows, kTile]. Lanes and rows beyond the given ones hold no meaning for dots,
/// and -infinity after finishLogits.
void LevelScan::gatherTile(const std::uint32_t* ids, std::size_t count, float* out) const {
    static thread_local std::vector<float> keys;
    float scale[kTile] = {};
    for (std::size_t k = 0; k < count; ++k) scale[k] = m_source.scale(ids[k]);
    if (m_queries.u16.empty() || !dots8(ids, count, out)) {
        const std::size_t stride = m_queries.stride;
        if (keys.size() != kTile * stride) keys.assign(kTile * stride, 0.0F);
        for (std::size_t k = 0; k < count; ++k) {
            float* row = keys.data() + k * stride;
            m_source.key(ids[k], {row, m_queries.width});
            std::fill_n(row + m_queries.width, stride - m_queries.width, 0.0F);
        }
        kernels::dots(m_queries.u.data(), m_queries.rows, keys.data(), kernels::paddedRows(count), stride, out, kTile);
    }
    kernels::finishLogits(out, m_queries.count, scale, m_queries.beta.data(), count);
}

void LevelScan::scoreTile(std::size_t tile, float* out) const {
    const std::size_t first = tile * kTile;
    gatherTile(m_candidates.data() + first, std::min(kTile, m_candidates.size() - first), out);
}

const float* LevelScan::tileLogits(std::size_t tile, std::vector<float>& scratch) const {
    if (!m_kept.empty()) return m_kept.data() + tile * m_queries.rows * kTile;
    scoreTile(tile, scratch.data());
    return scratch.data();
}

std::vector<float> LevelScan::pooled() {
    const std::size_t perTile = m_queries.rows * kTile, chunks = (tiles() + kChunk - 1) / kChunk;
    const bool keep = perTile * tiles() <= kMaxKeptLogits;
    if (keep) m_kept.resize(perTile * tiles());
    const double work = double(m_queries.rows) * double(m_candidates.size()) * double(m_queries.width);
    const std::size_t threads = threadsFor(work);
    std::vector<std::vector<float>> top(chunks);
    std::vector<std::vector<double>> sum(chunks);
    const auto eachTile = [&](std::size_t chunk, auto&& use) {
        for (std::size_t t = chunk * kChunk; t < std::min(tiles(), (chunk + 1) * kChunk); ++t) use(t);
    };
    parallelFor(chunks, threads, [&](std::size_t chunk) {
        std::vector<float> scratch(keep ? 0 : perTile);
        std::vector<float> laneTop(perTile, -std::numeric_limits<float>::infinity()), laneSum(perTile, 0.0F);
        eachTile(chunk, [&](std::size_t t) {
            float* logits = keep ? m_kept.data() + t * perTile : scratch.data();
            scoreTile(t, logits);
            kernels::updateSoftmax(logits, m_queries.count, laneTop.data(), laneSum.data());
        });
        mergeLanes(laneTop, laneSum, m_queries.count, top[chunk], sum[chunk]);
    });
    std::vector<float> rowTop(m_queries.count), inverse(m_queries.count);
    for (std::size_t q = 0; q < m_queries.count; ++q) {
        rowTop[q] = -std::numeric_limits<float>::infinity();
        for (const auto& chunkTop : top) rowTop[q] = std::max(rowTop[q], chunkTop[q]);
        double total = 0.0;
        for (std::size_t c = 0; c < chunks; ++c)
            total += sum[c][q] * std::exp(static_cast<double>(top[c][q] - rowTop[q]));
        inverse[q] = static_cast<float>(1.0 / total);
    }
    std::vector<double> score(tiles() * kTile, 0.0);
    parallelFor(chunks, threads, [&](std::size_t chunk) {
        std::vector<float> scratch(keep ? 0 : perTile);
        eachTile(chunk, [&](std::size_t t) {
            kernels::addSoftmax(tileLogits(t, scratch), m_queries.count, rowTop.data(), inverse.data(),
                                score.data() + t * kTile);
        });
    });
    return {score.begin(), score.begin() + static_cast<std::ptrdiff_t>(m_candidates.size())};
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
        gatherTile(ids, count, tile.data());
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
    if (wanted < score.size()) std::nth_element(order.begin(), cut, order.end(), better);
    std::sort(order.begin(), cut, better);
    const auto keep = order.begin() + static_cast<std::ptrdiff_t>(std::min(k, score.size()));
    best.assign(order.begin(), keep);
    next.assign(keep, cut);
}

} // namespace akv

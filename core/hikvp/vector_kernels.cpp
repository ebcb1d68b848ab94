// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/vector_kernels.h"

#include "core/base/simd_math.h"
#include "core/hikvp/vector_kernels_avx2.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#ifdef AKV_X86_KERNELS
#include <immintrin.h>
#endif

namespace akv::kernels {

namespace {

// In registers, and as they lie in memory (any alignment, any declared type).
using Lanes [[gnu::vector_size(64)]] = float;
using Ints [[gnu::vector_size(64)]] = std::int32_t;
using StoredLanes [[gnu::vector_size(64), gnu::aligned(4), gnu::may_alias]] = float;
using StoredInts [[gnu::vector_size(64), gnu::aligned(4), gnu::may_alias]] = std::int32_t;

/// Sums of 16 vectors in one: lane i of the result is the sum of the lanes of v[i]. Pairs of vectors are interleaved
/// and added until one is left; every sum is associated in the same way.
template <class V>
[[gnu::always_inline]] inline void sumsOf16(V (&v)[16], V& out) {
    const Ints evenPair{0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29};
    const Ints oddPair{2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31};
    const Ints evenFour{0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29};
    const Ints oddFour{2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31};
    const Ints evenEight{0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27};
    const Ints oddEight{4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31};
    const Ints low{0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23};
    const Ints high{8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31};
    V two[8], four[4], eight[2];
    for (std::size_t i = 0; i < 8; ++i)
        two[i] =
            __builtin_shuffle(v[2 * i], v[2 * i + 1], evenPair) + __builtin_shuffle(v[2 * i], v[2 * i + 1], oddPair);
    for (std::size_t i = 0; i < 4; ++i)
        four[i] = __builtin_shuffle(two[2 * i], two[2 * i + 1], evenFour) +
                  __builtin_shuffle(two[2 * i], two[2 * i + 1], oddFour);
    for (std::size_t i = 0; i < 2; ++i)
        eight[i] = __builtin_shuffle(four[2 * i], four[2 * i + 1], evenEight) +
                   __builtin_shuffle(four[2 * i], four[2 * i + 1], oddEight);
    out = __builtin_shuffle(eight[0], eight[1], low) + __builtin_shuffle(eight[0], eight[1], high);
}

/// kRows queries times kRows keys, all sums in registers.
[[gnu::always_inline]] inline void block(const float* queries, const float* keys, std::size_t stride, float* out,
                                         std::size_t outStride) {
    Lanes sum[16] = {};
    for (std::size_t j = 0; j < stride; j += kLanes) {
        Lanes key[kRows];
        for (std::size_t k = 0; k < kRows; ++k) key[k] = *reinterpret_cast<const StoredLanes*>(keys + k * stride + j);
        for (std::size_t q = 0; q < kRows; ++q) {
            const Lanes query = *reinterpret_cast<const StoredLanes*>(queries + q * stride + j);
            for (std::size_t k = 0; k < kRows; ++k) sum[q * kRows + k] += query * key[k];
        }
    }
    float sums[16];
    Lanes all;
    sumsOf16(sum, all);
    *reinterpret_cast<StoredLanes*>(sums) = all;
    for (std::size_t q = 0; q < kRows; ++q)
        for (std::size_t k = 0; k < kRows; ++k) out[q * outStride + k] = sums[q * kRows + k];
}

/// 16 integer sums of one block to floats.
[[gnu::always_inline]] inline void finishBlock(const std::int32_t* sums, const float* queryScale, const float* keyScale,
                                               float* out, std::size_t outStride) {
    for (std::size_t q = 0; q < kRows; ++q)
        for (std::size_t k = 0; k < kRows; ++k)
            out[q * outStride + k] = static_cast<float>(sums[q * kRows + k]) * (queryScale[q] * keyScale[k]);
}

#ifdef AKV_X86_KERNELS
[[gnu::target("avx512f,avx512bw,avx512vl,avx512vnni")]] void
dots16Vnni(const std::int16_t* queries, const float* queryScale, std::size_t queryRows, const std::int16_t* keys,
           const float* keyScale, std::size_t keyRows, std::size_t stride, float* out, std::size_t outStride) {
    for (std::size_t q = 0; q < queryRows; q += kRows)
        for (std::size_t k = 0; k < keyRows; k += kRows) {
            Ints sum[16] = {};
            for (std::size_t j = 0; j < stride; j += 32) {
                __m512i key[kRows];
                for (std::size_t i = 0; i < kRows; ++i) key[i] = _mm512_loadu_si512(keys + (k + i) * stride + j);
                for (std::size_t i = 0; i < kRows; ++i) {
                    const __m512i query = _mm512_loadu_si512(queries + (q + i) * stride + j);
                    for (std::size_t n = 0; n < kRows; ++n)
                        sum[i * kRows + n] = reinterpret_cast<Ints>(
                            _mm512_dpwssd_epi32(reinterpret_cast<__m512i>(sum[i * kRows + n]), query, key[n]));
                }
            }
            std::int32_t sums[16];
            Ints all;
            sumsOf16(sum, all);
            *reinterpret_cast<StoredInts*>(sums) = all;
            finishBlock(sums, queryScale + q, keyScale + k, out + q * outStride + k, outStride);
        }
}
bool hasVnni() {
    static const bool answer = __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
                               __builtin_cpu_supports("avx512vl");
    return answer;
}
#endif

} // namespace

namespace {

AKV_MULTIVERSION void dotsOfBlocks(const float* queries, std::size_t queryRows, const float* keys, std::size_t keyRows,
                                   std::size_t stride, float* out, std::size_t outStride) {
    for (std::size_t q = 0; q < queryRows; q += kRows)
        for (std::size_t k = 0; k < keyRows; k += kRows)
            block(queries + q * stride, keys + k * stride, stride, out + q * outStride + k, outStride);
}

} // namespace

void dots(const float* queries, std::size_t queryRows, const float* keys, std::size_t keyRows, std::size_t stride,
          float* out, std::size_t outStride) {
#ifdef AKV_X86_KERNELS
    if (hasAvx2Alone()) return dotsAvx2(queries, queryRows, keys, keyRows, stride, out, outStride);
#endif
    dotsOfBlocks(queries, queryRows, keys, keyRows, stride, out, outStride);
}

AKV_MULTIVERSION void dots16Portable(const std::int16_t* queries, const float* queryScale, std::size_t queryRows,
                                     const std::int16_t* keys, const float* keyScale, std::size_t keyRows,
                                     std::size_t stride, float* out, std::size_t outStride) {
    for (std::size_t q = 0; q < queryRows; ++q)
        for (std::size_t k = 0; k < keyRows; ++k) {
            const std::int16_t *query = queries + q * stride, *key = keys + k * stride;
            std::int32_t sum = 0;
#pragma omp simd reduction(+ : sum)
            for (std::size_t j = 0; j < stride; ++j) sum += std::int32_t(query[j]) * std::int32_t(key[j]);
            out[q * outStride + k] = static_cast<float>(sum) * (queryScale[q] * keyScale[k]);
        }
}

void dots16(const std::int16_t* queries, const float* queryScale, std::size_t queryRows, const std::int16_t* keys,
            const float* keyScale, std::size_t keyRows, std::size_t stride, float* out, std::size_t outStride) {
#ifdef AKV_X86_KERNELS
    if (hasVnni()) return dots16Vnni(queries, queryScale, queryRows, keys, keyScale, keyRows, stride, out, outStride);
    if (hasAvx2Alone())
        return dots16Avx2(queries, queryScale, queryRows, keys, keyScale, keyRows, stride, out, outStride);
#endif
    dots16Portable(queries, queryScale, queryRows, keys, keyScale, keyRows, stride, out, outStride);
}

bool dotsInPlace([[maybe_unused]] const float* queries, [[maybe_unused]] std::size_t queryCount,
                 [[maybe_unused]] std::size_t stride, [[maybe_unused]] const float* const* keys,
                 [[maybe_unused]] std::size_t keyRows, [[maybe_unused]] std::size_t width, [[maybe_unused]] float* out,
                 [[maybe_unused]] std::size_t outStride) {
#ifdef AKV_X86_KERNELS
    if (hasAvx2Alone() && queryCount <= kRows && width % kLanes == 0) {
        dotsInPlaceAvx2(queries, queryCount, stride, keys, keyRows, width, out, outStride);
        return true;
    }
#endif
    return false;
}

bool dots8InPlace([[maybe_unused]] const std::int16_t* queries, [[maybe_unused]] const float* queryScale,
                  [[maybe_unused]] std::size_t queryCount, [[maybe_unused]] std::size_t stride,
                  [[maybe_unused]] const std::int8_t* const* keys, [[maybe_unused]] const float* keyScale,
                  [[maybe_unused]] std::size_t keyRows, [[maybe_unused]] std::size_t width, [[maybe_unused]] float* out,
                  [[maybe_unused]] std::size_t outStride) {
#ifdef AKV_X86_KERNELS
    if (hasAvx2Alone() && queryCount <= kRows && width % kLanes == 0) {
        dots8InPlaceAvx2(queries, queryScale, queryCount, stride, keys, keyScale, keyRows, width, out, outStride);
        return true;
    }
#endif
    return false;
}

AKV_MULTIVERSION void finishLogits(float* logits, std::size_t queryCount, const float* scale, const float* beta,
                                   std::size_t keyCount) {
    for (std::size_t q = 0; q < queryCount; ++q) {
        float* row = logits + q * kTile;
#pragma omp simd
        for (std::size_t k = 0; k < kTile; ++k) row[k] = scale[k] * (row[k] + beta[q]);
        for (std::size_t k = keyCount; k < kTile; ++k) row[k] = -std::numeric_limits<float>::infinity();
    }
}

AKV_MULTIVERSION void updateSoftmax(const float* logits, std::size_t queryCount, float* top, float* sum) {
    const std::size_t count = queryCount * kTile;
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i) {
        const float higher = logits[i] > top[i] ? logits[i] : top[i];
        // No difference of two infinities; a mask, for the reason that expFast gives.
        const float base =
            std::bit_cast<float>(std::bit_cast<std::uint32_t>(higher) & -std::uint32_t(higher >= -1e30F));
        sum[i] = sum[i] * expFast(top[i] - base) + expFast(logits[i] - base);
        top[i] = higher;
    }
}

AKV_MULTIVERSION void addSoftmax(const float* logits, std::size_t queryCount, const float* top, const float* inverse,
                                 double* score) {
    constexpr std::size_t kBlock = 64; // short fp32 sums, fp64 between them
    for (std::size_t first = 0; first < queryCount; first += kBlock) {
        float part[kTile] = {};
        for (std::size_t q = first; q < std::min(queryCount, first + kBlock); ++q) {
            const float* row = logits + q * kTile;
#pragma omp simd
            for (std::size_t k = 0; k < kTile; ++k) part[k] += expFast(row[k] - top[q]) * inverse[q];
        }
        for (std::size_t k = 0; k < kTile; ++k) score[k] += static_cast<double>(part[k]);
    }
}

AKV_MULTIVERSION void updateTop(const float* logits, std::size_t queryCount, float* top) {
    const std::size_t count = queryCount * kTile;
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i) top[i] = logits[i] > top[i] ? logits[i] : top[i];
}

AKV_MULTIVERSION void exponentials(const float* logits, std::size_t queryCount, const float* rowTop, float* e,
                                   float* sum) {
    for (std::size_t q = 0; q < queryCount; ++q) {
        const float top = rowTop[q];
#pragma omp simd
        for (std::size_t i = q * kTile; i < (q + 1) * kTile; ++i) {
            e[i] = expFast(logits[i] - top);
            sum[i] += e[i];
        }
    }
}

AKV_MULTIVERSION void addScaled(const float* e, std::size_t queryCount, const float* inverse, double* score) {
    constexpr std::size_t kBlock = 64; // short fp32 sums, fp64 between them
    for (std::size_t first = 0; first < queryCount; first += kBlock) {
        float part[kTile] = {};
        for (std::size_t q = first; q < std::min(queryCount, first + kBlock); ++q) {
#pragma omp simd
            for (std::size_t k = 0; k < kTile; ++k) part[k] += e[q * kTile + k] * inverse[q];
        }
        for (std::size_t k = 0; k < kTile; ++k) score[k] += static_cast<double>(part[k]);
    }
}

namespace {

template <std::size_t Q>
[[gnu::always_inline]] inline void mixRows(const float* weights, std::size_t weightStride, const float* rows,
                                           std::size_t stride, float* out) {
    for (std::size_t j = 0; j < stride; j += kLanes) {
        Lanes sum[Q];
        for (std::size_t q = 0; q < Q; ++q) sum[q] = *reinterpret_cast<const StoredLanes*>(out + q * stride + j);
        for (std::size_t r = 0; r < kTile; ++r) {
            const Lanes row = *reinterpret_cast<const StoredLanes*>(rows + r * stride + j);
            for (std::size_t q = 0; q < Q; ++q) sum[q] += row * weights[q * weightStride + r];
        }
        for (std::size_t q = 0; q < Q; ++q) *reinterpret_cast<StoredLanes*>(out + q * stride + j) = sum[q];
    }
}

} // namespace

namespace {

AKV_MULTIVERSION void mixBlocks(const float* weights, std::size_t weightStride, std::size_t queryCount,
                                const float* rows, std::size_t stride, float* out) {
    std::size_t q = 0;
    for (; q + 8 <= queryCount; q += 8)
        mixRows<8>(weights + q * weightStride, weightStride, rows, stride, out + q * stride);
    for (; q < queryCount; ++q) mixRows<1>(weights + q * weightStride, weightStride, rows, stride, out + q * stride);
}

} // namespace

void mix(const float* weights, std::size_t weightStride, std::size_t queryCount, const float* rows, std::size_t stride,
         float* out) {
#ifdef AKV_X86_KERNELS
    if (hasAvx2Alone()) return mixAvx2(weights, weightStride, queryCount, rows, stride, out);
#endif
    mixBlocks(weights, weightStride, queryCount, rows, stride, out);
}

AKV_MULTIVERSION void decodeInt8(const std::int8_t* codes, float scale, std::size_t width, float* out) {
#pragma omp simd
    for (std::size_t j = 0; j < width; ++j) out[j] = static_cast<float>(codes[j]) * scale;
}

AKV_MULTIVERSION void decodeFp16(const std::uint16_t* codes, std::size_t width, float* out) {
#pragma omp simd
    for (std::size_t j = 0; j < width; ++j) out[j] = halfToFloatFinite(codes[j]);
}

AKV_MULTIVERSION void widen(const std::int8_t* codes, std::size_t width, std::int16_t* out) {
#pragma omp simd
    for (std::size_t j = 0; j < width; ++j) out[j] = codes[j];
}

float quantise16(const float* row, std::size_t width, std::int32_t limit, std::int16_t* out) {
    float top = 0.0F;
    for (std::size_t j = 0; j < width; ++j) top = std::max(top, std::abs(row[j]));
    const float inverse = top > 0.0F ? static_cast<float>(limit) / top : 0.0F;
    for (std::size_t j = 0; j < width; ++j)
        out[j] = static_cast<std::int16_t>(
            std::clamp(static_cast<std::int32_t>(std::lrint(row[j] * inverse)), -limit, limit));
    return top / static_cast<float>(limit);
}

} // namespace akv::kernels

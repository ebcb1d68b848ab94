// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/vector_kernels.h"

#include "core/base/simd_math.h"

#include <algorithm>
#include <cmath>
#include <limits>
#if defined(__x86_64__) && defined(__GNUC__)
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

#if defined(__x86_64__) && defined(__GNUC__)
#define AKV_X86_KERNELS 1
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
/// Sums of the lanes of four vectors, each associated in the same way.
[[gnu::target("avx2,fma"), gnu::always_inline]] inline __m128 sumsOf4(__m256 a, __m256 b, __m256 c, __m256 d) {
    const __m256 four = _mm256_hadd_ps(_mm256_hadd_ps(a, b), _mm256_hadd_ps(c, d));
    return _mm_add_ps(_mm256_castps256_ps128(four), _mm256_extractf128_ps(four, 1));
}

/// Two queries times four keys: with 16 registers of 32 bytes the sums of a larger block would go to memory.
[[gnu::target("avx2,fma")]] void dotsAvx2(const float* queries, std::size_t queryRows, const float* keys,
                                          std::size_t keyRows, std::size_t stride, float* out, std::size_t outStride) {
    for (std::size_t q = 0; q < queryRows; q += 2)
        for (std::size_t k = 0; k < keyRows; k += 4) {
            const float *first = queries + q * stride, *second = first + stride, *key = keys + k * stride;
            __m256 a0 = _mm256_setzero_ps(), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
            for (std::size_t j = 0; j < stride; j += 8) {
                const __m256 a = _mm256_loadu_ps(first + j), b = _mm256_loadu_ps(second + j);
                __m256 x = _mm256_loadu_ps(key + j);
                a0 = _mm256_fmadd_ps(a, x, a0), b0 = _mm256_fmadd_ps(b, x, b0);
                x = _mm256_loadu_ps(key + stride + j);
                a1 = _mm256_fmadd_ps(a, x, a1), b1 = _mm256_fmadd_ps(b, x, b1);
                x = _mm256_loadu_ps(key + 2 * stride + j);
                a2 = _mm256_fmadd_ps(a, x, a2), b2 = _mm256_fmadd_ps(b, x, b2);
                x = _mm256_loadu_ps(key + 3 * stride + j);
                a3 = _mm256_fmadd_ps(a, x, a3), b3 = _mm256_fmadd_ps(b, x, b3);
            }
            _mm_storeu_ps(out + q * outStride + k, sumsOf4(a0, a1, a2, a3));
            _mm_storeu_ps(out + (q + 1) * outStride + k, sumsOf4(b0, b1, b2, b3));
        }
}

[[gnu::target("avx2,fma"), gnu::always_inline]] inline __m128i sumsOf4(__m256i a, __m256i b, __m256i c, __m256i d) {
    const __m256i four = _mm256_hadd_epi32(_mm256_hadd_epi32(a, b), _mm256_hadd_epi32(c, d));
    return _mm_add_epi32(_mm256_castsi256_si128(four), _mm256_extracti128_si256(four, 1));
}

[[gnu::target("avx2,fma"), gnu::always_inline]] inline __m256i load16(const std::int16_t* from) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
}

[[gnu::target("avx2,fma")]] void dots16Avx2(const std::int16_t* queries, const float* queryScale, std::size_t queryRows,
                                            const std::int16_t* keys, const float* keyScale, std::size_t keyRows,
                                            std::size_t stride, float* out, std::size_t outStride) {
    for (std::size_t q = 0; q < queryRows; q += 2)
        for (std::size_t k = 0; k < keyRows; k += 4) {
            const std::int16_t *first = queries + q * stride, *second = first + stride, *key = keys + k * stride;
            __m256i sum[8];
#pragma GCC unroll 8
            for (auto& s : sum) s = _mm256_setzero_si256();
            for (std::size_t j = 0; j < stride; j += 16) {
                const __m256i a = load16(first + j), b = load16(second + j);
#pragma GCC unroll 4
                for (std::size_t i = 0; i < 4; ++i) {
                    const __m256i x = load16(key + i * stride + j);
                    sum[i] = _mm256_add_epi32(sum[i], _mm256_madd_epi16(a, x));
                    sum[4 + i] = _mm256_add_epi32(sum[4 + i], _mm256_madd_epi16(b, x));
                }
            }
            const __m128 scale = _mm_loadu_ps(keyScale + k);
            const __m128 a = _mm_cvtepi32_ps(sumsOf4(sum[0], sum[1], sum[2], sum[3]));
            const __m128 b = _mm_cvtepi32_ps(sumsOf4(sum[4], sum[5], sum[6], sum[7]));
            _mm_storeu_ps(out + q * outStride + k, _mm_mul_ps(a, _mm_mul_ps(_mm_set1_ps(queryScale[q]), scale)));
            _mm_storeu_ps(out + (q + 1) * outStride + k,
                          _mm_mul_ps(b, _mm_mul_ps(_mm_set1_ps(queryScale[q + 1]), scale)));
        }
}

/// Q queries times four keys where they lie.
template <std::size_t Q>
[[gnu::target("avx2,fma"), gnu::always_inline]] inline void fourInPlace(const float* queries, std::size_t stride,
                                                                        const float* const* keys, std::size_t width,
                                                                        float* out, std::size_t outStride) {
    const float *k0 = keys[0], *k1 = keys[1], *k2 = keys[2], *k3 = keys[3];
    __m256 sum[Q][4];
#pragma GCC unroll 2
    for (std::size_t q = 0; q < Q; ++q) sum[q][0] = sum[q][1] = sum[q][2] = sum[q][3] = _mm256_setzero_ps();
    for (std::size_t j = 0; j < width; j += 8) {
        const __m256 a = _mm256_loadu_ps(k0 + j), b = _mm256_loadu_ps(k1 + j), c = _mm256_loadu_ps(k2 + j),
                     d = _mm256_loadu_ps(k3 + j);
#pragma GCC unroll 2
        for (std::size_t q = 0; q < Q; ++q) {
            const __m256 query = _mm256_loadu_ps(queries + q * stride + j);
            sum[q][0] = _mm256_fmadd_ps(query, a, sum[q][0]);
            sum[q][1] = _mm256_fmadd_ps(query, b, sum[q][1]);
            sum[q][2] = _mm256_fmadd_ps(query, c, sum[q][2]);
            sum[q][3] = _mm256_fmadd_ps(query, d, sum[q][3]);
        }
    }
#pragma GCC unroll 2
    for (std::size_t q = 0; q < Q; ++q)
        _mm_storeu_ps(out + q * outStride, sumsOf4(sum[q][0], sum[q][1], sum[q][2], sum[q][3]));
}

[[gnu::target("avx2,fma")]] void dotsInPlaceAvx2(const float* queries, std::size_t queryCount, std::size_t stride,
                                                 const float* const* keys, std::size_t keyRows, std::size_t width,
                                                 float* out, std::size_t outStride) {
    for (std::size_t k = 0; k < keyRows; k += 4) {
        std::size_t q = 0;
        for (; q + 2 <= queryCount; q += 2)
            fourInPlace<2>(queries + q * stride, stride, keys + k, width, out + q * outStride + k, outStride);
        for (; q < queryCount; ++q)
            fourInPlace<1>(queries + q * stride, stride, keys + k, width, out + q * outStride + k, outStride);
    }
}

[[gnu::target("avx2,fma"), gnu::always_inline]] inline __m256i widen16(const std::int8_t* from) {
    return _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
}

/// The same for int8 codes, which are widened on the way.
template <std::size_t Q>
[[gnu::target("avx2,fma"), gnu::always_inline]] inline void
fourInPlace8(const std::int16_t* queries, const float* queryScale, std::size_t stride, const std::int8_t* const* keys,
             const float* keyScale, std::size_t width, float* out, std::size_t outStride) {
    const std::int8_t *k0 = keys[0], *k1 = keys[1], *k2 = keys[2], *k3 = keys[3];
    __m256i sum[Q][4];
#pragma GCC unroll 2
    for (std::size_t q = 0; q < Q; ++q) sum[q][0] = sum[q][1] = sum[q][2] = sum[q][3] = _mm256_setzero_si256();
    for (std::size_t j = 0; j < width; j += 16) {
        const __m256i a = widen16(k0 + j), b = widen16(k1 + j), c = widen16(k2 + j), d = widen16(k3 + j);
#pragma GCC unroll 2
        for (std::size_t q = 0; q < Q; ++q) {
            const __m256i query = load16(queries + q * stride + j);
            sum[q][0] = _mm256_add_epi32(sum[q][0], _mm256_madd_epi16(query, a));
            sum[q][1] = _mm256_add_epi32(sum[q][1], _mm256_madd_epi16(query, b));
            sum[q][2] = _mm256_add_epi32(sum[q][2], _mm256_madd_epi16(query, c));
            sum[q][3] = _mm256_add_epi32(sum[q][3], _mm256_madd_epi16(query, d));
        }
    }
    const __m128 scale = _mm_loadu_ps(keyScale);
#pragma GCC unroll 2
    for (std::size_t q = 0; q < Q; ++q) {
        const __m128 total = _mm_cvtepi32_ps(sumsOf4(sum[q][0], sum[q][1], sum[q][2], sum[q][3]));
        _mm_storeu_ps(out + q * outStride, _mm_mul_ps(total, _mm_mul_ps(_mm_set1_ps(queryScale[q]), scale)));
    }
}

[[gnu::target("avx2,fma")]] void dots8InPlaceAvx2(const std::int16_t* queries, const float* queryScale,
                                                  std::size_t queryCount, std::size_t stride,
                                                  const std::int8_t* const* keys, const float* keyScale,
                                                  std::size_t keyRows, std::size_t width, float* out,
                                                  std::size_t outStride) {
    for (std::size_t k = 0; k < keyRows; k += 4) {
        std::size_t q = 0;
        for (; q + 2 <= queryCount; q += 2)
            fourInPlace8<2>(queries + q * stride, queryScale + q, stride, keys + k, keyScale + k, width,
                            out + q * outStride + k, outStride);
        for (; q < queryCount; ++q)
            fourInPlace8<1>(queries + q * stride, queryScale + q, stride, keys + k, keyScale + k, width,
                            out + q * outStride + k, outStride);
    }
}

/// Q queries times kTile rows, 16 numbers of each at a time.
template <std::size_t Q>
[[gnu::target("avx2,fma"), gnu::always_inline]] inline void
mixRowsAvx2(const float* weights, std::size_t weightStride, const float* rows, std::size_t stride, float* out) {
    for (std::size_t j = 0; j < stride; j += 16) {
        __m256 low[Q], high[Q];
#pragma GCC unroll 4
        for (std::size_t q = 0; q < Q; ++q) {
            low[q] = _mm256_loadu_ps(out + q * stride + j);
            high[q] = _mm256_loadu_ps(out + q * stride + j + 8);
        }
        for (std::size_t r = 0; r < kTile; ++r) {
            const __m256 a = _mm256_loadu_ps(rows + r * stride + j), b = _mm256_loadu_ps(rows + r * stride + j + 8);
#pragma GCC unroll 4
            for (std::size_t q = 0; q < Q; ++q) {
                const __m256 weight = _mm256_broadcast_ss(weights + q * weightStride + r);
                low[q] = _mm256_fmadd_ps(a, weight, low[q]);
                high[q] = _mm256_fmadd_ps(b, weight, high[q]);
            }
        }
#pragma GCC unroll 4
        for (std::size_t q = 0; q < Q; ++q) {
            _mm256_storeu_ps(out + q * stride + j, low[q]);
            _mm256_storeu_ps(out + q * stride + j + 8, high[q]);
        }
    }
}

[[gnu::target("avx2,fma")]] void mixAvx2(const float* weights, std::size_t weightStride, std::size_t queryCount,
                                         const float* rows, std::size_t stride, float* out) {
    std::size_t q = 0;
    for (; q + 4 <= queryCount; q += 4)
        mixRowsAvx2<4>(weights + q * weightStride, weightStride, rows, stride, out + q * stride);
    for (; q < queryCount; ++q)
        mixRowsAvx2<1>(weights + q * weightStride, weightStride, rows, stride, out + q * stride);
}

/// AVX2 and nothing wider.
bool hasAvx2Alone() {
    static const bool answer =
        __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && !__builtin_cpu_supports("avx512f");
    return answer;
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

bool dotsInPlace(const float* queries, std::size_t queryCount, std::size_t stride, const float* const* keys,
                 std::size_t keyRows, std::size_t width, float* out, std::size_t outStride) {
#ifdef AKV_X86_KERNELS
    if (hasAvx2Alone() && queryCount <= kRows && width % kLanes == 0) {
        dotsInPlaceAvx2(queries, queryCount, stride, keys, keyRows, width, out, outStride);
        return true;
    }
#endif
    return false;
}

bool dots8InPlace(const std::int16_t* queries, const float* queryScale, std::size_t queryCount, std::size_t stride,
                  const std::int8_t* const* keys, const float* keyScale, std::size_t keyRows, std::size_t width,
                  float* out, std::size_t outStride) {
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
        const float base = higher < -1e30F ? 0.0F : higher; // no difference of two infinities
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

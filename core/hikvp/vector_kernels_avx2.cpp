// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/vector_kernels_avx2.h"

#ifdef AKV_X86_KERNELS

#include "core/hikvp/vector_kernels.h"

#include <immintrin.h>

namespace akv::kernels {

/// Sums of the lanes of four vectors, each associated in the same way.
[[gnu::target("avx2,fma"), gnu::always_inline]] static inline __m128 sumsOf4(__m256 a, __m256 b, __m256 c, __m256 d) {
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

[[gnu::target("avx2,fma"), gnu::always_inline]] static inline __m128i sumsOf4(__m256i a, __m256i b, __m256i c,
                                                                              __m256i d) {
    const __m256i four = _mm256_hadd_epi32(_mm256_hadd_epi32(a, b), _mm256_hadd_epi32(c, d));
    return _mm_add_epi32(_mm256_castsi256_si128(four), _mm256_extracti128_si256(four, 1));
}

[[gnu::target("avx2,fma"), gnu::always_inline]] static inline __m256i load16(const std::int16_t* from) {
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
[[gnu::target("avx2,fma"), gnu::always_inline]] static inline void
fourInPlace(const float* queries, std::size_t stride, const float* const* keys, std::size_t width, float* out,
            std::size_t outStride) {
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

[[gnu::target("avx2,fma"), gnu::always_inline]] static inline __m256i widen16(const std::int8_t* from) {
    return _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
}

/// The same for int8 codes, which are widened on the way.
template <std::size_t Q>
[[gnu::target("avx2,fma"), gnu::always_inline]] static inline void
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
[[gnu::target("avx2,fma"), gnu::always_inline]] static inline void
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

bool hasAvx2Alone() {
    static const bool answer =
        __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && !__builtin_cpu_supports("avx512f");
    return answer;
}

} // namespace akv::kernels

#endif

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/vector_kernels.h"

#include "core/base/simd_math.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace akv::kernels {

namespace {

using Lanes [[gnu::vector_size(64), gnu::aligned(4), gnu::may_alias]] = float;

[[gnu::always_inline]] inline float total(const Lanes& v) {
    float half[8];
    for (std::size_t i = 0; i < 8; ++i) half[i] = v[i] + v[i + 8];
    return ((half[0] + half[4]) + (half[2] + half[6])) + ((half[1] + half[5]) + (half[3] + half[7]));
}

/// Q queries times K keys, all Q * K sums in registers.
template <std::size_t Q, std::size_t K>
[[gnu::always_inline]] inline void block(const float* queries, const float* keys, std::size_t stride, float* out,
                                         std::size_t outStride) {
    Lanes sum[Q][K] = {};
    for (std::size_t j = 0; j < stride; j += kLanes) {
        Lanes key[K];
        for (std::size_t k = 0; k < K; ++k) key[k] = *reinterpret_cast<const Lanes*>(keys + k * stride + j);
        for (std::size_t q = 0; q < Q; ++q) {
            const Lanes query = *reinterpret_cast<const Lanes*>(queries + q * stride + j);
            for (std::size_t k = 0; k < K; ++k) sum[q][k] += query * key[k];
        }
    }
    for (std::size_t q = 0; q < Q; ++q)
        for (std::size_t k = 0; k < K; ++k) out[q * outStride + k] = total(sum[q][k]);
}

template <std::size_t Q>
[[gnu::always_inline]] inline void queryRows(const float* queries, const float* keys, std::size_t keyCount,
                                             std::size_t stride, float* out, std::size_t outStride) {
    std::size_t k = 0;
    for (; k + 4 <= keyCount; k += 4) block<Q, 4>(queries, keys + k * stride, stride, out + k, outStride);
    for (; k < keyCount; ++k) block<Q, 1>(queries, keys + k * stride, stride, out + k, outStride);
}

} // namespace

AKV_MULTIVERSION void dots(const float* queries, std::size_t queryCount, const float* keys, std::size_t keyCount,
                           std::size_t stride, float* out, std::size_t outStride) {
    std::size_t q = 0;
    for (; q + 4 <= queryCount; q += 4)
        queryRows<4>(queries + q * stride, keys, keyCount, stride, out + q * outStride, outStride);
    for (; q < queryCount; ++q)
        queryRows<1>(queries + q * stride, keys, keyCount, stride, out + q * outStride, outStride);
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

AKV_MULTIVERSION void mix(const float* weights, std::size_t weightStride, std::size_t queryCount, const float* rows,
                          std::size_t rowCount, std::size_t stride, float* out) {
    for (std::size_t q = 0; q < queryCount; ++q) {
        float* to = out + q * stride;
        const float* w = weights + q * weightStride;
        std::size_t r = 0;
        for (; r + 4 <= rowCount; r += 4) {
            const float* from = rows + r * stride;
            const float a = w[r], b = w[r + 1], c = w[r + 2], d = w[r + 3];
#pragma omp simd
            for (std::size_t j = 0; j < stride; ++j)
                to[j] += (a * from[j] + b * from[stride + j]) + (c * from[2 * stride + j] + d * from[3 * stride + j]);
        }
        for (; r < rowCount; ++r) {
            const float* from = rows + r * stride;
#pragma omp simd
            for (std::size_t j = 0; j < stride; ++j) to[j] += w[r] * from[j];
        }
    }
}

AKV_MULTIVERSION void decodeInt8(const std::int8_t* codes, float scale, std::size_t width, float* out) {
#pragma omp simd
    for (std::size_t j = 0; j < width; ++j) out[j] = static_cast<float>(codes[j]) * scale;
}

AKV_MULTIVERSION void decodeFp16(const std::uint16_t* codes, std::size_t width, float* out) {
#pragma omp simd
    for (std::size_t j = 0; j < width; ++j) out[j] = halfToFloatFinite(codes[j]);
}

} // namespace akv::kernels

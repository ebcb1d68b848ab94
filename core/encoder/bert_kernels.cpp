// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encoder/bert_kernels.h"

#include "core/base/simd_math.h"

#include <algorithm>
#include <cmath>

namespace akv::bert {

namespace {

/// In registers, and as they lie in memory.
using Lanes [[gnu::vector_size(64)]] = float;
using StoredLanes [[gnu::vector_size(64), gnu::aligned(4), gnu::may_alias]] = float;
constexpr std::size_t kLanes = 16;

[[gnu::always_inline]] inline const StoredLanes& lanesAt(const float* from) {
    return *reinterpret_cast<const StoredLanes*>(from);
}

/// One head of one sentence; token columns are padded with zeros to a multiple of kLanes.
struct HeadScratch {
    float query[kMaxTokens][kHeadWidth];
    float keyT[kHeadWidth][kMaxTokens];
    float value[kMaxTokens][kHeadWidth];
    float score[kMaxTokens];
};
static_assert(kMaxTokens % kLanes == 0 && kHeadWidth == 2 * kLanes);

AKV_MULTIVERSION void loadHead(const std::uint16_t* qkv, std::size_t tokens, std::size_t columns, HeadScratch& s) {
    const float scale = 1.0F / std::sqrt(static_cast<float>(kHeadWidth));
    for (std::size_t t = 0; t < tokens; ++t) {
        const std::uint16_t* row = qkv + t * 3 * kWidth;
#pragma omp simd
        for (std::size_t d = 0; d < kHeadWidth; ++d) {
            s.query[t][d] = bf16ToFloat(row[d]) * scale;
            s.value[t][d] = bf16ToFloat(row[2 * kWidth + d]);
        }
        for (std::size_t d = 0; d < kHeadWidth; ++d) s.keyT[d][t] = bf16ToFloat(row[kWidth + d]);
    }
    for (std::size_t d = 0; d < kHeadWidth; ++d) std::fill(s.keyT[d] + tokens, s.keyT[d] + columns, 0.0F);
}

/// score[j] = softmax numerator of token j, 0 for padding; returns their sum.
[[gnu::always_inline]] inline float softmaxNumerators(float* score, std::size_t tokens, std::size_t columns) {
    float top = score[0], sum = 0.0F;
    for (std::size_t j = 0; j < tokens; ++j) top = std::max(top, score[j]);
    for (std::size_t first = 0; first < columns; first += kLanes) {
#pragma omp simd
        for (std::size_t j = first; j < first + kLanes; ++j) score[j] = expFast(score[j] - top);
    }
    std::fill(score + tokens, score + columns, 0.0F);
    for (std::size_t j = 0; j < tokens; ++j) sum += score[j];
    return sum;
}

/// Scores are built as sums of key columns and the context as a sum of value rows, both in registers, so that nothing
/// is summed across lanes.
AKV_MULTIVERSION void attendHead(HeadScratch& s, std::size_t tokens, std::size_t columns, std::uint16_t* context) {
    for (std::size_t i = 0; i < tokens; ++i) {
        for (std::size_t first = 0; first < columns; first += kLanes) {
            Lanes even = {}, odd = {};
            for (std::size_t d = 0; d < kHeadWidth; d += 2) {
                even += s.query[i][d] * lanesAt(s.keyT[d] + first);
                odd += s.query[i][d + 1] * lanesAt(s.keyT[d + 1] + first);
            }
            *reinterpret_cast<StoredLanes*>(s.score + first) = even + odd;
        }
        const float inverse = 1.0F / softmaxNumerators(s.score, tokens, columns);
        Lanes low = {}, high = {};
        for (std::size_t j = 0; j < tokens; ++j) {
            low += s.score[j] * lanesAt(s.value[j]);
            high += s.score[j] * lanesAt(s.value[j] + kLanes);
        }
        float out[kHeadWidth];
        *reinterpret_cast<StoredLanes*>(out) = low;
        *reinterpret_cast<StoredLanes*>(out + kLanes) = high;
#pragma omp simd
        for (std::size_t d = 0; d < kHeadWidth; ++d) context[i * kWidth + d] = floatToBf16(out[d] * inverse);
    }
}

} // namespace

void attention(const std::uint16_t* qkv, std::span<const std::uint32_t> begin, std::size_t first, std::size_t last,
               std::uint16_t* context) {
    static thread_local HeadScratch scratch;
    for (std::size_t sentence = first; sentence < last; ++sentence) {
        const std::size_t from = begin[sentence], tokens = begin[sentence + 1] - from;
        const std::size_t columns = (tokens + kLanes - 1) / kLanes * kLanes;
        for (std::size_t head = 0; head < kHeads; ++head) {
            loadHead(qkv + from * 3 * kWidth + head * kHeadWidth, tokens, columns, scratch);
            attendHead(scratch, tokens, columns, context + from * kWidth + head * kHeadWidth);
        }
    }
}

AKV_MULTIVERSION void addNorm(float* hidden, const std::uint16_t* update, const float* gain, const float* bias,
                              float epsilon, std::size_t first, std::size_t last, std::uint16_t* hidden16) {
    for (std::size_t t = first; t < last; ++t) {
        float* x = hidden + t * kWidth;
        if (update != nullptr) {
            const std::uint16_t* delta = update + t * kWidth;
#pragma omp simd
            for (std::size_t d = 0; d < kWidth; ++d) x[d] += bf16ToFloat(delta[d]);
        }
        float sum = 0.0F;
#pragma omp simd reduction(+ : sum)
        for (std::size_t d = 0; d < kWidth; ++d) sum += x[d];
        const float mean = sum / kWidth;
        float squares = 0.0F;
#pragma omp simd reduction(+ : squares)
        for (std::size_t d = 0; d < kWidth; ++d) squares += (x[d] - mean) * (x[d] - mean);
        const float inverse = 1.0F / std::sqrt(squares / kWidth + epsilon);
        std::uint16_t* out = hidden16 + t * kWidth;
#pragma omp simd
        for (std::size_t d = 0; d < kWidth; ++d) {
            x[d] = (x[d] - mean) * inverse * gain[d] + bias[d];
            out[d] = floatToBf16(x[d]);
        }
    }
}

AKV_MULTIVERSION void gelu(std::uint16_t* values, std::size_t count) {
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i) {
        const float x = bf16ToFloat(values[i]);
        values[i] = floatToBf16(0.5F * x * (1.0F + erfFast(x * 0.70710678118654752F)));
    }
}

AKV_MULTIVERSION void meanPool(const float* hidden, std::span<const std::uint32_t> begin, std::size_t first,
                               std::size_t last, float* out) {
    for (std::size_t s = first; s < last; ++s) {
        float* mean = out + s * kWidth;
        std::fill(mean, mean + kWidth, 0.0F);
        for (std::size_t t = begin[s]; t < begin[s + 1]; ++t) {
            const float* x = hidden + t * kWidth;
#pragma omp simd
            for (std::size_t d = 0; d < kWidth; ++d) mean[d] += x[d];
        }
        float squares = 0.0F;
#pragma omp simd reduction(+ : squares)
        for (std::size_t d = 0; d < kWidth; ++d) squares += mean[d] * mean[d];
        const float inverse = 1.0F / std::sqrt(std::max(squares, 1e-24F));
#pragma omp simd
        for (std::size_t d = 0; d < kWidth; ++d) mean[d] *= inverse;
    }
}

} // namespace akv::bert

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encoder/bert_kernels.h"

#include "core/base/simd_math.h"

#include <algorithm>
#include <cmath>

namespace akv::bert {

namespace {

struct HeadScratch {
    float query[kMaxTokens][kHeadWidth];
    float keyT[kHeadWidth][kMaxTokens];
    float value[kMaxTokens][kHeadWidth];
    float score[kMaxTokens];
};

AKV_MULTIVERSION void loadHead(const std::uint16_t* qkv, std::size_t tokens, HeadScratch& s) {
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
}

/// One head of one sentence. Scores are built as sums of key columns and the context as a sum of value rows, so no
/// loop needs a reduction across lanes except the two of the softmax.
AKV_MULTIVERSION void attendHead(HeadScratch& s, std::size_t tokens, std::uint16_t* context) {
    for (std::size_t i = 0; i < tokens; ++i) {
        float* score = s.score;
        std::fill(score, score + tokens, 0.0F);
        for (std::size_t d = 0; d < kHeadWidth; ++d) {
            const float q = s.query[i][d];
            const float* key = s.keyT[d];
#pragma omp simd
            for (std::size_t j = 0; j < tokens; ++j) score[j] += q * key[j];
        }
        float top = score[0];
#pragma omp simd reduction(max : top)
        for (std::size_t j = 0; j < tokens; ++j) top = std::max(top, score[j]);
        float sum = 0.0F;
#pragma omp simd reduction(+ : sum)
        for (std::size_t j = 0; j < tokens; ++j) {
            score[j] = expFast(score[j] - top);
            sum += score[j];
        }
        float out[kHeadWidth] = {};
        for (std::size_t j = 0; j < tokens; ++j) {
            const float p = score[j];
            const float* value = s.value[j];
#pragma omp simd
            for (std::size_t d = 0; d < kHeadWidth; ++d) out[d] += p * value[d];
        }
        const float inverse = 1.0F / sum;
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
        for (std::size_t head = 0; head < kHeads; ++head) {
            loadHead(qkv + from * 3 * kWidth + head * kHeadWidth, tokens, scratch);
            attendHead(scratch, tokens, context + from * kWidth + head * kHeadWidth);
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

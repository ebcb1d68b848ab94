// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/absorbed.h"

#include "core/base/simd_math.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace akv {

namespace {

/// gram += rows^T rows for `rows` [count, n] in fp64; upper triangle only. Blocks of rows keep one row of G in cache.
AKV_MULTIVERSION void addGram(const double* rows, std::size_t count, std::size_t n, double* gram) {
    for (std::size_t i = 0; i < n; ++i) {
        double* to = gram + i * n;
        std::size_t r = 0;
        for (; r + 4 <= count; r += 4) {
            const double *r0 = rows + r * n, *r1 = r0 + n, *r2 = r1 + n, *r3 = r2 + n;
            const double a = r0[i], b = r1[i], c = r2[i], d = r3[i];
#pragma omp simd
            for (std::size_t j = i; j < n; ++j) to[j] += (a * r0[j] + b * r1[j]) + (c * r2[j] + d * r3[j]);
        }
        for (; r < count; ++r) {
            const double* row = rows + r * n;
            const double a = row[i];
#pragma omp simd
            for (std::size_t j = i; j < n; ++j) to[j] += a * row[j];
        }
    }
}

constexpr std::size_t kKeyBlock = 32;
using Doubles [[gnu::vector_size(64)]] = double;
using StoredDoubles [[gnu::vector_size(64), gnu::aligned(8), gnu::may_alias]] = double;

constexpr std::size_t kVectors = kKeyBlock / 8;

/// Rows [i, i + R) of the form: what lies right of this diagonal block counts twice (G is symmetric), the block once.
/// R rows at a time read the columns R times less often.
template <std::size_t R>
[[gnu::always_inline]] inline void addRows(const double* gram, const double* columns, std::size_t i, std::size_t n,
                                           Doubles (&total)[kVectors]) {
    Doubles dot[R][kVectors] = {};
    for (std::size_t j = i + R; j < n; ++j) {
        const StoredDoubles* column = reinterpret_cast<const StoredDoubles*>(columns + j * kKeyBlock);
        for (std::size_t r = 0; r < R; ++r)
            for (std::size_t k = 0; k < kVectors; ++k) dot[r][k] += gram[(i + r) * n + j] * column[k];
    }
    for (std::size_t r = 0; r < R; ++r) {
        const StoredDoubles* own = reinterpret_cast<const StoredDoubles*>(columns + (i + r) * kKeyBlock);
        for (std::size_t k = 0; k < kVectors; ++k) {
            Doubles sum = 2.0 * dot[r][k];
            for (std::size_t c = 0; c < R; ++c)
                sum += gram[(i + r) * n + i + c] *
                       reinterpret_cast<const StoredDoubles*>(columns + (i + c) * kKeyBlock)[k];
            total[k] += own[k] * sum;
        }
    }
}

/// [e;1]' G [e;1] in fp64 for kKeyBlock keys at once: `columns` is [d + 1, kKeyBlock], the last row all ones.
AKV_MULTIVERSION void quadraticForms(const double* gram, const double* columns, std::size_t n, double* out) {
    Doubles total[kVectors] = {};
    std::size_t i = 0;
    for (; i + 4 <= n; i += 4) addRows<4>(gram, columns, i, n, total);
    for (; i < n; ++i) addRows<1>(gram, columns, i, n, total);
    for (std::size_t k = 0; k < kVectors; ++k) *reinterpret_cast<StoredDoubles*>(out + 8 * k) = total[k];
}

/// to += sum over r of factor[r] * rows[r, :], four rows at a time so that `to` is read and written a quarter as often.
AKV_MULTIVERSION void addScaledRows(const float* rows, const float* factor, std::size_t count, std::size_t n,
                                    float* to) {
    std::size_t r = 0;
    for (; r + 4 <= count; r += 4) {
        const float *a = rows + r * n, *b = a + n, *c = b + n, *d = c + n;
        const float fa = factor[r], fb = factor[r + 1], fc = factor[r + 2], fd = factor[r + 3];
#pragma omp simd
        for (std::size_t j = 0; j < n; ++j) to[j] += (fa * a[j] + fb * b[j]) + (fc * c[j] + fd * d[j]);
    }
    for (; r < count; ++r) {
        const float *a = rows + r * n, f = factor[r];
#pragma omp simd
        for (std::size_t j = 0; j < n; ++j) to[j] += f * a[j];
    }
}

std::optional<Error> checkShape(std::span<const float> weight, std::span<const float> bias, std::size_t width,
                                std::size_t outputs) {
    if (width == 0 || outputs == 0)
        return Error(ErrorCode::InvalidInput, "a key projector needs a width and at least one slot, head and channel");
    if (weight.size() != outputs * width || bias.size() != outputs)
        return Error(ErrorCode::InvalidInput,
                     "the key projector has " + std::to_string(weight.size()) + " weights and " +
                         std::to_string(bias.size()) + " biases; " + std::to_string(outputs) +
                         " outputs (slots x heads x head width) of width " + std::to_string(width) + " need " +
                         std::to_string(outputs * width) + " and " + std::to_string(outputs));
    const auto finite = [](float v) { return std::isfinite(v); };
    if (!std::all_of(weight.begin(), weight.end(), finite) || !std::all_of(bias.begin(), bias.end(), finite))
        return Error(ErrorCode::InvalidInput,
                     "the key projector holds values that are not finite; load another adapter");
    return std::nullopt;
}

} // namespace

Result<AbsorbedKeys> AbsorbedKeys::build(std::span<const float> weight, std::span<const float> bias, std::size_t width,
                                         std::size_t slots, std::size_t heads, std::size_t headDim, double epsilon) {
    AbsorbedKeys out;
    out.width = width;
    out.slots = slots;
    out.heads = heads;
    out.headDim = headDim;
    out.outputs = slots * heads * headDim;
    out.epsilon = epsilon;
    if (auto problem = checkShape(weight, bias, width, out.outputs)) return std::move(*problem);
    const std::size_t n = width + 1;
    std::vector<double> mean(n, 0.0);
    for (std::size_t p = 0; p < out.outputs; ++p) {
        for (std::size_t j = 0; j < width; ++j) mean[j] += static_cast<double>(weight[p * width + j]);
        mean[width] += static_cast<double>(bias[p]);
    }
    for (double& m : mean) m /= static_cast<double>(out.outputs);

    constexpr std::size_t kBlock = 64;
    out.weight.resize(weight.size());
    out.bias.resize(out.outputs);
    out.gram.assign(n * n, 0.0);
    std::vector<double> rows(kBlock * n);
    for (std::size_t first = 0; first < out.outputs; first += kBlock) {
        const std::size_t count = std::min(kBlock, out.outputs - first);
        for (std::size_t r = 0; r < count; ++r) {
            const std::size_t p = first + r;
            double* row = rows.data() + r * n;
            for (std::size_t j = 0; j < width; ++j) {
                row[j] = static_cast<double>(weight[p * width + j]) - mean[j];
                out.weight[p * width + j] = static_cast<float>(row[j]);
            }
            row[width] = static_cast<double>(bias[p]) - mean[width];
            out.bias[p] = static_cast<float>(row[width]);
        }
        addGram(rows.data(), count, n, out.gram.data());
    }
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = i; j < n; ++j) {
            out.gram[i * n + j] /= static_cast<double>(out.outputs);
            out.gram[j * n + i] = out.gram[i * n + j];
        }
    return out;
}

float AbsorbedKeys::scale(std::span<const float> embedding) const {
    float out = 0.0F;
    scales(embedding.data(), 1, &out);
    return out;
}

void AbsorbedKeys::scales(const float* embeddings, std::size_t count, float* out) const {
    const std::size_t n = width + 1;
    std::vector<double> columns(n * kKeyBlock, 0.0);
    std::fill(columns.end() - kKeyBlock, columns.end(), 1.0);
    double forms[kKeyBlock];
    for (std::size_t first = 0; first < count; first += kKeyBlock) {
        const std::size_t block = std::min(kKeyBlock, count - first);
        for (std::size_t k = 0; k < block; ++k)
            for (std::size_t j = 0; j < width; ++j)
                columns[j * kKeyBlock + k] = static_cast<double>(embeddings[(first + k) * width + j]);
        quadraticForms(gram.data(), columns.data(), n, forms);
        for (std::size_t k = 0; k < block; ++k)
            out[first + k] = static_cast<float>(1.0 / std::sqrt(std::max(0.0, forms[k]) + epsilon));
    }
}

void AbsorbedKeys::absorb(std::size_t slot, std::span<const float> query, std::span<float> u,
                          std::span<float> beta) const {
    const float inverse = 1.0F / std::sqrt(static_cast<float>(headDim));
    std::fill(u.begin(), u.begin() + static_cast<std::ptrdiff_t>(heads * width), 0.0F);
    std::vector<float> scaled(headDim);
    for (std::size_t h = 0; h < heads; ++h) {
        const std::size_t first = (slot * heads + h) * headDim;
        double sum = 0.0;
        for (std::size_t c = 0; c < headDim; ++c) {
            scaled[c] = query[h * headDim + c] * inverse;
            sum += static_cast<double>(scaled[c]) * static_cast<double>(bias[first + c]);
        }
        addScaledRows(weight.data() + first * width, scaled.data(), headDim, width, u.data() + h * width);
        beta[h] = static_cast<float>(sum);
    }
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/row_kernels.h"

#include "core/base/simd_math.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace akv::rows {

namespace {

AKV_MULTIVERSION float sumOfSquares(const float* x, std::size_t count) {
    float sum = 0.0F;
#pragma omp simd reduction(+ : sum)
    for (std::size_t i = 0; i < count; ++i) sum += x[i] * x[i];
    return sum;
}

AKV_MULTIVERSION void scaleBy(const float* x, const float* weight, float factor, std::size_t count, float* out) {
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i) out[i] = x[i] * factor * weight[i];
}

AKV_MULTIVERSION void rotateHead(float* x, std::size_t half, const float* cos, const float* sin, float factor) {
    float* second = x + half;
#pragma omp simd
    for (std::size_t i = 0; i < half; ++i) {
        const float a = x[i], b = second[i];
        x[i] = (a * cos[i] - b * sin[i]) * factor;
        second[i] = (b * cos[i] + a * sin[i]) * factor;
    }
}

/// x = exp(x - top); returns the sum.
AKV_MULTIVERSION float exponentials(float* x, std::size_t count, float top) {
    float sum = 0.0F;
#pragma omp simd reduction(+ : sum)
    for (std::size_t i = 0; i < count; ++i) {
        x[i] = expFast(x[i] - top);
        sum += x[i];
    }
    return sum;
}

} // namespace

void rmsNorm(const float* x, std::size_t count, std::size_t width, const float* weight, double epsilon, float* out) {
    for (std::size_t r = 0; r < count; ++r) {
        const float* row = x + r * width;
        const double mean = double(sumOfSquares(row, width)) / double(width);
        scaleBy(row, weight, float(1.0 / std::sqrt(mean + epsilon)), width, out + r * width);
    }
}

Rotation rotation(const ModelConfig& config, std::size_t first, std::size_t count) {
    const auto frequency = ropeFrequencies(config);
    Rotation out;
    for (std::size_t t = 0; t < count; ++t)
        for (const double f : frequency) {
            const float angle = float(first + t) * float(f);
            out.cos.push_back(std::cos(angle));
            out.sin.push_back(std::sin(angle));
        }
    return out;
}

void rotate(float* x, std::size_t T, std::size_t heads, std::size_t width, const Rotation& rotation, float factor) {
    const std::size_t half = width / 2;
    for (std::size_t t = 0; t < T; ++t)
        for (std::size_t h = 0; h < heads; ++h)
            rotateHead(x + (t * heads + h) * width, half, rotation.cos.data() + t * half,
                       rotation.sin.data() + t * half, factor);
}

AKV_MULTIVERSION void gateSilu(float* gate, const float* up, std::size_t count) {
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i) gate[i] = gate[i] / (1.0F + expFast(-gate[i])) * up[i];
}

AKV_MULTIVERSION void add(float* x, const float* y, std::size_t count) {
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i) x[i] += y[i];
}

void jointSoftmax(float* first, std::size_t firstCount, float* second, std::size_t secondCount) {
    float top = -std::numeric_limits<float>::infinity();
    for (std::size_t i = 0; i < firstCount; ++i) top = std::max(top, first[i]);
    for (std::size_t i = 0; i < secondCount; ++i) top = std::max(top, second[i]);
    const float inverse = 1.0F / (exponentials(first, firstCount, top) + exponentials(second, secondCount, top));
    for (std::size_t i = 0; i < firstCount; ++i) first[i] *= inverse;
    for (std::size_t i = 0; i < secondCount; ++i) second[i] *= inverse;
}

} // namespace akv::rows

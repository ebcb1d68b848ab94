// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/config.h"

#include <cstddef>
#include <vector>

/// What a decoder does to rows of numbers between its matrix products. Portable and vector versions, chosen when the
/// program starts.
namespace akv::rows {

/// out = x * rsqrt(mean(x^2) + epsilon) * weight for each row of x [count, width]; `out` may be `x`.
void rmsNorm(const float* x, std::size_t count, std::size_t width, const float* weight, double epsilon, float* out);

/// Rotary cosines and sines, each [count, D/2].
struct Rotation {
    std::vector<float> cos, sin;
};
/// For the positions [first, first + count), with the model's scaling of the wavelengths (ropeFrequencies()).
Rotation rotation(const ModelConfig& config, std::size_t first, std::size_t count);
/// Rotates x [T, heads, D] in place (halves convention of Hugging Face) and multiplies it by `factor`.
void rotate(float* x, std::size_t T, std::size_t heads, std::size_t width, const Rotation& rotation, float factor);

/// gate = silu(gate) * up, `count` numbers.
void gateSilu(float* gate, const float* up, std::size_t count);

/// One softmax over two parts of a row, in place; either may be empty. Minus infinity becomes 0.
void jointSoftmax(float* first, std::size_t firstCount, float* second, std::size_t secondCount);

/// x += y.
void add(float* x, const float* y, std::size_t count);

} // namespace akv::rows

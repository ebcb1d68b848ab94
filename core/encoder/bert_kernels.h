// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

/// The parts of a BERT layer that are not matrix products, over a packed batch: the tokens of all sentences follow each
/// other without padding, `begin[s] .. begin[s+1]` are the tokens of sentence s. bf16 in and out, fp32 inside.
namespace akv::bert {

constexpr std::size_t kWidth = 384, kHeads = 12, kHeadWidth = 32, kMaxTokens = 256;

/// Self-attention of sentences [first, last): qkv [T, 3 * kWidth] -> context [T, kWidth].
void attention(const std::uint16_t* qkv, std::span<const std::uint32_t> begin, std::size_t first, std::size_t last,
               std::uint16_t* context);

/// hidden = LayerNorm(hidden + update) for tokens [first, last); also written as bf16. `update` may be null.
void addNorm(float* hidden, const std::uint16_t* update, const float* gain, const float* bias, float epsilon,
             std::size_t first, std::size_t last, std::uint16_t* hidden16);

/// x = x/2 (1 + erf(x / sqrt 2)) in place.
void gelu(std::uint16_t* values, std::size_t count);

/// Mean over the tokens of sentences [first, last), then L2-normalised: hidden [T, kWidth] -> out [S, kWidth].
void meanPool(const float* hidden, std::span<const std::uint32_t> begin, std::size_t first, std::size_t last,
              float* out);

} // namespace akv::bert

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

/// Inner loops of scoring, mixing and clustering. Each has a portable and several vector versions, chosen when the
/// program starts; the order of additions inside one dot product is the same wherever it stands in a tile, so equal
/// keys get equal scores bit by bit.
namespace akv::kernels {

constexpr std::size_t kLanes = 16; ///< rows are padded with zeros to a multiple of this many floats
constexpr std::size_t kTile = 16;  ///< keys scored together

constexpr std::size_t padded(std::size_t width) { return (width + kLanes - 1) / kLanes * kLanes; }

/// out[q * outStride + k] = queries[q] . keys[k]; both are rows of `stride` floats, padded with zeros.
void dots(const float* queries, std::size_t queryCount, const float* keys, std::size_t keyCount, std::size_t stride,
          float* out, std::size_t outStride);

/// logits [queryCount, kTile]: scale[k] * (dots + beta[q]); lanes k >= keyCount become -infinity.
void finishLogits(float* logits, std::size_t queryCount, const float* scale, const float* beta, std::size_t keyCount);

/// Running softmax statistics per query and lane: top = max, sum = sum of exp(logit - top). Start: -infinity and 0.
void updateSoftmax(const float* logits, std::size_t queryCount, float* top, float* sum);

/// score[k] += sum over queries of exp(logits[q, k] - top[q]) * inverse[q].
void addSoftmax(const float* logits, std::size_t queryCount, const float* top, const float* inverse, double* score);

/// out[q, :] += sum over rows r of weights[q * weightStride + r] * rows[r, :], rows of `stride` floats.
void mix(const float* weights, std::size_t weightStride, std::size_t queryCount, const float* rows,
         std::size_t rowCount, std::size_t stride, float* out);

void decodeInt8(const std::int8_t* codes, float scale, std::size_t width, float* out);
void decodeFp16(const std::uint16_t* codes, std::size_t width, float* out);

} // namespace akv::kernels

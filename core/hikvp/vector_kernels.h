// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

/// Inner loops of scoring, mixing and clustering. Each has a portable and several vector versions, chosen when the
/// program starts; the order of additions inside one dot product is the same wherever it stands in a tile, so equal
/// keys get equal scores bit by bit.
///
/// Shapes: rows are padded with zeros to a multiple of kLanes numbers (`stride`), and the number of query and key rows
/// to a multiple of kRows; outputs have room for the padded rows.
namespace akv::kernels {

constexpr std::size_t kLanes = 16;
constexpr std::size_t kRows = 4;
constexpr std::size_t kTile = 16; ///< keys scored together

constexpr std::size_t padded(std::size_t width) { return (width + kLanes - 1) / kLanes * kLanes; }
constexpr std::size_t paddedRows(std::size_t rows) { return (rows + kRows - 1) / kRows * kRows; }

/// out[q * outStride + k] = queries[q] . keys[k].
void dots(const float* queries, std::size_t queryRows, const float* keys, std::size_t keyRows, std::size_t stride,
          float* out, std::size_t outStride);

/// The same for 16-bit integers, summed exactly in 32 bits and multiplied by the two scales. `stride` is a multiple of
/// 32 and |query| <= int16Limit(stride), |key| <= 127.
void dots16(const std::int16_t* queries, const float* queryScale, std::size_t queryRows, const std::int16_t* keys,
            const float* keyScale, std::size_t keyRows, std::size_t stride, float* out, std::size_t outStride);
constexpr std::size_t padded16(std::size_t width) { return (width + 31) / 32 * 32; }
/// Largest query magnitude for which no sum of `stride` products with int8 codes overflows.
constexpr std::int32_t int16Limit(std::size_t stride) {
    const std::size_t limit = std::size_t(0x7FFFFFFF) / (127 * (stride > 0 ? stride : 1));
    return static_cast<std::int32_t>(limit < 32'767 ? limit : 32'767);
}
/// The portable version of dots16; the others must equal it bit by bit.
void dots16Portable(const std::int16_t* queries, const float* queryScale, std::size_t queryRows,
                    const std::int16_t* keys, const float* keyScale, std::size_t keyRows, std::size_t stride,
                    float* out, std::size_t outStride);

/// Few queries over keys where they lie, without a copy: keys[k] points at `width` numbers, k < keyRows, a multiple of
/// kRows (repeat one to fill up). The same sums as dots() and dots16() bit by bit. False, and nothing written, on
/// processors with another best way, for more than kRows queries (a copy that is made once then costs less) and for a
/// width that is no multiple of kLanes.
bool dotsInPlace(const float* queries, std::size_t queryCount, std::size_t stride, const float* const* keys,
                 std::size_t keyRows, std::size_t width, float* out, std::size_t outStride);
bool dots8InPlace(const std::int16_t* queries, const float* queryScale, std::size_t queryCount, std::size_t stride,
                  const std::int8_t* const* keys, const float* keyScale, std::size_t keyRows, std::size_t width,
                  float* out, std::size_t outStride);

/// logits [queryCount, kTile]: scale[k] * (dots + beta[q]); lanes k >= keyCount become -infinity.
void finishLogits(float* logits, std::size_t queryCount, const float* scale, const float* beta, std::size_t keyCount);

/// Running softmax statistics per query and lane: top = max, sum = sum of exp(logit - top). Start: -infinity and 0.
void updateSoftmax(const float* logits, std::size_t queryCount, float* top, float* sum);

/// score[k] += sum over queries of exp(logits[q, k] - top[q]) * inverse[q].
void addSoftmax(const float* logits, std::size_t queryCount, const float* top, const float* inverse, double* score);

/// The same in two looks at logits that are kept, with one exponential each: the largest of every lane (start:
/// -infinity), then e = exp(logit - rowTop[q]) in their place elsewhere, summed per lane, and score[k] += sum over
/// queries of e inverse[q].
void updateTop(const float* logits, std::size_t queryCount, float* top);
void exponentials(const float* logits, std::size_t queryCount, const float* rowTop, float* e, float* sum);
void addScaled(const float* e, std::size_t queryCount, const float* inverse, double* score);

/// out[q, :] += sum over r < kTile of weights[q * weightStride + r] * rows[r, :]; rows [kTile, stride], out
/// [queryCount, stride]. Weights of missing rows must be 0, those rows finite.
void mix(const float* weights, std::size_t weightStride, std::size_t queryCount, const float* rows, std::size_t stride,
         float* out);

/// Asks for `bytes` from `from` on (null: none) to be brought into the cache.
inline void prefetch(const void* from, std::size_t bytes) {
    constexpr std::size_t kLine = 64;
    if (from == nullptr) return;
    for (std::size_t i = 0; i < bytes; i += kLine) __builtin_prefetch(static_cast<const char*>(from) + i);
}

void decodeInt8(const std::int8_t* codes, float scale, std::size_t width, float* out);
void decodeFp16(const std::uint16_t* codes, std::size_t width, float* out);
void widen(const std::int8_t* codes, std::size_t width, std::int16_t* out);

/// Rounds a row to integers of at most `limit`; returns the scale (0 for a row of zeros).
float quantise16(const float* row, std::size_t width, std::int32_t limit, std::int16_t* out);

} // namespace akv::kernels

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__x86_64__) && defined(__GNUC__)
#define AKV_X86_KERNELS 1

/// The kernels of vector_kernels.h for processors with AVX2 and FMA and nothing wider: 16 registers of 32 bytes hold
/// the sums of two queries times four keys. Same shapes and sums as there.
namespace akv::kernels {

/// AVX2 and nothing wider.
bool hasAvx2Alone();
void dotsAvx2(const float* queries, std::size_t queryRows, const float* keys, std::size_t keyRows, std::size_t stride,
              float* out, std::size_t outStride);
void dots16Avx2(const std::int16_t* queries, const float* queryScale, std::size_t queryRows, const std::int16_t* keys,
                const float* keyScale, std::size_t keyRows, std::size_t stride, float* out, std::size_t outStride);
void dotsInPlaceAvx2(const float* queries, std::size_t queryCount, std::size_t stride, const float* const* keys,
                     std::size_t keyRows, std::size_t width, float* out, std::size_t outStride);
void dots8InPlaceAvx2(const std::int16_t* queries, const float* queryScale, std::size_t queryCount, std::size_t stride,
                      const std::int8_t* const* keys, const float* keyScale, std::size_t keyRows, std::size_t width,
                      float* out, std::size_t outStride);
void mixAvx2(const float* weights, std::size_t weightStride, std::size_t queryCount, const float* rows,
             std::size_t stride, float* out);

} // namespace akv::kernels

#endif

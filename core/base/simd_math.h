// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

/// Compiles a function for the best instruction set of the machine, chosen once when the program starts. Loops inside
/// are marked `#pragma omp simd`, so that they become vector code without relaxing floating point elsewhere.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&               \
    !defined(__SANITIZE_THREAD__)
#define AKV_MULTIVERSION __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define AKV_MULTIVERSION
#endif

namespace akv {

/// e^x in fp32, relative error below 2e-7 for x in [-87, 88]; smaller arguments and NaN give 0, larger ones e^88. What
/// is outside is replaced by masks of integers: compilers make a branch of a condition between floats, and a loop with
/// a branch stays scalar on processors without masked vector operations.
[[gnu::always_inline]] inline float expFast(float x) {
    const float scaled = x * 1.44269504088896341F;
    const float shifted = scaled + 12582912.0F; // 1.5 * 2^23: rounds to the nearest integer
    const float whole = shifted - 12582912.0F;
    float r = x - whole * 0.693359375F; // ln 2 in two parts
    r = r + whole * 2.12194440e-4F;
    float p = 1.9875691500e-4F;
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1.0F;
    constexpr std::uint32_t kLargest = 0x7EF882B7U; // e^88
    const std::uint32_t exponent = (std::bit_cast<std::uint32_t>(shifted) << 23) + (127U << 23);
    const auto result = std::bit_cast<std::uint32_t>(p * std::bit_cast<float>(exponent));
    const std::uint32_t inside = -std::uint32_t(x >= -87.0F), above = -std::uint32_t(x > 88.0F);
    return std::bit_cast<float>((result & inside & ~above) | (kLargest & above));
}

/// erf(x), absolute error below 5e-7 (Abramowitz and Stegun 7.1.26).
[[gnu::always_inline]] inline float erfFast(float x) {
    const float a = x < 0.0F ? -x : x;
    const float t = 1.0F / (1.0F + 0.3275911F * a);
    float p = 1.061405429F;
    p = p * t - 1.453152027F;
    p = p * t + 1.421413741F;
    p = p * t - 0.284496736F;
    p = p * t + 0.254829592F;
    const float y = 1.0F - p * t * expFast(-a * a);
    return x < 0.0F ? -y : y;
}

/// bf16 bits to float and back (nearest, ties to even; finite values).
[[gnu::always_inline]] inline float bf16ToFloat(std::uint16_t bits) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
}
[[gnu::always_inline]] inline std::uint16_t floatToBf16(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return static_cast<std::uint16_t>((bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16);
}

/// fp16 bits to float, exact for every finite value; branch-free.
[[gnu::always_inline]] inline float halfToFloatFinite(std::uint16_t bits) {
    const auto magnitude = static_cast<std::uint32_t>(bits & 0x7FFFU) << 13;
    const float value = std::bit_cast<float>(magnitude) * 0x1p112F;
    return std::bit_cast<float>(std::bit_cast<std::uint32_t>(value) |
                                (static_cast<std::uint32_t>(bits & 0x8000U) << 16));
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace akv {

/// Dense row-major [rows, cols] float matrix; owns its storage.
struct Matrix {
    std::size_t rows = 0;
    std::size_t cols = 0;
    std::vector<float> data;

    Matrix() = default;
    Matrix(std::size_t r, std::size_t c) : rows(r), cols(c), data(r * c, 0.0F) {}
    std::span<float> row(std::size_t i) { return {data.data() + i * cols, cols}; }
    std::span<const float> row(std::size_t i) const { return {data.data() + i * cols, cols}; }
};

} // namespace akv

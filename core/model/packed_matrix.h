// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/huge_pages.h"

#include <cstddef>
#include <cstdint>

namespace akv {

/// How the numbers of a weight matrix are held.
enum class NumberType { Fp32, Fp16, Bf16 };
constexpr std::size_t numberBytes(NumberType type) { return type == NumberType::Fp32 ? 4 : 2; }

/// Numbers of a matrix [outputs, inputs] in panels; see PackedMatrix.
struct PanelView {
    const std::byte* numbers = nullptr;
    NumberType type = NumberType::Fp32;
    std::size_t panelBytes = 0; ///< from one panel to the next, at least inputs * kPanel numbers
    std::size_t outputs = 0, inputs = 0;

    static constexpr std::size_t kPanel = 16;
    std::size_t panels() const { return (outputs + kPanel - 1) / kPanel; }
};

/// y[t * yStride + n] = sum over i of x[t * xStride + i] * W[n, i] for t < count and the outputs n of the panels
/// [first, last), summed in fp32 in blocks of inputs. One row gives the same bits alone and among others.
void multiplyPanels(const PanelView& w, const float* x, std::size_t xStride, std::size_t count, float* y,
                    std::size_t yStride, std::size_t first, std::size_t last);
/// All panels by the version for any machine, which may round otherwise.
void multiplyPortable(const PanelView& w, const float* x, std::size_t xStride, std::size_t count, float* y,
                      std::size_t yStride);

/// A weight matrix W [outputs, inputs] for y = x W^T, in the type of its file: panels of kPanel outputs whose numbers
/// lie side by side for each input, [ceil(outputs / kPanel)][inputs][kPanel], zeros beyond the last output. A decode
/// step is bound by the bytes of its weights, and a prompt of some tokens by the copies that a general matrix product
/// makes of them; the panels are read once, in order, and widened to fp32 in registers, which is exact.
class PackedMatrix {
public:
    PackedMatrix() = default;
    /// From numbers [outputs, inputs] of that type, finite.
    PackedMatrix(const void* numbers, NumberType type, std::size_t outputs, std::size_t inputs);

    std::size_t outputs() const { return m_outputs; }
    std::size_t inputs() const { return m_inputs; }
    std::size_t bytes() const { return m_numbers.size(); }
    bool empty() const { return m_numbers.empty(); }
    PanelView view() const {
        return {m_numbers.data(), m_type, m_inputs * PanelView::kPanel * numberBytes(m_type), m_outputs, m_inputs};
    }
    /// y = x W^T of multiplyPanels(), all panels.
    void multiply(const float* x, std::size_t xStride, std::size_t count, float* y, std::size_t yStride) const {
        multiplyPanels(view(), x, xStride, count, y, yStride, 0, view().panels());
    }
    /// Row n of W, [inputs].
    void row(std::size_t n, float* out) const;

private:
    HugeBytes m_numbers;
    NumberType m_type = NumberType::Fp32;
    std::size_t m_outputs = 0, m_inputs = 0;
};

/// y [T, outputs] = x [T, inputs] W^T, the panels shared out over at most `threads` threads where there is enough to
/// do.
void multiply(const PackedMatrix& w, const float* x, std::size_t T, float* y, std::size_t threads);

} // namespace akv

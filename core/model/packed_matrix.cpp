// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/packed_matrix.h"

#include "core/base/parallel.h"
#include "core/base/simd_math.h"

#include <algorithm>
#include <cstring>
#if defined(__x86_64__) && defined(__GNUC__)
#define AKV_PACKED_X86 1
#include <immintrin.h>
#define AKV_UNROLL _Pragma("GCC unroll 16") // early, so that sums live in registers alone
#endif

namespace akv {

namespace {

constexpr std::size_t kPanel = PanelView::kPanel;
constexpr std::size_t kInputBlock = 512; ///< inputs summed in one go; longer rows are sums of such sums
constexpr std::size_t kGroup = 12;       ///< panels that meet all rows of x before the next ones are read

/// Part of a product: rows of x times panels of W over the inputs [begin, end).
struct Part {
    const float* x = nullptr;
    std::size_t xStride = 0;
    const std::byte* panels = nullptr; ///< the first panel
    std::size_t panelBytes = 0, begin = 0, end = 0;
    float* y = nullptr; ///< at the first output of the first panel
    std::size_t yStride = 0;
};

#ifdef AKV_PACKED_X86

/// 16 numbers of a panel as fp32, in one register of AVX-512 or two of AVX2.
template <NumberType type>
[[gnu::target("avx512f"), gnu::always_inline]] inline __m512 load512(const std::byte* from) {
    if constexpr (type == NumberType::Fp32) return _mm512_loadu_ps(from);
    const __m256i half = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
    if constexpr (type == NumberType::Fp16) return _mm512_maskz_cvtph_ps(0xFFFF, half);
    return _mm512_castsi512_ps(_mm512_maskz_slli_epi32(0xFFFF, _mm512_maskz_cvtepu16_epi32(0xFFFF, half), 16));
}

template <NumberType type>
[[gnu::target("avx2,fma,f16c"), gnu::always_inline]] inline __m256 load256(const std::byte* from, std::size_t half) {
    if constexpr (type == NumberType::Fp32) return _mm256_loadu_ps(reinterpret_cast<const float*>(from) + 8 * half);
    const __m128i eight = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + 16 * half));
    if constexpr (type == NumberType::Fp16) return _mm256_cvtph_ps(eight);
    return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(eight), 16));
}

/// T rows times P panels, all sums in registers.
template <NumberType type, std::size_t T, std::size_t P>
[[gnu::target("avx512f")]] void product512(const Part& given) {
    const Part part = given; // a copy: what is behind a reference might change with every store
    constexpr std::size_t step = kPanel * numberBytes(type);
    __m512 added[T][P];
    AKV_UNROLL
    for (std::size_t t = 0; t < T; ++t) AKV_UNROLL
    for (std::size_t p = 0; p < P; ++p) added[t][p] = _mm512_setzero_ps();
    for (std::size_t i = part.begin; i < part.end; ++i) {
        __m512 w[P];
        AKV_UNROLL
        for (std::size_t p = 0; p < P; ++p) w[p] = load512<type>(part.panels + p * part.panelBytes + i * step);
        AKV_UNROLL
        for (std::size_t t = 0; t < T; ++t) {
            const __m512 x = _mm512_set1_ps(part.x[t * part.xStride + i]);
            AKV_UNROLL
            for (std::size_t p = 0; p < P; ++p) added[t][p] = _mm512_fmadd_ps(x, w[p], added[t][p]);
        }
    }
    AKV_UNROLL
    for (std::size_t t = 0; t < T; ++t) AKV_UNROLL
    for (std::size_t p = 0; p < P; ++p) {
        float* to = part.y + t * part.yStride + p * kPanel;
        const __m512 before = part.begin == 0 ? _mm512_setzero_ps() : _mm512_loadu_ps(to);
        _mm512_storeu_ps(to, _mm512_add_ps(before, added[t][p]));
    }
}

template <NumberType type, std::size_t T, std::size_t P>
[[gnu::target("avx2,fma,f16c")]] void product256(const Part& given) {
    const Part part = given;
    constexpr std::size_t step = kPanel * numberBytes(type);
    __m256 added[T][2 * P];
    AKV_UNROLL
    for (std::size_t t = 0; t < T; ++t) AKV_UNROLL
    for (std::size_t p = 0; p < 2 * P; ++p) added[t][p] = _mm256_setzero_ps();
    for (std::size_t i = part.begin; i < part.end; ++i) AKV_UNROLL
    for (std::size_t p = 0; p < P; ++p) {
        const std::byte* from = part.panels + p * part.panelBytes + i * step;
        const __m256 low = load256<type>(from, 0), high = load256<type>(from, 1);
        AKV_UNROLL
        for (std::size_t t = 0; t < T; ++t) {
            const __m256 x = _mm256_broadcast_ss(part.x + t * part.xStride + i);
            added[t][2 * p] = _mm256_fmadd_ps(x, low, added[t][2 * p]);
            added[t][2 * p + 1] = _mm256_fmadd_ps(x, high, added[t][2 * p + 1]);
        }
    }
    AKV_UNROLL
    for (std::size_t t = 0; t < T; ++t) AKV_UNROLL
    for (std::size_t p = 0; p < 2 * P; ++p) {
        float* to = part.y + t * part.yStride + p * kPanel / 2;
        const __m256 before = part.begin == 0 ? _mm256_setzero_ps() : _mm256_loadu_ps(to);
        _mm256_storeu_ps(to, _mm256_add_ps(before, added[t][p]));
    }
}

#endif

template <NumberType type>
inline float widened(const std::byte* from) {
    if constexpr (type == NumberType::Fp32) {
        float out = 0.0F;
        std::memcpy(&out, from, sizeof out);
        return out;
    } else {
        std::uint16_t bits = 0;
        std::memcpy(&bits, from, sizeof bits);
        return type == NumberType::Fp16 ? halfToFloatFinite(bits) : bf16ToFloat(bits);
    }
}

/// One row times one panel on any machine.
template <NumberType type>
void productPortable(const Part& part) {
    constexpr std::size_t bytes = numberBytes(type);
    float added[kPanel] = {};
    for (std::size_t i = part.begin; i < part.end; ++i)
        for (std::size_t n = 0; n < kPanel; ++n)
            added[n] += part.x[i] * widened<type>(part.panels + (i * kPanel + n) * bytes);
    for (std::size_t n = 0; n < kPanel; ++n) part.y[n] = (part.begin == 0 ? 0.0F : part.y[n]) + added[n];
}

using Product = void (*)(const Part&);

/// A product of one machine and type, and how many rows and panels it takes together.
struct Shape {
    std::size_t rows, panels;
    Product product;
};

/// The products of this machine, most rows first; for every number of rows one of a single panel.
template <NumberType type>
const std::vector<Shape>& shapesFor(bool portable) {
    static const std::vector<Shape> everywhere = {{1, 1, productPortable<type>}};
    static const std::vector<Shape> here = [] {
#ifdef AKV_PACKED_X86
        if (__builtin_cpu_supports("avx512f"))
            return std::vector<Shape>{{8, 3, product512<type, 8, 3>}, {8, 1, product512<type, 8, 1>},
                                      {4, 4, product512<type, 4, 4>}, {4, 1, product512<type, 4, 1>},
                                      {2, 4, product512<type, 2, 4>}, {2, 1, product512<type, 2, 1>},
                                      {1, 6, product512<type, 1, 6>}, {1, 1, product512<type, 1, 1>}};
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c"))
            return std::vector<Shape>{{6, 1, product256<type, 6, 1>}, {4, 1, product256<type, 4, 1>},
                                      {2, 2, product256<type, 2, 2>}, {2, 1, product256<type, 2, 1>},
                                      {1, 4, product256<type, 1, 4>}, {1, 1, product256<type, 1, 1>}};
#endif
        return everywhere;
    }();
    return portable ? everywhere : here;
}

const std::vector<Shape>& shapesOf(NumberType type, bool portable) {
    switch (type) {
    case NumberType::Fp16: return shapesFor<NumberType::Fp16>(portable);
    case NumberType::Bf16: return shapesFor<NumberType::Bf16>(portable);
    case NumberType::Fp32: break;
    }
    return shapesFor<NumberType::Fp32>(portable);
}

/// The largest shape that takes at most that many rows and panels.
const Shape& largest(const std::vector<Shape>& shapes, std::size_t rows, std::size_t panels) {
    return *std::ranges::find_if(shapes, [&](const Shape& s) { return s.rows <= rows && s.panels <= panels; });
}

/// Rows of x and where their products go.
struct Rows {
    const float* x = nullptr;
    std::size_t xStride = 0, count = 0;
    float* y = nullptr; ///< at the first output
    std::size_t yStride = 0;
};

/// All rows times `group` panels from `panels` on.
void multiplyGroup(const std::vector<Shape>& shapes, const PanelView& w, const std::byte* panels, std::size_t group,
                   const Rows& rows) {
    for (std::size_t t = 0; t < rows.count;) {
        const std::size_t count = largest(shapes, rows.count - t, group).rows;
        for (std::size_t p = 0; p < group;) {
            const Shape& shape = largest(shapes, count, group - p);
            Part part{rows.x + t * rows.xStride,
                      rows.xStride,
                      panels + p * w.panelBytes,
                      w.panelBytes,
                      0,
                      0,
                      rows.y + t * rows.yStride + p * kPanel,
                      rows.yStride};
            for (; part.begin < w.inputs; part.begin = part.end) {
                part.end = std::min(w.inputs, part.begin + kInputBlock);
                shape.product(part);
            }
            p += shape.panels;
        }
        t += count;
    }
}

void multiplyWith(const std::vector<Shape>& shapes, const PanelView& w, const Rows& rows, std::size_t first,
                  std::size_t last) {
    const std::size_t whole = std::min(last, w.outputs / kPanel); // panels that end before the last output
    for (std::size_t p = first; p < whole; p += kGroup) {
        Rows group = rows;
        group.y += p * kPanel;
        multiplyGroup(shapes, w, w.numbers + p * w.panelBytes, std::min(kGroup, whole - p), group);
    }
    if (last <= whole) return;
    static thread_local std::vector<float> sums;
    sums.resize(rows.count * kPanel);
    multiplyGroup(shapes, w, w.numbers + whole * w.panelBytes, 1,
                  {rows.x, rows.xStride, rows.count, sums.data(), kPanel});
    for (std::size_t t = 0; t < rows.count; ++t)
        std::copy_n(sums.data() + t * kPanel, w.outputs - whole * kPanel, rows.y + t * rows.yStride + whole * kPanel);
}

} // namespace

void multiplyPanels(const PanelView& w, const float* x, std::size_t xStride, std::size_t count, float* y,
                    std::size_t yStride, std::size_t first, std::size_t last) {
    multiplyWith(shapesOf(w.type, false), w, {x, xStride, count, y, yStride}, first, last);
}

void multiplyPortable(const PanelView& w, const float* x, std::size_t xStride, std::size_t count, float* y,
                      std::size_t yStride) {
    multiplyWith(shapesOf(w.type, true), w, {x, xStride, count, y, yStride}, 0, w.panels());
}

PackedMatrix::PackedMatrix(const void* numbers, NumberType type, std::size_t outputs, std::size_t inputs)
    : m_type(type), m_outputs(outputs), m_inputs(inputs) {
    const std::size_t size = numberBytes(type), panels = view().panels(), panelBytes = view().panelBytes;
    m_numbers.resize(panels * panelBytes);
    const auto* from = static_cast<const std::byte*>(numbers);
    parallelFor(panels, threadsFor(double(outputs) * double(inputs)), [&](std::size_t panel) {
        std::byte* to = m_numbers.data() + panel * panelBytes;
        const std::size_t first = panel * kPanel, count = std::min(kPanel, outputs - first);
        for (std::size_t i = 0; i < inputs; ++i)
            for (std::size_t n = 0; n < count; ++n)
                std::memcpy(to + (i * kPanel + n) * size, from + ((first + n) * inputs + i) * size, size);
    });
}

void multiply(const PackedMatrix& w, const float* x, std::size_t T, float* y, std::size_t threads) {
    const PanelView view = w.view();
    threads = std::min(threads, threadsFor(double(T) * double(view.inputs) * double(view.outputs)));
    const std::size_t part = (view.panels() + 4 * threads - 1) / (4 * threads); // panels that a thread takes at a time
    if (threads <= 1) return multiplyPanels(view, x, view.inputs, T, y, view.outputs, 0, view.panels());
    parallelFor((view.panels() + part - 1) / part, threads, [&](std::size_t i) {
        multiplyPanels(view, x, view.inputs, T, y, view.outputs, i * part, std::min((i + 1) * part, view.panels()));
    });
}

void PackedMatrix::row(std::size_t n, float* out) const {
    const std::size_t size = numberBytes(m_type);
    const std::byte* from = m_numbers.data() + (n / kPanel * m_inputs * kPanel + n % kPanel) * size;
    for (std::size_t i = 0; i < m_inputs; ++i, from += kPanel * size) switch (m_type) {
        case NumberType::Fp32: out[i] = widened<NumberType::Fp32>(from); break;
        case NumberType::Fp16: out[i] = widened<NumberType::Fp16>(from); break;
        case NumberType::Bf16: out[i] = widened<NumberType::Bf16>(from); break;
        }
}

} // namespace akv

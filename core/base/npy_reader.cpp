// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/npy_reader.h"

#include "core/base/file.h"
#include "core/base/strings.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

namespace akv {

namespace {

struct Element {
    const char *descr, *name;
    std::size_t bytes;
};
constexpr Element kElements[] = {
    {"<f4", "float32", 4}, {"<f2", "float16", 2}, {"<f8", "float64", 8}, {"<u2", "bfloat16", 2}};

float halfToFloat(std::uint16_t half) {
    const int exponent = half >> 10 & 31, fraction = half & 1023;
    const float size = exponent == 0    ? std::ldexp(static_cast<float>(fraction), -24)
                       : exponent == 31 ? (fraction == 0 ? INFINITY : NAN)
                                        : std::ldexp(static_cast<float>(fraction + 1024), exponent - 25);
    return half >> 15 ? -size : size;
}

/// What stands behind 'NAME': in the header's dictionary, up to the next comma that is outside of brackets.
std::string_view fieldOf(std::string_view header, std::string_view name) {
    const auto at = header.find("'" + std::string(name) + "'");
    const auto colon = at == std::string_view::npos ? at : header.find(':', at);
    if (colon == std::string_view::npos) return {};
    std::string_view rest = trimmed(header.substr(colon + 1));
    if (rest.starts_with('(') || rest.starts_with('[')) {
        const auto close = rest.find(rest.front() == '(' ? ')' : ']');
        return rest.substr(0, close == std::string_view::npos ? close : close + 1);
    }
    return trimmed(rest.substr(0, rest.find_first_of(",}")));
}

std::vector<std::size_t> shapeOf(std::string_view text) {
    std::vector<std::size_t> shape;
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::size_t number = 0;
        const auto parsed = std::from_chars(text.data() + at, text.data() + text.size(), number);
        if (parsed.ec == std::errc::result_out_of_range) return {};
        if (parsed.ec != std::errc()) continue;
        shape.push_back(number);
        at = static_cast<std::size_t>(parsed.ptr - text.data());
    }
    return shape;
}

struct Layout {
    Element element;
    std::size_t rows = 0, cols = 0, begin = 0;
};

Result<std::string_view> headerOf(std::string_view file, std::size_t& begin) {
    if (!file.starts_with("\x93NUMPY"))
        return Error(
            ErrorCode::FileFormat,
            "is no NumPy array (a .npy file begins with \\x93NUMPY)" +
                std::string(file.starts_with("PK") ? "; it is an archive: unpack an .npz file" : "") +
                (file.starts_with("version https://git-lfs") ? "; it is a Git-LFS pointer: run 'git lfs pull'" : ""));
    const std::size_t lengthBytes = file.size() > 6 && file[6] == 1 ? 2 : 4;
    if (file.size() < 8 + lengthBytes) return Error(ErrorCode::FileFormat, "ends within its header; it is truncated");
    if (file[6] < 1 || file[6] > 3)
        return Error(ErrorCode::Unsupported, "has .npy version " + std::to_string(int(file[6])) + "; 1 to 3 are read");
    std::size_t length = 0;
    for (std::size_t i = lengthBytes; i-- > 0;) length = length << 8 | static_cast<unsigned char>(file[8 + i]);
    begin = 8 + lengthBytes + length;
    if (begin > file.size()) return Error(ErrorCode::FileFormat, "ends within its header; it is truncated");
    return file.substr(8 + lengthBytes, length);
}

Result<Layout> layoutOf(std::string_view file) {
    Layout out;
    AKV_ASSIGN(const std::string_view header, headerOf(file, out.begin));
    const std::string_view descr = fieldOf(header, "descr"), order = fieldOf(header, "fortran_order");
    if (descr.find('O') != std::string_view::npos)
        return Error(ErrorCode::Unsupported, "holds Python objects, which are pickled and never executed; save it as "
                                             "float32");
    const Element* element = nullptr;
    for (const auto& known : kElements)
        if (descr.size() == 5 && descr.substr(1, 3) == known.descr) element = &known;
    if (!element)
        return Error(ErrorCode::Unsupported,
                     "holds elements of type " + wellFormedUtf8(shortened(descr, 40)) +
                         "; little-endian '<f4', '<f2', '<f8' and '<u2' (bfloat16) are read: save it with "
                         "array.astype('<f4')");
    if (order != "False")
        return Error(ErrorCode::Unsupported, "is not in C order; save it with numpy.ascontiguousarray");
    const auto shape = shapeOf(fieldOf(header, "shape"));
    if (shape.size() != 2)
        return Error(ErrorCode::InvalidInput, "has " + std::to_string(shape.size()) + " dimension(s), 2 are needed: " +
                                                  "one row for each row of the graph");
    out.element = *element;
    out.rows = shape[0];
    out.cols = shape[1];
    const std::size_t payload = file.size() - out.begin;
    const bool fits = out.cols == 0 || out.rows <= payload / element->bytes / out.cols;
    if (!fits || out.rows * out.cols * element->bytes != payload)
        return Error(ErrorCode::FileFormat, "says [" + std::to_string(out.rows) + ", " + std::to_string(out.cols) +
                                                "] of " + element->name + ", but " + std::to_string(payload) +
                                                " bytes follow; it is truncated or damaged");
    return out;
}

} // namespace

Result<NpyMatrix> readNpyMatrix(const std::filesystem::path& path) {
    AKV_ASSIGN(const auto mapped, MappedFile::open(path));
    const std::string_view file(reinterpret_cast<const char*>(mapped->bytes().data()), mapped->bytes().size());
    auto layout = layoutOf(file);
    if (!layout.ok()) return Error(layout.error().code, "'" + path.string() + "' " + layout.error().message);
    NpyMatrix out{Matrix(layout->rows, layout->cols), layout->element.name};
    const char* from = file.data() + layout->begin;
    const auto at = [&]<class T>(std::size_t i, T value) {
        std::memcpy(&value, from + i * sizeof value, sizeof value);
        return value;
    };
    for (std::size_t i = 0; i < out.matrix.data.size(); ++i) {
        float& x = out.matrix.data[i];
        switch (layout->element.descr[1] == 'u' ? 0 : layout->element.bytes) {
        case 0: x = std::bit_cast<float>(std::uint32_t(at(i, std::uint16_t())) << 16); break;
        case 2: x = halfToFloat(at(i, std::uint16_t())); break;
        case 4: x = at(i, float()); break;
        default: x = static_cast<float>(at(i, double())); break;
        }
    }
    return out;
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/file.h"

#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

namespace akv::test {

/// A little-endian C-order .npy file of float32, float64 or int64, read as double; enough for the oracles under
/// tests/data.
struct Npy {
    std::vector<std::size_t> shape;
    std::vector<double> data;
    std::vector<float> floats() const { return {data.begin(), data.end()}; }
};

inline Result<Npy> readNpy(const std::filesystem::path& path) {
    AKV_ASSIGN(const auto text, readFile(path));
    const auto bad = [&](const std::string& why) { return Error(ErrorCode::FileFormat, path.string() + ": " + why); };
    if (text.size() < 10 || text.compare(0, 6, "\x93NUMPY") != 0 || text[6] != 1) return bad("not an npy file");
    const std::size_t headerBytes = static_cast<unsigned char>(text[8]) + 256U * static_cast<unsigned char>(text[9]);
    const std::string header = text.substr(10, headerBytes);
    const bool wide = header.find("'<f8'") != std::string::npos;
    const bool whole = header.find("'<i8'") != std::string::npos;
    if (!wide && !whole && header.find("'<f4'") == std::string::npos)
        return bad("element type is not f4, f8 or i8: " + header);
    const std::size_t bytes = wide || whole ? 8 : 4;
    if (header.find("'fortran_order': False") == std::string::npos) return bad("not in C order");
    Npy out;
    std::size_t count = 1;
    const auto open = header.find('('), close = header.find(')');
    for (std::size_t i = open + 1; i < close;) {
        const auto next = std::min(header.find(',', i), close);
        const auto digits = header.substr(i, next - i);
        if (digits.find_first_of("0123456789") != std::string::npos) {
            out.shape.push_back(std::stoul(digits));
            count *= out.shape.back();
        }
        i = next + 1;
    }
    const char* cursor = text.data() + 10 + headerBytes;
    if (text.size() - 10 - headerBytes != count * bytes) return bad("size does not fit its shape");
    out.data.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        float narrow = 0;
        std::int64_t integer = 0;
        if (wide)
            std::memcpy(&out.data[i], cursor + i * 8, 8);
        else if (whole)
            std::memcpy(&integer, cursor + i * 8, 8), out.data[i] = static_cast<double>(integer);
        else
            std::memcpy(&narrow, cursor + i * 4, 4), out.data[i] = static_cast<double>(narrow);
    }
    return out;
}

} // namespace akv::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/safetensors.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

namespace akv {

namespace {

using Json = nlohmann::json;

struct TypeRow {
    const char* name;
    TensorType type;
    std::size_t bytes;
};
constexpr TypeRow kTypes[] = {{"BOOL", TensorType::Bool, 1}, {"U8", TensorType::U8, 1},     {"I8", TensorType::I8, 1},
                              {"U16", TensorType::U16, 2},   {"I16", TensorType::I16, 2},   {"U32", TensorType::U32, 4},
                              {"I32", TensorType::I32, 4},   {"U64", TensorType::U64, 8},   {"I64", TensorType::I64, 8},
                              {"F16", TensorType::F16, 2},   {"BF16", TensorType::BF16, 2}, {"F32", TensorType::F32, 4},
                              {"F64", TensorType::F64, 8}};
constexpr std::uint64_t kMaxHeader = 100'000'000;

const TypeRow& rowOf(TensorType type) {
    return *std::find_if(std::begin(kTypes), std::end(kTypes), [&](const TypeRow& r) { return r.type == type; });
}

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string out = "[";
    for (std::size_t i = 0; i < shape.size(); ++i) out += (i > 0 ? ", " : "") + std::to_string(shape[i]);
    return out + "]";
}

Error formatError(const std::filesystem::path& path, const std::string& what) {
    return Error(ErrorCode::FileFormat, "'" + path.string() + "' is not a usable safetensors file: " + what);
}

/// Parses the header and reports a name that occurs twice (the JSON object would silently keep one of them).
std::optional<std::string> parseHeader(std::string_view text, Json& header) {
    std::set<std::string> names;
    std::string duplicate;
    header = Json::parse(
        text,
        [&](int depth, Json::parse_event_t event, Json& parsed) {
            if (event == Json::parse_event_t::key && depth == 1 && !names.insert(parsed.get<std::string>()).second)
                duplicate = parsed.get<std::string>();
            return true;
        },
        /*allow_exceptions=*/false);
    if (header.is_discarded() || !header.is_object()) return "its header is not a JSON object";
    if (!duplicate.empty()) return "tensor '" + duplicate + "' is listed twice";
    return std::nullopt;
}

struct Extent {
    std::uint64_t begin, end;
    std::string name;
};

/// Reads one header entry; `data` is everything after the header. On success `extent` tells the bytes it covers.
std::optional<std::string> parseTensor(const std::string& name, const Json& entry, std::span<const std::byte> data,
                                       TensorView& view, Extent& extent) {
    const std::string tensor = "tensor '" + name + "' ";
    if (!entry.is_object() || !entry.contains("dtype") || !entry.contains("shape") || !entry.contains("data_offsets"))
        return tensor + "lacks dtype, shape or data_offsets";
    if (!entry["dtype"].is_string()) return tensor + "has a dtype that is not a string";
    const auto typeName = entry["dtype"].get<std::string>();
    const auto* row =
        std::find_if(std::begin(kTypes), std::end(kTypes), [&](const TypeRow& r) { return typeName == r.name; });
    if (row == std::end(kTypes)) return tensor + "has the unknown dtype '" + typeName + "'";
    view.type = row->type;
    if (!entry["shape"].is_array()) return tensor + "has a shape that is not a list";
    std::uint64_t bytes = row->bytes;
    for (const auto& side : entry["shape"]) {
        if (!side.is_number_unsigned() || side.get<std::uint64_t>() > (std::uint64_t(1) << 62))
            return tensor + "has a shape that is not made of non-negative integers";
        if (__builtin_mul_overflow(bytes, side.get<std::uint64_t>(), &bytes))
            return tensor + "has a shape that overflows";
        view.shape.push_back(side.get<std::int64_t>());
    }
    const auto& offsets = entry["data_offsets"];
    if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned() ||
        !offsets[1].is_number_unsigned())
        return tensor + "has data_offsets that are not two non-negative integers";
    extent = {offsets[0].get<std::uint64_t>(), offsets[1].get<std::uint64_t>(), name};
    if (extent.end < extent.begin || extent.end - extent.begin != bytes)
        return tensor + "(" + view.describe() + ") needs " + std::to_string(bytes) + " bytes, its offsets " +
               std::to_string(extent.begin) + ".." + std::to_string(extent.end) + " do not fit that";
    if (extent.end > data.size())
        return tensor + "ends at byte " + std::to_string(extent.end) + " of the data, the file holds " +
               std::to_string(data.size()) + "; it is truncated, copy it again";
    view.bytes = data.subspan(extent.begin, bytes);
    return std::nullopt;
}

std::optional<std::string> checkExtents(std::vector<Extent> extents, std::uint64_t dataBytes) {
    std::sort(extents.begin(), extents.end(),
              [](const Extent& a, const Extent& b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
    std::uint64_t cursor = 0;
    for (const auto& extent : extents) {
        if (extent.begin < cursor) return "tensor '" + extent.name + "' overlaps the one before it";
        if (extent.begin > cursor) return "there is a gap before tensor '" + extent.name + "'";
        cursor = extent.end;
    }
    if (cursor != dataBytes)
        return "the tensors cover " + std::to_string(cursor) + " bytes, the file holds " + std::to_string(dataBytes);
    return std::nullopt;
}

float bfloatToFloat(std::uint16_t bits) { return std::bit_cast<float>(std::uint32_t(bits) << 16); }

template <class T>
T loadAt(const std::byte* bytes, std::size_t i) {
    T value;
    std::memcpy(&value, bytes + i * sizeof(T), sizeof(T));
    return value;
}

} // namespace

const char* tensorTypeName(TensorType type) { return rowOf(type).name; }
std::size_t tensorTypeBytes(TensorType type) { return rowOf(type).bytes; }

std::size_t TensorView::elements() const { return bytes.size() / tensorTypeBytes(type); }
std::string TensorView::describe() const { return std::string(tensorTypeName(type)) + " " + shapeText(shape); }

Result<std::shared_ptr<const SafetensorsFile>> SafetensorsFile::open(const std::filesystem::path& path) {
    AKV_ASSIGN(auto mapped, MappedFile::open(path));
    const auto all = mapped->bytes();
    if (all.size() < 8)
        return formatError(path, "it has " + std::to_string(all.size()) + " bytes, at least 8 are needed");
    const auto headerBytes = loadAt<std::uint64_t>(all.data(), 0);
    if (headerBytes > kMaxHeader || headerBytes > all.size() - 8)
        return formatError(path, "its header should have " + std::to_string(headerBytes) + " bytes, the file has " +
                                     std::to_string(all.size()));
    const std::string_view text(reinterpret_cast<const char*>(all.data() + 8), headerBytes);
    Json header;
    if (auto problem = parseHeader(text, header)) return formatError(path, *problem);

    std::shared_ptr<SafetensorsFile> file(new SafetensorsFile);
    const auto data = all.subspan(8 + headerBytes);
    std::vector<Extent> extents;
    for (const auto& [name, entry] : header.items()) {
        if (name == "__metadata__") {
            if (!entry.is_object()) return formatError(path, "__metadata__ is not an object");
            for (const auto& [key, value] : entry.items())
                if (value.is_string()) file->m_metadata[key] = value.get<std::string>();
            continue;
        }
        TensorView view;
        Extent extent;
        if (auto problem = parseTensor(name, entry, data, view, extent)) return formatError(path, *problem);
        extents.push_back(std::move(extent));
        file->m_tensors.emplace(name, std::move(view));
    }
    if (auto problem = checkExtents(std::move(extents), data.size())) return formatError(path, *problem);
    file->m_file = std::move(mapped);
    return std::shared_ptr<const SafetensorsFile>(std::move(file));
}

std::uint64_t SafetensorsFile::elements() const {
    std::uint64_t sum = 0;
    for (const auto& [name, tensor] : m_tensors) sum += tensor.elements();
    return sum;
}

const TensorView* SafetensorsFile::find(const std::string& name) const {
    const auto it = m_tensors.find(name);
    return it == m_tensors.end() ? nullptr : &it->second;
}

Result<TensorView> SafetensorsFile::require(const std::string& name, const std::vector<std::int64_t>& shape) const {
    const auto* view = find(name);
    if (view == nullptr)
        return Error(ErrorCode::FileFormat,
                     "'" + path().string() + "' has no tensor '" + name + "' " + shapeText(shape));
    if (view->shape != shape)
        return Error(ErrorCode::FileFormat, "'" + path().string() + "': tensor '" + name + "' is " + view->describe() +
                                                ", " + shapeText(shape) + " was expected");
    return *view;
}

Result<std::vector<float>> SafetensorsFile::requireFloats(const std::string& name,
                                                          const std::vector<std::int64_t>& shape) const {
    AKV_ASSIGN(const auto view, require(name, shape));
    const auto* bytes = view.bytes.data();
    const std::size_t n = view.elements();
    std::vector<float> out(n);
    switch (view.type) {
    case TensorType::F32:
        if (n > 0) std::memcpy(out.data(), bytes, view.bytes.size());
        return out;
    case TensorType::F16:
        for (std::size_t i = 0; i < n; ++i) out[i] = halfToFloat(loadAt<std::uint16_t>(bytes, i));
        return out;
    case TensorType::BF16:
        for (std::size_t i = 0; i < n; ++i) out[i] = bfloatToFloat(loadAt<std::uint16_t>(bytes, i));
        return out;
    case TensorType::F64:
        for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<float>(loadAt<double>(bytes, i));
        return out;
    default:
        return Error(ErrorCode::FileFormat, "'" + path().string() + "': tensor '" + name + "' is " + view.describe() +
                                                ", floats were expected");
    }
}

float halfToFloat(std::uint16_t bits) {
    const std::uint32_t sign = std::uint32_t(bits & 0x8000U) << 16;
    const std::uint32_t exponent = (bits >> 10) & 0x1FU;
    const std::uint32_t mantissa = bits & 0x3FFU;
    if (exponent == 0) { // zero or subnormal: mantissa * 2^-24
        const float magnitude = static_cast<float>(mantissa) * 0x1p-24F;
        return std::bit_cast<float>(std::bit_cast<std::uint32_t>(magnitude) | sign);
    }
    if (exponent == 31) return std::bit_cast<float>(sign | 0x7F800000U | (mantissa << 13));
    return std::bit_cast<float>(sign | ((exponent + 112) << 23) | (mantissa << 13));
}

std::uint16_t floatToHalf(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>((bits >> 16) & 0x8000U);
    const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
    if (magnitude > 0x7F800000U) return sign | 0x7E00U;  // NaN
    if (magnitude >= 0x477FF000U) return sign | 0x7C00U; // rounds to infinity
    if (magnitude < 0x38800000U) {                       // subnormal: adding 0.5 rounds to multiples of 2^-24
        const float shifted = std::bit_cast<float>(magnitude) + 0.5F;
        return static_cast<std::uint16_t>(sign | (std::bit_cast<std::uint32_t>(shifted) - 0x3F000000U));
    }
    const std::uint32_t odd = (magnitude >> 13) & 1U;
    return static_cast<std::uint16_t>(sign | ((magnitude - 0x38000000U + 0xFFFU + odd) >> 13));
}

} // namespace akv

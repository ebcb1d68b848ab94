// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/leaf_format.h"

#include "core/base/file.h"
#include "core/base/safetensors.h"
#include "core/base/simd_math.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstring>

namespace akv::format {

namespace {

constexpr std::uint64_t kPage = 4096;
constexpr std::uint64_t alignUp(std::uint64_t offset, std::uint64_t to) { return (offset + to - 1) / to * to; }

Error formatError(const std::string& name, const std::string& what) {
    return Error(ErrorCode::FileFormat, "'" + name + "' is not a usable part of a leaf store: " + what);
}
std::string advice() { return "; build the store again"; }

/// What both headers share: length, magic, checksum, version.
template <class Header>
Result<Header> readHeader(std::span<const std::byte> file, const std::string& name, const char* kind) {
    if (file.size() < sizeof(Header))
        return formatError(name, "it has " + std::to_string(file.size()) + " bytes, its header alone needs " +
                                     std::to_string(sizeof(Header)) + advice());
    Header header;
    std::memcpy(&header, file.data(), sizeof header);
    if (header.magic != Header{}.magic) return formatError(name, std::string("it is not a ") + kind);
    if (header.version > kVersion)
        return Error(ErrorCode::Unsupported, "'" + name + "' has format version " + std::to_string(header.version) +
                                                 ", this program reads up to " + std::to_string(kVersion) +
                                                 "; update the program or build the store again");
    if (header.version == 0 || header.headerChecksum != headerChecksum(header))
        return formatError(name, "its header is damaged (checksum)" + advice());
    if (header.leaves > kMaxLeaves || header.width > kMaxWidth)
        return formatError(name, std::to_string(header.leaves) + " leaves of width " + std::to_string(header.width) +
                                     " are beyond the limits of the format");
    return header;
}

std::optional<Error> checkLength(std::uint64_t expected, std::uint64_t inHeader, std::uint64_t actual,
                                 const std::string& name) {
    if (expected == inHeader && expected == actual) return std::nullopt;
    return formatError(name, "its contents need " + std::to_string(expected) + " bytes, its header says " +
                                 std::to_string(inHeader) + " and the file has " + std::to_string(actual) + advice());
}

/// Collects small writes and counts, so that sections can be padded to their offsets.
class Writer {
public:
    Writer(const Sink& sink, std::uint64_t position) : m_sink(sink), m_position(position) {}
    Result<void> put(const void* data, std::size_t bytes) {
        const char* from = static_cast<const char*>(data);
        m_buffer.insert(m_buffer.end(), from, from + bytes);
        m_position += bytes;
        return m_buffer.size() >= (std::size_t(1) << 20) ? flush() : Result<void>{};
    }
    Result<void> padTo(std::uint64_t offset) {
        const std::vector<char> zeros(offset - m_position, '\0');
        return put(zeros.data(), zeros.size());
    }
    Result<void> flush() {
        AKV_CHECK(m_sink(m_buffer.data(), m_buffer.size()));
        m_buffer.clear();
        return {};
    }

private:
    const Sink& m_sink;
    std::uint64_t m_position;
    std::vector<char> m_buffer;
};

/// Codes of one row appended to `out`.
void encodeRow(std::span<const float> row, LeafType type, std::vector<std::byte>& out) {
    out.resize(row.size() * bytesPerCode(type));
    if (type == LeafType::Fp32) {
        std::memcpy(out.data(), row.data(), row.size_bytes());
    } else if (type == LeafType::Fp16) {
        for (std::size_t j = 0; j < row.size(); ++j) {
            const std::uint16_t half = floatToHalf(row[j]);
            std::memcpy(out.data() + 2 * j, &half, 2);
        }
    } else {
        const float scale = bf16ToFloat(rowScale(row));
        const float inverse = scale > 0.0F ? 1.0F / scale : 0.0F;
        for (std::size_t j = 0; j < row.size(); ++j) {
            const float code = std::clamp(std::nearbyint(row[j] * inverse), -127.0F, 127.0F);
            out[j] = static_cast<std::byte>(static_cast<std::int8_t>(code));
        }
    }
}

Result<void> writeCodes(Writer& writer, const Matrix& rows, const std::vector<std::uint32_t>& order, LeafType type,
                        const char* phase, const JobContext& context) {
    std::vector<std::byte> codes;
    for (std::size_t leaf = 0; leaf < order.size(); ++leaf) {
        if (leaf % 10'000 == 0) {
            AKV_CHECK(context.checkCancelled());
            context.progress(phase, leaf, order.size());
        }
        encodeRow(rows.row(order[leaf]), type, codes);
        AKV_CHECK(writer.put(codes.data(), codes.size()));
    }
    return {};
}

Result<void> writeScales(Writer& writer, const Matrix& rows, const std::vector<std::uint32_t>& order, LeafType type) {
    if (type != LeafType::Int8) return {};
    for (const std::uint32_t row : order) {
        const std::uint16_t scale = rowScale(rows.row(row));
        AKV_CHECK(writer.put(&scale, sizeof scale));
    }
    return {};
}

Result<void> checkRanges(const std::vector<std::uint32_t>& begin, std::size_t groups, std::uint64_t members,
                         const char* what) {
    const bool covers = begin.size() == groups + 1 && begin.front() == 0 && begin.back() == members &&
                        std::is_sorted(begin.begin(), begin.end());
    if (!covers)
        return Error(ErrorCode::InvalidInput, std::string("the clustering's ") + what + " ranges do not cover " +
                                                  std::to_string(members) + " members in " + std::to_string(groups) +
                                                  " clusters");
    return {};
}

} // namespace

std::size_t bytesPerCode(LeafType type) { return type == LeafType::Int8 ? 1 : type == LeafType::Fp16 ? 2 : 4; }

std::string leafFileName(std::uint64_t store) {
    char text[32];
    std::snprintf(text, sizeof text, "leaves-%016llx.akv", static_cast<unsigned long long>(store));
    return text;
}

LeafSections LeafSections::of(const LeafHeader& h) {
    const auto type = static_cast<LeafType>(h.type);
    const std::uint64_t codes = h.leaves * h.width * bytesPerCode(type);
    const std::uint64_t scales = type == LeafType::Int8 ? h.leaves * 2 : 0;
    LeafSections s{};
    s.name = sizeof(LeafHeader);
    s.keyCodes = alignUp(s.name + h.nameBytes, kPage);
    s.valueCodes = alignUp(s.keyCodes + codes, 64);
    s.keyScales = alignUp(s.valueCodes + codes, 64);
    s.valueScales = s.keyScales + scales;
    s.order = alignUp(s.valueScales + scales, 4);
    s.end = s.order + h.leaves * 4;
    return s;
}

HierarchySections HierarchySections::of(const HierarchyHeader& h) {
    HierarchySections s{};
    s.root = sizeof(HierarchyHeader);
    s.inter = s.root + h.roots * h.width * 4;
    s.interBegin = s.inter + h.inters * h.width * 4;
    s.leafBegin = s.interBegin + (h.roots + 1) * 4;
    s.leafOf = s.leafBegin + (h.inters + 1) * 4;
    s.end = s.leafOf + h.leaves * 4;
    return s;
}

std::uint64_t headerChecksum(const LeafHeader& h) { return checksum64(&h, offsetof(LeafHeader, headerChecksum)); }
std::uint64_t headerChecksum(const HierarchyHeader& h) {
    return checksum64(&h, offsetof(HierarchyHeader, headerChecksum));
}

Result<LeafHeader> readLeafHeader(std::span<const std::byte> file, const std::string& name) {
    AKV_ASSIGN(const auto header, readHeader<LeafHeader>(file, name, "leaf file"));
    if (header.type > static_cast<std::uint32_t>(LeafType::Fp32) || header.nameBytes > kMaxName)
        return formatError(name, "its leaf type is " + std::to_string(header.type) + " and its encoder name has " +
                                     std::to_string(header.nameBytes) + " bytes, which this format does not know");
    if (auto problem = checkLength(LeafSections::of(header).end, header.fileBytes, file.size(), name)) return *problem;
    return header;
}

Result<HierarchyHeader> readHierarchyHeader(std::span<const std::byte> file, const std::string& name) {
    AKV_ASSIGN(const auto header, readHeader<HierarchyHeader>(file, name, "hierarchy file"));
    if (header.inters > header.leaves || header.roots > header.inters)
        return formatError(name, std::to_string(header.roots) + " root and " + std::to_string(header.inters) +
                                     " inter clusters of " + std::to_string(header.leaves) + " leaves cannot be");
    if (auto problem = checkLength(HierarchySections::of(header).end, header.fileBytes, file.size(), name))
        return *problem;
    return header;
}

std::uint16_t rowScale(std::span<const float> row) {
    float top = 0.0F;
    for (const float v : row) top = std::max(top, std::abs(v));
    const float exact = top / 127.0F;
    std::uint16_t bits = floatToBf16(exact);
    if (bf16ToFloat(bits) < exact) ++bits;
    return bits;
}

Result<void> writeLeafPayload(const LeafHeader& header, const std::string& encoderName, const Matrix& keys,
                              const Matrix& values, const std::vector<std::uint32_t>& order, const Sink& sink,
                              const JobContext& context) {
    const auto sections = LeafSections::of(header);
    const auto type = static_cast<LeafType>(header.type);
    Writer writer(sink, sections.name);
    AKV_CHECK(writer.put(encoderName.data(), encoderName.size()));
    AKV_CHECK(writer.padTo(sections.keyCodes));
    AKV_CHECK(writeCodes(writer, keys, order, type, "writing keys", context));
    AKV_CHECK(writer.padTo(sections.valueCodes));
    AKV_CHECK(writeCodes(writer, values, order, type, "writing values", context));
    AKV_CHECK(writer.padTo(sections.keyScales));
    AKV_CHECK(writeScales(writer, keys, order, type));
    AKV_CHECK(writeScales(writer, values, order, type));
    AKV_CHECK(writer.padTo(sections.order));
    AKV_CHECK(writer.put(order.data(), order.size() * 4));
    return writer.flush();
}

Result<void> writeHierarchyPayload(const HierarchyHeader& header, const Clustering& clustering, const Sink& sink) {
    const auto& h = clustering.hierarchy;
    std::vector<std::uint32_t> leafOf(clustering.order.size());
    for (std::size_t leaf = 0; leaf < leafOf.size(); ++leaf)
        leafOf[clustering.order[leaf]] = static_cast<std::uint32_t>(leaf);
    Writer writer(sink, sizeof header);
    AKV_CHECK(writer.put(h.root.data.data(), h.root.data.size() * 4));
    AKV_CHECK(writer.put(h.inter.data.data(), h.inter.data.size() * 4));
    AKV_CHECK(writer.put(h.interBegin.data(), h.interBegin.size() * 4));
    AKV_CHECK(writer.put(h.leafBegin.data(), h.leafBegin.size() * 4));
    AKV_CHECK(writer.put(leafOf.data(), leafOf.size() * 4));
    return writer.flush();
}

Result<void> checkParts(const Matrix& keys, const Matrix& values, const Clustering& clustering,
                        const std::string& name) {
    const auto& h = clustering.hierarchy;
    const auto& order = clustering.order;
    if (keys.rows != values.rows || keys.cols != values.cols || keys.rows != order.size())
        return Error(ErrorCode::InvalidInput,
                     "a store needs as many keys as values and rows: keys [" + std::to_string(keys.rows) + ", " +
                         std::to_string(keys.cols) + "], values [" + std::to_string(values.rows) + ", " +
                         std::to_string(values.cols) + "], rows in the clustering " + std::to_string(order.size()));
    if (keys.rows > kMaxLeaves || keys.cols > kMaxWidth || name.size() > kMaxName)
        return Error(ErrorCode::Unsupported, std::to_string(keys.rows) + " rows of width " + std::to_string(keys.cols) +
                                                 " are beyond the limits of the store format");
    if (h.root.cols != keys.cols || h.inter.cols != keys.cols)
        return Error(ErrorCode::InvalidInput,
                     "the centroids have another width than the keys, " + std::to_string(keys.cols));
    AKV_CHECK(checkRanges(h.interBegin, h.root.rows, h.inter.rows, "inter"));
    AKV_CHECK(checkRanges(h.leafBegin, h.inter.rows, keys.rows, "leaf"));
    std::vector<bool> seen(order.size(), false);
    for (const std::uint32_t row : order) {
        if (row >= seen.size() || seen[row])
            return Error(ErrorCode::InvalidInput,
                         "row " + std::to_string(row) + " of the clustering is listed twice or does not exist");
        seen[row] = true;
    }
    const auto firstBad = [](const Matrix& m) {
        const auto it = std::find_if(m.data.begin(), m.data.end(), [](float v) { return !(std::abs(v) <= 60'000.0F); });
        return it == m.data.end() ? std::optional<std::size_t>() : std::size_t(it - m.data.begin()) / m.cols;
    };
    for (const auto& [matrix, side] : {std::pair(&keys, "key"), std::pair(&values, "value")})
        if (const auto row = firstBad(*matrix))
            return Error(ErrorCode::InvalidInput, std::string("the ") + side + " embedding of row " +
                                                      std::to_string(*row) +
                                                      " holds a value that is not finite or is beyond 60000");
    return {};
}

} // namespace akv::format

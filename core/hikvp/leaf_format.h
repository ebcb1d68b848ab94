// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hikvp/leaf_store.h"

#include <array>
#include <functional>
#include <string>

/// The two files of a leaf store, byte by byte (little-endian). Both start with a fixed header that carries its own
/// checksum, the length of the file and a checksum of everything after the header.
namespace akv::format {

constexpr std::uint32_t kVersion = 1;
constexpr std::uint64_t kMaxLeaves = 0xFFFFFFF0ULL, kMaxWidth = 65'536, kMaxName = 1'024;

struct LeafHeader {
    std::array<char, 8> magic{'A', 'K', 'V', 'L', 'E', 'A', 'F', '\n'};
    std::uint32_t version = kVersion;
    std::uint32_t type = 0; ///< LeafType
    std::uint64_t leaves = 0, width = 0, nameBytes = 0;
    std::uint64_t store = 0; ///< version id that both files share
    std::uint64_t fileBytes = 0, payloadChecksum = 0;
    std::uint64_t headerChecksum = 0; ///< of all fields above
};
static_assert(sizeof(LeafHeader) == 72);

struct HierarchyHeader {
    std::array<char, 8> magic{'A', 'K', 'V', 'H', 'I', 'E', 'R', '\n'};
    std::uint32_t version = kVersion;
    std::uint32_t reserved = 0;
    std::uint64_t leaves = 0, width = 0, inters = 0, roots = 0;
    std::uint64_t store = 0;        ///< names the leaf file
    std::uint64_t leafChecksum = 0; ///< payloadChecksum of the leaf file
    std::uint64_t fileBytes = 0, payloadChecksum = 0;
    std::uint64_t headerChecksum = 0;
};
static_assert(sizeof(HierarchyHeader) == 88);

/// Offsets of the sections of a leaf file; codes start on a page.
struct LeafSections {
    std::uint64_t name, keyCodes, valueCodes, keyScales, valueScales, order, end;
    static LeafSections of(const LeafHeader& header);
};

/// Sections of a hierarchy file: root [R, d] and inter [I, d] fp32, interBegin [R + 1], leafBegin [I + 1] and the leaf
/// of every row [M], u32.
struct HierarchySections {
    std::uint64_t root, inter, interBegin, leafBegin, leafOf, end;
    static HierarchySections of(const HierarchyHeader& header);
};

std::size_t bytesPerCode(LeafType type);
std::string leafFileName(std::uint64_t store);
constexpr const char* kHierarchyFile = "hierarchy.akv";

/// Checks magic, header checksum, version, limits and the length of the file.
Result<LeafHeader> readLeafHeader(std::span<const std::byte> file, const std::string& name);
Result<HierarchyHeader> readHierarchyHeader(std::span<const std::byte> file, const std::string& name);

std::uint64_t headerChecksum(const LeafHeader& header);
std::uint64_t headerChecksum(const HierarchyHeader& header);

/// bf16 bits of the smallest representable scale that keeps every code of the row within [-127, 127].
std::uint16_t rowScale(std::span<const float> row);

/// Receives the bytes of a file in order.
using Sink = std::function<Result<void>(const void*, std::size_t)>;

/// Everything of a leaf file after its header, in order.
Result<void> writeLeafPayload(const LeafHeader& header, const std::string& encoderName, const Matrix& keys,
                              const Matrix& values, const std::vector<std::uint32_t>& order, const Sink& sink,
                              const JobContext& context);

/// Everything of a hierarchy file after its header.
Result<void> writeHierarchyPayload(const HierarchyHeader& header, const Clustering& clustering, const Sink& sink);

/// Sizes that fit each other, a permutation as order, ranges that cover everything, finite numbers.
Result<void> checkParts(const Matrix& keys, const Matrix& values, const Clustering& clustering,
                        const std::string& name);

} // namespace akv::format

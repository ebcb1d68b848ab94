// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/leaf_store.h"

#include "core/base/file.h"
#include "core/base/file_length.h"
#include "core/base/huge_pages.h"
#include "core/base/simd_math.h"
#include "core/hikvp/leaf_format.h"
#include "core/hikvp/vector_kernels.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <xxhash.h>

namespace akv {

namespace {

using format::HierarchyHeader;
using format::LeafHeader;

struct StreamHash {
    XXH3_state_t* state = XXH3_createState();
    StreamHash() { XXH3_64bits_reset(state); }
    ~StreamHash() { XXH3_freeState(state); }
    StreamHash(const StreamHash&) = delete;
    StreamHash& operator=(const StreamHash&) = delete;
    void add(const void* data, std::size_t bytes) { XXH3_64bits_update(state, data, bytes); }
    std::uint64_t digest() const { return XXH3_64bits_digest(state); }
};

std::string hex(std::uint64_t value) {
    char text[24];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(value));
    return text;
}

/// Where the two files lie: mapped from disk or owned.
struct Backing {
    std::shared_ptr<const MappedFile> leafFile;
    std::unique_ptr<const FileLength> leafLength, hierarchyLength; ///< of mapped files
    HugeBytes leafBytes;
    std::span<const std::byte> leaves() const {
        return leafFile ? leafFile->bytes() : std::span<const std::byte>(leafBytes);
    }
    std::shared_ptr<const MappedFile> hierarchyFile;
    HugeBytes hierarchyBytes;
    std::span<const std::byte> hierarchy() const {
        return hierarchyFile ? hierarchyFile->bytes() : std::span<const std::byte>(hierarchyBytes);
    }
};

class CodedLeafStore final : public LeafStore {
public:
    CodedLeafStore(Backing backing, const LeafHeader& leaf, const HierarchyHeader& hierarchy, Hierarchy tree)
        : m_backing(std::move(backing)), m_header(leaf), m_tree(std::move(tree)) {
        const auto s = format::LeafSections::of(leaf);
        const auto* bytes = m_backing.leaves().data();
        m_encoder.assign(reinterpret_cast<const char*>(bytes + s.name), leaf.nameBytes);
        m_keyCodes = bytes + s.keyCodes;
        m_valueCodes = bytes + s.valueCodes;
        m_keyScales = reinterpret_cast<const std::uint16_t*>(bytes + s.keyScales);
        m_valueScales = reinterpret_cast<const std::uint16_t*>(bytes + s.valueScales);
        m_order = reinterpret_cast<const std::uint32_t*>(bytes + s.order);
        m_leafOf = reinterpret_cast<const std::uint32_t*>(m_backing.hierarchy().data() +
                                                          format::HierarchySections::of(hierarchy).leafOf);
        const std::uint64_t pair[] = {leaf.payloadChecksum, leaf.headerChecksum, hierarchy.payloadChecksum,
                                      hierarchy.headerChecksum};
        m_hash = hex(checksum64(pair, sizeof pair));
    }

    std::uint32_t leafCount() const override { return static_cast<std::uint32_t>(m_header.leaves); }
    std::size_t width() const override { return m_header.width; }
    LeafType type() const override { return static_cast<LeafType>(m_header.type); }
    const std::string& encoderName() const override { return m_encoder; }
    const Hierarchy& hierarchy() const override { return m_tree; }
    RowId rowOf(LeafId leaf) const override { return RowId(m_order[leaf.value()]); }
    LeafId leafOf(RowId row) const override { return LeafId(m_leafOf[row.value()]); }

    void key(LeafId leaf, std::span<float> out) const override { decode(m_keyCodes, leaf, keyScale(leaf), out); }
    void value(LeafId leaf, std::span<float> out) const override { decode(m_valueCodes, leaf, valueScale(leaf), out); }
    std::span<const std::int8_t> keyCodes8(LeafId leaf) const override {
        return row<std::int8_t>(m_keyCodes, leaf, LeafType::Int8);
    }
    std::span<const std::int8_t> valueCodes8(LeafId leaf) const override {
        return row<std::int8_t>(m_valueCodes, leaf, LeafType::Int8);
    }
    std::span<const std::uint16_t> keyCodes16(LeafId leaf) const override {
        return row<std::uint16_t>(m_keyCodes, leaf, LeafType::Fp16);
    }
    std::span<const std::uint16_t> valueCodes16(LeafId leaf) const override {
        return row<std::uint16_t>(m_valueCodes, leaf, LeafType::Fp16);
    }
    std::span<const float> keyCodes32(LeafId leaf) const override {
        return row<float>(m_keyCodes, leaf, LeafType::Fp32);
    }
    std::span<const float> valueCodes32(LeafId leaf) const override {
        return row<float>(m_valueCodes, leaf, LeafType::Fp32);
    }
    float keyScale(LeafId leaf) const override {
        return type() == LeafType::Int8 ? bf16ToFloat(m_keyScales[leaf.value()]) : 1.0F;
    }
    float valueScale(LeafId leaf) const override {
        return type() == LeafType::Int8 ? bf16ToFloat(m_valueScales[leaf.value()]) : 1.0F;
    }
    std::uint64_t bytesOnDisk() const override {
        return m_backing.leafFile ? m_backing.leaves().size() + m_backing.hierarchy().size() : 0;
    }
    std::uint64_t residentKeyBytes() const override {
        return (m_tree.root.data.size() + m_tree.inter.data.size()) * sizeof(float);
    }
    const std::string& hash() const override { return m_hash; }
    Result<void> checkWhole() const override {
        if (!m_backing.leafFile) return {};
        AKV_CHECK(m_backing.leafLength->checkWhole());
        return m_backing.hierarchyLength->checkWhole();
    }

private:
    template <class Code>
    std::span<const Code> row(const std::byte* codes, LeafId leaf, LeafType wanted) const {
        if (type() != wanted) return {};
        return {reinterpret_cast<const Code*>(codes) + std::size_t(leaf.value()) * m_header.width, m_header.width};
    }
    void decode(const std::byte* codes, LeafId leaf, float scale, std::span<float> out) const {
        const std::byte* from = codes + std::size_t(leaf.value()) * m_header.width * format::bytesPerCode(type());
        switch (type()) {
        case LeafType::Int8:
            kernels::decodeInt8(reinterpret_cast<const std::int8_t*>(from), scale, m_header.width, out.data());
            break;
        case LeafType::Fp16:
            kernels::decodeFp16(reinterpret_cast<const std::uint16_t*>(from), m_header.width, out.data());
            break;
        case LeafType::Fp32: std::memcpy(out.data(), from, m_header.width * sizeof(float)); break;
        }
    }

    Backing m_backing;
    LeafHeader m_header;
    Hierarchy m_tree;
    std::string m_encoder, m_hash;
    const std::byte *m_keyCodes = nullptr, *m_valueCodes = nullptr;
    const std::uint16_t *m_keyScales = nullptr, *m_valueScales = nullptr;
    const std::uint32_t *m_order = nullptr, *m_leafOf = nullptr;
};

Error damaged(const std::string& name, const std::string& what) {
    return Error(ErrorCode::FileFormat, "'" + name + "' is damaged: " + what + "; build the store again");
}

Result<Hierarchy> readTree(std::span<const std::byte> file, const HierarchyHeader& header, const std::string& name) {
    const auto s = format::HierarchySections::of(header);
    Hierarchy tree;
    tree.root = Matrix(header.roots, header.width);
    tree.inter = Matrix(header.inters, header.width);
    tree.interBegin.resize(header.roots + 1);
    tree.leafBegin.resize(header.inters + 1);
    const auto copy = [&](auto& to, std::uint64_t from) {
        if (!to.empty()) std::memcpy(to.data(), file.data() + from, to.size() * sizeof(to[0]));
    };
    copy(tree.root.data, s.root);
    copy(tree.inter.data, s.inter);
    copy(tree.interBegin, s.interBegin);
    copy(tree.leafBegin, s.leafBegin);
    const auto covers = [](const std::vector<std::uint32_t>& begin, std::uint64_t members) {
        return begin.front() == 0 && begin.back() == members && std::is_sorted(begin.begin(), begin.end());
    };
    if (!covers(tree.interBegin, header.inters) || !covers(tree.leafBegin, header.leaves))
        return damaged(name, "its cluster ranges do not cover all clusters and leaves");
    return tree;
}

/// Row order and its inverse fit each other, and both files hold the bytes that were written.
Result<void> verify(const Backing& backing, const LeafHeader& leaf, const HierarchyHeader& hierarchy,
                    const std::string& leafName, const std::string& hierarchyName) {
    const auto payload = [](std::span<const std::byte> file, std::size_t header) {
        return checksum64(file.data() + header, file.size() - header);
    };
    if (payload(backing.leaves(), sizeof leaf) != leaf.payloadChecksum)
        return damaged(leafName, "its contents do not have the checksum " + hex(leaf.payloadChecksum));
    if (payload(backing.hierarchy(), sizeof hierarchy) != hierarchy.payloadChecksum)
        return damaged(hierarchyName, "its contents do not have the checksum " + hex(hierarchy.payloadChecksum));
    const auto* order =
        reinterpret_cast<const std::uint32_t*>(backing.leaves().data() + format::LeafSections::of(leaf).order);
    const auto* leafOf = reinterpret_cast<const std::uint32_t*>(backing.hierarchy().data() +
                                                                format::HierarchySections::of(hierarchy).leafOf);
    for (std::uint64_t i = 0; i < leaf.leaves; ++i)
        if (order[i] >= leaf.leaves || leafOf[order[i]] != i)
            return damaged(hierarchyName, "leaf " + std::to_string(i) + " and its row do not point at each other");
    return {};
}

Result<std::shared_ptr<const LeafStore>> assemble(Backing backing, bool verifyChecksums, const std::string& leafName,
                                                  const std::string& hierarchyName) {
    AKV_ASSIGN(const auto leaf, format::readLeafHeader(backing.leaves(), leafName));
    AKV_ASSIGN(const auto hierarchy, format::readHierarchyHeader(backing.hierarchy(), hierarchyName));
    if (leaf.store != hierarchy.store || leaf.payloadChecksum != hierarchy.leafChecksum ||
        leaf.leaves != hierarchy.leaves || leaf.width != hierarchy.width)
        return Error(ErrorCode::FileFormat, "'" + hierarchyName + "' (" + std::to_string(hierarchy.leaves) +
                                                " leaves) and '" + leafName + "' (" + std::to_string(leaf.leaves) +
                                                " leaves) belong to different versions of the store; build it again");
    if (verifyChecksums) AKV_CHECK(verify(backing, leaf, hierarchy, leafName, hierarchyName));
    AKV_ASSIGN(auto tree, readTree(backing.hierarchy(), hierarchy, hierarchyName));
    return std::shared_ptr<const LeafStore>(
        std::make_shared<CodedLeafStore>(std::move(backing), leaf, hierarchy, std::move(tree)));
}

LeafHeader leafHeader(const Matrix& keys, const Matrix& values, const Clustering& clustering, LeafType type,
                      const std::string& encoderName) {
    LeafHeader header;
    header.type = static_cast<std::uint32_t>(type);
    header.leaves = keys.rows;
    header.width = keys.cols;
    header.nameBytes = encoderName.size();
    StreamHash inputs;
    inputs.add(&header, offsetof(LeafHeader, store));
    inputs.add(encoderName.data(), encoderName.size());
    inputs.add(keys.data.data(), keys.data.size() * 4);
    inputs.add(values.data.data(), values.data.size() * 4);
    inputs.add(clustering.order.data(), clustering.order.size() * 4);
    inputs.add(clustering.hierarchy.leafBegin.data(), clustering.hierarchy.leafBegin.size() * 4);
    header.store = inputs.digest();
    header.fileBytes = format::LeafSections::of(header).end;
    return header;
}

HierarchyHeader hierarchyHeader(const LeafHeader& leaf, const Clustering& clustering) {
    HierarchyHeader header;
    header.leaves = leaf.leaves;
    header.width = leaf.width;
    header.inters = clustering.hierarchy.inter.rows;
    header.roots = clustering.hierarchy.root.rows;
    header.store = leaf.store;
    header.leafChecksum = leaf.payloadChecksum;
    header.fileBytes = format::HierarchySections::of(header).end;
    return header;
}

/// Writes header, payload, then the finished header. `put` appends, `patch` overwrites the start.
template <class Header, class Payload>
Result<void> writeWithHeader(Header& header, const format::Sink& put, const format::Sink& patch, Payload&& payload) {
    AKV_CHECK(put(&header, sizeof header));
    StreamHash hash;
    AKV_CHECK(payload([&](const void* data, std::size_t bytes) {
        hash.add(data, bytes);
        return put(data, bytes);
    }));
    header.payloadChecksum = hash.digest();
    header.headerChecksum = format::headerChecksum(header);
    return patch(&header, sizeof header);
}

/// Leaf files of earlier versions and unfinished ones; the store's folder holds nothing else by these names.
void removeOtherLeafFiles(const std::filesystem::path& folder, const std::string& keep) {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with("leaves-") && name.find(".akv") != std::string::npos && name != keep)
            std::filesystem::remove(entry.path(), ignored);
    }
}

} // namespace

ClusterId Hierarchy::interOf(LeafId leaf) const {
    const auto it = std::upper_bound(leafBegin.begin(), leafBegin.end(), leaf.value());
    return ClusterId(static_cast<std::uint32_t>(it - leafBegin.begin() - 1));
}

ClusterId Hierarchy::rootOf(ClusterId inter) const {
    const auto it = std::upper_bound(interBegin.begin(), interBegin.end(), inter.value());
    return ClusterId(static_cast<std::uint32_t>(it - interBegin.begin() - 1));
}

Result<void> LeafStore::write(const std::filesystem::path& folder, const Matrix& keys, const Matrix& values,
                              const Clustering& clustering, LeafType type, const std::string& encoderName,
                              const JobContext& context) {
    AKV_CHECK(format::checkParts(keys, values, clustering, encoderName));
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
        return Error(ErrorCode::InvalidInput,
                     "cannot create the folder '" + folder.string() + "': " + failed.message());
    auto leaf = leafHeader(keys, values, clustering, type, encoderName);
    const auto leafName = format::leafFileName(leaf.store);
    const auto writeFile = [&](const std::filesystem::path& path, auto& header, auto&& payload) -> Result<void> {
        AKV_ASSIGN(const auto file, AtomicFile::create(path));
        const format::Sink put = [&](const void* data, std::size_t bytes) { return file->write(data, bytes); };
        const format::Sink patch = [&](const void* data, std::size_t bytes) { return file->patch(0, data, bytes); };
        AKV_CHECK(writeWithHeader(header, put, patch, payload));
        AKV_CHECK(context.checkCancelled());
        return file->commit();
    };
    AKV_CHECK(writeFile(folder / leafName, leaf, [&](const format::Sink& sink) {
        return format::writeLeafPayload(leaf, encoderName, keys, values, clustering.order, sink, context);
    }));
    auto hierarchy = hierarchyHeader(leaf, clustering);
    AKV_CHECK(writeFile(folder / format::kHierarchyFile, hierarchy, [&](const format::Sink& sink) {
        return format::writeHierarchyPayload(hierarchy, clustering, sink);
    }));
    removeOtherLeafFiles(folder, leafName);
    return {};
}

Result<std::shared_ptr<const LeafStore>> LeafStore::open(const std::filesystem::path& folder, bool verifyChecksums) {
    Backing backing;
    const auto hierarchyPath = folder / format::kHierarchyFile;
    AKV_ASSIGN(backing.hierarchyFile, MappedFile::open(hierarchyPath));
    AKV_ASSIGN(const auto hierarchy, format::readHierarchyHeader(backing.hierarchy(), hierarchyPath.string()));
    const auto leafPath = folder / format::leafFileName(hierarchy.store);
    AKV_ASSIGN(backing.leafFile, MappedFile::open(leafPath));
    AKV_ASSIGN(backing.hierarchyLength, FileLength::of(hierarchyPath));
    AKV_ASSIGN(backing.leafLength, FileLength::of(leafPath));
    return assemble(std::move(backing), verifyChecksums, leafPath.string(), hierarchyPath.string());
}

Result<std::shared_ptr<const LeafStore>> makeMemoryStore(const Matrix& keys, const Matrix& values,
                                                         const Clustering& clustering, LeafType type,
                                                         const std::string& encoderName) {
    AKV_CHECK(format::checkParts(keys, values, clustering, encoderName));
    Backing backing;
    const auto fill = [](HugeBytes& bytes, auto& header, auto&& payload) -> Result<void> {
        bytes.reserve(header.fileBytes);
        const format::Sink put = [&](const void* data, std::size_t count) -> Result<void> {
            const auto* from = static_cast<const std::byte*>(data);
            bytes.insert(bytes.end(), from, from + count);
            return {};
        };
        const format::Sink patch = [&](const void* data, std::size_t count) -> Result<void> {
            std::memcpy(bytes.data(), data, count);
            return {};
        };
        return writeWithHeader(header, put, patch, payload);
    };
    auto leaf = leafHeader(keys, values, clustering, type, encoderName);
    AKV_CHECK(fill(backing.leafBytes, leaf, [&](const format::Sink& sink) {
        return format::writeLeafPayload(leaf, encoderName, keys, values, clustering.order, sink, JobContext{});
    }));
    auto hierarchy = hierarchyHeader(leaf, clustering);
    AKV_CHECK(fill(backing.hierarchyBytes, hierarchy, [&](const format::Sink& sink) {
        return format::writeHierarchyPayload(hierarchy, clustering, sink);
    }));
    return assemble(std::move(backing), false, "leaves in memory", "hierarchy in memory");
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/embedding_file.h"

#include "core/base/file.h"
#include "core/base/strings.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace akv {

namespace {

constexpr char kMagic[8] = {'A', 'K', 'V', 'E', 'M', 'B', 'E', 'D'};
constexpr std::uint32_t kVersion = 1;

struct Header {
    char magic[8];
    std::uint32_t version, width;
    std::uint64_t rows, checksum;
    char encoder[96];
};
static_assert(sizeof(Header) == 128);

} // namespace

Result<void> writeEmbeddings(const std::filesystem::path& path, const Matrix& matrix, const std::string& encoder) {
    Header header{};
    std::copy_n(kMagic, sizeof kMagic, header.magic);
    header.version = kVersion;
    header.width = static_cast<std::uint32_t>(matrix.cols);
    header.rows = matrix.rows;
    const std::size_t bytes = matrix.data.size() * sizeof(float);
    header.checksum = checksum64(matrix.data.data(), bytes);
    std::copy_n(encoder.data(), std::min(encoder.size(), sizeof header.encoder - 1), header.encoder);
    AKV_ASSIGN(auto file, AtomicFile::create(path));
    AKV_CHECK(file->write(&header, sizeof header));
    AKV_CHECK(file->write(matrix.data.data(), bytes));
    return file->commit();
}

Result<EmbeddingFile> readEmbeddings(const std::filesystem::path& path) {
    const auto damaged = [&](const std::string& what) {
        return Error(ErrorCode::FileFormat, "'" + path.string() + "': " + what + "; run 'atlaskv embed' again");
    };
    AKV_ASSIGN(const auto mapped, MappedFile::open(path));
    const auto bytes = mapped->bytes();
    Header header{};
    if (bytes.size() < sizeof header)
        return damaged("truncated, " + std::to_string(bytes.size()) + " of at least 128 bytes");
    std::memcpy(&header, bytes.data(), sizeof header);
    if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0) return damaged("not an embedding file");
    if (header.version > kVersion)
        return Error(ErrorCode::Unsupported, "'" + path.string() + "' has version " + std::to_string(header.version) +
                                                 ", this build reads up to " + std::to_string(kVersion));
    const std::uint64_t payload = bytes.size() - sizeof header;
    const bool fits =
        header.width > 0 && header.width <= 65536 && header.rows <= payload / (4 * std::uint64_t(header.width));
    if (!fits || payload != header.rows * header.width * 4)
        return damaged(std::to_string(header.rows) + " rows of " + std::to_string(header.width) +
                       " floats do not fit " + std::to_string(payload) + " bytes");
    if (checksum64(bytes.data() + sizeof header, payload) != header.checksum) return damaged("checksum mismatch");
    EmbeddingFile file;
    file.matrix = Matrix(header.rows, header.width);
    std::memcpy(file.matrix.data.data(), bytes.data() + sizeof header, payload);
    header.encoder[sizeof header.encoder - 1] = '\0';
    file.encoder = header.encoder;
    return file;
}

} // namespace akv

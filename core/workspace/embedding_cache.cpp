// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/embedding_cache.h"

#include "core/base/file.h"
#include "core/workspace/embedding_file.h"

#include <cerrno>
#include <cstring>

namespace akv {

namespace {

/// First line of partial.akv and strings.idx; a different encoder or width makes the rest useless.
std::string headerOf(const char* kind, const std::string& encoder, std::size_t width) {
    return std::string("AKV") + kind + " 1 " + std::to_string(width) + " " + encoder + "\n";
}

} // namespace

EmbeddingCache::~EmbeddingCache() {
    if (m_partial) std::fclose(m_partial);
}

void EmbeddingCache::insert(const Hash128& hash, std::span<const float> vector) {
    if (!m_index.try_emplace(hash, m_vectors.size() / m_width).second) return;
    m_vectors.insert(m_vectors.end(), vector.begin(), vector.end());
}

std::span<const float> EmbeddingCache::vector(const Hash128& hash) const {
    return {m_vectors.data() + m_index.at(hash) * m_width, m_width};
}

void EmbeddingCache::load() {
    loadFinished();
    loadPartial();
}

void EmbeddingCache::loadFinished() {
    const auto text = readFile(m_folder / "strings.idx");
    const std::string header = headerOf("IDX", m_encoder, m_width);
    if (!text.ok() || !text->starts_with(header)) return;
    const std::size_t count = (text->size() - header.size()) / sizeof(Hash128);
    std::vector<Hash128> hashes(count);
    std::memcpy(hashes.data(), text->data() + header.size(), count * sizeof(Hash128));
    const auto keys = readEmbeddings(m_folder / "keys.f32"), values = readEmbeddings(m_folder / "values.f32");
    if (!keys.ok() || !values.ok() || keys->encoder != m_encoder || keys->matrix.cols != m_width ||
        values->matrix.cols != m_width || keys->matrix.rows + values->matrix.rows != count)
        return;
    for (std::size_t i = 0; i < keys->matrix.rows; ++i) insert(hashes[i], keys->matrix.row(i));
    for (std::size_t i = 0; i < values->matrix.rows; ++i) insert(hashes[keys->matrix.rows + i], values->matrix.row(i));
}

void EmbeddingCache::loadPartial() {
    const auto text = readFile(partialPath());
    const std::string header = headerOf("PRT", m_encoder, m_width);
    if (!text.ok() || !text->starts_with(header)) return;
    const std::size_t record = sizeof(Hash128) + m_width * sizeof(float) + sizeof(std::uint64_t);
    std::vector<float> vector(m_width);
    for (std::size_t at = header.size(); at + record <= text->size(); at += record) {
        const char* data = text->data() + at;
        Hash128 hash;
        std::uint64_t sum = 0;
        std::memcpy(&hash, data, sizeof hash);
        std::memcpy(vector.data(), data + sizeof hash, m_width * sizeof(float));
        std::memcpy(&sum, data + record - sizeof sum, sizeof sum);
        if (sum != checksum64(data, record - sizeof sum)) return; // torn by a crash: what follows is unusable
        insert(hash, vector);
    }
}

Result<void> EmbeddingCache::add(std::span<const Hash128> hashes, const Matrix& vectors) {
    const auto failed = [&] {
        return Error(ErrorCode::InvalidInput,
                     "cannot write '" + partialPath().string() + "': " + std::strerror(errno) +
                         "; free some disk space and run 'atlaskv embed' again, it goes on here");
    };
    if (!m_partial) {
        // Started afresh from memory, so that a torn end of an earlier run cannot hide what follows it.
        m_partial = std::fopen(partialPath().c_str(), "wb");
        const std::string header = headerOf("PRT", m_encoder, m_width);
        if (!m_partial || std::fwrite(header.data(), 1, header.size(), m_partial) != header.size()) return failed();
        std::vector<Hash128> known(m_index.size());
        for (const auto& [hash, at] : m_index) known[at] = hash;
        for (const auto& hash : known) AKV_CHECK(append(hash));
    }
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        insert(hashes[i], vectors.row(i));
        AKV_CHECK(append(hashes[i]));
    }
    if (std::fflush(m_partial) != 0) return failed();
    return {};
}

Result<void> EmbeddingCache::append(const Hash128& hash) {
    std::string record(sizeof hash + m_width * sizeof(float), '\0');
    const auto values = vector(hash);
    std::memcpy(record.data(), &hash, sizeof hash);
    std::memcpy(record.data() + sizeof hash, values.data(), values.size_bytes());
    const std::uint64_t sum = checksum64(record.data(), record.size());
    record.append(reinterpret_cast<const char*>(&sum), sizeof sum);
    if (std::fwrite(record.data(), 1, record.size(), m_partial) != record.size())
        return Error(ErrorCode::InvalidInput, "cannot write '" + partialPath().string() + "': " + std::strerror(errno));
    return {};
}

Result<void> EmbeddingCache::finish(std::span<const Hash128> keys, std::span<const Hash128> values) {
    AKV_ASSIGN(auto file, AtomicFile::create(m_folder / "strings.idx"));
    AKV_CHECK(file->write(headerOf("IDX", m_encoder, m_width)));
    AKV_CHECK(file->write(keys.data(), keys.size_bytes()));
    AKV_CHECK(file->write(values.data(), values.size_bytes()));
    AKV_CHECK(file->commit());
    if (m_partial) std::fclose(std::exchange(m_partial, nullptr));
    std::error_code ignored;
    std::filesystem::remove(partialPath(), ignored);
    return {};
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/safetensors_writer.h"

#include "core/base/file.h"

#include <nlohmann/json.hpp>

namespace akv {

void SafetensorsWriter::add(std::string name, std::string dtype, std::vector<std::int64_t> shape, const void* data,
                            std::size_t bytes) {
    m_items.push_back({std::move(name), std::move(dtype), std::move(shape), data, bytes});
}

Result<void> SafetensorsWriter::write(const std::filesystem::path& path) const {
    nlohmann::json header = nlohmann::json::object();
    if (!m_metadata.empty()) header["__metadata__"] = m_metadata;
    std::uint64_t offset = 0;
    for (const auto& item : m_items) {
        header[item.name] = {
            {"dtype", item.dtype}, {"shape", item.shape}, {"data_offsets", {offset, offset + item.bytes}}};
        offset += item.bytes;
    }
    std::string text = header.dump();
    text.append((8 - text.size() % 8) % 8, ' ');
    const std::uint64_t length = text.size();
    AKV_ASSIGN(auto file, AtomicFile::create(path));
    AKV_CHECK(file->write(&length, sizeof length));
    AKV_CHECK(file->write(text));
    for (const auto& item : m_items) AKV_CHECK(file->write(item.data, item.bytes));
    return file->commit();
}

} // namespace akv

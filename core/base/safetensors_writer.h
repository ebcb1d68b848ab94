// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace akv {

/// Writes a safetensors file: 8-byte header length, JSON header padded to 8 bytes, tensors in the order they were
/// added. The bytes handed to add() must stay alive until write() returns.
class SafetensorsWriter {
public:
    /// dtype as in the format: "F32", "F16", "BF16", "I8", "U8", "U16", "I32", "I64".
    void add(std::string name, std::string dtype, std::vector<std::int64_t> shape, const void* data, std::size_t bytes);
    template <class T>
    void add(std::string name, std::string dtype, std::vector<std::int64_t> shape, const std::vector<T>& data) {
        add(std::move(name), std::move(dtype), std::move(shape), data.data(), data.size() * sizeof(T));
    }
    void metadata(std::string key, std::string value) { m_metadata[std::move(key)] = std::move(value); }
    /// Aside, fsync, rename.
    Result<void> write(const std::filesystem::path& path) const;

private:
    struct Item {
        std::string name, dtype;
        std::vector<std::int64_t> shape;
        const void* data;
        std::size_t bytes;
    };
    std::vector<Item> m_items;
    std::map<std::string, std::string> m_metadata;
};

} // namespace akv

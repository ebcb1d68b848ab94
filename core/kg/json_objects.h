// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/source_file.h"

#include <string>

namespace akv {

/// Cuts top-level objects out of a JSON array or of JSON Lines, whichever the content is (names lie: arrays are found
/// in files called .jsonl). Only one object is held in memory.
class JsonObjects {
public:
    /// `maxObject`: bytes of one object. Errors as SourceFile::open.
    static Result<JsonObjects> open(const std::filesystem::path& path, const std::string& encoding = {},
                                    std::size_t maxObject = std::size_t(64) << 20);

    /// Text of the next object; false at the end. Errors: truncated, not UTF-8, something else between objects.
    Result<bool> next(std::string& object);
    std::uint64_t line() const { return m_objectLine; } ///< of the last object's beginning, from 1
    /// Which array the last object stood in, from 1; 0: none.
    std::uint64_t array() const { return m_open ? m_arrays : 0; }
    std::uint64_t bytesRead() const { return m_file.converts() ? m_file.position() : m_offset; }
    std::uint64_t bytesTotal() const { return m_file.size(); }
    const std::string& encoding() const { return m_file.encoding(); }
    /// FileFormat error that names the file and the line of the last object.
    Error fail(const std::string& what) const;

private:
    JsonObjects(SourceFile file, std::size_t maxObject) : m_file(std::move(file)), m_maxObject(maxObject) {}
    void advance(std::size_t bytes);
    Result<bool> fill();
    Result<bool> skipToObject();
    Result<std::size_t> objectLength();

    SourceFile m_file;
    std::string m_buffer;
    std::size_t m_maxObject, m_begin = 0;
    std::uint64_t m_arrays = 0, m_offset = 0, m_line = 1, m_objectLine = 1;
    bool m_open = false;
};

} // namespace akv

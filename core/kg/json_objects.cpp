// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/json_objects.h"

#include "core/base/strings.h"

#include <algorithm>
#include <utility>

namespace akv {

namespace {

constexpr std::size_t kChunk = std::size_t(1) << 18;

} // namespace

Result<JsonObjects> JsonObjects::open(const std::filesystem::path& path, const std::string& encoding,
                                      std::size_t maxObject) {
    AKV_ASSIGN(SourceFile file, SourceFile::open(path, encoding));
    return JsonObjects(std::move(file), maxObject);
}

Result<bool> JsonObjects::next(std::string& object) {
    AKV_ASSIGN(const bool found, skipToObject());
    if (!found) return false;
    m_objectLine = m_line;
    AKV_ASSIGN(const std::size_t length, objectLength());
    object.assign(m_buffer, m_begin, length);
    if (const auto bad = firstInvalidUtf8(object)) {
        const auto breaks = std::count(object.begin(), object.begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
        return notUtf8(m_file.path(), m_objectLine + static_cast<std::uint64_t>(breaks), m_offset + *bad,
                       static_cast<unsigned char>(object[*bad]));
    }
    advance(length);
    return true;
}

/// Bytes from the '{' at m_begin to its '}'.
Result<std::size_t> JsonObjects::objectLength() {
    std::size_t depth = 0;
    bool inString = false, escaped = false;
    for (std::size_t length = 0;; ++length) {
        if (m_begin + length >= m_buffer.size()) {
            if (length > m_maxObject) return fail("object longer than " + std::to_string(m_maxObject >> 20) + " MiB");
            AKV_ASSIGN(const bool more, fill());
            if (!more) return fail("the file ends inside the object that began here; it is truncated");
        }
        const char c = m_buffer[m_begin + length];
        if (c == '\n') ++m_line;
        if (inString) {
            if (escaped)
                escaped = false;
            else if (c == '\\')
                escaped = true;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return length + 1;
        }
    }
}

Error JsonObjects::fail(const std::string& what) const {
    return Error(ErrorCode::FileFormat,
                 "'" + m_file.path().string() + "' line " + std::to_string(m_objectLine) + ": " + what);
}

void JsonObjects::advance(std::size_t bytes) {
    m_begin += bytes;
    m_offset += bytes;
}

Result<bool> JsonObjects::fill() {
    m_buffer.erase(0, m_begin);
    m_begin = 0;
    return m_file.read(m_buffer, kChunk);
}

/// To the next '{'; only white space, commas and array brackets may stand between objects.
Result<bool> JsonObjects::skipToObject() {
    for (;;) {
        if (m_begin >= m_buffer.size()) {
            AKV_ASSIGN(const bool more, fill());
            if (!more && m_open) {
                m_objectLine = m_line;
                return fail("the file ends before the closing ']' of the array; it is truncated");
            }
            if (!more) return false;
            if (m_offset == 0 && m_buffer.starts_with("\xEF\xBB\xBF")) advance(3);
            continue;
        }
        const char c = m_buffer[m_begin];
        if (c == '{') return true;
        if (c == '[' && !std::exchange(m_open, true)) ++m_arrays;
        if (c == ']') m_open = false;
        if (c == '\n') ++m_line;
        if (std::string_view(" \t\r\n,[]").find(c) == std::string_view::npos) {
            m_objectLine = m_line;
            return fail(std::string("'") + c + "' found where a JSON object was expected");
        }
        advance(1);
    }
}

} // namespace akv

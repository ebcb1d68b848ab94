// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/source_readers.h"

#include "core/base/strings.h"
#include "core/kg/source_file.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace akv {

namespace {

using Json = nlohmann::json;
constexpr std::size_t kChunk = std::size_t(1) << 18;
constexpr std::size_t kMaxObject = std::size_t(64) << 20;

/// Cuts top-level objects out of a JSON array or of JSON Lines, whichever the content is (names lie: arrays are found
/// in files called .jsonl). Only one object is held in memory.
class ObjectScanner {
public:
    explicit ObjectScanner(SourceFile file) : m_file(std::move(file)) {}

    /// Text of the next object; false at the end.
    Result<bool> next(std::string& object) {
        AKV_ASSIGN(const bool found, skipToObject());
        if (!found) return false;
        m_objectLine = m_line;
        std::size_t depth = 0, length = 0;
        bool inString = false, escaped = false;
        for (;; ++length) {
            if (m_begin + length >= m_buffer.size()) {
                if (length > kMaxObject) return fail("object longer than 64 MiB");
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
                break;
            }
        }
        object.assign(m_buffer, m_begin, length + 1);
        if (const auto bad = firstInvalidUtf8(object)) {
            const auto breaks = std::count(object.begin(), object.begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
            return notUtf8(m_file.path(), m_objectLine + static_cast<std::uint64_t>(breaks), m_offset + *bad,
                           static_cast<unsigned char>(object[*bad]));
        }
        advance(length + 1);
        return true;
    }
    std::uint64_t line() const { return m_objectLine; }
    std::uint64_t bytesRead() const { return m_offset; }
    std::uint64_t bytesTotal() const { return m_file.size(); }
    Error fail(const std::string& what) const {
        return Error(ErrorCode::FileFormat,
                     "'" + m_file.path().string() + "' line " + std::to_string(m_objectLine) + ": " + what);
    }

private:
    void advance(std::size_t bytes) {
        m_begin += bytes;
        m_offset += bytes;
    }
    Result<bool> fill() {
        m_buffer.erase(0, m_begin);
        m_begin = 0;
        return m_file.read(m_buffer, kChunk);
    }
    /// To the next '{'; only white space, commas and array brackets may stand between objects.
    Result<bool> skipToObject() {
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
            if (c == '[') m_open = true;
            if (c == ']') m_open = false;
            if (c == '\n') ++m_line;
            if (std::string_view(" \t\r\n,[]").find(c) == std::string_view::npos) {
                m_objectLine = m_line;
                return fail(std::string("'") + c + "' found where a JSON object was expected");
            }
            advance(1);
        }
    }

    SourceFile m_file;
    std::string m_buffer;
    std::size_t m_begin = 0;
    std::uint64_t m_offset = 0, m_line = 1, m_objectLine = 1;
    bool m_open = false;
};

/// First of `names` that is a non-empty string (or a number) in the object.
std::string textOf(const Json& object, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        const auto found = object.find(name);
        if (found == object.end()) continue;
        if (found->is_string()) return found->get<std::string>();
        if (found->is_number()) return found->dump();
    }
    return {};
}

class JsonTripleReader : public TripleReader {
public:
    explicit JsonTripleReader(ObjectScanner objects) : m_objects(std::move(objects)) {}

    Result<std::optional<RawTriple>> next() override {
        for (;;) {
            AKV_ASSIGN(const bool more, m_objects.next(m_text));
            if (!more) return std::optional<RawTriple>();
            const Json object = Json::parse(m_text, nullptr, false);
            if (object.is_discarded())
                return m_objects.fail("not valid JSON: " + shortened(collapseSpaces(m_text), 120));
            RawTriple triple;
            triple.head = textOf(object, {"name", "head", "subject"});
            triple.relation = textOf(object, {"description_type", "relation", "predicate"});
            triple.tail = textOf(object, {"description", "tail", "object"});
            triple.line = m_objects.line();
            if (auto reason = refuseTriple(triple)) {
                if (m_reject) m_reject({triple.line, std::move(*reason), shortened(collapseSpaces(m_text), 120)});
                continue;
            }
            return std::optional<RawTriple>(std::move(triple));
        }
    }
    void onReject(std::function<void(const Rejection&)> callback) override { m_reject = std::move(callback); }
    std::uint64_t bytesRead() const override { return m_objects.bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_objects.bytesTotal(); }

private:
    ObjectScanner m_objects;
    std::string m_text;
    std::function<void(const Rejection&)> m_reject;
};

} // namespace

Result<std::unique_ptr<TripleReader>> openQkvReader(const std::filesystem::path& path) {
    AKV_ASSIGN(SourceFile file, SourceFile::open(path));
    return std::unique_ptr<TripleReader>(std::make_unique<JsonTripleReader>(ObjectScanner(std::move(file))));
}

} // namespace akv

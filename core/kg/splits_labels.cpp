// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/splits_labels.h"

#include "core/base/strings.h"
#include "core/kg/delimited_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace akv {

namespace {

using Visit = std::function<Result<void>(const LabelRecord&)>;
using Names = std::initializer_list<std::string_view>;

constexpr std::size_t kChunk = std::size_t(1) << 18;

/// The bytes of a source file one by one, as the JSON parser takes them.
class ByteStream {
public:
    static Result<std::unique_ptr<ByteStream>> open(const std::filesystem::path& path, const std::string& encoding) {
        AKV_ASSIGN(SourceFile file, SourceFile::open(path, encoding));
        std::unique_ptr<ByteStream> stream(new ByteStream(std::move(file)));
        stream->fill();
        if (stream->m_buffer.starts_with("\xEF\xBB\xBF")) stream->m_at = 3;
        return stream;
    }
    bool end() {
        if (m_at == m_buffer.size()) fill();
        return m_at == m_buffer.size();
    }
    char peek() const { return m_buffer[m_at]; }
    void advance() {
        if (m_buffer[m_at] == '\n') ++m_line;
        ++m_at;
    }
    std::uint64_t line() const { return m_line; }
    std::uint64_t offset() const { return m_before + m_at; } ///< in the text, that of the file unless it is converted
    std::uint64_t bytesRead() const { return m_file.position(); }
    const std::optional<Error>& error() const { return m_error; }
    /// Where the file stopped being UTF-8, if the last bytes are not.
    std::optional<Error> encodingError() const {
        const std::size_t begin = m_at > 8 ? m_at - 8 : 0;
        for (std::size_t at = begin; at < m_at; ++at) {
            if ((static_cast<unsigned char>(m_buffer[at]) & 0xC0) == 0x80 && at < begin + 4) continue;
            const auto bad = firstInvalidUtf8(std::string_view(m_buffer).substr(at, m_at - at));
            if (!bad) return std::nullopt;
            return notUtf8(m_file.path(), m_line, m_before + at + *bad,
                           static_cast<unsigned char>(m_buffer[at + *bad]));
        }
        return std::nullopt;
    }

private:
    explicit ByteStream(SourceFile file) : m_file(std::move(file)) {}
    void fill() {
        m_before += m_buffer.size();
        m_at = 0;
        m_buffer.clear();
        if (auto more = m_file.read(m_buffer, kChunk); !more.ok()) m_error = std::move(more).error();
    }
    SourceFile m_file;
    std::string m_buffer;
    std::size_t m_at = 0;
    std::uint64_t m_before = 0, m_line = 1;
    std::optional<Error> m_error;
};

struct ByteIterator {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = char;

    ByteStream* stream = nullptr; ///< nullptr: the end
    char operator*() const { return stream->peek(); }
    ByteIterator& operator++() {
        stream->advance();
        return *this;
    }
    friend bool operator!=(const ByteIterator& a, const ByteIterator&) { return !a.stream->end(); }
    friend bool operator==(const ByteIterator& a, const ByteIterator& b) { return !(a != b); }
};

/// Hands on one record for each member of the outermost object.
class LabelSax : public nlohmann::json_sax<nlohmann::json> {
public:
    LabelSax(const ByteStream& stream, std::uint64_t bytes, const Visit& visit)
        : m_stream(stream), m_bytes(bytes), m_visit(visit) {}

    bool null() override { return done(); }
    bool boolean(bool) override { return done(); }
    bool number_integer(number_integer_t) override { return done(); }
    bool number_unsigned(number_unsigned_t) override { return done(); }
    bool number_float(number_float_t, const string_t&) override { return done(); }
    bool binary(binary_t&) override { return done(); }
    bool string(string_t& text) override {
        if (m_depth == 1) m_record.label = text;
        if (m_depth == 2 && m_inArray) m_record.types.push_back(text);
        if (m_depth == 2 && !m_inArray && m_key == "label") m_record.label = text;
        if (m_depth == 2 && !m_inArray && m_key == "description") m_record.description = text;
        return done();
    }
    bool key(string_t& name) override {
        if (m_depth == 1) m_record = {std::string(trimmed(name)), {}, {}, {}};
        m_key = std::move(name);
        return true;
    }
    bool start_object(std::size_t) override { return open(false); }
    bool start_array(std::size_t) override { return open(true); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& e) override {
        const std::string_view what = e.what(); // "[json.exception.parse_error.101] parse error at …"
        problem = what.substr(what.find("] ") == std::string_view::npos ? 0 : what.find("] ") + 2);
        return false;
    }

    std::string problem;
    std::optional<Error> error; ///< of the visit

private:
    bool open(bool array) {
        if (++m_depth == 2) m_inArray = array;
        if (m_depth == 1 && array) problem = "an object {id: …} was expected, an array begins";
        return problem.empty();
    }
    bool close() {
        --m_depth;
        return done();
    }
    /// After a value: a member of the outermost object is complete.
    bool done() {
        if (m_depth == 0) {
            if (m_key.empty()) problem = "an object {id: …} was expected";
            return true;
        }
        if (m_depth > 1 || m_record.id.empty()) return true;
        if (auto seen = m_visit(m_record); !seen.ok()) error = std::move(seen).error();
        return !error && m_stream.bytesRead() < m_bytes;
    }

    const ByteStream& m_stream;
    std::uint64_t m_bytes;
    const Visit& m_visit;
    LabelRecord m_record;
    std::string m_key;
    int m_depth = 0;
    bool m_inArray = false;
};

Result<void> readJson(const std::filesystem::path& path, const std::string& encoding, std::uint64_t bytes,
                      const Visit& visit) {
    AKV_ASSIGN(const auto stream, ByteStream::open(path, encoding));
    LabelSax sax(*stream, bytes, visit);
    nlohmann::json::sax_parse(ByteIterator{stream.get()}, ByteIterator{}, &sax);
    if (sax.error) return *sax.error;
    if (stream->error()) return *stream->error();
    if (sax.problem.empty()) return {};
    if (sax.problem.find("UTF-8") != std::string::npos)
        if (auto wrong = stream->encodingError()) return *wrong;
    return Error(ErrorCode::FileFormat, "'" + path.string() + "' line " + std::to_string(stream->line()) +
                                            ", byte offset " + std::to_string(stream->offset()) +
                                            ": not a JSON object of labels: " + shortened(sax.problem, 200));
}

/// Positions of the columns; npos: there is none.
struct Columns {
    std::size_t id = 0, label = 1, description = std::string::npos, types = std::string::npos;
    bool header = false;
};

std::size_t find(const std::vector<std::string>& header, Names names) {
    for (const std::string_view name : names)
        for (std::size_t i = 0; i < header.size(); ++i)
            if (const auto cell = asciiLower(trimmed(header[i])); i > 0 && cell == name) return i;
    return std::string::npos;
}

Columns columnsOf(const std::vector<std::string>& first, bool descriptions) {
    Columns columns;
    const auto label = find(first, {"label", "name", "title", "text", "entity_label", "relation_label"});
    const auto description = find(first, {"description", "definition", "desc", "wikidata_description"});
    if (label == std::string::npos && description == std::string::npos) {
        if (descriptions) std::swap(columns.label, columns.description);
        return columns;
    }
    columns = {0, label, description, find(first, {"types", "type"}), true};
    return columns;
}

Result<void> readTable(const std::filesystem::path& path, const std::string& encoding, std::uint64_t bytes,
                       const Visit& visit) {
    AKV_ASSIGN(const auto reader, DelimitedReader::open(path, "\t", false, encoding));
    const bool descriptions = asciiLower(path.stem().string()).ends_with("long");
    std::vector<std::string> fields;
    std::optional<Columns> columns;
    LabelRecord record;
    while (reader->bytesRead() < bytes) {
        AKV_ASSIGN(const bool more, reader->next(fields));
        if (!more) break;
        if (!columns) {
            columns = columnsOf(fields, descriptions);
            if (columns->header) continue;
        }
        const auto field = [&](std::size_t column) {
            return column < fields.size() ? std::string(trimmed(fields[column])) : std::string();
        };
        record = {field(columns->id), field(columns->label), field(columns->description), {}};
        const std::string types = field(columns->types);
        for (std::size_t at = 0; at < types.size();) {
            const auto stop = std::min(types.find('|', at), types.size());
            if (auto type = trimmed(std::string_view(types).substr(at, stop - at)); !type.empty())
                record.types.emplace_back(type);
            at = stop + 1;
        }
        if (!record.id.empty()) AKV_CHECK(visit(record));
    }
    return {};
}

} // namespace

Result<void> readLabels(const std::filesystem::path& path, const std::string& encoding, std::uint64_t bytes,
                        const Visit& visit) {
    return asciiLower(path.extension().string()) == ".json" ? readJson(path, encoding, bytes, visit)
                                                            : readTable(path, encoding, bytes, visit);
}

} // namespace akv

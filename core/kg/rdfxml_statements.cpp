// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/rdf_statements.h"

#include "core/base/strings.h"
#include "core/kg/rdfxml_parser.h"
#include "core/kg/xml_prolog.h"

#include <utility>

namespace akv {

namespace {

constexpr std::size_t kChunk = std::size_t(1) << 18;

class RdfXmlStatements : public RdfStatements {
public:
    RdfXmlStatements(PieceReader reader, std::string prolog)
        : m_reader(std::move(reader)), m_parser(baseIri(m_reader.path())), m_prolog(std::move(prolog)) {}

    Result<const RdfStatement*> next(std::vector<Rejection>& refused) override {
        if (m_next == m_read.size()) {
            m_read.clear();
            m_next = 0;
            if (m_end) return nullptr;
            AKV_CHECK(parseChunk(refused));
            if (m_read.empty()) return nothing();
        }
        m_line = m_read[m_next].line;
        return &m_read[m_next++].statement;
    }
    std::uint64_t line() const override { return m_line; }
    std::uint64_t bytesRead() const override { return m_reader.bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_reader.bytesTotal(); }
    std::string encoding() const override { return m_reader.encoding(); }

private:
    Result<void> parseChunk(std::vector<Rejection>& refused) {
        const std::uint64_t line = m_reader.line();
        std::string_view chunk = std::exchange(m_fed, true) ? std::string_view() : m_prolog;
        if (chunk.empty()) {
            std::size_t bytes = kChunk;
            while (bytes + 4 > kChunk && m_reader.peek(bytes) >= 0x80 && m_reader.peek(bytes) < 0xC0)
                --bytes; // within a character
            AKV_ASSIGN(chunk, m_reader.take(bytes));
            m_end = chunk.empty();
        }
        const std::size_t before = refused.size();
        const auto mistake = m_parser.parse(chunk, m_end, m_read, refused);
        for (std::size_t i = before; i < refused.size(); ++i) refused[i].snippet = lineOf(chunk, refused[i].line, line);
        if (!mistake) return {};
        return m_reader.fail(m_end ? "the file ends before its root element does; it is truncated"
                                   : "not well-formed XML: " + mistake->text,
                             mistake->line);
    }
    /// Line `line` of a chunk that begins in line `first`; empty: it began before the chunk.
    static std::string lineOf(std::string_view chunk, std::uint64_t line, std::uint64_t first) {
        for (; first < line && !chunk.empty(); ++first)
            chunk.remove_prefix(std::min(chunk.find('\n'), chunk.size() - 1) + 1);
        return first == line ? shortened(collapseSpaces(chunk.substr(0, chunk.find('\n'))), 120) : std::string();
    }

    PieceReader m_reader;
    RdfXmlParser m_parser;
    std::string m_prolog;
    std::vector<RdfXmlParser::Read> m_read;
    std::size_t m_next = 0;
    std::uint64_t m_line = 1;
    bool m_fed = false, m_end = false;
};

} // namespace

Result<std::unique_ptr<RdfStatements>> openRdfXmlStatements(const std::filesystem::path& path,
                                                            const std::string& encoding) {
    AKV_ASSIGN(const std::string chosen, xmlEncoding(path, encoding));
    AKV_ASSIGN(PieceReader reader, PieceReader::open(path, chosen));
    AKV_ASSIGN(std::string prolog, takeXmlProlog(reader));
    return std::unique_ptr<RdfStatements>(std::make_unique<RdfXmlStatements>(std::move(reader), std::move(prolog)));
}

} // namespace akv

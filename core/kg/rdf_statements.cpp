// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/rdf_statements.h"

#include "core/base/strings.h"

#include <utility>

namespace akv {

namespace {

/// What serd parses, piece by piece.
class SerdStatements : public RdfStatements {
public:
    SerdStatements(PieceReader reader, SourceFormat format)
        : m_reader(std::move(reader)), m_parser(format), m_format(format) {}

    Result<const RdfStatement*> next(std::vector<Rejection>& refused) override {
        while (m_next == m_statements.size()) {
            m_statements.clear();
            m_next = 0;
            AKV_ASSIGN(const auto piece, nextPiece());
            if (!piece) return nullptr;
            m_line = piece->line;
            m_parser.parse(*piece, m_statements, refused);
            if (m_statements.empty() && !refused.empty()) return nothing();
        }
        return &m_statements[m_next++];
    }
    std::uint64_t line() const override { return m_line; }
    std::uint64_t bytesRead() const override { return m_reader.bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_reader.bytesTotal(); }
    std::string encoding() const override { return m_reader.encoding(); }

private:
    Result<std::optional<RdfPiece>> nextPiece() {
        if (m_format == SourceFormat::Turtle) return nextTurtleStatement(m_reader);
        return m_format == SourceFormat::TriG ? nextTriGStatement(m_reader, m_block) : nextNTriplesLine(m_reader);
    }

    PieceReader m_reader;
    RdfParser m_parser;
    SourceFormat m_format;
    TriGBlock m_block;
    std::vector<RdfStatement> m_statements;
    std::size_t m_next = 0;
    std::uint64_t m_line = 0;
};

} // namespace

std::string baseIri(const std::filesystem::path& path) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string out = "file:///";
    for (const char c : path.filename().string()) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
                           c == '-' || c == '_' || c == '~';
        if (plain)
            out += c;
        else
            (out += '%').append({kHex[byte >> 4], kHex[byte & 15]});
    }
    return out;
}

Result<std::unique_ptr<RdfStatements>> openStatements(const std::filesystem::path& path, SourceFormat format,
                                                      const std::string& encoding) {
    if (format == SourceFormat::RdfXml) return openRdfXmlStatements(path, encoding);
    if (format == SourceFormat::JsonLd) return openJsonLdStatements(path, encoding);
    AKV_ASSIGN(PieceReader reader, PieceReader::open(path, encoding));
    return std::unique_ptr<RdfStatements>(std::make_unique<SerdStatements>(std::move(reader), format));
}

} // namespace akv

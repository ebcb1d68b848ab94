// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/source_kind.h"

#include "core/base/strings.h"
#include "core/kg/source_readers.h"

namespace akv {

namespace {

/// First line that is neither blank nor a comment of RDF.
std::string_view firstLine(std::string_view text) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        if (!line.empty() && line.front() != '#') return line;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {};
}

bool isDirective(std::string_view line) {
    const std::string lower = asciiLower(line);
    const bool known = lower.starts_with("@prefix") || lower.starts_with("@base") || lower.starts_with("prefix ") ||
                       lower.starts_with("base ");
    return known && line.find('<') != std::string_view::npos;
}

/// Two terms in brackets (or a blank node first) and a dot at the end, or the beginning of a longer line.
bool isStatement(std::string_view line, bool whole) {
    if (!line.starts_with('<') && !line.starts_with("_:")) return false;
    const auto space = line.find_first_of(" \t");
    if (space == std::string_view::npos) return false;
    return trimmed(line.substr(space)).starts_with('<') && (line.ends_with('.') || !whole);
}

/// Whether a line that isStatement() has a fourth term, the name of its graph.
bool isQuad(std::string_view line) {
    std::string_view rest = line;
    const auto skip = [&rest](std::size_t bytes) { rest = trimmed(rest.substr(std::min(bytes, rest.size()))); };
    for (int term = 0; term < 3; ++term) {
        if (rest.starts_with('<')) {
            skip(rest.find('>') + 1);
        } else if (rest.starts_with('"')) {
            std::size_t end = 1;
            while (end < rest.size() && rest[end] != '"') end += rest[end] == '\\' ? 2 : 1;
            skip(end + 1);
            if (rest.starts_with("^^")) skip(rest.find('>') + 1);
            if (rest.starts_with('@')) skip(rest.find_first_of(" \t"));
        } else {
            skip(rest.find_first_of(" \t"));
        }
    }
    return rest.starts_with('<') || rest.starts_with("_:");
}

/// "GRAPH <g> {", "<g> {" or "ex:g {" at the end of a line: the beginning of a block of TriG.
bool hasGraphBlock(std::string_view text) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        const bool name = line.starts_with('<') || line.starts_with("_:") || asciiLower(line).starts_with("graph ") ||
                          line.find(':') < line.find_first_of(" \t");
        if (name && line.ends_with('{') && line.find('"') == std::string_view::npos) return true;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return false;
}

Error otherXml(const std::filesystem::path& path, std::string_view text) {
    const bool rdf = text.find("rdf:RDF") != std::string_view::npos;
    return Error(ErrorCode::Unsupported,
                 "'" + path.string() + "' is XML, but not GraphML; " +
                     (rdf ? "RDF/XML is not read: convert it to N-Triples or Turtle, for example with rapper or riot"
                          : "GraphML, N-Triples, Turtle, N-Quads, TriG, TSV, CSV and Q-K-V JSON are read"));
}

} // namespace

const std::vector<std::pair<std::string, SourceFormat>>& sourceFormats() {
    static const std::vector<std::pair<std::string, SourceFormat>> kFormats = {
        {"auto", SourceFormat::Auto},       {"tsv", SourceFormat::Tsv},       {"csv", SourceFormat::Csv},
        {"atlas", SourceFormat::Atlas},     {"qkv", SourceFormat::Qkv},       {"nt", SourceFormat::NTriples},
        {"ttl", SourceFormat::Turtle},      {"nquads", SourceFormat::NQuads}, {"trig", SourceFormat::TriG},
        {"graphml", SourceFormat::GraphMl}, {"splits", SourceFormat::Splits}, {"neo4j", SourceFormat::Neo4j}};
    return kFormats;
}

Result<SourceFormat> sourceKind(std::string_view text, const std::filesystem::path& path) {
    const std::string extension = asciiLower(path.extension().string());
    const bool turtle = extension == ".ttl" || extension == ".turtle" || extension == ".n3";
    if (text.starts_with("<?xml") || text.starts_with("<!") || text.starts_with("<graphml") ||
        text.find("<graphml ") < text.find('>')) {
        if (text.find("graphml") != std::string_view::npos) return SourceFormat::GraphMl;
        return otherXml(path, text);
    }
    const std::string_view line = firstLine(text);
    if (turtle) return SourceFormat::Turtle;
    if (extension == ".trig") return SourceFormat::TriG;
    if (isDirective(line)) return hasGraphBlock(text) ? SourceFormat::TriG : SourceFormat::Turtle;
    const bool quads = extension == ".nq" || extension == ".nquads";
    if (isStatement(line, line.data() + line.size() < text.data() + text.size() - 1))
        return quads || isQuad(line) ? SourceFormat::NQuads : SourceFormat::NTriples;
    if (quads) return SourceFormat::NQuads;
    if (hasGraphBlock(line) && line.find('\t') == std::string_view::npos) return SourceFormat::TriG;
    if (extension == ".nt" || extension == ".ntriples") return SourceFormat::NTriples;
    if (extension == ".graphml") return SourceFormat::GraphMl;
    const bool json = text.starts_with('{') || (text.starts_with('[') && text.find('{') != std::string_view::npos);
    return json ? SourceFormat::Qkv : SourceFormat::Auto;
}

std::string formatText(SourceFormat format) {
    switch (format) {
    case SourceFormat::NTriples: return "RDF triples, N-Triples";
    case SourceFormat::Turtle: return "RDF triples, Turtle";
    case SourceFormat::NQuads: return "RDF quads, N-Quads";
    case SourceFormat::TriG: return "RDF quads, TriG";
    case SourceFormat::GraphMl: return "GraphML";
    case SourceFormat::Atlas: return "an ATLAS CSV folder";
    case SourceFormat::Splits: return "a benchmark with label files";
    case SourceFormat::Neo4j: return "Neo4j CSV";
    case SourceFormat::Qkv: return "Q-K-V JSON";
    default: return "a table";
    }
}

Result<SourceProposal> proposeGraph(const std::filesystem::path& path, SourceFormat format,
                                    const std::string& encoding) {
    constexpr std::uint64_t kLookAhead = std::uint64_t(16) << 20; // larger files are not read through for a preview
    SourceProposal proposal;
    proposal.format = format;
    const bool graphMl = format == SourceFormat::GraphMl;
    proposal.description = formatText(format);
    proposal.columnNames = graphMl ? std::vector<std::string>{"source or node", "relation or key", "target or value"}
                                   : std::vector<std::string>{"subject", "predicate", "object"};
    AKV_ASSIGN(auto reader, graphMl ? openGraphMlReader(path, encoding, kLookAhead)
                                    : openRdfReader(path, format, encoding, kLookAhead));
    proposal.encoding = reader->encoding();
    std::optional<Rejection> refused;
    reader->onReject([&](const Rejection& rejection) {
        if (!refused) refused = rejection;
    });
    while (proposal.preview.size() < 10) {
        AKV_ASSIGN(auto triple, reader->next());
        if (!triple) break;
        proposal.preview.push_back({triple->head, triple->relation, triple->tail});
        if (reader->bytesRead() > reader->bytesTotal() / 2 + kLookAhead) break;
    }
    if (proposal.preview.empty() && refused)
        return Error(ErrorCode::FileFormat, "'" + path.string() + "' was read as " + proposal.description +
                                                ", and nothing in it could be: line " + std::to_string(refused->line) +
                                                ": " + refused->reason + ": " + refused->snippet);
    return proposal;
}

} // namespace akv

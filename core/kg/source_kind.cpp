// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/source_kind.h"

#include "core/base/strings.h"
#include "core/kg/source_readers.h"
#include "core/kg/xml_prolog.h"

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

/// "<name attribute=" at the beginning; no IRI in brackets has a space.
bool isStartTag(std::string_view text) {
    if (!text.starts_with('<')) return false;
    const auto name = text.find_first_of(" \t\r\n>");
    const auto equals = text.find('=');
    return name != std::string_view::npos && name > 1 && equals != std::string_view::npos && name < equals &&
           text.substr(name, equals - name).find_first_of("<>\"") == std::string_view::npos &&
           !trimmed(text.substr(name, equals - name)).empty();
}

bool hasRdfXmlName(std::string_view extension) {
    return extension == ".rdf" || extension == ".owl" || extension == ".rdfs" || extension == ".skos";
}

/// By the root element, which may be beyond the sample: then by the words in what stands before it.
Result<SourceFormat> xmlKind(std::string_view text, const std::filesystem::path& path) {
    const std::string_view tag = xmlRootTag(text);
    std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/>"));
    if (const auto colon = name.find(':'); colon != std::string_view::npos) name.remove_prefix(colon + 1);
    const auto holds = [&](std::string_view part) { return text.find(part) != std::string_view::npos; };
    const std::string extension = asciiLower(path.extension().string());
    if (name == "graphml" || (tag.empty() && (holds("graphml") || extension == ".graphml")))
        return SourceFormat::GraphMl;
    if (name == "gexf" || (tag.empty() && (holds("gexf") || extension == ".gexf"))) return SourceFormat::Gexf;
    const bool named = hasRdfXmlName(extension);
    const bool space = holds("http://www.w3.org/1999/02/22-rdf-syntax-ns#");
    const bool node = tag.find(":about=") != std::string_view::npos || tag.find(":nodeID=") != std::string_view::npos ||
                      tag.find(":ID=") != std::string_view::npos;
    if (name == "RDF" || (space && (node || tag.empty())) || (named && (space || tag.empty())))
        return SourceFormat::RdfXml;
    return Error(
        ErrorCode::Unsupported,
        "'" + path.string() +
            "' is XML, but neither GraphML, GEXF nor RDF/XML; these, N-Triples, Turtle, N-Quads, TriG, JSON-LD, "
            "TSV, CSV and JSON objects are read" +
            (space ? ". If its root is a node of RDF, choose the format (on the command line: --format rdfxml)" : ""));
}

/// Whether the first object has a key of JSON-LD within the text.
bool isJsonLd(std::string_view text) {
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '{' || (c == '[' && depth > 0)) ++depth;
        if ((c == '}' || c == ']') && depth > 0 && --depth == 0) return false;
        if (c != '"') continue;
        const auto begin = at + 1;
        for (++at; at < text.size() && text[at] != '"'; ++at)
            if (text[at] == '\\') ++at;
        if (depth != 1 || at >= text.size() || !trimmed(text.substr(at + 1)).starts_with(':')) continue;
        const std::string_view key = text.substr(begin, at - begin);
        if (key == "@context" || key == "@graph" || key == "@id" || key == "@type" || key == "@included") return true;
    }
    return false;
}

} // namespace

const std::vector<std::pair<std::string, SourceFormat>>& sourceFormats() {
    static const std::vector<std::pair<std::string, SourceFormat>> kFormats = {
        {"auto", SourceFormat::Auto},       {"tsv", SourceFormat::Tsv},       {"csv", SourceFormat::Csv},
        {"atlas", SourceFormat::Atlas},     {"qkv", SourceFormat::Qkv},       {"nt", SourceFormat::NTriples},
        {"ttl", SourceFormat::Turtle},      {"nquads", SourceFormat::NQuads}, {"trig", SourceFormat::TriG},
        {"graphml", SourceFormat::GraphMl}, {"gexf", SourceFormat::Gexf},     {"rdfxml", SourceFormat::RdfXml},
        {"jsonld", SourceFormat::JsonLd},   {"splits", SourceFormat::Splits}, {"neo4j", SourceFormat::Neo4j}};
    return kFormats;
}

Result<SourceFormat> sourceKind(std::string_view text, const std::filesystem::path& path) {
    const std::string extension = asciiLower(path.extension().string());
    const bool turtle = extension == ".ttl" || extension == ".turtle" || extension == ".n3";
    const std::string_view line = firstLine(text);
    const bool xml = extension == ".xml" || extension == ".graphml" || extension == ".gexf" || hasRdfXmlName(extension);
    if (text.starts_with("<?xml") || text.starts_with("<!") || text.starts_with("<graphml") || isStartTag(text) ||
        (xml && text.starts_with('<') && !isStatement(line, false)))
        return xmlKind(text, path);
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
    if (extension == ".gexf") return SourceFormat::Gexf;
    const bool json = text.starts_with('{') || (text.starts_with('[') && text.find('{') != std::string_view::npos);
    if (json && (extension == ".jsonld" || isJsonLd(text))) return SourceFormat::JsonLd;
    return json ? SourceFormat::Qkv : SourceFormat::Auto;
}

std::string formatText(SourceFormat format) {
    switch (format) {
    case SourceFormat::NTriples: return "RDF triples, N-Triples";
    case SourceFormat::Turtle: return "RDF triples, Turtle";
    case SourceFormat::NQuads: return "RDF quads, N-Quads";
    case SourceFormat::TriG: return "RDF quads, TriG";
    case SourceFormat::GraphMl: return "GraphML";
    case SourceFormat::Gexf: return "GEXF";
    case SourceFormat::RdfXml: return "RDF triples, RDF/XML";
    case SourceFormat::JsonLd: return "RDF triples, JSON-LD";
    case SourceFormat::Atlas: return "an ATLAS CSV folder";
    case SourceFormat::Splits: return "a benchmark with label files";
    case SourceFormat::Neo4j: return "Neo4j CSV";
    case SourceFormat::Qkv: return "a file of JSON objects";
    default: return "a table";
    }
}

Result<SourceProposal> proposeGraph(const std::filesystem::path& path, SourceFormat format,
                                    const std::string& encoding) {
    constexpr std::uint64_t kLookAhead = std::uint64_t(16) << 20; // larger files are not read through for a preview
    SourceProposal proposal;
    proposal.format = format;
    const bool graphMl = format == SourceFormat::GraphMl || format == SourceFormat::Gexf;
    proposal.description = formatText(format);
    proposal.columnNames = graphMl ? std::vector<std::string>{"source or node", "relation or key", "target or value"}
                                   : std::vector<std::string>{"subject", "predicate", "object"};
    AKV_ASSIGN(auto reader, graphMl ? openGraphMlReader(path, format, encoding, kLookAhead)
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

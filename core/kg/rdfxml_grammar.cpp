// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/rdfxml_grammar.h"

#include "core/base/strings.h"
#include "core/kg/iri.h"

#include <algorithm>
#include <array>
#include <utility>

namespace akv {

namespace {

constexpr std::string_view kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr std::string_view kXml = "http://www.w3.org/XML/1998/namespace";
constexpr std::size_t kMaxDepth = 1000, kEnough = (std::size_t(1) << 20) + 1; // longer texts are refused

std::string rdf(std::string_view name) { return std::string(kRdf) + std::string(name); }

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

/// rdf:NAME, or one of the names that may stand without a namespace.
bool isRdf(const XmlName& name, std::string_view wanted) {
    static constexpr std::array<std::string_view, 5> kBare = {"about", "ID", "resource", "parseType", "type"};
    return name.local == wanted &&
           (name.space == kRdf || (name.space.empty() && std::find(kBare.begin(), kBare.end(), wanted) != kBare.end()));
}

/// Names of RDF that are not for nodes or properties. Attributes may be none of these either.
bool isReserved(const XmlName& name) {
    static constexpr std::array<std::string_view, 10> kNames = {
        "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "bagID", "aboutEach", "aboutEachPrefix"};
    return name.space == kRdf && std::find(kNames.begin(), kNames.end(), name.local) != kNames.end();
}

/// A name without a colon, as XML has it; letters beyond ASCII are taken as they come.
bool isPlainName(std::string_view name) {
    const auto begins = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    };
    return !name.empty() && begins(name.front()) && std::all_of(name.begin(), name.end(), [&](char c) {
        return begins(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
}

std::string shown(const XmlName& name) {
    return "'" + shortened(name.prefix.empty() ? name.local : name.prefix + ":" + name.local, 60) + "'";
}

RdfTerm iriTerm(std::string iri) { return {RdfTerm::Kind::Iri, std::move(iri), {}}; }

} // namespace

RdfXmlGrammar::RdfXmlGrammar(const std::string& base) {
    m_frames.emplace_back();
    m_frames.back().base = base;
}

void RdfXmlGrammar::refuse(std::string reason, std::uint64_t line) {
    m_refused->push_back({line, std::move(reason), {}});
}

void RdfXmlGrammar::skip(std::string reason, std::uint64_t line) {
    refuse(std::move(reason), line);
    m_skipped = 1;
}

void RdfXmlGrammar::emit(RdfTerm subject, std::string predicate, RdfTerm object, std::uint64_t line) {
    m_statements->push_back({{std::move(subject), iriTerm(std::move(predicate)), std::move(object), {}}, line});
}

void RdfXmlGrammar::state(const Frame& property, RdfTerm object, std::uint64_t line) {
    if (!property.reification.empty()) {
        const RdfTerm statement = iriTerm(property.reification);
        emit(statement, rdf("type"), iriTerm(rdf("Statement")), line);
        emit(statement, rdf("subject"), property.subject, line);
        emit(statement, rdf("predicate"), iriTerm(property.predicate), line);
        emit(statement, rdf("object"), object, line);
    }
    emit(property.subject, property.predicate, std::move(object), line);
}

RdfXmlGrammar::Frame RdfXmlGrammar::inherited(const std::vector<XmlAttribute>& attributes) const {
    Frame out;
    out.base = m_frames.back().base;
    out.language = m_frames.back().language;
    for (const auto& [name, value] : attributes) {
        if (name.is(kXml, "lang")) out.language = value;
        if (!name.is(kXml, "base")) continue;
        out.base = resolveIri(out.base, value);
        out.base.erase(std::min(out.base.find('#'), out.base.size()));
    }
    return out;
}

RdfXmlGrammar::Marks RdfXmlGrammar::marksOf(const std::vector<XmlAttribute>& attributes, std::uint64_t line) {
    Marks out;
    for (const auto& attribute : attributes) {
        const XmlName& name = attribute.name;
        if (name.space == kXml) continue;
        const std::pair<std::string_view, const XmlAttribute**> known[] = {
            {"about", &out.about},         {"ID", &out.id},
            {"nodeID", &out.nodeId},       {"resource", &out.resource},
            {"parseType", &out.parseType}, {"datatype", &out.datatype}};
        const auto* const found =
            std::find_if(std::begin(known), std::end(known), [&](const auto& k) { return isRdf(name, k.first); });
        if (found != std::end(known))
            *found->second = &attribute;
        else if (name.space.empty() && name.local != "type")
            refuse("attribute " + shown(name) + " has no namespace", line);
        else if (isReserved(name) || name.is(kRdf, "li") || name.is(kRdf, "Description"))
            out.problem = shown(name) + " is no longer in RDF, or cannot be an attribute";
        else
            out.properties.push_back(&attribute);
    }
    if (out.nodeId && !isPlainName(out.nodeId->value)) out.problem = "rdf:nodeID is no name";
    return out;
}

std::string RdfXmlGrammar::identified(const XmlAttribute& id, const Frame& frame, std::string& problem) {
    std::string iri = resolveIri(frame.base, "#" + id.value);
    if (!isPlainName(id.value))
        problem = "rdf:ID '" + shortened(id.value, 60) + "' is no name";
    else if (!m_ids.insert(hash128(iri)).second)
        problem = "rdf:ID '" + shortened(id.value, 60) + "' was used before";
    return problem.empty() ? iri : std::string();
}

void RdfXmlGrammar::start(const XmlName& name, const std::vector<XmlAttribute>& attributes, std::uint64_t line) {
    if (m_skipped > 0) {
        ++m_skipped;
        return;
    }
    Frame& around = m_frames.back();
    if (around.kind == Kind::Literal) return m_literal.start(name, attributes);
    Frame frame = inherited(attributes);
    if (around.kind == Kind::Document && name.is(kRdf, "RDF")) {
        frame.kind = Kind::Rdf;
        m_frames.push_back(std::move(frame));
        return;
    }
    if (name.space.empty()) return skip("element " + shown(name) + " has no namespace", line);
    if (m_frames.size() > kMaxDepth) return skip("elements nested deeper than 1,000", line);
    const Marks marks = marksOf(attributes, line);
    if (!marks.problem.empty()) return skip(marks.problem, line);
    switch (around.kind) {
    case Kind::Node: return property(name, marks, std::move(frame), line);
    case Kind::Empty: return skip("an element in a property that was given by its attributes", line);
    case Kind::Text:
        if (around.holdsNode) return skip("a property holds a second node", line);
        if (!blank(around.text)) refuse("text beside an element: " + shortened(collapseSpaces(around.text), 60), line);
        around.text.clear();
        [[fallthrough]];
    default: return node(name, marks, std::move(frame), line);
    }
}

void RdfXmlGrammar::node(const XmlName& name, const Marks& marks, Frame frame, std::uint64_t line) {
    if (isReserved(name) || name.is(kRdf, "li")) return skip(shown(name) + " is no node", line);
    if ((marks.about != nullptr) + (marks.id != nullptr) + (marks.nodeId != nullptr) > 1)
        return skip("a node has one of rdf:about, rdf:ID and rdf:nodeID", line);
    if (marks.resource || marks.parseType || marks.datatype)
        return skip("rdf:resource, rdf:parseType and rdf:datatype are for properties", line);
    std::string problem;
    if (marks.about)
        frame.subject = iriTerm(resolveIri(frame.base, marks.about->value));
    else if (marks.id)
        frame.subject = iriTerm(identified(*marks.id, frame, problem));
    else if (marks.nodeId)
        frame.subject = {RdfTerm::Kind::Blank, marks.nodeId->value, {}};
    else
        frame.subject = nameless();
    if (!problem.empty()) return skip(problem, line);
    frame.kind = Kind::Node;
    attach(m_frames.back(), frame.subject, line);
    if (!name.is(kRdf, "Description")) emit(frame.subject, rdf("type"), iriTerm(name.iri()), line);
    attributes(marks, frame.subject, frame, line);
    m_frames.push_back(std::move(frame));
}

void RdfXmlGrammar::attach(Frame& property, const RdfTerm& node, std::uint64_t line) {
    if (property.kind == Kind::Text) {
        property.holdsNode = true;
        state(property, node, line);
    } else if (property.kind == Kind::Collection) {
        const RdfTerm cell = nameless();
        if (property.holdsNode)
            emit(property.cell, rdf("rest"), cell, line);
        else
            state(property, cell, line);
        emit(cell, rdf("first"), node, line);
        property.holdsNode = true;
        property.cell = cell;
    }
}

void RdfXmlGrammar::attributes(const Marks& marks, const RdfTerm& subject, const Frame& frame, std::uint64_t line) {
    for (const auto* attribute : marks.properties) {
        if (isRdf(attribute->name, "type"))
            emit(subject, rdf("type"), iriTerm(resolveIri(frame.base, attribute->value)), line);
        else
            emit(subject, attribute->name.iri(), {RdfTerm::Kind::Literal, attribute->value, frame.language}, line);
    }
}

void RdfXmlGrammar::property(const XmlName& name, const Marks& marks, Frame frame, std::uint64_t line) {
    Frame& subject = m_frames.back();
    if (isReserved(name) || name.is(kRdf, "Description")) return skip(shown(name) + " is no property", line);
    if (marks.about) return skip("rdf:about is for nodes", line);
    frame.subject = subject.subject;
    frame.predicate = name.is(kRdf, "li") ? rdf("_" + std::to_string(++subject.members)) : name.iri();
    std::string problem;
    if (marks.id) frame.reification = identified(*marks.id, frame, problem);
    if (!problem.empty()) return skip(problem, line);
    if (marks.parseType) return parsedProperty(marks, std::move(frame), line);
    if (marks.resource || marks.nodeId || !marks.properties.empty())
        return resourceProperty(marks, std::move(frame), line);
    frame.kind = Kind::Text;
    frame.typed = marks.datatype != nullptr;
    m_frames.push_back(std::move(frame));
}

void RdfXmlGrammar::parsedProperty(const Marks& marks, Frame frame, std::uint64_t line) {
    if (marks.resource || marks.nodeId || marks.datatype || !marks.properties.empty())
        return skip("attributes beside rdf:parseType", line);
    if (marks.parseType->value == "Resource") {
        const RdfTerm inner = nameless();
        state(frame, inner, line);
        frame.subject = inner;
        frame.kind = Kind::Node;
    } else {
        frame.kind = marks.parseType->value == "Collection" ? Kind::Collection : Kind::Literal;
        frame.typed = true;
    }
    m_frames.push_back(std::move(frame));
}

void RdfXmlGrammar::resourceProperty(const Marks& marks, Frame frame, std::uint64_t line) {
    if (marks.datatype || (marks.resource && marks.nodeId))
        return skip("a property has one of rdf:resource, rdf:nodeID and rdf:datatype", line);
    RdfTerm object = marks.resource ? iriTerm(resolveIri(frame.base, marks.resource->value))
                     : marks.nodeId ? RdfTerm{RdfTerm::Kind::Blank, marks.nodeId->value, {}}
                                    : nameless();
    state(frame, object, line);
    attributes(marks, object, frame, line);
    frame.kind = Kind::Empty;
    m_frames.push_back(std::move(frame));
}

void RdfXmlGrammar::end(const XmlName& name, std::uint64_t line) {
    if (m_skipped > 0) {
        --m_skipped;
        return;
    }
    if (m_frames.back().kind == Kind::Literal && m_literal.end(name)) return;
    Frame frame = std::move(m_frames.back());
    m_frames.pop_back();
    if (frame.kind == Kind::Text && !frame.holdsNode)
        state(frame, {RdfTerm::Kind::Literal, std::move(frame.text), frame.typed ? std::string() : frame.language},
              line);
    else if (frame.kind == Kind::Literal)
        state(frame, {RdfTerm::Kind::Literal, m_literal.take(), {}}, line);
    else if (frame.kind == Kind::Collection && frame.holdsNode)
        emit(frame.cell, rdf("rest"), iriTerm(rdf("nil")), line);
    else if (frame.kind == Kind::Collection)
        state(frame, iriTerm(rdf("nil")), line);
}

void RdfXmlGrammar::text(std::string_view text, std::uint64_t line) {
    if (m_skipped > 0) return;
    Frame& frame = m_frames.back();
    if (frame.kind == Kind::Literal) {
        m_literal.text(text);
    } else if (frame.kind == Kind::Text && !frame.holdsNode) {
        if (frame.text.size() < kEnough) frame.text += text;
    } else if (!blank(text) && !std::exchange(frame.textRefused, true)) {
        refuse("text where an element was expected: " + shortened(collapseSpaces(text), 60), line);
    }
}

void RdfXmlGrammar::note(std::string_view text) {
    if (m_skipped == 0 && m_frames.back().kind == Kind::Literal) m_literal.note(text);
}

} // namespace akv

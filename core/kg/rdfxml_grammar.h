// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hash.h"
#include "core/kg/rdfxml_parser.h"
#include "core/kg/xml_literal.h"

#include <unordered_set>

namespace akv {

/// The grammar of RDF/XML (W3C, 7.2) over the events of an XML parser.
class RdfXmlGrammar {
public:
    using Read = RdfXmlParser::Read;

    explicit RdfXmlGrammar(const std::string& base);
    /// Where statements and refusals of the next events go.
    void output(std::vector<Read>* statements, std::vector<Rejection>* refused) {
        m_statements = statements;
        m_refused = refused;
    }
    void start(const XmlName& name, const std::vector<XmlAttribute>& attributes, std::uint64_t line);
    void end(const XmlName& name, std::uint64_t line);
    void text(std::string_view text, std::uint64_t line);
    /// A comment or processing instruction, as it is written.
    void note(std::string_view text);

private:
    enum class Kind { Document, Rdf, Node, Text, Empty, Collection, Literal };
    struct Frame {
        Kind kind = Kind::Document; ///< Node also of parseType Resource; Text and on: of a property
        std::string base, language;
        RdfTerm subject;                    ///< of a node, or of the statement of a property
        std::string predicate, reification; ///< of a property
        std::string text;
        RdfTerm cell; ///< of a collection: the last one
        bool typed = false, holdsNode = false, textRefused = false;
        std::uint64_t members = 0; ///< rdf:li so far
    };
    struct Marks {
        const XmlAttribute *about = nullptr, *id = nullptr, *nodeId = nullptr, *resource = nullptr,
                           *parseType = nullptr, *datatype = nullptr;
        std::vector<const XmlAttribute*> properties;
        std::string problem; ///< of the whole element; empty: none
    };

    Frame inherited(const std::vector<XmlAttribute>& attributes) const;
    Marks marksOf(const std::vector<XmlAttribute>& attributes, std::uint64_t line);
    void node(const XmlName& name, const Marks& marks, Frame frame, std::uint64_t line);
    void property(const XmlName& name, const Marks& marks, Frame frame, std::uint64_t line);
    void parsedProperty(const Marks& marks, Frame frame, std::uint64_t line);
    void resourceProperty(const Marks& marks, Frame frame, std::uint64_t line);
    /// Says of a property what its node is.
    void attach(Frame& property, const RdfTerm& node, std::uint64_t line);
    void attributes(const Marks& marks, const RdfTerm& subject, const Frame& frame, std::uint64_t line);
    /// The statement of a property, and its reification.
    void state(const Frame& property, RdfTerm object, std::uint64_t line);
    void emit(RdfTerm subject, std::string predicate, RdfTerm object, std::uint64_t line);
    void refuse(std::string reason, std::uint64_t line);
    void skip(std::string reason, std::uint64_t line);
    /// The IRI of an rdf:ID; empty, and said why: it is none.
    std::string identified(const XmlAttribute& id, const Frame& frame, std::string& problem);
    RdfTerm nameless() { return {RdfTerm::Kind::Blank, "#" + std::to_string(++m_nameless), {}}; }

    std::vector<Frame> m_frames;
    XmlLiteral m_literal;
    std::size_t m_skipped = 0; ///< depth within what is passed over
    std::uint64_t m_nameless = 0;
    std::unordered_set<Hash128> m_ids;
    std::vector<Read>* m_statements = nullptr;
    std::vector<Rejection>* m_refused = nullptr;
};

} // namespace akv

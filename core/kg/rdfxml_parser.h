// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/rdf_parser.h"

namespace akv {

/// Parses one RDF/XML document that comes in chunks of UTF-8; the only one that sees Expat, which bounds what entities
/// become. No other file is opened. Nameless blank nodes are called "#1", "#2", …, which no rdf:nodeID can be.
class RdfXmlParser {
public:
    struct Read {
        RdfStatement statement;
        std::uint64_t line = 0; ///< of the element, from 1
    };
    /// Not well-formed: nothing behind it can be understood.
    struct Mistake {
        std::string text;
        std::uint64_t line = 0;
    };

    /// `base`: of relative IRIs where no xml:base says another.
    explicit RdfXmlParser(const std::string& base);
    RdfXmlParser(RdfXmlParser&&) noexcept;
    ~RdfXmlParser();
    /// Appends statements. What RDF/XML forbids is appended to `refused` (without a snippet): an attribute, a text, or
    /// an element with all that is in it. `last`: the document ends with this chunk.
    std::optional<Mistake> parse(std::string_view chunk, bool last, std::vector<Read>& statements,
                                 std::vector<Rejection>& refused);

private:
    struct Expat;
    std::unique_ptr<Expat> m_expat;
};

} // namespace akv

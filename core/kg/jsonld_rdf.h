// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/rdf_parser.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace akv {

/// Statements of what was expanded. A number is written as JSON has it (4.5, not 4.5E0), one without a fraction as an
/// integer; JSON as its text. Nameless blank nodes are called "#1", "#2", …; labels count within their document, those
/// of the second are "LABEL#2".
class JsonLdRdf {
public:
    using Json = nlohmann::json;

    void beginDocument() { ++m_document; }
    /// Appends the statements of an array of nodes. `graph`: as RdfStatement::graph. What has no IRI to stand for it is
    /// appended to `dropped`, each with the reason.
    void write(const Json& nodes, const std::string& graph, std::vector<RdfStatement>& statements,
               std::vector<std::string>& dropped);
    /// The name of the graph that a node with @graph is; empty: it can have none.
    std::string graphName(const Json& node);

private:
    std::optional<RdfTerm> node(const Json& node, const std::string& graph);
    std::optional<RdfTerm> subject(const Json& node);
    std::optional<RdfTerm> object(const Json& value, const std::string& graph);
    std::optional<RdfTerm> list(const Json& items, const std::string& graph);
    /// An IRI or a blank node; nullopt, and said why: neither.
    std::optional<RdfTerm> resource(const Json& id);
    std::optional<std::string> predicate(const std::string& name);
    void emit(const RdfTerm& subject, const std::string& predicate, RdfTerm object, const std::string& graph);
    RdfTerm nameless() { return {RdfTerm::Kind::Blank, "#" + std::to_string(++m_nameless), {}}; }

    std::uint64_t m_document = 0, m_nameless = 0;
    std::vector<RdfStatement>* m_statements = nullptr;
    std::vector<std::string>* m_dropped = nullptr;
};

} // namespace akv

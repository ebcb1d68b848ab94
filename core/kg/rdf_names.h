// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/rdf_parser.h"
#include "core/kg/source_names.h"

namespace akv {

inline constexpr std::string_view kRdfsLabel = "http://www.w3.org/2000/01/rdf-schema#label";

/// What IRIs, blank nodes and literals of one file are called in a graph whose entities are texts:
/// - an IRI by its rdfs:label (English before none before other languages, the first of equals), else by its local name
///   (behind the last # or /, of a URN the last colon; %XX decoded, underscores as spaces), else by itself;
/// - a second IRI of that name by "NAME (local name)" or "NAME (IRI)": they stay two;
/// - a blank node by its label, else "blank node ID of FILE";
/// - a literal by its lexical form, without language and type.
/// Entities and relations have names of their own. Memory grows with the number of labels and names.
class RdfNames {
public:
    explicit RdfNames(std::string file) : m_file(std::move(file)) {}

    /// Whether the statement gives a name and is no triple.
    static bool isLabel(const RdfStatement& statement) {
        return statement.predicate.text == kRdfsLabel && statement.object.kind == RdfTerm::Kind::Literal;
    }
    void addLabel(const RdfStatement& statement);
    /// Why a label is not the name, once all are added; empty: it is.
    std::string unused(const RdfStatement& label) const;

    std::string entity(const RdfTerm& term) { return nameOf(term, m_entities); }
    std::string relation(const RdfTerm& term) { return nameOf(term, m_relations); }

private:
    struct Label {
        std::string text;
        int rank = 0;
    };
    std::string nameOf(const RdfTerm& term, NameOwners& owners) const;

    std::string m_file;
    std::unordered_map<Hash128, Label> m_labels;
    NameOwners m_entities, m_relations;
};

/// "http://x.org/Rio_de_Janeiro" -> "Rio de Janeiro"; the IRI itself when nothing readable is behind its last part.
std::string localName(std::string_view iri);

} // namespace akv

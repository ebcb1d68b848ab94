// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/rdf_parser.h"
#include "core/kg/source_names.h"

namespace akv {

/// What IRIs, blank nodes and literals of one file are called in a graph whose entities are texts:
/// - an IRI by its rdfs:label (English before none before other languages, the first of equals), without one by its
///   skos:prefLabel, schema:name or foaf:name (in this order, each as rdfs:label), else by its local name (behind the
///   last # or /, of a URN the last colon; %XX decoded, underscores as spaces), else by itself;
/// - a second IRI of that name by "NAME (local name)" or "NAME (IRI)": they stay two;
/// - a blank node by its label, else "blank node ID of FILE";
/// - a literal by its lexical form, without language and type.
/// Entities and relations have names of their own. Memory grows with the number of labels and names.
class RdfNames {
public:
    explicit RdfNames(std::string file) : m_file(std::move(file)) {}

    /// Nothing, when the statement is no label.
    void addLabel(const RdfStatement& statement);
    /// Whether the statement is a label of the property that its subject is named by, and so no triple, once all are
    /// added. An rdfs:label always is; the name of what has an rdfs:label is a triple.
    bool isName(const RdfStatement& statement) const;
    /// Why a statement that isName() is not the name, once all are added; empty: it is.
    std::string unused(const RdfStatement& label) const;

    std::string entity(const RdfTerm& term) { return nameOf(term, m_entities); }
    std::string relation(const RdfTerm& term) { return nameOf(term, m_relations); }

private:
    struct Label {
        std::string text;
        int property = 0, language = 0; ///< the lower the better
    };
    std::string nameOf(const RdfTerm& term, NameOwners& owners) const;

    std::string m_file;
    std::unordered_map<Hash128, Label> m_labels;
    NameOwners m_entities, m_relations;
};

/// "http://x.org/Rio_de_Janeiro" -> "Rio de Janeiro"; the IRI itself when nothing readable is behind its last part.
std::string localName(std::string_view iri);

} // namespace akv

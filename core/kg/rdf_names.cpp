// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/rdf_names.h"

#include "core/base/strings.h"

#include <algorithm>

namespace akv {

namespace {

Hash128 keyOf(const RdfTerm& term) { return hash128((term.kind == RdfTerm::Kind::Blank ? "_:" : "") + term.text); }

/// Names by the property that gives them, the best first; schema.org is written in two ways.
int propertyRank(const RdfStatement& statement) {
    static const std::pair<std::string_view, int> kProperties[] = {{"http://www.w3.org/2000/01/rdf-schema#label", 0},
                                                                   {"http://www.w3.org/2004/02/skos/core#prefLabel", 1},
                                                                   {"http://schema.org/name", 2},
                                                                   {"https://schema.org/name", 2},
                                                                   {"http://xmlns.com/foaf/0.1/name", 3}};
    if (statement.object.kind == RdfTerm::Kind::Literal)
        for (const auto& [iri, rank] : kProperties)
            if (statement.predicate.text == iri) return rank;
    return -1;
}

int languageRank(const std::string& language) {
    const std::string lower = asciiLower(language);
    if (lower == "en") return 0;
    if (lower.starts_with("en-")) return 1;
    return lower.empty() ? 2 : 3;
}

} // namespace

std::string localName(std::string_view iri) {
    std::string_view rest = iri;
    while (rest.ends_with('/') || rest.ends_with('#')) rest.remove_suffix(1);
    auto cut = rest.find_last_of("#/");
    if (cut == std::string_view::npos && asciiLower(rest.substr(0, 4)) == "urn:") cut = rest.find_last_of(':');
    std::string name = percentDecoded(cut == std::string_view::npos ? rest : rest.substr(cut + 1));
    std::replace(name.begin(), name.end(), '_', ' ');
    const bool readable = !trimmed(name).empty() && !firstInvalidUtf8(name) && name.find('\0') == std::string::npos;
    return readable ? std::string(trimmed(name)) : std::string(iri);
}

void RdfNames::addLabel(const RdfStatement& statement) {
    const int property = propertyRank(statement);
    if (property < 0) return;
    const std::string_view text = trimmed(statement.object.text);
    if (text.empty()) return;
    const Label label{std::string(text), property, languageRank(statement.object.language)};
    const auto [place, fresh] = m_labels.try_emplace(keyOf(statement.subject), label);
    Label& known = place->second;
    if (!fresh && std::pair(label.property, label.language) < std::pair(known.property, known.language)) known = label;
}

bool RdfNames::isName(const RdfStatement& statement) const {
    const int property = propertyRank(statement);
    if (property <= 0) return property == 0;
    const auto name = m_labels.find(keyOf(statement.subject));
    return name == m_labels.end() || name->second.property == property;
}

std::string RdfNames::unused(const RdfStatement& label) const {
    const std::string_view text = trimmed(label.object.text);
    if (text.empty()) return "empty label";
    const auto name = m_labels.find(keyOf(label.subject));
    if (name == m_labels.end()) return "label beyond what was looked through";
    if (name->second.text == text) return {};
    return languageRank(label.object.language) > name->second.language
               ? "label of a less preferred language than the name"
               : "further label of the same language";
}

std::string RdfNames::nameOf(const RdfTerm& term, NameOwners& owners) const {
    if (term.kind == RdfTerm::Kind::Literal) return term.text;
    const bool blank = term.kind == RdfTerm::Kind::Blank;
    const std::string key = (blank ? "_:" : "") + term.text;
    const std::string local = blank ? "blank node " + term.text + " of " + m_file : localName(term.text);
    const auto label = m_labels.find(hash128(key));
    if (label == m_labels.end()) return owners.claim(key, {local, blank ? key : local + " (" + term.text + ")"});
    const std::string& name = label->second.text;
    return owners.claim(key, {name, name + " (" + local + ")", name + " (" + term.text + ")"});
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/rdf_names.h"

#include "core/base/strings.h"

#include <algorithm>

namespace akv {

namespace {

Hash128 keyOf(const RdfTerm& term) { return hash128((term.kind == RdfTerm::Kind::Blank ? "_:" : "") + term.text); }

int rankOf(const std::string& language) {
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
    const std::string_view text = trimmed(statement.object.text);
    if (text.empty()) return;
    const int rank = rankOf(statement.object.language);
    const auto [place, fresh] = m_labels.try_emplace(keyOf(statement.subject), Label{std::string(text), rank});
    if (!fresh && rank < place->second.rank) place->second = {std::string(text), rank};
}

std::string RdfNames::unused(const RdfStatement& label) const {
    const std::string_view text = trimmed(label.object.text);
    if (text.empty()) return "empty label";
    const auto name = m_labels.find(keyOf(label.subject));
    if (name == m_labels.end()) return "label beyond what was looked through";
    if (name->second.text == text) return {};
    return rankOf(label.object.language) > name->second.rank ? "label of a less preferred language than the name"
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

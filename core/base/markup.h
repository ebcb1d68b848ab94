// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace akv {

/// Text inside an element of XML 1.0; control characters that XML forbids become U+FFFD.
std::string xmlText(std::string_view text);
/// The same for an attribute, whose line breaks and tabs a parser would read as spaces.
std::string xmlAttribute(std::string_view text);
/// Letters, digits and "-._~" as they are, everything else as %XX.
std::string iriPart(std::string_view text);
/// A quoted N-Triples literal.
std::string ntLiteral(std::string_view text);
/// The N-Triples names of entities and relations: <urn:atlaskv:entity:...>, <urn:atlaskv:relation:...>.
inline std::string entityIri(std::string_view name) { return "<urn:atlaskv:entity:" + iriPart(name) + ">"; }
inline std::string relationIri(std::string_view name) { return "<urn:atlaskv:relation:" + iriPart(name) + ">"; }
/// "subject rdfs:label "text" ." with a line break.
std::string ntLabel(std::string_view subject, std::string_view text);

} // namespace akv

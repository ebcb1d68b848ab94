// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace akv {

/// Whether it begins with a scheme and a colon.
bool isAbsoluteIri(std::string_view iri);
/// Blanks, quotes, brackets and the like, which no IRI has.
bool hasForbiddenCharacters(std::string_view iri);
/// A reference made absolute (RFC 3986, 5.2); `reference` itself when `base` is not absolute.
std::string resolveIri(std::string_view base, std::string_view reference);

} // namespace akv

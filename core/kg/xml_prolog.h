// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/piece_reader.h"

namespace akv {

/// The encoding to read an XML file with: the chosen one, else what its declaration says; empty: UTF-8, or what a
/// byte-order mark says. Error: unknown, or SourceFile::open's.
Result<std::string> xmlEncoding(const std::filesystem::path& path, const std::string& chosen);

/// The start tag of the root element without its brackets, when it begins in `text`; empty: it does not.
std::string_view xmlRootTag(std::string_view text);

/// Takes what stands before the root element, as text of the same lines for a parser of UTF-8: the declaration, whose
/// encoding was applied, and the place of an external DTD, which is never read, become spaces. Errors: a DOCTYPE with
/// parameter entities or entities that are in other files; a prolog longer than 1 MiB or without an end.
Result<std::string> takeXmlProlog(PieceReader& reader);

} // namespace akv

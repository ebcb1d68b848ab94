// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/triple_reader.h"

#include <string_view>

namespace akv {

/// Which of the formats that are no table the beginning of a file is in; Auto: none, so it may be a table. The content
/// counts before the name. Error: something that is recognised and cannot be read (XML of another kind).
Result<SourceFormat> sourceKind(std::string_view text, const std::filesystem::path& path);

/// How messages call a format that is no table: "RDF triples, N-Triples".
std::string formatText(SourceFormat format);

/// The first records of an RDF, GraphML or GEXF file; its roles are fixed. Error: it has none and something else was in
/// it.
Result<SourceProposal> proposeGraph(const std::filesystem::path& path, SourceFormat format,
                                    const std::string& encoding);

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/triple_reader.h"

#include <string_view>

namespace akv {

/// The files of an ATLAS / AutoSchemaKG output folder (docs of the columns in atlas_reader.cpp). Only edges are
/// required.
struct AtlasFiles {
    std::filesystem::path edges, nodes, passages, mentions, conceptNodes, conceptEdges;
};
/// Finds them in `folder`, in its triples_csv/ and concept_csv/, or in its only child that has these; nullopt when the
/// folder is something else.
std::optional<AtlasFiles> findAtlasFiles(const std::filesystem::path& folder);

Result<std::unique_ptr<TripleReader>> openTableReader(const std::filesystem::path& path,
                                                      const SourceProposal& proposal);
Result<std::unique_ptr<TripleReader>> openAtlasReader(const AtlasFiles& files);
/// Q-K-V rows as a JSON array or JSON Lines: name, description_type, description become head, relation and tail.
Result<std::unique_ptr<TripleReader>> openQkvReader(const std::filesystem::path& path);

/// Checks and trims head, relation and tail of a record; a reason when the record must be refused.
std::optional<std::string> refuseTriple(RawTriple& triple);
/// "entity" / "event" / "concept", else Unknown.
EntityType entityTypeFromName(std::string_view name);

} // namespace akv

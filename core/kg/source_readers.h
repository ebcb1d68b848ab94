// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/neo4j_files.h"
#include "core/kg/splits_files.h"
#include "core/kg/triple_reader.h"

#include <string_view>

namespace akv {

/// The files of an ATLAS / AutoSchemaKG output folder (docs of the columns in atlas_reader.cpp). Only edges are
/// required.
struct AtlasFiles {
    std::filesystem::path edges, nodes, passages, mentions, conceptNodes, conceptEdges;
    std::string encoding; ///< of all of them
};
/// Finds them in `folder`, in its triples_csv/ and concept_csv/, or in its only child that has these; nullopt when the
/// folder is something else.
std::optional<AtlasFiles> findAtlasFiles(const std::filesystem::path& folder);

Result<std::unique_ptr<TripleReader>> openTableReader(const std::filesystem::path& path, const SourceProposal& proposal,
                                                      const std::string& encoding);
Result<std::unique_ptr<TripleReader>> openAtlasReader(const AtlasFiles& files);
/// Objects of a JSON array or of JSON Lines: three of their fields become head, relation and tail, those of Q-K-V rows
/// (name, description_type, description) or others by their names or by choice.
Result<SourceProposal> proposeJson(const std::filesystem::path& path, const ReaderOptions& options);
Result<std::unique_ptr<TripleReader>> openJsonReader(const std::filesystem::path& path, const SourceProposal& proposal,
                                                     const std::string& encoding);

/// N-Triples, Turtle, N-Quads, TriG, RDF/XML or JSON-LD (rdf_reader.cpp says what becomes of labels, literals and blank
/// nodes). `lookAhead`: labels are taken from that many bytes only.
Result<std::unique_ptr<TripleReader>> openRdfReader(const std::filesystem::path& path, SourceFormat format,
                                                    const std::string& encoding, std::uint64_t lookAhead);
/// GraphML or GEXF (graphml_reader.cpp says which data become names, relations and triples). `lookAhead`: node names
/// are taken from that many bytes only.
Result<std::unique_ptr<TripleReader>> openGraphMlReader(const std::filesystem::path& path, SourceFormat format,
                                                        const std::string& encoding, std::uint64_t lookAhead);

/// A benchmark of train, valid and test (splits_reader.cpp says what becomes of ids, descriptions and types).
Result<std::unique_ptr<TripleReader>> openSplitsReader(const SplitsFiles& files);
Result<SourceProposal> proposeSplits(const SplitsFiles& files);
/// CSV files for `neo4j-admin database import` (neo4j_reader.cpp says what becomes of nodes and relationships).
Result<std::unique_ptr<TripleReader>> openNeo4jReader(const Neo4jFiles& files);
Result<SourceProposal> proposeNeo4j(const Neo4jFiles& files);

/// Places of head, relation and tail by the names of a header; nullopt when the record is no header with all three.
std::optional<ColumnOrder> headerOrder(const std::vector<std::string>& record);
/// Checks and trims head, relation and tail of a record; a reason when the record must be refused.
std::optional<std::string> refuseTriple(RawTriple& triple);
/// "entity" / "event" / "concept", else Unknown.
EntityType entityTypeFromName(std::string_view name);

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace akv {

/// A column as the header of a CSV file for `neo4j-admin database import` names it: `name:string[]`, `:ID(Person)`.
struct Neo4jColumn {
    enum class Role { Property, Id, Label, Start, End, Type, Ignore } role = Role::Property;
    std::string name, group; ///< group of an id, of a start or of an end
    bool array = false;
};

struct Neo4jTable {
    std::filesystem::path path;
    bool ownHeader = true; ///< the columns are those of its first record, else those of a file of their own
    std::vector<Neo4jColumn> columns;
    std::string delimiter, name; ///< what its edges are called where they have no :TYPE
};

struct Neo4jFiles {
    std::vector<Neo4jTable> nodes, edges;
    bool namesOnly = false; ///< of the nodes; their properties were not asked for
    std::vector<std::filesystem::path> headers, leftOut;
    std::string encoding; ///< of all of them

    std::vector<std::filesystem::path> all() const;
};

/// The node and relationship files of a folder; nullopt when there are none.
std::optional<Neo4jFiles> findNeo4jFiles(const std::filesystem::path& folder, const std::string& encoding);
/// One of them: nodes, or relationships with the names of the nodes beside it. nullopt when it is neither, and unless
/// `chosen`, when it is as good a table: relationships whose ids no file beside it names, or that name their relations
/// in a column `relation`. Error: a header without records.
Result<std::optional<Neo4jFiles>> findNeo4jFile(const std::filesystem::path& file, const std::string& encoding,
                                                bool chosen);

} // namespace akv

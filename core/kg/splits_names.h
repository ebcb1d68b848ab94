// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/source_names.h"
#include "core/kg/splits_files.h"
#include "core/kg/splits_labels.h"

#include <limits>
#include <unordered_set>

namespace akv {

/// What the ids of a benchmark are called: by their label, a second id of one label by "LABEL (id)", an id without a
/// label by itself. The first one asked for has the label. Where the
/// triples hold the labels instead of ids, they are the names, and what is said about the only id of a label is said
/// about it. Holds the names of labelled entities and hashes.
class SplitsNames {
public:
    /// Reads the label files, up to that many bytes of each. `poll` is called for every record.
    Result<void> read(const SplitsFiles& files, std::uint64_t bytes, const std::function<Result<void>()>& poll);
    /// Looks at some records, whose ends say whether the triples hold ids or labels, and in which columns.
    ColumnOrder examine(const std::vector<std::vector<std::string>>& records);

    /// `used`: a triple that is read has it; else it is only named.
    std::string entity(std::string_view term, bool used = true);
    std::string relation(std::string_view term, bool used = true);

    /// The name of an entity that the triples hold, by its id; nullptr: they do not.
    const std::string* used(std::string_view id) const;
    std::size_t labelled() const { return m_used; }             ///< entities met so far that have a label
    std::size_t unlabelled() const { return m_without.size(); } ///< … that have none
    std::size_t labelledRelations() const { return m_relationsUsed; }
    std::size_t labels() const { return m_entities.size(); }
    bool byId() const { return m_byId; }

private:
    struct Named {
        std::string name; ///< the label until it is named
        bool named = false, used = false;
    };
    static const std::string& nameOf(Named& named, const std::string& id, NameOwners& owners);
    static constexpr std::uint32_t kSeveral = std::numeric_limits<std::uint32_t>::max();

    std::vector<Named> m_entities;
    std::unordered_map<Hash128, std::uint32_t> m_ids, m_labels; ///< places in m_entities
    std::unordered_map<Hash128, Named> m_relations;
    std::unordered_set<Hash128> m_without;
    NameOwners m_entityNames, m_relationNames;
    std::size_t m_used = 0, m_relationsUsed = 0;
    bool m_byId = true;
};

} // namespace akv

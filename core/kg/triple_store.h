// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/kg/triple.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace akv {

struct TripleCounts {
    std::uint64_t entities = 0, triples = 0, passages = 0, concepts = 0, relations = 0;
};

struct SearchHit {
    enum class Kind { Entity, Triple, Passage, Relation } kind = Kind::Entity;
    std::int64_t id = 0; ///< EntityId, TripleId, passage rowid or number of the relation
    std::string title, detail;
};

struct RelationCount {
    std::string relation;
    std::uint64_t count = 0;
};

/// The KG in SQLite (kg.sqlite) with FTS5 search. One thread at a time per object; open one per thread. A reader never
/// blocks on a writer for longer than SQLite's busy timeout (5 s).
class TripleStore {
public:
    static Result<std::unique_ptr<TripleStore>> open(const std::filesystem::path& file, bool readOnly);
    ~TripleStore();

    TripleCounts counts() const;
    Result<std::optional<Triple>> triple(TripleId id) const;
    Result<std::vector<Triple>> triples(std::uint64_t offset, std::uint64_t limit) const;
    /// Calls `visit` for every triple in id order, streaming; stops at the first error.
    Result<void> forEach(const std::function<Result<void>(const Triple&)>& visit) const;
    Result<std::vector<RelationCount>> relations() const;
    Result<std::optional<Entity>> entity(EntityId id) const;
    Result<std::optional<Entity>> entityByName(std::string_view name) const;
    /// The same; an error where there is none.
    Result<Entity> entityNamed(std::string_view name) const;
    Result<std::vector<Entity>> topEntities(std::uint64_t limit) const; ///< by degree
    /// Triples that touch the entity, ordered by id.
    Result<std::vector<Triple>> neighbours(EntityId entity, std::uint64_t offset, std::uint64_t limit) const;
    /// Prefix search over entities, triples and passages, and relations whose name holds all words (without case of
    /// ASCII letters), which stand behind the entities; quotes and operators in `text` are taken literally.
    Result<std::vector<SearchHit>> search(std::string_view text, std::uint64_t limit) const;
    /// Triples whose head, relation and tail hold the words of `text` (empty: all triples), with the number of all
    /// matches. The last word may be begun only; where nothing matches so, each of them may. After "relation: " the
    /// name of a relation stands for exactly its triples (relationFilter()).
    Result<std::pair<std::vector<Triple>, std::uint64_t>> filter(std::string_view text, std::uint64_t offset,
                                                                 std::uint64_t limit) const;
    Result<std::optional<std::string>> passage(std::string_view passageId) const;

    sqlite3* handle() const { return m_db; } ///< for the folders that own further tables (rows, splits)

private:
    TripleStore() = default;
    sqlite3* m_db = nullptr;
};

/// "relation: NAME", which filter() takes as exactly that relation.
std::string relationFilter(std::string_view relation);

} // namespace akv

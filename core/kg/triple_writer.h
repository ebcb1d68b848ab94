// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/sqlite.h"
#include "core/kg/triple_reader.h"
#include "core/kg/triple_store.h"

#include <memory>
#include <string_view>
#include <unordered_map>

namespace akv {

/// Changes a store within one transaction: nothing is visible before commit(), and without it the destructor leaves the
/// store as it was. One writer at a time; the store must outlive it and must be open for writing.
class TripleWriter {
public:
    static Result<std::unique_ptr<TripleWriter>> begin(TripleStore& store);
    ~TripleWriter();
    TripleWriter(const TripleWriter&) = delete;
    TripleWriter& operator=(const TripleWriter&) = delete;

    /// The new triple's id; nullopt when exactly this triple is in the store already. Entity names are case-sensitive.
    Result<std::optional<TripleId>> add(const RawTriple& triple);
    /// A node, passage, mention or concept (see SideRecord). Mentions link passages to triples on commit.
    Result<void> addSide(const SideRecord& record);
    /// Removes a triple; its id is never given out again. False when there is no such triple.
    Result<bool> remove(TripleId id);
    /// Puts a removed triple back under the id that it had. Error when the id is in use or was never given out, or when
    /// the store holds the same triple under another id.
    Result<void> restore(TripleId id, const RawTriple& triple);
    /// Replaces head, relation and tail, keeping the id. Error when there is no such triple or the new one exists.
    Result<void> replace(TripleId id, const RawTriple& triple);
    /// Updates degrees, links mentions to triples and makes everything visible.
    Result<void> commit();

private:
    struct Statements;
    explicit TripleWriter(sqlite3* db);
    Result<std::int64_t> entityId(const std::string& name, EntityType type);
    Result<std::int64_t> relationId(const std::string& name);
    Result<std::int64_t> passageId(std::string_view key);
    Result<void> indexTriple(std::int64_t id, const RawTriple& triple);
    Result<void> unindexTriple(std::int64_t id);

    sqlite3* m_db;
    std::unique_ptr<Statements> m_sql;
    std::unordered_map<std::string, std::int64_t> m_entities, m_relations, m_passages; ///< bounded caches
    bool m_open = false, m_mentions = false;
};

} // namespace akv

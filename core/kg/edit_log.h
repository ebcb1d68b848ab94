// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/triple_store.h"

namespace akv {

/// One change to a triple after its import. A change that was taken back is two changes.
struct TripleChange {
    enum class Kind { Added, Changed, Removed } kind = Kind::Added;
    TripleId triple;
    std::int64_t time = 0;            ///< seconds since 1970, UTC
    std::string head, relation, tail; ///< before it; of an added triple as it was added
};

/// Notes changes in the transaction that is open in `db`; makes the table where a store has none.
Result<void> noteChanges(sqlite3* db, const std::vector<TripleChange>& changes);

/// The newest changes first, at most `most`; of one triple, or of all without `triple`.
Result<std::vector<TripleChange>> changesOf(const TripleStore& store, std::optional<TripleId> triple,
                                            std::uint64_t most);

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace.h"

namespace akv {

Result<std::shared_ptr<const LeafStore>> Workspace::openStore() const {
    const auto state = stateOf(m_manifest);
    const std::string again = "; run 'atlaskv kg2kv', 'embed' and 'build' with -w " + m_folder.string();
    if (state.store == StepState::Missing)
        return Error(ErrorCode::InvalidInput, "the knowledge store is not built yet" + again);
    if (state.rows == StepState::Stale)
        return Error(ErrorCode::InvalidInput,
                     "the knowledge store is stale: the triples changed after the rows were made "
                     "(rows from " +
                         m_manifest.rowsTriplesHash + ", triples are " + m_manifest.triplesHash + ")" + again);
    if (state.store == StepState::Stale)
        return Error(ErrorCode::InvalidInput, "the knowledge store is stale: built from rows " +
                                                  m_manifest.storeRowsHash + ", the rows are " + m_manifest.rowsHash +
                                                  " now" + again);
    AKV_ASSIGN(auto store, LeafStore::open(storeFolder()));
    if (store->hash() != m_manifest.storeHash || store->leafCount() != m_manifest.rows)
        return Error(ErrorCode::FileFormat, "the store in '" + storeFolder().string() + "' (" + store->hash() + ", " +
                                                std::to_string(store->leafCount()) +
                                                " leaves) is not the one that the "
                                                "manifest names (" +
                                                m_manifest.storeHash + ", " + std::to_string(m_manifest.rows) +
                                                " rows); run 'atlaskv build' again");
    return store;
}

} // namespace akv

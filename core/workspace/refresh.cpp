// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/edit.h"
#include "core/workspace/pipeline.h"

namespace akv {

Result<void> refresh(Workspace& workspace, SentenceEncoder* encoder, const JobContext& context) {
    const Manifest before = workspace.manifest();
    const WorkspaceState state = stateOf(before);
    if (state.rows == StepState::Stale) AKV_CHECK(buildRows(workspace, kg2kvOptionsOf(before), context));
    if (state.embeddings == StepState::Stale) {
        if (!encoder) return Error(ErrorCode::InvalidInput, "an encoder is needed to embed the rows that changed");
        if (encoder->name() != before.encoder)
            return Error(ErrorCode::InvalidInput, "the embeddings were made by '" + before.encoder +
                                                      "', the encoder given is '" + encoder->name() +
                                                      "'; run 'atlaskv embed' to change the encoder");
        AKV_CHECK(embedRows(workspace, *encoder, context));
    }
    if (state.store != StepState::Stale) return {};
    LeafType type = LeafType::Int8;
    if (const auto store = LeafStore::open(workspace.storeFolder(), false); store.ok()) type = (*store)->type();
    AKV_CHECK(buildStore(workspace, type, context));
    return {};
}

} // namespace akv

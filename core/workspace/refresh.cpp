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
        AKV_CHECK(embedRows(workspace, *encoder, context, true));
    }
    if (state.store != StepState::Stale) return {};
    LeafType type = LeafType::Int8;
    if (const auto store = LeafStore::open(workspace.storeFolder(), false); store.ok()) type = (*store)->type();
    AKV_CHECK(buildStore(workspace, type, context));
    return {};
}

Result<void> refreshAfter(Workspace& workspace, std::uint64_t changedTriples, const EncoderSource& encoder,
                          const JobContext& context) {
    const Manifest before = workspace.manifest();
    std::unique_ptr<SentenceEncoder> opened;
    if (stateOf(before).embeddings == StepState::Stale) { AKV_ASSIGN(opened, encoder()); }
    AKV_CHECK(refresh(workspace, opened.get(), context));
    Manifest now = workspace.manifest();
    if (!before.k || now.storeHash == before.storeHash || changedTriples * kFewRows > before.rows) return {};
    now.k = before.k;
    now.recall = before.recall;
    return workspace.saveManifest(std::move(now));
}

Result<EditOutcome> editAndRefresh(Workspace& workspace, std::span<const TripleEdit> edits,
                                   const EncoderSource& encoder, const JobContext& context) {
    EditOutcome outcome;
    AKV_ASSIGN(outcome.edit, editTriples(workspace, edits));
    if (auto done = refreshAfter(workspace, edits.size(), encoder, context); !done.ok())
        outcome.stale = std::move(done).error();
    return outcome;
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/edit.h"

#include "core/base/hash.h"
#include "core/kg/source_readers.h"
#include "core/kg/triple_writer.h"

namespace akv {

namespace {

Result<void> apply(const TripleEdit& edit, TripleWriter& writer, EditReport& report) {
    if (edit.kind == TripleEdit::Kind::Remove) {
        AKV_ASSIGN(const bool removed, writer.remove(edit.id));
        if (!removed)
            return Error(ErrorCode::InvalidInput,
                         "triple " + std::to_string(edit.id.value()) + " does not exist; nothing was changed");
        report.removed.push_back(edit.id);
        return {};
    }
    RawTriple triple;
    triple.head = edit.head;
    triple.relation = edit.relation;
    triple.tail = edit.tail;
    if (const auto reason = refuseTriple(triple))
        return Error(ErrorCode::InvalidInput, "the new triple (" + edit.head + ", " + edit.relation + ", " + edit.tail +
                                                  ") is refused: " + *reason + "; nothing was changed");
    if (edit.kind == TripleEdit::Kind::Set) {
        AKV_CHECK(writer.replace(edit.id, triple));
        report.changed.push_back(edit.id);
        return {};
    }
    AKV_ASSIGN(const auto id, writer.add(triple));
    if (!id)
        return Error(ErrorCode::InvalidInput, "the triple (" + edit.head + ", " + edit.relation + ", " + edit.tail +
                                                  ") is in the workspace already; nothing was changed");
    report.added.push_back(*id);
    return {};
}

} // namespace

Result<EditReport> editTriples(Workspace& workspace, std::span<const TripleEdit> edits) {
    EditReport report;
    const Manifest before = workspace.manifest();
    Manifest manifest = before;
    HashStream hash;
    hash.add(manifest.triplesHash);
    AKV_ASSIGN(auto writer, TripleWriter::begin(workspace.triples()));
    for (const auto& edit : edits) {
        AKV_CHECK(apply(edit, *writer, report));
        hash.add(std::to_string(static_cast<int>(edit.kind)) + " " + std::to_string(edit.id.value()));
        for (const auto* text : {&edit.head, &edit.relation, &edit.tail}) hash.add(*text);
    }
    if (edits.empty()) return report;
    manifest.triplesHash = hash.hex();
    AKV_CHECK(workspace.saveManifest(manifest)); // first: after a crash in between the rows count as stale
    if (auto done = writer->commit(); !done.ok()) {
        AKV_CHECK(workspace.saveManifest(before));
        return std::move(done).error();
    }
    return report;
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/edit.h"

#include "core/base/hash.h"
#include "core/kg/edit_log.h"
#include "core/kg/source_readers.h"
#include "core/kg/triple_writer.h"

#include <algorithm>
#include <chrono>

namespace akv {

namespace {

using Kind = TripleEdit::Kind;

std::string textOf(const TripleEdit& edit) { return "(" + edit.head + ", " + edit.relation + ", " + edit.tail + ")"; }

/// What takes an edit of a stored triple back.
Result<TripleEdit> inverseOf(const Workspace& workspace, const TripleEdit& edit) {
    if (edit.kind == Kind::Restore) return TripleEdit{Kind::Remove, edit.id, {}, {}, {}};
    AKV_ASSIGN(const auto old, workspace.triples().triple(edit.id));
    if (!old)
        return Error(ErrorCode::InvalidInput,
                     "triple " + std::to_string(edit.id.value()) + " does not exist; nothing was changed");
    return TripleEdit{edit.kind == Kind::Set ? Kind::Set : Kind::Restore,
                      edit.id,
                      old->head,
                      old->relation,
                      old->tail,
                      old->passageId};
}

Result<void> apply(const TripleEdit& edit, TripleWriter& writer, EditReport& report) {
    if (edit.kind == Kind::Remove) {
        AKV_CHECK(writer.remove(edit.id));
        report.removed.push_back(edit.id);
        return {};
    }
    RawTriple triple;
    triple.head = edit.head;
    triple.relation = edit.relation;
    triple.tail = edit.tail;
    triple.passageId = edit.passageId;
    if (const auto reason = refuseTriple(triple))
        return Error(ErrorCode::InvalidInput,
                     "the new triple " + textOf(edit) + " is refused: " + *reason + "; nothing was changed");
    if (edit.kind == Kind::Set) {
        AKV_CHECK(writer.replace(edit.id, triple));
        report.changed.push_back(edit.id);
        return {};
    }
    if (edit.kind == Kind::Restore) {
        AKV_CHECK(writer.restore(edit.id, triple));
        report.added.push_back(edit.id);
        return {};
    }
    AKV_ASSIGN(const auto id, writer.add(triple));
    if (!id)
        return Error(ErrorCode::InvalidInput,
                     "the triple " + textOf(edit) + " is in the workspace already; nothing was changed");
    report.added.push_back(*id);
    report.inverse.push_back({Kind::Remove, *id, {}, {}, {}});
    return {};
}

/// What the log keeps of an edit: the triple as it was, or as it came. `back` takes the edit back.
TripleChange changeOf(const TripleEdit& edit, const TripleEdit& back, std::int64_t time) {
    const bool came = edit.kind == Kind::Add || edit.kind == Kind::Restore;
    const TripleEdit& kept = came ? edit : back;
    return {came                     ? TripleChange::Kind::Added
            : edit.kind == Kind::Set ? TripleChange::Kind::Changed
                                     : TripleChange::Kind::Removed,
            back.id,
            time,
            kept.head,
            kept.relation,
            kept.tail};
}

std::int64_t secondsNow() {
    using namespace std::chrono;
    return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

} // namespace

Result<EditReport> editTriples(Workspace& workspace, std::span<const TripleEdit> edits) {
    EditReport report;
    const Manifest before = workspace.manifest();
    Manifest manifest = before;
    const std::int64_t now = secondsNow();
    std::vector<TripleChange> changes;
    HashStream hash;
    hash.add(manifest.triplesHash);
    AKV_ASSIGN(auto writer, TripleWriter::begin(workspace.triples()));
    for (const auto& edit : edits) {
        if (edit.kind != Kind::Add) {
            AKV_ASSIGN(auto back, inverseOf(workspace, edit));
            report.inverse.push_back(std::move(back));
        }
        AKV_CHECK(apply(edit, *writer, report));
        changes.push_back(changeOf(edit, report.inverse.back(), now));
        hash.add(std::to_string(static_cast<int>(edit.kind)) + " " + std::to_string(edit.id.value()));
        for (const auto* text : {&edit.head, &edit.relation, &edit.tail}) hash.add(*text);
    }
    if (edits.empty()) return report;
    AKV_CHECK(noteChanges(workspace.triples().handle(), changes));
    std::reverse(report.inverse.begin(), report.inverse.end());
    manifest.triplesHash = hash.hex();
    AKV_CHECK(workspace.saveManifest(manifest)); // first: after a crash in between the rows count as stale
    if (auto done = writer->commit(); !done.ok()) {
        AKV_CHECK(workspace.saveManifest(before));
        return std::move(done).error();
    }
    return report;
}

} // namespace akv

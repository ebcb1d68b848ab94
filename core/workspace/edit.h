// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/encoder/sentence_encoder.h"
#include "core/workspace/workspace.h"

#include <span>
#include <string>
#include <vector>

namespace akv {

struct TripleEdit {
    enum class Kind { Add, Set, Remove } kind = Kind::Add;
    TripleId id;                      ///< Set and Remove
    std::string head, relation, tail; ///< Add and Set
};

struct EditReport {
    std::vector<TripleId> added, changed, removed;
};
/// Applies all edits in one transaction, or none of them: an id that does not exist, an empty part and a triple that is
/// there already are errors. The rows are stale afterwards.
Result<EditReport> editTriples(Workspace& workspace, std::span<const TripleEdit> edits);

/// Brings the steps after an edit up to date that were there before it: rows with the options of the last time,
/// embeddings of the strings that are new, and the store (clustered anew; seconds at 1e5 rows).
/// `encoder` may be null when there are no embeddings.
Result<void> refresh(Workspace& workspace, SentenceEncoder* encoder, const JobContext& context);

} // namespace akv

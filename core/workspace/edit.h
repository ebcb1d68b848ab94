// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/encoder/sentence_encoder.h"
#include "core/workspace/workspace.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace akv {

struct TripleEdit {
    /// Restore puts a removed triple back under its old id.
    enum class Kind { Add, Set, Remove, Restore } kind = Kind::Add;
    TripleId id;                      ///< all but Add
    std::string head, relation, tail; ///< all but Remove
    std::string passageId = {};       ///< Add and Restore: the source passage, if any
    bool operator==(const TripleEdit&) const = default;
};

struct EditReport {
    std::vector<TripleId> added, changed, removed; ///< a restored triple counts as added
    std::vector<TripleEdit> inverse;               ///< applied in this order they take the edits back
};
/// Applies all edits in one transaction, or none of them: an id that does not exist, an empty part and a triple that is
/// there already are errors. The rows are stale afterwards.
Result<EditReport> editTriples(Workspace& workspace, std::span<const TripleEdit> edits);

/// Brings the steps after an edit up to date that were there before it: rows with the options of the last time,
/// embeddings of the strings that are new, and the store (clustered anew; seconds at 1e5 rows).
/// `encoder` may be null when there are no embeddings.
Result<void> refresh(Workspace& workspace, SentenceEncoder* encoder, const JobContext& context);

/// Opens the encoder; called only when there are embeddings to bring up to date.
using EncoderSource = std::function<Result<std::unique_ptr<SentenceEncoder>>()>;

/// refresh() that keeps the recommended k of a store when at most 1 in kFewRows of its rows belong to `changedTriples`
/// changed triples: buildStore() alone would replace a k measured with a model's attention by one of the clustering.
constexpr std::uint64_t kFewRows = 50;
Result<void> refreshAfter(Workspace& workspace, std::uint64_t changedTriples, const EncoderSource& encoder,
                          const JobContext& context);

struct EditOutcome {
    EditReport edit;
    std::optional<Error> stale; ///< why the later steps could not be brought up to date; the edit is kept
};
/// editTriples(), then refreshAfter(). An edit that is refused changes nothing and is the error of this call; when only
/// the second part fails or is cancelled the edit stays, and rows, embeddings and store count as stale.
Result<EditOutcome> editAndRefresh(Workspace& workspace, std::span<const TripleEdit> edits,
                                   const EncoderSource& encoder, const JobContext& context);

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg2kv/question_scope.h"
#include "core/workspace/workspace.h"

#include <string_view>
#include <vector>

namespace akv {

/// What a graph has to do with a question, found by names and nouns alone: no model, no embeddings.
struct QuestionMatch {
    std::vector<Entity> entities; ///< whose names stand in the question, in its order; longest names first come
    std::vector<QkvRow> asked;    ///< rows whose name and noun the question says: all of one or more identical keys
    QuestionScope scope = QuestionScope::OneFact; ///< OneFact when `asked` holds one key, whatever the words are
    bool asks(RowId row) const;
};

/// Looks at most at the first 40 words and at 400 triples of each name. Names are compared as they are stored, the
/// first letter also as a capital.
Result<QuestionMatch> matchQuestion(const Workspace& workspace, std::string_view question);

} // namespace akv

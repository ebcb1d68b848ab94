// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace akv {

/// One question of an evaluation. `row`: the gold row of the workspace; empty for questions that the graph cannot
/// answer.
struct EvalQuestion {
    std::string question, key, value, noun;
    std::optional<RowId> row;
};

/// From a Q-K-V file (formats.md section 2): a JSON array or JSON Lines, told apart by content, whatever the name.
/// `Q` is required; `key_string` is derived from `description_type` and `name` where it is absent. The gold row is
/// found by `triple_id`, else by key string and value, else by name and value (capitals do not count); a record with
/// "answerable": false has none. Errors: empty, truncated, not JSON, a record without Q, an answerable record whose row
/// the workspace lacks.
Result<std::vector<EvalQuestion>> loadQuestions(const std::filesystem::path& file, const Workspace& workspace);
/// The workspace's own rows; row i with the question template form + i mod forms (nouns.h).
Result<std::vector<EvalQuestion>> workspaceQuestions(const Workspace& workspace, std::size_t form = 0,
                                                     std::size_t forms = 1);

} // namespace akv

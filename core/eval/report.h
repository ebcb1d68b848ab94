// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/eval/evaluate.h"

#include <nlohmann/json_fwd.hpp>

namespace akv {

/// summary.json of an evaluation (cli.md).
nlohmann::ordered_json reportJson(const EvalReport& report);
/// The reach table for people: sizes, modes, figures with their intervals, what was measured with what. Markdown.
std::string reportMarkdown(const EvalReport& report);
/// Writes summary.json, summary.md, items.jsonl (`itemLines`) and, after a sweep, k_sweep.json to `folder`.
Result<void> writeReport(const std::filesystem::path& folder, const EvalReport& report, const std::string& itemLines);

} // namespace akv

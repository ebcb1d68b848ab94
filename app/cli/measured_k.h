// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/workspace/pipeline.h"

#include <filesystem>

namespace akv::cli {

/// --model of the commands that build a store: whose attention measures the recommended k.
void defineMeasuringModel(CLI::App& app, std::filesystem::path& model);

/// Measures k with the attention of `model` (empty: the bundled one; "none": not at all) and puts it into the workspace
/// and the report. A model that cannot read this graph is no error unless it was named: the k that the clustering
/// recommends then stays, and a note says why.
Result<void> measureK(Run& run, Workspace& workspace, const std::filesystem::path& model, BuildReport& report);

} // namespace akv::cli

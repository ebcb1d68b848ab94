// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/output.h"
#include "core/eval/evaluate.h"

namespace akv::cli {

/// The results of an evaluation for people; `folder` is where the files are.
void print(Output& out, const EvalReport& report, const std::filesystem::path& folder);

} // namespace akv::cli

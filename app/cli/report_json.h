// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/output.h"
#include "core/workspace/pipeline.h"

namespace akv::cli {

// Field names are a contract: add, never rename.
Json filesJson(const std::vector<ImportedFile>& files);
Json toJson(const ImportReport& report);
Json toJson(const FunnelReport& report);
Json toJson(const EmbedReport& report);
Json toJson(const BuildReport& report);

// The same for people.
void print(Output& out, const ImportReport& report);
void print(Output& out, const FunnelReport& report);
void print(Output& out, const EmbedReport& report);
void print(Output& out, const BuildReport& report);

} // namespace akv::cli

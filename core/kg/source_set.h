// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/source_readers.h"

#include <variant>

namespace akv {

/// A source of several files: a folder, or one file that is read with others beside it.
using SourceSet = std::variant<AtlasFiles, Neo4jFiles, SplitsFiles>;

/// nullopt: a file that is read by itself, as a table or by its content. Errors: a folder of no known kind or with
/// several graphs, a format that a folder or this file is not in, a delimiter chosen for what has none.
Result<std::optional<SourceSet>> findSourceSet(const std::filesystem::path& path, const ReaderOptions& options);
/// All that are read of it.
std::vector<std::filesystem::path> filesOf(const SourceSet& set);

/// A chosen delimiter says nothing where the format has none; better said than ignored.
Error noDelimiter(const std::filesystem::path& path, SourceFormat format);

} // namespace akv

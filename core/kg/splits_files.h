// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/triple_reader.h"

namespace akv {

/// The files of one data set for the completion of knowledge graphs. Only splits are required.
struct SplitsFiles {
    std::string name;                          ///< "codex-m"; of the folder when the files name no set
    std::vector<std::filesystem::path> splits; ///< in the order train, valid, test
    std::vector<std::filesystem::path> before; ///< splits of the set that name first what a single file has
    /// Label files; what an earlier one says counts.
    std::vector<std::filesystem::path> entities, relations;
    std::filesystem::path entityTypes, typeLabels; ///< {id: [type id]} and {type id: {"label"}} of CoDEx
    std::vector<std::filesystem::path> leftOut;    ///< negatives, and a second file of one split
    std::optional<ColumnOrder> columns;            ///< chosen
    std::string encoding;                          ///< of all of them

    std::vector<std::filesystem::path> all() const;
};

/// Finds one set in `folder`, or in one of its subfolders or of its triples/ (as in the repository of CoDEx); nullopt
/// when there are no split files. Error: files of several sets.
Result<std::optional<SplitsFiles>> findSplits(const std::filesystem::path& folder);
/// One file, with the label files and the earlier splits that stand beside it.
SplitsFiles splitsOfFile(const std::filesystem::path& file);
/// Whether the entity labels beside a table of triples are those of its ids: nine of ten ends in its first records.
bool hasLabelsBeside(const std::filesystem::path& file, const std::string& encoding);

} // namespace akv

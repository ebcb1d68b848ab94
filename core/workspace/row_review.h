// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/pipeline.h"

#include <string>
#include <vector>

namespace akv {

/// What a relation became in the rows of a workspace.
struct NounReview {
    std::string relation;
    MaskedSide missing = MaskedSide::Tail;
    std::string noun;
    NounSource source = NounSource::Rule;
    std::uint64_t rows = 0;
    std::string chosen; ///< the user's noun for the next rows, where it is another one than `noun`
};

/// Rows whose key string is the same: one question, several values.
struct KeyGroup {
    std::string key;
    std::uint64_t rows = 0;
    std::vector<std::string> values; ///< the first ones, in row order
};

struct RowReview {
    std::vector<NounReview> nouns;           ///< by descending rows, at most `limit`
    std::vector<KeyGroup> groups;            ///< the largest groups of two or more rows, at most `limit`
    std::vector<std::uint32_t> clusterSizes; ///< leaves of every inter cluster, in order; empty without a store
};
Result<RowReview> reviewRows(const Workspace& workspace, std::size_t limit, const JobContext& context);

/// File of a workspace with the nouns that its user chose; buildRows() prefers them to all others.
constexpr const char* kUserNounFile = "nouns-user.json";
/// Keeps a noun for the next buildRows(); an empty one gives the choice back to the rules. Errors: a noun of more than
/// five words or 60 bytes.
Result<void> chooseNoun(Workspace& workspace, const std::string& relation, MaskedSide missing, const std::string& noun);

/// The rejected records of an import as CSV: line, reason, beginning of the record. Those that the report kept (the
/// first 1,000); `duplicate` ones included.
Result<void> writeRejections(const ImportReport& report, const std::filesystem::path& file);

} // namespace akv

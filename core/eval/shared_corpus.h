// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace akv {

/// What to say about a model and questions from the same corpus: the model card's list "trained_on" (names of files or
/// corpora) against the names of the files that the graph was imported from; names count as the same when one contains
/// the other, without capitals and file endings. Says so too when the card has no such list. Empty: nothing in common.
Result<std::string> sharedCorpusNote(const std::filesystem::path& modelFolder, const std::vector<std::string>& sources);

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace akv {

struct SharedCorpus {
    bool known = false; ///< the card has the list
    std::string note;   ///< empty: nothing in common
};

/// What to say about a model and questions from the same corpus: the model card's list "trained_on" (names of files or
/// corpora) against the names of the files that the graph was imported from; names count as the same when one contains
/// the other, without capitals and file endings. Says so too when the card has no such list.
Result<SharedCorpus> sharedCorpus(const std::filesystem::path& modelFolder, const std::vector<std::string>& sources);

} // namespace akv

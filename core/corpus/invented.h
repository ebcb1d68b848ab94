// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/corpus/phrases.h"

#include <random>
#include <string>
#include <vector>

namespace akv {

/// One row before tokens and embeddings.
struct RowDraft {
    std::string noun, name, value;
    std::string relation; ///< as the graph writes it; empty when the row asks for the head
};

/// What invented rows are put together from.
struct InventedParts {
    std::vector<std::string> graphNouns;  ///< of the real rows, distinct
    std::vector<std::string> rareNouns;   ///< single words that can ask for something ("altitude")
    std::vector<std::string> relations;   ///< verb phrases as open extraction writes them ("is participated by")
    std::vector<std::string> graphNames;  ///< entities of the real rows
    std::vector<std::string> graphValues; ///< of the real rows
    Phrases phrases;
};

/// A row that no graph holds: any noun of any name with any value. It teaches to find a key by its words and to repeat
/// names and values never seen, as KBLaM's synthetic data do. `parts` must have at least one string in every list.
RowDraft inventRow(const InventedParts& parts, std::mt19937_64& random);

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/corpus/phrases.h"
#include "core/corpus/word_maker.h"

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
    std::vector<std::string> titles;   ///< of articles ("Biology (band)"); may be empty
    WordMaker properWords, plainWords; ///< of capitalised words and of others; may be empty
};

/// A row that no graph holds: any noun of any name with any value. It teaches to find a key by its words and to repeat
/// names and values never seen, as KBLaM's synthetic data do. `parts` must have at least one string in every list.
RowDraft inventRow(const InventedParts& parts, std::mt19937_64& random);

/// Rows about several entities of one kind (made-up words, Latin-like pairs, names that share a word, names of the
/// graphs) that ask for the same few things, with cells missing: as lists of elements, species or places look, where
/// every key resembles all others and an absent one resembles those that are there.
std::vector<RowDraft> inventTable(const InventedParts& parts, std::mt19937_64& random);

} // namespace akv

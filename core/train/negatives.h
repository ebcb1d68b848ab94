// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/corpus/training_folder.h"

#include <cstdint>
#include <functional>
#include <random>
#include <span>
#include <vector>

namespace akv {

/// How many rows of each kind a question brings into the context.
struct Mates {
    int sameName = 1, sameNoun = 1, alike = 2;
};

/// Finds rows that are easily taken for another one: about the same entity, asking for the same thing, or with a
/// similar key embedding (near-duplicate names, other words for the same relation).
class HardNegatives {
public:
    HardNegatives(const TrainingFolder& folder, const std::vector<std::uint32_t>& rows);
    /// Rows about the same entity, rows that ask for the same thing and similar ones, in random choice; may repeat and
    /// may name `row` itself.
    void of(std::mt19937_64& random, std::uint32_t row, Mates mates,
            const std::function<void(std::uint32_t)>& offer) const;
    /// A row whose key is similar to that of `row`.
    std::uint32_t similar(std::mt19937_64& random, std::uint32_t row) const;

private:
    using Field = std::uint32_t TrainingRow::*;
    std::uint32_t mate(std::mt19937_64& random, const std::vector<std::uint32_t>& order, Field field,
                       std::uint32_t row) const;

    const TrainingFolder& m_folder;
    std::vector<std::uint32_t> m_byName, m_byNoun, m_byCluster; ///< rows in the order of that field
};

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <span>

namespace akv {

/// Writes a model folder whose every weight is the mean of the same weight in `folders`, by `shares` (equal ones when
/// empty; they are divided by their sum). Legs of one training run, averaged, often generalise better than the last of
/// them (Wortsman et al. 2022, "Model soups"). Configuration, tokenizer and nouns are those of the first folder; the
/// answer gate is averaged too. Errors: fewer than two folders, shares that are not positive or of another number,
/// another shape, other knowledge layers, or another tokenizer.
Result<void> averageModels(std::span<const std::filesystem::path> folders, std::span<const double> shares,
                           const std::filesystem::path& out);

} // namespace akv

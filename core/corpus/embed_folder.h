// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/corpus/training_folder.h"
#include "core/encoder/sentence_encoder.h"
#include "core/text/sentence_piece.h"

#include <functional>

namespace akv {

/// Puts points [N, d] into `clusters` groups of similar ones: a label below `clusters` for each.
using ClusterFunction =
    std::function<Result<std::vector<std::uint32_t>>(const Matrix& points, std::uint32_t clusters, const JobContext&)>;

/// Fills in what a folder of token strings lacks: int8 base embeddings of every row's key string ("the NOUN of NAME")
/// and of every value, and the cluster of each row among about rows^(2/3). `cluster` empty: balanced k-means.
Result<void> embedFolder(TrainingFolder& folder, const SentencePiece& pieces, SentenceEncoder& encoder,
                         const ClusterFunction& cluster, const JobContext& context);

} // namespace akv

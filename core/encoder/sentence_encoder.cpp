// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encoder/sentence_encoder.h"

namespace akv {

Result<std::vector<Matrix>> SentenceEncoder::encodeTokens(std::span<const std::string>, const JobContext&) {
    return Error(ErrorCode::Unsupported,
                 "encoder '" + name() + "' gives no embeddings of single tokens; choose minilm");
}

} // namespace akv

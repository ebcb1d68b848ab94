// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encoder/sentence_encoder.h"

#include <memory>
#include <string>

namespace akv::cli {

/// Opens the encoder named by --encoder ("minilm").
inline Result<std::unique_ptr<SentenceEncoder>> openEncoder(const std::string& name,
                                                            const std::string& device = "cpu") {
    if (name != "minilm")
        return Error(ErrorCode::Unsupported, "encoder '" + name + "' is not known to this build; known: minilm");
    AKV_ASSIGN(const auto folder, findMiniLm());
    return openMiniLm(folder, EncoderPrecision::Fast, device);
}

} // namespace akv::cli

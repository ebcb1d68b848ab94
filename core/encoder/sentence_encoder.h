// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/base/matrix.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace akv {

/// Strings to unit vectors. Implementations may be used from one thread at a time.
class SentenceEncoder {
public:
    virtual ~SentenceEncoder() = default;
    /// Unit sentence embeddings [N, width()], row i = text i. The result does not depend on how texts are batched
    /// beyond rounding.
    virtual Result<Matrix> encode(std::span<const std::string> texts, const JobContext& context) = 0;
    /// The last layer's embedding of every token [tokens, width()], one matrix a text, without the special tokens; for
    /// BERTScore. Error Unsupported where an encoder has none.
    virtual Result<std::vector<Matrix>> encodeTokens(std::span<const std::string> texts, const JobContext& context);
    virtual std::size_t width() const = 0;
    virtual std::string name() const = 0; ///< travels with every file made from the embeddings
};

enum class EncoderPrecision { Fp32, Fast };

/// all-MiniLM-L6-v2 from a folder with `model.safetensors` and `vocab.txt`: WordPiece, BERT encoder of 6 layers, mean
/// pooling over all tokens including [CLS] and [SEP], L2-normalised, truncated at 256 pieces. Fp32 is the oracle; Fast
/// (bf16 matrix products, packed batches) stays within cosine 0.999 of it, and is the same as Fp32 on a processor
/// without bf16 arithmetic. On `device` "cuda" sentences of one length are embedded together in fp16 (within cosine
/// 0.9999).
Result<std::unique_ptr<SentenceEncoder>> openMiniLm(const std::filesystem::path& folder,
                                                    EncoderPrecision precision = EncoderPrecision::Fast,
                                                    const std::string& device = "cpu");

/// Where set-up put the encoder: $ATLASKV_ENCODER, else <user cache>/atlaskv-workbench/minilm. Error says how to get
/// it.
Result<std::filesystem::path> findMiniLm();

} // namespace akv

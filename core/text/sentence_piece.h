// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace akv {

/// SentencePiece tokenizer (tokenizer.model). Immutable and thread-safe once open.
class SentencePiece {
public:
    static Result<std::shared_ptr<const SentencePiece>> open(const std::filesystem::path& model);
    virtual ~SentencePiece() = default;

    virtual std::vector<int> encode(std::string_view text) const = 0;
    virtual std::string decode(std::span<const int> ids) const = 0;
    /// The raw piece, with U+2581 for a space.
    virtual std::string piece(int id) const = 0;
    /// Id of an exact piece; empty when the vocabulary has no such piece.
    virtual std::optional<int> id(std::string_view piece) const = 0;
    virtual int size() const = 0;
    virtual bool isControl(int id) const = 0;

    /// Surface text of one token, a space where the piece begins a word; bytes of byte-fallback pieces as they are.
    std::string surface(int id) const;
};

struct SentencePieceTraining {
    int vocabulary = 8000;
    std::vector<std::string> controlSymbols; ///< single tokens that never arise from text, such as "<q>"
    int threads = 2;
};

/// Trains a BPE model with byte fallback on the sentences and writes it to `model`. Deterministic.
Result<void> trainSentencePiece(std::span<const std::string> sentences, const SentencePieceTraining& options,
                                const std::filesystem::path& model);

} // namespace akv

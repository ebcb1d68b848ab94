// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/sentence_piece.h"

#include <memory>
#include <span>
#include <string>

/// The two entry points of the module that holds libsentencepiece. False with a message on failure.
extern "C" {
bool akvSentencePieceOpen(const std::string& blob, std::shared_ptr<const akv::SentencePiece>& out, std::string& error);
bool akvSentencePieceTrain(std::span<const std::string> sentences, const akv::SentencePieceTraining& options,
                           std::string& proto, std::string& error);
}

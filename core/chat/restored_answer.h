// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_store.h"

namespace akv {

/// An answer rebuilt from its trace alone: tokens with lambda (mean over KB layers and heads of their step), evidence
/// shares (the definition in answer.h) and kept/available per level. What a trace does not hold (cost, the match,
/// whether it is a refusal) stays empty; `match` is not a number.
Answer answerFromTrace(Trace trace);

/// An answer as it was kept in the chats. Without a trace it has text, evidence and cost, but no words to click.
Answer restoredAnswer(const StoredTurn& turn, std::optional<Trace> trace);

} // namespace akv

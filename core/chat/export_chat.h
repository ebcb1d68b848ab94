// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_store.h"

#include <string>

namespace akv {

enum class ChatFormat { Markdown, Html, Json };

/// A conversation as one document: questions, answers, evidence with shares, and the run card of every turn. HTML is
/// self-contained; JSON has the field names of `ask --json`.
std::string exportChat(const Chat& chat, ChatFormat format);

} // namespace akv

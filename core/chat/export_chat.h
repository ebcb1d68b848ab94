// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_store.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace akv {

enum class ChatFormat { Markdown, Html, Json };
/// Names as on the command line and as endings of files: md, html, json.
const std::vector<std::pair<std::string, ChatFormat>>& chatFormats();
Result<ChatFormat> parseChatFormat(const std::string& name);

/// A conversation as one document: questions, answers, evidence with shares, and the run card of every turn. HTML is
/// self-contained; JSON has the field names of `ask --json`.
std::string exportChat(const Chat& chat, ChatFormat format);
/// Several conversations as one document; JSON: {"chats": [...]}, each as exportChat() writes it.
std::string exportChats(std::span<const Chat> chats, ChatFormat format);

} // namespace akv

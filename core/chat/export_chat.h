// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_store.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace akv {

enum class ChatFormat {
    Markdown,
    Html,
    Json,
    Report ///< HTML with a search field over the turns and the triples that were read
};
/// Names as on the command line: md, html, json, report; the first three are also endings of files.
const std::vector<std::pair<std::string, ChatFormat>>& chatFormats();
Result<ChatFormat> parseChatFormat(const std::string& name);

/// A conversation as one document: questions, answers, evidence with shares, and the run card of every turn. HTML is
/// self-contained; JSON has the field names of `ask --json`.
std::string exportChat(const Chat& chat, ChatFormat format);
/// Several conversations as one document; JSON: {"chats": [...]}, each as exportChat() writes it.
std::string exportChats(std::span<const Chat> chats, ChatFormat format);

} // namespace akv

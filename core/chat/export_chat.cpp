// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/export_chat.h"

#include "core/base/strings.h"
#include "core/chat/turn_json.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

namespace akv {

namespace {

using nlohmann::json;

std::string percent(double share) {
    char text[16];
    std::snprintf(text, sizeof text, "%.1f %%", share * 100.0);
    return text;
}

std::string cardLine(const StoredTurn& t) {
    if (t.card.model.empty()) return {};
    char text[160];
    std::snprintf(text, sizeof text,
                  "seed %llu, temperature %g, k %u-%u-%u, %llu rows, first token %.2f s, %.1f tokens/s",
                  static_cast<unsigned long long>(t.card.seed), double(t.card.temperature), t.card.kRoot, t.card.kInter,
                  t.card.kLeaf, static_cast<unsigned long long>(t.card.rows), t.timeToFirstToken, t.tokensPerSecond);
    return std::string(modeName(t.mode)) + ", " + t.card.model + " (" + t.card.modelHash.substr(0, 12) + "), store " +
           t.card.storeHash.substr(0, 12) + ", " + text;
}

/// What stands in place of an answer that is not there, or after one that is not whole.
std::string stateNote(const StoredTurn& t) {
    switch (t.state) {
    case TurnState::Asked: return "The program ended before the answer.";
    case TurnState::Stopped: return "Stopped by the user; the text is partial.";
    case TurnState::Failed: return "Failed: " + t.error;
    case TurnState::Done: break;
    }
    return {};
}

/// Characters that Markdown would read as its own are escaped, so that texts come out as they are.
std::string markdownText(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view("\\`*_[]<>#|").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

std::string htmlText(const std::string& text) {
    std::string out;
    for (const char c : text) switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += c;
        }
    return out;
}

std::string tripleLine(const Evidence& e) { return e.head + " · " + e.relation + " · " + e.tail; }

std::string markdown(const Chat& chat) {
    std::string out = "# " + markdownText(chat.summary.title) + "\n\n" + utcText(chat.summary.created) + "\n";
    for (const StoredTurn& t : chat.turns) {
        out += "\n## " + markdownText(t.question) + "\n\n";
        if (!t.maskedText.empty()) out += "*asked without: " + markdownText(t.maskedText) + "*\n\n";
        if (!t.text.empty()) out += markdownText(t.text) + "\n\n";
        if (const auto note = stateNote(t); !note.empty()) out += "*" + markdownText(note) + "*\n\n";
        if (!t.evidence.empty()) {
            out += "| # | triple | share | triple id |\n|--:|---|--:|--:|\n";
            for (const Evidence& e : t.evidence)
                out += "| " + std::to_string(e.rank) + " | " + markdownText(tripleLine(e)) + " | " + percent(e.share) +
                       " | " + std::to_string(e.triple.value()) + " |\n";
            out += "\n";
        }
        if (const auto card = cardLine(t); !card.empty()) out += "> " + markdownText(card) + "\n";
    }
    return out;
}

constexpr const char* kHtmlHead = R"(<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1C2430;background:#F5F6F8}
article{background:#fff;border:1px solid #DDE1E7;border-radius:10px;padding:1rem 1.25rem;margin:1rem 0}
h2{font-size:1.05rem;margin:0 0 .5rem}table{border-collapse:collapse;font-size:.9rem;width:100%}
td,th{text-align:left;padding:.2rem .6rem;border-top:1px solid #DDE1E7}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
.dim{color:#5B6577;font-size:.85rem}
@media(prefers-color-scheme:dark){body{background:#15181D;color:#E6E9EE}article{background:#1D2127;border-color:#313740}
td,th{border-color:#313740}.dim{color:#9AA4B2}}
</style>)";

std::string htmlPage(const std::string& title, const std::string& body) {
    return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>" + htmlText(title) + "</title>" + kHtmlHead +
           "</head>\n<body>" + body + "</body></html>\n";
}

std::string htmlBody(const Chat& chat) {
    std::string out =
        "<h1>" + htmlText(chat.summary.title) + "</h1><p class=\"dim\">" + utcText(chat.summary.created) + "</p>\n";
    for (const StoredTurn& t : chat.turns) {
        out += "<article><h2>" + htmlText(t.question) + "</h2>\n";
        if (!t.maskedText.empty()) out += "<p class=\"dim\">asked without: " + htmlText(t.maskedText) + "</p>\n";
        if (!t.text.empty()) out += "<p>" + htmlText(t.text) + "</p>\n";
        if (const auto note = stateNote(t); !note.empty()) out += "<p class=\"dim\">" + htmlText(note) + "</p>\n";
        if (!t.evidence.empty()) {
            out += "<table><tr><th class=\"n\">#</th><th>triple</th><th class=\"n\">share</th></tr>\n";
            for (const Evidence& e : t.evidence)
                out += "<tr><td class=\"n\">" + std::to_string(e.rank) + "</td><td>" + htmlText(tripleLine(e)) +
                       "</td><td class=\"n\">" + percent(e.share) + "</td></tr>\n";
            out += "</table>\n";
        }
        if (const auto card = cardLine(t); !card.empty()) out += "<p class=\"dim\">" + htmlText(card) + "</p>\n";
        out += "</article>\n";
    }
    return out;
}

/// The conversations, then every triple that was read with the questions that read it; one field filters both.
std::string reportPage(std::span<const Chat> chats) {
    struct Read {
        std::string text;
        double most = 0.0;
        std::vector<std::string> questions;
    };
    std::map<std::int64_t, Read> triples;
    std::string body;
    for (const Chat& chat : chats) {
        body += htmlBody(chat);
        for (const StoredTurn& t : chat.turns)
            for (const Evidence& e : t.evidence) {
                Read& read = triples[e.triple.value()];
                read.text = tripleLine(e);
                read.most = std::max(read.most, e.share);
                read.questions.push_back(t.question);
            }
    }
    body += "<h1>Triples that were read</h1><table><tr><th class=\"n\">id</th><th>triple</th><th class=\"n\">largest "
            "share</th><th>by</th></tr>\n";
    for (const auto& [id, read] : triples) {
        std::string by;
        for (const std::string& question : read.questions) by += (by.empty() ? "" : "; ") + question;
        body += "<tr class=\"row\"><td class=\"n\">" + std::to_string(id) + "</td><td>" + htmlText(read.text) +
                "</td><td class=\"n\">" + percent(read.most) + "</td><td>" + htmlText(by) + "</td></tr>\n";
    }
    body += "</table>\n";
    return htmlPage(chats.size() == 1 ? chats.front().summary.title : "Report",
                    "<p><input id=\"find\" type=\"search\" placeholder=\"Search\" aria-label=\"Search\"></p>\n" + body +
                        "<script>document.getElementById('find').oninput=e=>{const w=e.target.value.toLowerCase();"
                        "for(const n of document.querySelectorAll('article,tr.row'))"
                        "n.hidden=!n.textContent.toLowerCase().includes(w)}</script>\n");
}

json asJson(const Chat& chat) {
    json turns = json::array();
    for (const StoredTurn& t : chat.turns) {
        json masked = json::array();
        for (const TripleId id : t.masked) masked.push_back(id.value());
        json j = {{"question", t.question}, {"answer", t.text},         {"state", turnStateName(t.state)},
                  {"error", t.error},       {"mode", modeName(t.mode)}, {"masked", masked},
                  {"asked_at", t.created},  {"trace_file", t.traceFile}};
        if (!t.card.model.empty()) {
            j["run_card"] = cardJson(t.card);
            j["evidence"] = evidenceJson(t.evidence);
            j["refused"] = t.refused, j["match"] = t.match, j["lambda_kg"] = t.lambdaKg;
            j["time_to_first_token_s"] = t.timeToFirstToken, j["tokens_per_s"] = t.tokensPerSecond;
            j["prompt_tokens"] = t.promptTokens;
        }
        turns.push_back(std::move(j));
    }
    return {{"id", chat.summary.id.value()},
            {"title", chat.summary.title},
            {"created", chat.summary.created},
            {"turns", turns}};
}

} // namespace

const std::vector<std::pair<std::string, ChatFormat>>& chatFormats() {
    static const std::vector<std::pair<std::string, ChatFormat>> kFormats = {{"md", ChatFormat::Markdown},
                                                                             {"html", ChatFormat::Html},
                                                                             {"json", ChatFormat::Json},
                                                                             {"report", ChatFormat::Report}};
    return kFormats;
}

Result<ChatFormat> parseChatFormat(const std::string& name) {
    for (const auto& [known, format] : chatFormats())
        if (known == name) return format;
    return Error(ErrorCode::InvalidInput,
                 "'" + name + "' is no format for chats; they are written as md, html, json or report");
}

std::string exportChat(const Chat& chat, ChatFormat format) {
    switch (format) {
    case ChatFormat::Markdown: return markdown(chat);
    case ChatFormat::Html: return htmlPage(chat.summary.title, htmlBody(chat));
    case ChatFormat::Json: return asJson(chat).dump(2) + "\n";
    case ChatFormat::Report: return reportPage({&chat, 1});
    }
    return {};
}

std::string exportChats(std::span<const Chat> chats, ChatFormat format) {
    if (format == ChatFormat::Report) return reportPage(chats);
    std::string out;
    json list = json::array();
    for (const Chat& chat : chats) switch (format) {
        case ChatFormat::Markdown: out += (out.empty() ? "" : "\n") + markdown(chat); break;
        case ChatFormat::Html: out += htmlBody(chat); break;
        case ChatFormat::Json: list.push_back(asJson(chat)); break;
        case ChatFormat::Report: break;
        }
    if (format == ChatFormat::Html) return htmlPage("Chats", out);
    return format == ChatFormat::Json ? json{{"chats", list}}.dump(2) + "\n" : out;
}

} // namespace akv

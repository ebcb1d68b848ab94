// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/jsonld_document.h"

#include "core/base/strings.h"

#include <algorithm>
#include <unordered_set>
#include <vector>

namespace akv {

std::string jsonLdProblem(std::string_view text) {
    constexpr std::size_t kMaxDepth = 200;
    std::vector<std::unordered_set<std::string_view>> keys; // of the objects that are open, by depth
    std::size_t depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '{' || c == '[') {
            if (++depth > kMaxDepth) return "brackets nested deeper than 200";
            if (keys.size() < depth) keys.emplace_back();
            if (auto& known = keys[depth - 1]; known.bucket_count() > 100)
                known = {}; // clear() would go through all of them, every time
            else
                known.clear();
        } else if ((c == '}' || c == ']') && depth > 0) {
            --depth;
        } else if (c == '"') {
            const std::size_t begin = at + 1;
            for (++at; at < text.size() && text[at] != '"'; ++at)
                if (text[at] == '\\') ++at;
            const auto behind = text.find_first_not_of(" \t\r\n", at + 1);
            if (at >= text.size() || behind == std::string_view::npos || text[behind] != ':' || depth == 0) continue;
            const std::string_view key = text.substr(begin, at - begin);
            if (!keys[depth - 1].insert(key).second) return "the key '" + shortened(key, 60) + "' twice in one object";
        }
    }
    return {};
}

JsonLdDocument::JsonLdDocument(std::string_view text, std::uint64_t line) : m_text(text), m_line(line) { look(); }

std::size_t JsonLdDocument::blanks(std::size_t at) const {
    return std::min(m_text.find_first_not_of(" \t\r\n", at), m_text.size());
}

/// Behind the value at `at`; no more than brackets and quotes are looked at.
std::size_t JsonLdDocument::value(std::size_t at) const {
    std::size_t depth = 0;
    for (; at < m_text.size(); ++at) {
        const char c = m_text[at];
        if (c == '"') {
            for (++at; at < m_text.size() && m_text[at] != '"'; ++at)
                if (m_text[at] == '\\') ++at;
            if (depth == 0) return std::min(at + 1, m_text.size());
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (depth == 0) return at;
            if (--depth == 0) return at + 1;
        } else if (depth == 0 && (c == ',' || c == ' ' || c == '\t' || c == '\r' || c == '\n')) {
            return at;
        }
    }
    return at;
}

/// Finds "@graph" and what stands beside it; anything unusual leaves the document whole.
void JsonLdDocument::look() {
    std::string shell = "{";
    std::size_t graph = 0;
    for (std::size_t at = blanks(1); at < m_text.size() && m_text[at] == '"'; at = blanks(at)) {
        const std::size_t keyEnd = value(at);
        const std::string_view key = m_text.substr(at, keyEnd - at);
        const std::size_t colon = blanks(keyEnd);
        const std::size_t begin = blanks(colon + 1), end = value(begin);
        if (colon >= m_text.size() || m_text[colon] != ':' || begin >= m_text.size()) return;
        if (key == "\"@graph\"") {
            if (graph != 0 || m_text[begin] != '[') return;
            graph = begin;
        } else if (key == "\"@context\"" || key == "\"@id\"") {
            shell.append(key).append(":").append(m_text.substr(begin, end - begin)).append(",");
        } else {
            return;
        }
        at = blanks(end);
        if (at < m_text.size() && m_text[at] == '}') break;
        if (at >= m_text.size() || m_text[at] != ',') return;
        ++at;
    }
    if (graph == 0) return;
    m_shell = shell + "\"@graph\":[]}";
    m_at = graph + 1;
    m_more = m_text[blanks(m_at)] != ']';
}

JsonLdDocument::Piece JsonLdDocument::piece(std::size_t end) {
    m_line += static_cast<std::uint64_t>(std::count(m_text.begin() + static_cast<std::ptrdiff_t>(m_counted),
                                                    m_text.begin() + static_cast<std::ptrdiff_t>(m_at), '\n'));
    m_counted = m_at;
    const Piece out{m_text.substr(m_at, end - m_at), m_line};
    m_at = end;
    return out;
}

std::optional<JsonLdDocument::Piece> JsonLdDocument::next() {
    if (!m_more) return std::nullopt;
    if (m_shell.empty()) {
        m_more = false;
        return piece(m_text.size());
    }
    m_at = blanks(m_at);
    const Piece out = piece(value(m_at));
    m_at = blanks(m_at);
    const char behind = m_at < m_text.size() ? m_text[m_at] : '\0';
    m_more = behind != ']';
    if (behind == ',' || behind == ']') {
        ++m_at;
        return out;
    }
    m_more = false;
    return Piece{m_text.substr(static_cast<std::size_t>(out.text.data() - m_text.data())), out.line};
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/xml_prolog.h"

#include "core/base/strings.h"

#include <algorithm>

namespace akv {

namespace {

constexpr std::size_t kMaxProlog = std::size_t(1) << 20;
constexpr auto kNone = std::string_view::npos;

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::size_t behind(std::string_view text, std::string_view end, std::size_t at) {
    const auto found = text.find(end, at);
    return found == kNone ? kNone : found + end.size();
}

/// Behind the comment or processing instruction at `at`; `at` when there is none; kNone when it has no end.
std::size_t behindNote(std::string_view text, std::size_t at) {
    if (text.substr(at).starts_with("<!--")) return behind(text, "-->", at + 4);
    return text.substr(at).starts_with("<?") ? behind(text, "?>", at + 2) : at;
}

/// The first of `stops` at or behind `at` that is neither in quotes nor in a comment.
std::size_t findOutside(std::string_view text, std::string_view stops, std::size_t at) {
    while (at < text.size()) {
        if (stops.find(text[at]) != kNone) return at;
        if (const auto note = behindNote(text, at); note != at) {
            at = note;
        } else if (text[at] == '"' || text[at] == '\'') {
            at = behind(text, text.substr(at, 1), at + 1);
        } else {
            ++at;
        }
    }
    return kNone;
}

struct Prolog {
    std::size_t root = kNone; ///< of the '<' of the root element; kNone: it is not in the text
    std::size_t declaration = 0;
    std::size_t doctype = kNone, subset = kNone, subsetEnd = kNone; ///< its '<', its '[' and ']'
};

Prolog scan(std::string_view text) {
    Prolog out;
    if (text.starts_with("<?xml") && text.size() > 5 && blank(text[5])) out.declaration = behind(text, "?>", 5);
    for (std::size_t at = out.declaration; at < text.size();) {
        if (blank(text[at])) {
            ++at;
        } else if (const auto note = behindNote(text, at); note != at) {
            at = note;
        } else if (text.substr(at).starts_with("<!DOCTYPE") && out.doctype == kNone) {
            out.doctype = at;
            at = findOutside(text, "[>", at + 9);
            if (at >= text.size()) break;
            if (text[at] == '[') {
                out.subset = at;
                out.subsetEnd = findOutside(text, "]", at + 1);
                at = out.subsetEnd == kNone ? kNone : text.find('>', out.subsetEnd);
            }
            if (at != kNone) ++at;
        } else {
            out.root = at;
            break;
        }
    }
    return out;
}

/// Why the declaration "<!ENTITY …" is refused; empty: it is not.
std::string refuseEntity(std::string_view declaration) {
    std::string_view rest = trimmed(declaration.substr(8));
    if (rest.starts_with('%')) return "a parameter entity";
    const auto end = rest.find_first_of(" \t\r\n");
    const std::string name = "the entity '" + shortened(rest.substr(0, end), 40) + "' ";
    rest = end == kNone ? std::string_view() : trimmed(rest.substr(end));
    return rest.starts_with('"') || rest.starts_with('\'') ? std::string() : name + "that is in another file";
}

Result<void> checkSubset(const PieceReader& reader, std::string_view text, const Prolog& prolog) {
    const auto fail = [&](const std::string& what, std::size_t at) {
        const auto breaks = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        return reader.fail("the DOCTYPE declares " + what +
                               ", which is not read. Remove the declaration and write the texts out (xmllint --noent "
                               "does that)",
                           reader.line() + static_cast<std::uint64_t>(breaks));
    };
    for (std::size_t at = prolog.subset + 1; at < prolog.subsetEnd;) {
        if (text[at] == '%') return fail("a parameter entity", at);
        const auto note = behindNote(text, at);
        if (note == at && text.substr(at).starts_with("<!ENTITY")) {
            const auto end = std::min(findOutside(text, ">", at), prolog.subsetEnd);
            if (std::string what = refuseEntity(text.substr(at, end - at)); !what.empty()) return fail(what, at);
            at = end;
        } else if (text[at] == '"' || text[at] == '\'') {
            at = behind(text, text.substr(at, 1), at + 1);
        } else {
            at = note == at ? at + 1 : note;
        }
    }
    return {};
}

void blankOut(std::string& text, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i)
        if (text[i] != '\n') text[i] = ' ';
}

/// What the XML declaration says; the name of a wide encoding says only what was seen already.
Result<std::string> declaredEncoding(const std::filesystem::path& path) {
    AKV_ASSIGN(const std::string start, readSample(path, 256));
    const auto end = start.find("?>"), at = start.find("encoding=");
    if (!start.starts_with("<?xml") || end == std::string::npos || at > end) return std::string();
    const char quote = start[at + 9];
    const auto close = start.find(quote, at + 10);
    if (close == std::string::npos || close > end) return std::string();
    std::string name = start.substr(at + 10, close - at - 10);
    const std::string lower = asciiLower(name);
    return lower.starts_with("utf-16") || lower.starts_with("utf-32") || lower.starts_with("ucs") ? std::string()
                                                                                                  : std::move(name);
}

} // namespace

Result<std::string> xmlEncoding(const std::filesystem::path& path, const std::string& chosen) {
    AKV_ASSIGN(std::string name, encodingName(chosen));
    if (!name.empty()) return name;
    AKV_ASSIGN(name, declaredEncoding(path));
    if (const auto known = encodingName(name); !known.ok())
        return Error(ErrorCode::FileFormat,
                     "'" + path.string() + "' names its encoding in the XML declaration: " + known.error().message);
    return name;
}

std::string_view xmlRootTag(std::string_view text) {
    const auto at = scan(text).root;
    if (at == kNone || text[at] != '<') return {};
    const std::string_view tag = text.substr(at + 1);
    return tag.substr(0, findOutside(tag, ">", 0));
}

Result<std::string> takeXmlProlog(PieceReader& reader) {
    std::string text;
    for (int c = reader.peek(0); c != -1 && text.size() < kMaxProlog; c = reader.peek(text.size()))
        text += static_cast<char>(c);
    AKV_CHECK(reader.problem());
    const Prolog prolog = scan(text);
    if (prolog.root == kNone || text[prolog.root] != '<')
        return reader.fail("no element was found; what stands before it may be 1 MiB long", reader.line());
    if (prolog.doctype != kNone) {
        if (prolog.subset != kNone) AKV_CHECK(checkSubset(reader, text, prolog));
        // "<!DOCTYPE NAME" stays, and the declarations in brackets.
        const auto name = text.find_first_not_of(" \t\r\n", prolog.doctype + 9);
        const auto outer = std::min(text.find_first_of(" \t\r\n[>", name), text.size());
        const auto end = prolog.subset != kNone ? prolog.subset : findOutside(text, ">", prolog.doctype + 9);
        blankOut(text, outer, end);
    }
    blankOut(text, 0, prolog.declaration);
    AKV_CHECK(reader.take(prolog.root));
    text.resize(prolog.root);
    return text;
}

} // namespace akv

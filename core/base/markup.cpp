// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/markup.h"

#include <cctype>
#include <cstdio>

namespace akv {

namespace {

/// "\u0001", as N-Triples write a control character.
std::string controlEscape(char c) {
    char escape[8];
    std::snprintf(escape, sizeof escape, "\\u%04X", static_cast<unsigned char>(c));
    return escape;
}

} // namespace

std::string iriPart(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) || c == '-' || c == '.' || c == '_' || c == '~') {
            out += c;
        } else {
            char escape[4];
            std::snprintf(escape, sizeof escape, "%%%02X", byte);
            out += escape;
        }
    }
    return out;
}

std::string ntLiteral(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else if (c == '\t')
            out += "\\t";
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            out += controlEscape(c);
        else
            out += c;
    }
    return out + "\"";
}

std::string xmlText(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\r')
            out += "&#13;"; // as it is, a parser would read a line feed
        else if (byte < 0x20 && c != '\n' && c != '\t')
            out += "\xEF\xBF\xBD";
        else
            out += c;
    }
    return out;
}

std::string xmlAttribute(std::string_view text) {
    std::string out;
    for (const char c : xmlText(text)) {
        if (c == '\n')
            out += "&#10;";
        else if (c == '\t')
            out += "&#9;";
        else
            out += c;
    }
    return out;
}

std::string ntLabel(std::string_view subject, std::string_view text) {
    return std::string(subject) + " <http://www.w3.org/2000/01/rdf-schema#label> " + ntLiteral(text) + " .\n";
}

} // namespace akv

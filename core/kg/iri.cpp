// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/iri.h"

#include <algorithm>
#include <optional>

namespace akv {

namespace {

struct Parts {
    std::string_view scheme, path;
    std::optional<std::string_view> authority, query, fragment;
};

std::size_t schemeLength(std::string_view iri) {
    std::size_t at = 0;
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    while (at < iri.size() && (letter(iri[at]) || (at > 0 && ((iri[at] >= '0' && iri[at] <= '9') || iri[at] == '+' ||
                                                              iri[at] == '-' || iri[at] == '.'))))
        ++at;
    return at > 0 && at < iri.size() && iri[at] == ':' ? at : 0;
}

Parts split(std::string_view iri) {
    Parts out;
    if (const auto length = schemeLength(iri); length > 0) {
        out.scheme = iri.substr(0, length);
        iri.remove_prefix(length + 1);
    }
    if (const auto at = iri.find('#'); at != std::string_view::npos) {
        out.fragment = iri.substr(at + 1);
        iri = iri.substr(0, at);
    }
    if (const auto at = iri.find('?'); at != std::string_view::npos) {
        out.query = iri.substr(at + 1);
        iri = iri.substr(0, at);
    }
    if (iri.starts_with("//")) {
        const auto end = iri.find('/', 2);
        out.authority = iri.substr(2, end == std::string_view::npos ? end : end - 2);
        iri = end == std::string_view::npos ? std::string_view() : iri.substr(end);
    }
    out.path = iri;
    return out;
}

std::string withoutDots(std::string_view path) {
    std::string out;
    while (!path.empty()) {
        if (path.starts_with("../") || path.starts_with("./")) {
            path.remove_prefix(path.find('/') + 1);
        } else if (path.starts_with("/./") || path == "/.") {
            path = path.size() > 2 ? path.substr(2) : "/";
        } else if (path.starts_with("/../") || path == "/..") {
            path = path.size() > 3 ? path.substr(3) : "/";
            out.erase(out.rfind('/') == std::string::npos ? 0 : out.rfind('/'));
        } else if (path == "." || path == "..") {
            path = {};
        } else {
            const auto end = std::min(path.find('/', 1), path.size());
            out += path.substr(0, end);
            path.remove_prefix(end);
        }
    }
    return out;
}

std::string joined(const Parts& parts) {
    std::string out(parts.scheme);
    out += ':';
    if (parts.authority) (out += "//") += *parts.authority;
    out += parts.path;
    if (parts.query) (out += '?') += *parts.query;
    if (parts.fragment) (out += '#') += *parts.fragment;
    return out;
}

} // namespace

bool isAbsoluteIri(std::string_view iri) { return schemeLength(iri) > 0; }

bool hasForbiddenCharacters(std::string_view iri) {
    return std::any_of(iri.begin(), iri.end(), [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 ||
               std::string_view("<>\"{}|\\^`").find(c) != std::string_view::npos;
    });
}

std::string resolveIri(std::string_view base, std::string_view reference) {
    if (isAbsoluteIri(reference) || !isAbsoluteIri(base)) return std::string(reference);
    const Parts from = split(base);
    Parts to = split(reference);
    to.scheme = from.scheme;
    std::string path(to.path);
    if (!to.authority) {
        to.authority = from.authority;
        if (to.path.empty()) {
            path = from.path;
            if (!to.query) to.query = from.query;
            to.path = path;
            return joined(to);
        }
        if (!to.path.starts_with('/')) {
            const auto slash = from.path.rfind('/');
            const bool root = from.authority && from.path.empty();
            path = (root ? "/" : std::string(from.path.substr(0, slash == std::string_view::npos ? 0 : slash + 1))) +
                   std::string(to.path);
        }
    }
    path = withoutDots(path);
    to.path = path;
    return joined(to);
}

} // namespace akv

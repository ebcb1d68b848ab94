// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/xml_literal.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace akv {

namespace {

constexpr std::size_t kEnough = (std::size_t(1) << 20) + 1;

std::string written(const XmlName& name) { return name.prefix.empty() ? name.local : name.prefix + ":" + name.local; }

std::string escaped(std::string_view text, bool attribute) {
    std::string out;
    for (const char c : text) switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '\r': out += "&#xD;"; break;
        case '>': out += attribute ? ">" : "&gt;"; break;
        case '"': out += attribute ? "&quot;" : "\""; break;
        case '\n': out += attribute ? "&#xA;" : "\n"; break;
        case '\t': out += attribute ? "&#x9;" : "\t"; break;
        default: out += c;
        }
    return out;
}

} // namespace

void XmlLiteral::add(std::string_view text) {
    if (m_text.size() < kEnough) m_text += text;
}

void XmlLiteral::start(const XmlName& name, const std::vector<XmlAttribute>& attributes) {
    Spaces spaces = m_open.empty() ? Spaces{{"", ""}} : m_open.back();
    Spaces fresh;
    const auto use = [&](const XmlName& used) {
        if (used.prefix == "xml") return;
        if (const auto at = spaces.find(used.prefix); at == spaces.end() || at->second != used.space)
            fresh[used.prefix] = spaces[used.prefix] = used.space;
    };
    use(name);
    for (const auto& attribute : attributes)
        if (!attribute.name.space.empty()) use(attribute.name);
    std::string tag = "<" + written(name);
    for (const auto& [prefix, space] : fresh)
        tag += (prefix.empty() ? " xmlns=\"" : " xmlns:" + prefix + "=\"") + escaped(space, true) + "\"";
    std::vector<const XmlAttribute*> sorted;
    for (const auto& attribute : attributes) sorted.push_back(&attribute);
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
        return std::tie(a->name.space, a->name.local) < std::tie(b->name.space, b->name.local);
    });
    for (const auto* attribute : sorted)
        tag += " " + written(attribute->name) + "=\"" + escaped(attribute->value, true) + "\"";
    add(tag + ">");
    m_open.push_back(std::move(spaces));
}

bool XmlLiteral::end(const XmlName& name) {
    if (m_open.empty()) return false;
    m_open.pop_back();
    add("</" + written(name) + ">");
    return true;
}

void XmlLiteral::text(std::string_view text) { add(escaped(text, false)); }

std::string XmlLiteral::take() { return std::exchange(m_text, {}); }

} // namespace akv

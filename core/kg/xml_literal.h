// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace akv {

struct XmlName {
    std::string space, local, prefix;
    bool is(std::string_view wantedSpace, std::string_view name) const { return space == wantedSpace && local == name; }
    std::string iri() const { return space + local; }
};
struct XmlAttribute {
    XmlName name;
    std::string value;
};

/// Writes elements as text again: exclusive canonical XML (comments kept), where a namespace is declared with the first
/// element that needs it. Text behind 1 MiB is left out, the literal is refused anyway.
class XmlLiteral {
public:
    void start(const XmlName& name, const std::vector<XmlAttribute>& attributes);
    /// False: the element is not one of this literal, which is over.
    bool end(const XmlName& name);
    void text(std::string_view text);
    void note(std::string_view text) { add(text); }
    /// The whole text; begins anew.
    std::string take();

private:
    using Spaces = std::map<std::string, std::string>; ///< by prefix
    void add(std::string_view text);
    std::string m_text;
    std::vector<Spaces> m_open;
};

} // namespace akv

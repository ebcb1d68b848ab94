// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/gexf.h"

#include "core/base/markup.h"

namespace akv {

namespace {

/// `name="text"` with a space before it.
std::string attribute(std::string_view name, std::string_view text) {
    return " " + std::string(name) + "=\"" + xmlAttribute(text) + "\"";
}

std::string declared(std::string_view of, std::span<const GexfAttribute> attributes) {
    if (attributes.empty()) return {};
    std::string out = "<attributes" + attribute("class", of) + ">";
    for (const auto& a : attributes)
        out += "<attribute" + attribute("id", a.name) + attribute("title", a.name) + attribute("type", a.type) + "/>";
    return out + "</attributes>\n";
}

/// What is behind the attributes of an element's tag.
std::string rest(std::string_view tag, std::span<const GexfValue> values) {
    std::string inner;
    for (const auto& [name, value] : values)
        if (!value.empty()) inner += "<attvalue" + attribute("for", name) + attribute("value", value) + "/>";
    if (inner.empty()) return "/>\n";
    return "><attvalues>" + inner + "</attvalues></" + std::string(tag) + ">\n";
}

} // namespace

std::string gexfBegin(std::string_view description, std::span<const GexfAttribute> ofNodes,
                      std::span<const GexfAttribute> ofEdges) {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n";
    if (!description.empty()) out += "<meta><description>" + xmlText(description) + "</description></meta>\n";
    return out + "<graph defaultedgetype=\"directed\">\n" + declared("node", ofNodes) + declared("edge", ofEdges) +
           "<nodes>\n";
}

std::string gexfNode(std::string_view id, std::string_view label, std::span<const GexfValue> values) {
    return "<node" + attribute("id", id) + attribute("label", label) + rest("node", values);
}

std::string gexfEdges() { return "</nodes>\n<edges>\n"; }

std::string gexfEdge(std::string_view id, std::string_view source, std::string_view target, std::string_view relation,
                     std::span<const GexfValue> values) {
    return "<edge" + attribute("id", id) + attribute("source", source) + attribute("target", target) +
           attribute("label", relation) + attribute("kind", relation) + rest("edge", values);
}

std::string gexfEnd() { return "</edges>\n</graph>\n</gexf>\n"; }

} // namespace akv

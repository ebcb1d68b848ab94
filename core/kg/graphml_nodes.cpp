// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/graphml_nodes.h"

#include "core/base/strings.h"
#include "core/kg/source_readers.h"

namespace akv {

namespace {

constexpr std::string_view kNames[] = {"name", "label", "title", "id"};
constexpr std::string_view kTypes[] = {"type"};

/// All text directly in the element (entities and CDATA are read by the parser).
std::string textOf(const pugi::xml_node& element) {
    std::string text;
    for (const auto& child : element.children())
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) text += child.value();
    return std::string(trimmed(text));
}

const std::string& nameOf(const GraphMlKeys& keys, const std::string& id) {
    const auto key = keys.find(id);
    return key == keys.end() ? id : key->second.name;
}

void addGexfValues(const pugi::xml_node& element, const GraphMlKeys& keys, std::vector<GraphMlValue>& values) {
    const auto add = [&](const std::string& name, const char* text) {
        if (const auto value = trimmed(text); !value.empty()) values.push_back({name, std::string(value)});
    };
    add("label", element.attribute("label").value());
    if (localTag(element) == "edge") add("relationship", element.attribute("kind").value());
    for (const auto& all : element.children())
        if (localTag(all) == "attvalues")
            for (const auto& one : all.children()) {
                const auto id = one.attribute("for") ? one.attribute("for") : one.attribute("id"); // 1.0 says id
                add(nameOf(keys, id.value()), one.attribute("value").value());
            }
}

bool isLabelTag(std::string_view tag) { return tag == "NodeLabel" || tag == "EdgeLabel"; }

} // namespace

Result<void> parseXml(const XmlPiece& piece, pugi::xml_document& document) {
    const auto parsed =
        document.load_buffer(piece.text.data(), piece.text.size(), pugi::parse_default, pugi::encoding_utf8);
    if (parsed) return {};
    return Error(ErrorCode::FileFormat, std::string("not well-formed: ") + asciiLower(parsed.description()));
}

std::string_view localTag(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::vector<GraphMlValue> graphMlValues(const pugi::xml_node& element, const GraphMlKeys& keys) {
    std::vector<GraphMlValue> values;
    addGexfValues(element, keys, values);
    for (const auto& data : element.children()) {
        if (localTag(data) != "data") continue;
        GraphMlValue value{nameOf(keys, data.attribute("key").value()), textOf(data)};
        if (value.text.empty())
            if (const auto label = data.find_node([](const auto& n) { return isLabelTag(localTag(n)); }))
                value = {"label", textOf(label)};
        if (!value.text.empty()) values.push_back(std::move(value));
    }
    return values;
}

std::optional<std::size_t> firstNamed(const std::vector<GraphMlValue>& values,
                                      std::span<const std::string_view> names) {
    for (const auto& name : names)
        for (std::size_t i = 0; i < values.size(); ++i)
            if (asciiLower(values[i].name) == name) return i;
    return std::nullopt;
}

std::string fallbackNamed(const GraphMlKeys& keys, std::span<const std::string_view> names) {
    for (const auto& name : names)
        for (const auto& [id, key] : keys)
            if (asciiLower(key.name) == name && !key.fallback.empty()) return key.fallback;
    return {};
}

std::optional<std::size_t> nameValue(const std::vector<GraphMlValue>& values) { return firstNamed(values, kNames); }
std::optional<std::size_t> typeValue(const std::vector<GraphMlValue>& values) {
    const auto found = firstNamed(values, kTypes);
    return found && entityTypeFromName(values[*found].text) != EntityType::Unknown ? found : std::nullopt;
}

void GraphMlNodes::addKey(const pugi::xml_node& key) {
    const std::string id = key.attribute("id").value(), role = key.attribute("for").value();
    GraphMlKey out;
    out.name = trimmed(key.attribute("attr.name").value());
    if (out.name.empty()) out.name = id;
    for (const auto& child : key.children())
        if (localTag(child) == "default") out.fallback = textOf(child);
    if (role != "edge") m_nodeKeys[id] = out;
    if (role != "node") m_edgeKeys[id] = std::move(out);
}

void GraphMlNodes::addAttributes(const pugi::xml_node& all) {
    auto& keys = std::string_view(all.attribute("class").value()) == "edge" ? m_edgeKeys : m_nodeKeys;
    for (const auto& attribute : all.children()) {
        if (localTag(attribute) != "attribute") continue;
        const std::string id = attribute.attribute("id").value();
        GraphMlKey key{std::string(trimmed(attribute.attribute("title").value())), {}};
        if (key.name.empty()) key.name = id;
        for (const auto& child : attribute.children())
            if (localTag(child) == "default") key.fallback = textOf(child);
        keys[id] = std::move(key);
    }
}

GraphMlNodes::Node* GraphMlNodes::add(const pugi::xml_node& node) {
    const std::string id = node.attribute("id").value();
    const auto [place, fresh] = m_nodes.try_emplace(id);
    if (!fresh) return nullptr;
    const auto values = graphMlValues(node, m_nodeKeys);
    const auto name = nameValue(values), type = typeValue(values);
    const std::string given = name ? values[*name].text : id;
    place->second.name = m_owners.claim(id, {given, given + " (" + id + ")"});
    place->second.type = entityTypeFromName(type ? values[*type].text : fallbackNamed(m_nodeKeys, kTypes));
    return &place->second;
}

GraphMlNodes::Node* GraphMlNodes::find(const std::string& id) {
    const auto found = m_nodes.find(id);
    return found == m_nodes.end() ? nullptr : &found->second;
}

} // namespace akv

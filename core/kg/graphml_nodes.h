// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/source_names.h"
#include "core/kg/triple.h"
#include "core/kg/xml_pieces.h"

#include <pugixml.hpp>
#include <span>
#include <vector>

namespace akv {

/// A <key> of GraphML or an <attribute> of GEXF: what a kind of <data> (<attvalue>) is called, and its value where an
/// element has none.
struct GraphMlKey {
    std::string name, fallback;
};
using GraphMlKeys = std::unordered_map<std::string, GraphMlKey>;

struct GraphMlValue {
    std::string name, text; ///< name of the key, trimmed text
};

/// Error: what is wrong with the piece, short and countable.
Result<void> parseXml(const XmlPiece& piece, pugi::xml_document& document);
/// Name without a namespace prefix.
std::string_view localTag(const pugi::xml_node& node);
/// The <data> of a node or an edge in their order, without empty ones; nested elements count by the text of a label in
/// them (as yEd writes it). Of GEXF: the label attribute (of an edge also its kind), then the <attvalue>s.
std::vector<GraphMlValue> graphMlValues(const pugi::xml_node& element, const GraphMlKeys& keys);
/// Index of the value whose name is the first of `names` (without case) that occurs; nullopt when none does.
std::optional<std::size_t> firstNamed(const std::vector<GraphMlValue>& values, std::span<const std::string_view> names);
/// The value that a key of one of `names` gives to elements without data; empty when there is none.
std::string fallbackNamed(const GraphMlKeys& keys, std::span<const std::string_view> names);

/// Names and types of the nodes by their XML ids. A node is called by its data name, label or title, by a label in the
/// way of yEd, by its data id, else by its XML id; a second node of that name by "NAME (XML id)".
class GraphMlNodes {
public:
    struct Node {
        std::string name;
        EntityType type = EntityType::Unknown;
        bool read = false; ///< in the second pass
    };
    void addKey(const pugi::xml_node& key);        ///< of GraphML
    void addAttributes(const pugi::xml_node& all); ///< <attributes> of GEXF
    /// Names a node; its place when it is new, nullptr when the id is known already.
    Node* add(const pugi::xml_node& node);
    Node* find(const std::string& id);
    const GraphMlKeys& nodeKeys() const { return m_nodeKeys; }
    const GraphMlKeys& edgeKeys() const { return m_edgeKeys; }

private:
    GraphMlKeys m_nodeKeys, m_edgeKeys;
    std::unordered_map<std::string, Node> m_nodes;
    NameOwners m_owners;
};

/// Data of a node that say its name or type, and so are no triples. Shared with the reader.
std::optional<std::size_t> nameValue(const std::vector<GraphMlValue>& values);
std::optional<std::size_t> typeValue(const std::vector<GraphMlValue>& values);

} // namespace akv

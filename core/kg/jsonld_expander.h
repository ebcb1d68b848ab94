// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/jsonld_context.h"

#include <vector>

namespace akv {

/// Expands what stands in a JSON-LD document (JSON-LD 1.1 API, 5): full IRIs for terms, arrays of node, value and list
/// objects for all values. What the document may nest is bounded by whoever parses it.
class JsonLdExpander {
public:
    using Json = nlohmann::json;
    using Pointer = JsonLdContext::Pointer;

    /// An array of node objects, of one with @graph only what is in it. Errors as JsonLdContext::apply().
    Result<Json> document(const Pointer& context, const Json& element);
    /// What was passed over since the last call: keys that stand for no IRI, values that belong to nothing.
    std::vector<std::string> takeDropped() { return std::exchange(m_dropped, {}); }

private:
    struct Node;
    Result<Json> expand(Pointer active, const std::string& property, const Json& element, bool fromMap = false);
    Result<Json> array(const Pointer& active, const std::string& property, const Json& element, bool fromMap);
    Result<Json> object(Pointer active, const std::string& property, const Json& element, bool fromMap);
    Result<void> applyTypes(Node& node, const Json& element);
    Result<void> members(Node& node, const Json& element);
    Result<void> member(Node& node, const std::string& key, const Json& value);
    Result<void> keyword(Node& node, const std::string& name, const std::string& key, const Json& value);
    Result<void> simpleKeyword(Node& node, const std::string& name, const Json& value);
    Result<void> idKeyword(Node& node, const Json& value);
    Result<void> typeKeyword(Node& node, const Json& value);
    Result<void> valueKeyword(Node& node, const Json& value);
    Result<void> includedKeyword(Node& node, const Json& value);
    Result<void> reverseKeyword(Node& node, const Json& value);
    Result<void> nested(Node& node);
    Result<Json> propertyValue(Node& node, const std::string& key, const JsonLdTerm* term, const Json& value);
    Result<Json> languageMap(const Node& node, const Json& value);
    Result<Json> indexMap(Node& node, const std::string& key, const JsonLdTerm& term, const Json& value);
    Result<void> indexItem(const Node& node, const JsonLdTerm& term, const std::string& index, Json& item);
    Result<Json> finished(Node& node);
    Json scalar(const JsonLdContext& active, const std::string& property, const Json& value) const;
    /// As JsonLdContext::apply(); contexts of terms are applied once.
    Result<Pointer> scoped(const Pointer& active, const std::shared_ptr<const Json>& local, JsonLdContext::How how);
    void drop(std::string what);

    std::vector<std::string> m_dropped;
    struct Applied {
        Pointer active, result;
        std::shared_ptr<const Json> local;
    };
    std::map<std::tuple<const void*, const void*, bool, bool>, Applied> m_applied;
};

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/jsonld_expander.h"

#include "core/base/strings.h"
#include "core/kg/jsonld_node.h"

#include <algorithm>

namespace akv {

using Json = nlohmann::json;

namespace jsonld {

Error wrong(const std::string& what, const Json& value) {
    return Error(ErrorCode::FileFormat, what + ": " + shortened(value.dump(), 80));
}

void append(Json& list, const Json& value) {
    if (!list.is_array()) list = list.is_null() ? Json::array() : Json::array({list});
    if (value.is_array())
        list.insert(list.end(), value.begin(), value.end());
    else
        list.push_back(value);
}

Json asArray(const Json& value) { return value.is_array() ? value : Json::array({value}); }

bool isScalar(const Json& value) { return value.is_string() || value.is_boolean() || value.is_number(); }

} // namespace jsonld

using namespace jsonld;

void JsonLdExpander::drop(std::string what) { m_dropped.push_back(std::move(what)); }

Result<JsonLdExpander::Pointer> JsonLdExpander::scoped(const Pointer& active, const std::shared_ptr<const Json>& local,
                                                       JsonLdContext::How how) {
    constexpr std::size_t kMost = 100;
    const auto key = std::tuple<const void*, const void*, bool, bool>(active.get(), local.get(), how.overrideProtected,
                                                                      how.propagate);
    if (const auto known = m_applied.find(key); known != m_applied.end()) return known->second.result;
    AKV_ASSIGN(const Pointer result, JsonLdContext::apply(active, *local, how));
    if (m_applied.size() >= kMost) m_applied.clear();
    m_applied[key] = {active, result, local};
    return result;
}

Result<Json> JsonLdExpander::document(const Pointer& context, const Json& element) {
    AKV_ASSIGN(Json result, expand(context, {}, element));
    if (result.is_object() && result.size() == 1 && result.contains("@graph")) result = Json(result["@graph"]);
    if (result.is_null()) return Json::array();
    return asArray(result);
}

Result<Json> JsonLdExpander::expand(Pointer active, const std::string& property, const Json& element, bool fromMap) {
    if (element.is_null()) return Json();
    if (element.is_array()) return array(active, property, element, fromMap);
    if (element.is_object()) return object(std::move(active), property, element, fromMap);
    if (property.empty() || property == "@graph") {
        drop("a value that belongs to nothing: " + element.dump());
        return Json();
    }
    const auto* term = active->term(property);
    if (!term || !term->context) return scalar(*active, property, element);
    AKV_ASSIGN(const Pointer inner, scoped(active, term->context, {}));
    return scalar(*inner, property, element);
}

Result<Json> JsonLdExpander::array(const Pointer& active, const std::string& property, const Json& element,
                                   bool fromMap) {
    const auto* term = active->term(property);
    const bool list = term && term->holds("@list");
    Json result = Json::array();
    for (const Json& item : element) {
        AKV_ASSIGN(Json value, expand(active, property, item, fromMap));
        if (list && value.is_array()) value = Json({{"@list", value}});
        if (!value.is_null()) append(result, value);
    }
    return result;
}

Json JsonLdExpander::scalar(const JsonLdContext& active, const std::string& property, const Json& value) const {
    const auto* term = active.term(property);
    const std::string type = term ? term->type : std::string();
    Json result = Json::object();
    if (value.is_string() && (type == "@id" || type == "@vocab")) {
        const auto iri = active.expand(value.get<std::string>(), type == "@vocab", true);
        result["@id"] = iri ? Json(*iri) : Json();
        return result;
    }
    result["@value"] = value;
    if (!type.empty() && type != "@id" && type != "@vocab" && type != "@none") {
        result["@type"] = type;
    } else if (value.is_string()) {
        const std::string& language = term && term->language ? *term->language : active.language();
        if (!language.empty()) result["@language"] = language;
    }
    return result;
}

/// Whether the map is a value, or no more than a reference: the context around it goes on in these.
static bool staysInContext(const JsonLdContext& active, const Json& element) {
    for (const auto& [key, value] : element.items()) {
        const auto name = active.expand(key, true, false);
        if (name == "@value" || (name == "@id" && element.size() == 1)) return true;
    }
    return false;
}

Result<Json> JsonLdExpander::object(Pointer active, const std::string& property, const Json& element, bool fromMap) {
    const Pointer around = active; // holds the term
    const auto* term = around->term(property);
    if (active->previous() && !fromMap && !staysInContext(*active, element)) active = active->previous();
    if (term && term->context) { AKV_ASSIGN(active, scoped(active, term->context, {true, true})); }
    if (element.contains("@context")) { AKV_ASSIGN(active, JsonLdContext::apply(active, element["@context"], {})); }
    Node node{active, active, property, {}, Json::object(), {}};
    AKV_CHECK(applyTypes(node, element));
    AKV_CHECK(members(node, element));
    return finished(node);
}

Result<void> JsonLdExpander::applyTypes(Node& node, const Json& element) {
    for (const auto& [key, value] : element.items()) {
        if (node.typeScoped->expand(key, true, false) != "@type") continue;
        std::vector<std::string> types;
        for (const Json& type : asArray(value))
            if (type.is_string()) types.push_back(type.get<std::string>());
        if (node.inputType.empty() && !types.empty())
            node.inputType = node.typeScoped->expand(types.back(), true, true).value_or("");
        std::sort(types.begin(), types.end());
        for (const auto& type : types) {
            const auto* term = node.typeScoped->term(type);
            if (term && term->context) { AKV_ASSIGN(node.active, scoped(node.active, term->context, {false, false})); }
        }
    }
    return {};
}

Result<void> JsonLdExpander::members(Node& node, const Json& element) {
    for (const auto& [key, value] : element.items())
        if (key != "@context") AKV_CHECK(member(node, key, value));
    return nested(node);
}

Result<void> JsonLdExpander::nested(Node& node) {
    for (const auto& [key, value] : std::exchange(node.nests, {})) {
        for (const Json& inner : asArray(value)) {
            if (!inner.is_object()) return wrong("@nest must hold a map", inner);
            for (const auto& [name, unused] : inner.items())
                if (node.active->expand(name, true, false) == "@value") return wrong("@nest holds a value", inner);
            const Pointer around = node.active;
            const auto* term = around->term(key);
            if (term && term->context) { AKV_ASSIGN(node.active, scoped(around, term->context, {true, true})); }
            AKV_CHECK(members(node, inner));
            node.active = around;
        }
    }
    return {};
}

Result<void> JsonLdExpander::member(Node& node, const std::string& key, const Json& value) {
    const Pointer active = node.active;
    const auto iri = active->expand(key, true, false);
    if (iri && isJsonLdKeyword(*iri)) return keyword(node, *iri, key, value);
    if (!iri || iri->find(':') == std::string::npos) {
        // A term that is null says that it is to be left out.
        if (!active->term(key))
            drop("'" + shortened(key, 80) + "' stands for no IRI: no term of the @context, no @vocab");
        return {};
    }
    const auto* term = active->term(key);
    AKV_ASSIGN(Json expanded, propertyValue(node, key, term, value));
    if (expanded.is_null()) return {};
    if (term && term->holds("@list") && !(expanded.is_object() && expanded.contains("@list")))
        expanded = Json({{"@list", asArray(expanded)}});
    if (term && term->holds("@graph") && !term->holds("@id") && !term->holds("@index")) {
        Json graphs = Json::array();
        for (const Json& each : asArray(expanded)) graphs.push_back(Json({{"@graph", asArray(each)}}));
        expanded = std::move(graphs);
    }
    if (!term || !term->reverse) {
        append(node.result[*iri], expanded);
        return {};
    }
    for (const Json& item : asArray(expanded)) {
        if (item.contains("@value") || item.contains("@list")) return wrong("no node, and so nothing's subject", item);
        append(node.result["@reverse"][*iri], item);
    }
    return {};
}

Result<Json> JsonLdExpander::propertyValue(Node& node, const std::string& key, const JsonLdTerm* term,
                                           const Json& value) {
    if (term && term->type == "@json") return Json({{"@value", value}, {"@type", "@json"}});
    if (term && value.is_object()) {
        if (term->holds("@language")) return languageMap(node, value);
        if (term->holds("@index") || term->holds("@type") || term->holds("@id"))
            return indexMap(node, key, *term, value);
    }
    return expand(node.active, key, value);
}

Result<Json> JsonLdExpander::languageMap(const Node& node, const Json& value) {
    Json result = Json::array();
    for (const auto& [language, texts] : value.items())
        for (const Json& text : asArray(texts)) {
            if (text.is_null()) continue;
            if (!text.is_string()) return wrong("a map of languages holds texts", text);
            Json item = {{"@value", text}};
            if (node.active->expand(language, true, false) != "@none") item["@language"] = language;
            result.push_back(std::move(item));
        }
    return result;
}

Result<Json> JsonLdExpander::indexMap(Node& node, const std::string& key, const JsonLdTerm& term, const Json& value) {
    Json result = Json::array();
    for (const auto& [index, items] : value.items()) {
        Pointer inner = node.active;
        if ((term.holds("@id") || term.holds("@type")) && inner->previous()) inner = inner->previous();
        if (term.holds("@type")) {
            const Pointer around = inner;
            const auto* type = around->term(index);
            if (type && type->context) { AKV_ASSIGN(inner, scoped(around, type->context, {})); }
        }
        AKV_ASSIGN(const Json expanded, expand(inner, key, asArray(items), true));
        for (Json item : expanded) {
            if (term.holds("@graph") && !item.contains("@graph")) item = Json({{"@graph", Json::array({item})}});
            AKV_CHECK(indexItem(node, term, index, item));
            result.push_back(std::move(item));
        }
    }
    return result;
}

Result<void> JsonLdExpander::indexItem(const Node& node, const JsonLdTerm& term, const std::string& index, Json& item) {
    const auto name = node.active->expand(index, true, term.holds("@type"));
    if (name == "@none") return {};
    if (term.holds("@index")) {
        if (term.index.empty() || term.index == "@index") return {}; // an index that is data for no one
        const auto property = node.active->expand(term.index, true, false);
        Json values = Json::array({scalar(*node.active, term.index, index)});
        append(values, item.contains(*property) ? item[*property] : Json::array());
        item[*property] = std::move(values);
        if (item.contains("@value")) return wrong("a value cannot have a property, the index", item);
    } else if (term.holds("@id")) {
        if (item.contains("@id")) return {};
        const auto iri = node.active->expand(index, false, true);
        item["@id"] = iri ? Json(*iri) : Json();
    } else {
        Json types = Json::array({name ? Json(*name) : Json()});
        append(types, item.contains("@type") ? item["@type"] : Json::array());
        item["@type"] = std::move(types);
    }
    return {};
}

} // namespace akv

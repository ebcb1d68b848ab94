// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/strings.h"
#include "core/kg/iri.h"
#include "core/kg/jsonld_node.h"

#include <algorithm>

namespace akv {

using Json = nlohmann::json;
using namespace jsonld;

Result<void> JsonLdExpander::keyword(Node& node, const std::string& name, const std::string& key, const Json& value) {
    if (node.property == "@reverse") return wrong("a keyword in a map of @reverse", Json(name));
    if (node.result.contains(name) && name != "@included" && name != "@type" && name != "@reverse")
        return wrong("two entries of one meaning", Json(name));
    if (name == "@id") return idKeyword(node, value);
    if (name == "@type") return typeKeyword(node, value);
    if (name == "@value") return valueKeyword(node, value);
    if (name == "@included") return includedKeyword(node, value);
    if (name == "@reverse") return reverseKeyword(node, value);
    if (name == "@graph") {
        AKV_ASSIGN(const Json graph, expand(node.active, "@graph", value));
        node.result["@graph"] = graph.is_null() ? Json::array() : asArray(graph);
        return {};
    }
    if (name == "@list") {
        if (node.property.empty() || node.property == "@graph") {
            drop("a list that belongs to nothing");
            return {};
        }
        AKV_ASSIGN(const Json list, expand(node.active, node.property, value));
        node.result["@list"] = list.is_null() ? Json::array() : asArray(list);
        return {};
    }
    if (name == "@set") {
        AKV_ASSIGN(node.result["@set"], expand(node.active, node.property, value));
        return {};
    }
    if (name == "@nest") {
        append(node.nests[key], value);
        return {};
    }
    return simpleKeyword(node, name, value);
}

Result<void> JsonLdExpander::simpleKeyword(Node& node, const std::string& name, const Json& value) {
    if (name == "@language" || name == "@index") {
        if (!value.is_string()) return wrong(name + " must be a text", value);
    } else if (name == "@direction") {
        if (value != "ltr" && value != "rtl" && !value.is_null()) return wrong("@direction is ltr or rtl", value);
    } else {
        return wrong(name + " cannot stand here", value);
    }
    node.result[name] = value;
    return {};
}

Result<void> JsonLdExpander::idKeyword(Node& node, const Json& value) {
    if (!value.is_string()) return wrong("@id must be an IRI", value);
    const auto iri = node.active->expand(value.get<std::string>(), false, true);
    node.result["@id"] = iri ? Json(*iri) : Json();
    return {};
}

Result<void> JsonLdExpander::typeKeyword(Node& node, const Json& value) {
    Json types = Json::array();
    for (const Json& type : asArray(value)) {
        if (!type.is_string()) return wrong("@type must be an IRI or several", value);
        const auto iri = node.typeScoped->expand(type.get<std::string>(), true, true);
        if (iri) types.push_back(*iri);
    }
    if (!node.result.contains("@type") && !value.is_array() && !types.empty())
        node.result["@type"] = types.front();
    else
        append(node.result["@type"], types);
    return {};
}

Result<void> JsonLdExpander::valueKeyword(Node& node, const Json& value) {
    if (node.inputType != "@json" && !value.is_null() && !isScalar(value))
        return wrong("@value must be a text, a number, true, false or null", value);
    node.result["@value"] = value;
    return {};
}

Result<void> JsonLdExpander::includedKeyword(Node& node, const Json& value) {
    AKV_ASSIGN(const Json included, expand(node.active, {}, value));
    for (const Json& each : asArray(included)) {
        if (!each.is_object() || each.contains("@value") || each.contains("@list") || each.contains("@set"))
            return wrong("@included holds nodes", each);
        append(node.result["@included"], each);
    }
    return {};
}

Result<void> JsonLdExpander::reverseKeyword(Node& node, const Json& value) {
    if (!value.is_object()) return wrong("@reverse must be a map", value);
    AKV_ASSIGN(const Json reversed, expand(node.active, "@reverse", value));
    if (!reversed.is_object()) return {};
    for (const auto& [property, items] : reversed.items()) {
        if (property == "@reverse") {
            for (const auto& [again, forward] : items.items()) append(node.result[again], forward);
            continue;
        }
        for (const Json& item : asArray(items)) {
            if (item.contains("@value") || item.contains("@list"))
                return wrong("no node, and so nothing's subject", item);
            append(node.result["@reverse"][property], item);
        }
    }
    return {};
}

namespace {

/// nullopt: the value is null and is left out.
Result<std::optional<Json>> checkedValue(const Json& result) {
    for (const auto& [key, unused] : result.items())
        if (key != "@value" && key != "@type" && key != "@language" && key != "@index" && key != "@direction")
            return wrong("'" + shortened(key, 60) + "' cannot stand beside @value", result);
    const bool typed = result.contains("@type");
    if (typed && (result.contains("@language") || result.contains("@direction")))
        return wrong("@type and @language, or @direction, of one value", result);
    const Json& value = result["@value"];
    if (typed && result["@type"] == "@json") return std::optional(result);
    if (value.is_null()) return std::optional<Json>();
    if (result.contains("@language") && !value.is_string()) return wrong("only a text has a @language", result);
    const std::string type = typed && result["@type"].is_string() ? result["@type"].get<std::string>() : std::string();
    if (typed && (!isAbsoluteIri(type) || hasForbiddenCharacters(type)))
        return wrong("the type of a value must be one IRI", result);
    return std::optional(result);
}

} // namespace

Result<Json> JsonLdExpander::finished(Node& node) {
    Json& result = node.result;
    if (result.contains("@value")) {
        AKV_ASSIGN(auto value, checkedValue(result));
        if (!value) return Json();
        result = std::move(*value);
    } else if (result.contains("@type") && !result["@type"].is_array()) {
        result["@type"] = Json::array({result["@type"]});
    } else if (result.contains("@set") || result.contains("@list")) {
        if (result.size() > (result.contains("@index") ? 2U : 1U))
            return wrong("@set or @list beside other entries", result);
        if (result.contains("@set")) return Json(result["@set"]);
    }
    if (result.is_object() && result.size() == 1 && result.contains("@language")) return Json();
    if (node.property.empty() || node.property == "@graph") {
        if (result.contains("@value") || result.contains("@list")) {
            drop("a value that belongs to nothing: " + result.dump());
            return Json();
        }
        if (result.empty() || (result.size() == 1 && result.contains("@id"))) return Json();
    }
    return std::move(result);
}

} // namespace akv

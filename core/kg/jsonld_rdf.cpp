// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/jsonld_rdf.h"

#include "core/base/strings.h"
#include "core/kg/iri.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace akv {

using Json = nlohmann::json;

namespace {

const std::string kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

std::string lexical(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_number_float()) return value.dump();
    const double number = value.get<double>();
    if (number != std::floor(number) || std::abs(number) >= 1e21) return value.dump();
    char text[32];
    std::snprintf(text, sizeof text, "%.0f", number == 0 ? 0.0 : number); // never "-0"
    return text;
}

/// JSON as text: keys in order, no blanks, numbers as lexical().
std::string written(const Json& value) {
    std::string out;
    if (value.is_array()) {
        for (const Json& item : value) out += (out.empty() ? "" : ",") + written(item);
        return "[" + out + "]";
    }
    if (value.is_object()) {
        for (const auto& [key, item] : value.items())
            out += (out.empty() ? "" : ",") + Json(key).dump() + ":" + written(item);
        return "{" + out + "}";
    }
    return value.is_string() ? value.dump() : lexical(value);
}

/// Words of up to eight letters or digits, joined by hyphens, the first without digits.
bool isLanguage(std::string_view tag) {
    std::size_t word = 0;
    bool first = true;
    for (const char c : tag) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (c == '-' && word > 0) {
            word = 0;
            first = false;
        } else if (!(letter || (!first && c >= '0' && c <= '9')) || ++word > 8) {
            return false;
        }
    }
    return word > 0;
}

} // namespace

void JsonLdRdf::write(const Json& nodes, const std::string& graph, std::vector<RdfStatement>& statements,
                      std::vector<std::string>& dropped) {
    m_statements = &statements;
    m_dropped = &dropped;
    for (const Json& each : nodes) node(each, graph);
}

void JsonLdRdf::emit(const RdfTerm& subject, const std::string& predicate, RdfTerm object, const std::string& graph) {
    m_statements->push_back({subject, {RdfTerm::Kind::Iri, predicate, {}}, std::move(object), graph});
}

std::optional<RdfTerm> JsonLdRdf::resource(const Json& id) {
    const std::string text = id.is_string() ? id.get<std::string>() : std::string();
    if (text.starts_with("_:")) {
        const std::string label = text.substr(2);
        if (!label.empty() && label.find('#') == std::string::npos && !hasForbiddenCharacters(label))
            return RdfTerm{RdfTerm::Kind::Blank, m_document > 1 ? label + "#" + std::to_string(m_document) : label, {}};
    } else if (isAbsoluteIri(text) && !hasForbiddenCharacters(text)) {
        return RdfTerm{RdfTerm::Kind::Iri, text, {}};
    }
    m_dropped->push_back(id.dump() + " is neither an IRI nor a blank node");
    return std::nullopt;
}

std::optional<std::string> JsonLdRdf::predicate(const std::string& name) {
    if (isAbsoluteIri(name) && !hasForbiddenCharacters(name)) return name;
    m_dropped->push_back("'" + name +
                         (name.starts_with("_:") ? "' is a blank node for a property" : "' for a property is no IRI"));
    return std::nullopt;
}

std::optional<RdfTerm> JsonLdRdf::subject(const Json& node) {
    return node.contains("@id") ? resource(node["@id"]) : nameless();
}

std::string JsonLdRdf::graphName(const Json& node) {
    std::vector<std::string> ignored;
    m_dropped = &ignored;
    const auto term = subject(node);
    return !term ? std::string() : (term->kind == RdfTerm::Kind::Blank ? "_:" : "") + term->text;
}

std::optional<RdfTerm> JsonLdRdf::node(const Json& node, const std::string& graph) {
    const auto self = subject(node);
    if (!self) return self;
    for (const auto& [name, values] : node.items()) {
        if (name == "@id" || name == "@index") continue;
        if (name == "@type") {
            for (const Json& type : values)
                if (auto term = resource(type)) emit(*self, kRdf + "type", std::move(*term), graph);
        } else if (name == "@graph") {
            const std::string inner = (self->kind == RdfTerm::Kind::Blank ? "_:" : "") + self->text;
            for (const Json& each : values) this->node(each, inner);
        } else if (name == "@included") {
            for (const Json& each : values) this->node(each, graph);
        } else if (name == "@reverse") {
            for (const auto& [reversed, subjects] : values.items()) {
                const auto property = predicate(reversed);
                for (const Json& each : subjects)
                    if (const auto other = this->node(each, graph); other && property)
                        emit(*other, *property, *self, graph);
            }
        } else if (const auto property = predicate(name)) {
            for (const Json& value : values)
                if (auto term = object(value, graph)) emit(*self, *property, std::move(*term), graph);
        }
    }
    return self;
}

std::optional<RdfTerm> JsonLdRdf::object(const Json& value, const std::string& graph) {
    if (value.contains("@list")) return list(value["@list"], graph);
    if (!value.contains("@value")) return node(value, graph);
    const bool json = value.contains("@type") && value["@type"] == "@json";
    RdfTerm out{RdfTerm::Kind::Literal, json ? written(value["@value"]) : lexical(value["@value"]), {}};
    if (!value.contains("@language")) return out;
    out.language = value["@language"].get<std::string>();
    if (isLanguage(out.language)) return out;
    m_dropped->push_back(value["@language"].dump() + " is no language");
    return std::nullopt;
}

std::optional<RdfTerm> JsonLdRdf::list(const Json& items, const std::string& graph) {
    const RdfTerm nil{RdfTerm::Kind::Iri, kRdf + "nil", {}};
    std::optional<RdfTerm> first, last;
    for (const Json& item : items) {
        auto term = object(item, graph);
        if (!term) continue;
        const RdfTerm cell = nameless();
        if (last) emit(*last, kRdf + "rest", cell, graph);
        emit(cell, kRdf + "first", std::move(*term), graph);
        if (!first) first = cell;
        last = cell;
    }
    if (!last) return nil;
    emit(*last, kRdf + "rest", nil, graph);
    return first;
}

} // namespace akv

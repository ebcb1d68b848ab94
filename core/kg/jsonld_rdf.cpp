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
    if (value.is_number_float()) {
        const double number = value.get<double>();
        char text[32];
        if (number == std::floor(number) && std::abs(number) < 1e21) {
            std::snprintf(text, sizeof text, "%.0f", number == 0 ? 0.0 : number); // never "-0"
            return text;
        }
    }
    return value.dump();
}

/// Characters that an IRI cannot have, however it was written.
bool hasForbidden(const std::string& iri) {
    return iri.find_first_of(" <>\"{}|\\^`") != std::string::npos ||
           std::any_of(iri.begin(), iri.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
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
        if (!label.empty() && label.find('#') == std::string::npos && !hasForbidden(label))
            return RdfTerm{RdfTerm::Kind::Blank, m_document > 1 ? label + "#" + std::to_string(m_document) : label, {}};
    } else if (isAbsoluteIri(text) && !hasForbidden(text)) {
        return RdfTerm{RdfTerm::Kind::Iri, text, {}};
    }
    m_dropped->push_back(id.dump() + " is neither an IRI nor a blank node");
    return std::nullopt;
}

std::optional<std::string> JsonLdRdf::predicate(const std::string& name) {
    if (isAbsoluteIri(name) && !hasForbidden(name)) return name;
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
    RdfTerm out{RdfTerm::Kind::Literal, json ? value["@value"].dump() : lexical(value["@value"]), {}};
    if (value.contains("@language")) out.language = value["@language"].get<std::string>();
    return out;
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/jsonld_context.h"

#include "core/base/strings.h"
#include "core/kg/iri.h"
#include "core/kg/jsonld_builder.h"

#include <algorithm>

namespace akv {

namespace {

using Json = nlohmann::json;

/// The address of the context of schema.org, as it is written in pages.
bool isSchemaOrg(std::string_view address) {
    for (const std::string_view scheme : {"http://", "https://"})
        if (address.starts_with(scheme)) address.remove_prefix(scheme.size());
    if (address.starts_with("www.")) address.remove_prefix(4);
    return address == "schema.org" || address == "schema.org/" || address == "schema.org/docs/jsonldcontext.json" ||
           address == "schema.org/docs/jsonldcontext.jsonld";
}

const Json& schemaOrg() {
    static const Json kContext = {{"@vocab", "http://schema.org/"},
                                  {"id", "@id"},
                                  {"type", "@type"},
                                  {"schema", "http://schema.org/"},
                                  {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
                                  {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
                                  {"xsd", "http://www.w3.org/2001/XMLSchema#"},
                                  {"owl", "http://www.w3.org/2002/07/owl#"},
                                  {"dc", "http://purl.org/dc/elements/1.1/"},
                                  {"dct", "http://purl.org/dc/terms/"}};
    return kContext;
}

Error remote(const std::string& address) {
    return Error(ErrorCode::Unsupported,
                 "the @context is at '" + shortened(address, 200) +
                     "', and nothing is fetched; put what that file holds in the place of its address (\"@context\": "
                     "{…}), or convert the file to N-Quads, for example with riot --output=nquads");
}

} // namespace

bool isJsonLdKeyword(std::string_view text) {
    static const std::set<std::string_view> kKeywords = {
        "@base",  "@container", "@context",  "@direction", "@graph", "@id",      "@import", "@included",
        "@index", "@json",      "@language", "@list",      "@nest",  "@none",    "@prefix", "@propagate",
        "@set",   "@protected", "@reverse",  "@type",      "@value", "@version", "@vocab"};
    return kKeywords.contains(text);
}

bool looksLikeKeyword(std::string_view text) {
    return text.size() > 1 && text.front() == '@' && std::all_of(text.begin() + 1, text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
           });
}

JsonLdContext::Pointer JsonLdContext::initial(const std::string& base) {
    auto context = std::make_shared<JsonLdContext>();
    context->m_originalBase = base;
    context->m_base = base;
    return context;
}

Result<JsonLdContext::Pointer> JsonLdContext::apply(const Pointer& active, const Json& local, How how) {
    auto result = std::make_shared<JsonLdContext>(*active);
    if (local.is_object() && local.contains("@propagate") && local["@propagate"].is_boolean())
        how.propagate = local["@propagate"].get<bool>();
    const Pointer previous = how.propagate || active->m_previous ? active->m_previous : active;
    JsonLdContextBuilder::setPrevious(*result, previous);
    const Json single = local.is_array() ? Json() : Json::array({local});
    for (const Json& each : local.is_array() ? local : single) {
        if (each.is_null()) {
            AKV_CHECK(JsonLdContextBuilder::reset(*result, how.overrideProtected));
            if (!how.propagate) JsonLdContextBuilder::setPrevious(*result, previous);
            continue;
        }
        if (each.is_string() && !isSchemaOrg(each.get_ref<const std::string&>()))
            return remote(each.get_ref<const std::string&>());
        if (!each.is_string() && !each.is_object())
            return Error(ErrorCode::FileFormat, "@context: " + shortened(each.dump(), 80) + " is no context");
        const Json& map = each.is_string() ? schemaOrg() : each;
        AKV_CHECK(JsonLdContextBuilder(*result, map, how.overrideProtected).add());
    }
    return Pointer(std::move(result));
}

std::optional<std::string> JsonLdContext::expand(const std::string& value, bool vocab, bool relative) const {
    if (isJsonLdKeyword(value)) return value;
    if (looksLikeKeyword(value)) return std::nullopt;
    if (const auto* known = term(value)) {
        if (vocab || (known->iri && isJsonLdKeyword(*known->iri))) return known->iri;
    }
    if (const auto colon = value.find(':', 1); colon != std::string::npos && !value.empty()) {
        const std::string prefix = value.substr(0, colon), suffix = value.substr(colon + 1);
        if (prefix == "_" || suffix.starts_with("//")) return value;
        const auto* known = term(prefix);
        if (known && known->iri && known->prefix) return *known->iri + suffix;
        if (isAbsoluteIri(value)) return value;
    }
    if (vocab && m_vocab) return *m_vocab + value;
    if (relative && m_base) return resolveIri(*m_base, value);
    return value;
}

} // namespace akv

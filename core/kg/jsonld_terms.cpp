// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/strings.h"
#include "core/kg/iri.h"
#include "core/kg/jsonld_builder.h"

#include <algorithm>

namespace akv {

namespace {

using Json = nlohmann::json;

constexpr int kMaxDepth = 100;

/// Absolute, or a blank node.
bool isWhole(const std::string& iri) { return isAbsoluteIri(iri) || iri.starts_with("_:"); }

bool same(const JsonLdTerm& a, const JsonLdTerm& b) {
    const bool contexts = a.context && b.context ? *a.context == *b.context : a.context == b.context;
    return contexts && a.iri == b.iri && a.reverse == b.reverse && a.prefix == b.prefix && a.type == b.type &&
           a.container == b.container && a.language == b.language && a.index == b.index && a.nest == b.nest;
}

bool has(const Json& map, const char* key) { return map.contains(key); }

} // namespace

Result<void> JsonLdContextBuilder::reset(JsonLdContext& active, bool overrideProtected) {
    if (!overrideProtected)
        for (const auto& [name, term] : active.m_terms)
            if (term.isProtected) return fail("null would remove the protected term '" + name + "'");
    active.m_base = active.m_originalBase;
    active.m_vocab.reset();
    active.m_language.clear();
    active.m_terms.clear();
    active.m_previous.reset();
    return {};
}

Result<void> JsonLdContextBuilder::add() {
    if (has(m_local, "@import"))
        return Error(ErrorCode::Unsupported,
                     "the @context imports " + shortened(m_local["@import"].dump(), 200) +
                         ", and nothing is fetched; put what that file holds in its place, or convert the file to "
                         "N-Quads, for example with riot --output=nquads");
    if (has(m_local, "@version") && m_local["@version"] != Json(1.1)) return fail("@version must be 1.1");
    for (const char* flag : {"@propagate", "@protected"})
        if (has(m_local, flag) && !m_local[flag].is_boolean())
            return fail(std::string(flag) + " must be true or false");
    m_protect = has(m_local, "@protected") && m_local["@protected"].get<bool>();
    AKV_CHECK(addBase());
    AKV_CHECK(addVocabAndLanguage());
    static const std::set<std::string_view> kOwn = {"@base",      "@direction", "@import",  "@language",
                                                    "@protected", "@propagate", "@version", "@vocab"};
    for (const auto& [name, value] : m_local.items())
        if (!kOwn.contains(name)) AKV_CHECK(define(name));
    return {};
}

Result<void> JsonLdContextBuilder::addBase() {
    if (!has(m_local, "@base")) return {};
    const Json& base = m_local["@base"];
    if (base.is_null()) {
        m_active.m_base.reset();
    } else if (!base.is_string()) {
        return fail("@base must be an IRI");
    } else {
        const auto& text = base.get_ref<const std::string&>();
        if (!isAbsoluteIri(text) && !m_active.m_base) return fail("@base '" + text + "' is relative to nothing");
        m_active.m_base = resolveIri(m_active.m_base.value_or(""), text);
    }
    return {};
}

Result<void> JsonLdContextBuilder::addVocabAndLanguage() {
    if (has(m_local, "@vocab")) {
        const Json& vocab = m_local["@vocab"];
        if (vocab.is_null()) {
            m_active.m_vocab.reset();
        } else if (!vocab.is_string()) {
            return fail("@vocab must be an IRI");
        } else {
            m_active.m_vocab = m_active.expand(vocab.get<std::string>(), true, true);
            if (!m_active.m_vocab || !isWhole(*m_active.m_vocab)) return fail("@vocab " + vocab.dump() + " is no IRI");
        }
    }
    if (has(m_local, "@language")) {
        const Json& language = m_local["@language"];
        if (!language.is_null() && !language.is_string()) return fail("@language must be a text or null");
        m_active.m_language = language.is_null() ? std::string() : language.get<std::string>();
    }
    if (has(m_local, "@direction")) {
        const Json& direction = m_local["@direction"];
        if (!direction.is_null() && direction != "ltr" && direction != "rtl") return fail("@direction is ltr or rtl");
    }
    return {};
}

Result<std::optional<std::string>> JsonLdContextBuilder::expand(const std::string& value) {
    const auto needs = [&](const std::string& name) {
        const auto at = m_defined.find(name);
        return m_local.contains(name) && (at == m_defined.end() || !at->second);
    };
    if (isJsonLdKeyword(value)) return std::optional(value);
    if (needs(value)) AKV_CHECK(define(value));
    if (const auto colon = value.find(':', 1); colon != std::string::npos) {
        const std::string prefix = value.substr(0, colon);
        if (prefix != "_" && value.compare(colon + 1, 2, "//") != 0 && needs(prefix)) AKV_CHECK(define(prefix));
    }
    return m_active.expand(value, true, false);
}

Result<void> JsonLdContextBuilder::define(const std::string& name) {
    if (const auto at = m_defined.find(name); at != m_defined.end())
        return at->second ? Result<void>() : Result<void>(wrong(name, "it is defined by itself"));
    if (name.empty()) return fail("a term without a name");
    const Json& value = m_local[name];
    if (name == "@type") {
        bool fits = value.is_object() && !value.empty();
        for (const auto& [key, entry] : value.items())
            fits = fits && ((key == "@container" && (entry == "@set" || entry == Json::array({"@set"}))) ||
                            key == "@protected");
        if (!fits) return fail("@type can only be given the container @set");
    } else if (isJsonLdKeyword(name)) {
        return fail("the keyword " + name + " cannot be defined anew");
    } else if (looksLikeKeyword(name)) {
        return {};
    }
    if (m_depth >= kMaxDepth) return wrong(name, "terms depend on each other more than 100 deep");
    ++m_depth;
    m_defined[name] = false;
    std::optional<JsonLdTerm> before;
    if (const auto* known = m_active.term(name)) before = *known;
    m_active.m_terms.erase(name);
    const bool simple = value.is_string();
    Json map = Json::object();
    if (value.is_object())
        map = value;
    else
        map["@id"] = value;
    if (!value.is_object() && !value.is_string() && !value.is_null())
        return wrong(name, "its definition must be an IRI, null or a map");
    JsonLdTerm term;
    term.isProtected = m_protect;
    bool keep = true;
    AKV_CHECK(readDefinition(name, map, simple, term, keep));
    if (keep) AKV_CHECK(store(name, std::move(term), before ? &*before : nullptr));
    m_defined[name] = true;
    --m_depth;
    return {};
}

Result<void> JsonLdContextBuilder::readDefinition(const std::string& name, const Json& value, bool simple,
                                                  JsonLdTerm& term, bool& keep) {
    static const std::set<std::string_view> kKeys = {"@id",        "@reverse",   "@container", "@context",
                                                     "@direction", "@index",     "@language",  "@nest",
                                                     "@prefix",    "@protected", "@type"};
    for (const auto& [key, unused] : value.items())
        if (!kKeys.contains(key)) return wrong(name, "its definition cannot have the entry '" + key + "'");
    if (has(value, "@protected")) {
        if (!value["@protected"].is_boolean()) return wrong(name, "@protected must be true or false");
        term.isProtected = value["@protected"].get<bool>();
    }
    AKV_CHECK(readType(name, value, term));
    if (has(value, "@reverse")) return readReverse(name, value, term, keep);
    AKV_CHECK(readIri(name, value, simple, term, keep));
    if (!keep) return {};
    AKV_CHECK(readContainer(name, value, term));
    return readRest(name, value, term);
}

Result<void> JsonLdContextBuilder::readType(const std::string& name, const Json& value, JsonLdTerm& term) {
    if (!has(value, "@type")) return {};
    if (!value["@type"].is_string()) return wrong(name, "@type must be a text");
    AKV_ASSIGN(const auto type, expand(value["@type"].get<std::string>()));
    const bool known = type && (*type == "@id" || *type == "@vocab" || *type == "@json" || *type == "@none");
    if (!known && (!type || !isAbsoluteIri(*type)))
        return wrong(name, "the type " + value["@type"].dump() + " is neither an IRI nor known");
    term.type = *type;
    return {};
}

Result<void> JsonLdContextBuilder::readReverse(const std::string& name, const Json& value, JsonLdTerm& term,
                                               bool& keep) {
    if (has(value, "@id") || has(value, "@nest")) return wrong(name, "@reverse stands with neither @id nor @nest");
    if (!value["@reverse"].is_string()) return wrong(name, "@reverse must be an IRI");
    const auto& text = value["@reverse"].get_ref<const std::string&>();
    if (looksLikeKeyword(text)) {
        keep = false;
        return {};
    }
    AKV_ASSIGN(term.iri, expand(text));
    if (!term.iri || !isWhole(*term.iri)) return wrong(name, "@reverse '" + text + "' is no IRI");
    term.reverse = true;
    AKV_CHECK(readContainer(name, value, term));
    for (const auto& kind : term.container)
        if (kind != "@set" && kind != "@index") return wrong(name, "a reversed term has the container @set or @index");
    return readRest(name, value, term);
}

Result<void> JsonLdContextBuilder::readIri(const std::string& name, const Json& value, bool simple, JsonLdTerm& term,
                                           bool& keep) {
    if (!has(value, "@id") || value["@id"] == name) return deriveIri(name, term);
    const Json& id = value["@id"];
    if (id.is_null()) return {};
    if (!id.is_string()) return wrong(name, "@id must be an IRI");
    const auto& text = id.get_ref<const std::string&>();
    if (!isJsonLdKeyword(text) && looksLikeKeyword(text)) {
        keep = false;
        return {};
    }
    AKV_ASSIGN(term.iri, expand(text));
    if (!term.iri || (!isJsonLdKeyword(*term.iri) && !isWhole(*term.iri)))
        return wrong(name, "'" + text + "' is no IRI, and no prefix or @vocab makes it one");
    if (*term.iri == "@context") return wrong(name, "@context cannot have another name");
    return checkChosenIri(name, simple, term);
}

Result<void> JsonLdContextBuilder::checkChosenIri(const std::string& name, bool simple, JsonLdTerm& term) {
    const auto colon = name.find(':', 1);
    if ((colon != std::string::npos && colon + 1 < name.size()) || name.find('/') != std::string::npos) {
        m_defined[name] = true;
        AKV_ASSIGN(const auto own, expand(name));
        if (own != term.iri) return wrong(name, "it is an IRI itself, and another one than it stands for");
        return {};
    }
    const bool ends =
        term.iri->starts_with("_:") || std::string_view(":/?#[]@").find(term.iri->back()) != std::string_view::npos;
    term.prefix = simple && ends && name.find(':') == std::string::npos;
    return {};
}

/// The IRI of a term that names none: what it is itself, or its name in the vocabulary.
Result<void> JsonLdContextBuilder::deriveIri(const std::string& name, JsonLdTerm& term) {
    if (name == "@type") {
        term.iri = name;
        return {};
    }
    if (const auto colon = name.find(':', 1); colon != std::string::npos) {
        m_defined[name] = true;
        AKV_ASSIGN(term.iri, expand(name));                        // defines the prefix
        const auto* prefix = m_active.term(name.substr(0, colon)); // of a term any other is a prefix
        if (prefix && prefix->iri) term.iri = *prefix->iri + name.substr(colon + 1);
    } else if (name.find('/') != std::string::npos) {
        m_defined[name] = true;
        term.iri = m_active.expand(name, true, true);
    } else if (m_active.m_vocab) {
        term.iri = *m_active.m_vocab + name;
    }
    if (!term.iri || !isWhole(*term.iri))
        return wrong(name, "it stands for no IRI: it has no @id and the context no @vocab");
    return {};
}

Result<void> JsonLdContextBuilder::readContainer(const std::string& name, const Json& value, JsonLdTerm& term) {
    if (!has(value, "@container") || value["@container"].is_null()) return {};
    const Json& container = value["@container"];
    for (const Json& kind : container.is_array() ? container : Json::array({container})) {
        static const std::set<std::string> kKnown = {"@list", "@set", "@language", "@index", "@id", "@type", "@graph"};
        if (!kind.is_string() || !kKnown.contains(kind.get<std::string>()))
            return wrong(name, "the container " + shortened(kind.dump(), 40) + " is not known");
        term.container.insert(kind.get<std::string>());
    }
    std::set<std::string> rest = term.container;
    rest.erase("@set");
    const bool graph =
        rest.size() == 2 && rest.erase("@graph") > 0 && (rest.contains("@id") || rest.contains("@index"));
    if (!graph && (rest.size() > 1 || (rest.contains("@list") && term.container.size() > 1)))
        return wrong(name, "these containers do not go together: " + container.dump());
    if (term.holds("@type")) {
        if (term.type.empty()) term.type = "@id";
        if (term.type != "@id" && term.type != "@vocab")
            return wrong(name, "the container @type goes with the type @id or @vocab");
    }
    return {};
}

Result<void> JsonLdContextBuilder::readRest(const std::string& name, const Json& value, JsonLdTerm& term) {
    if (has(value, "@index")) {
        if (!term.holds("@index") || !value["@index"].is_string())
            return wrong(name, "@index must be a text and needs the container @index");
        term.index = value["@index"].get<std::string>();
        AKV_ASSIGN(const auto iri, expand(term.index));
        if (!iri || !isAbsoluteIri(*iri)) return wrong(name, "@index '" + term.index + "' is no IRI");
    }
    if (has(value, "@context")) term.context = std::make_shared<const Json>(value["@context"]);
    if (has(value, "@language") && !has(value, "@type")) {
        const Json& language = value["@language"];
        if (!language.is_null() && !language.is_string()) return wrong(name, "@language must be a text or null");
        term.language = language.is_null() ? std::string() : language.get<std::string>();
    }
    if (has(value, "@direction")) {
        const Json& direction = value["@direction"];
        if (!direction.is_null() && direction != "ltr" && direction != "rtl")
            return wrong(name, "@direction is ltr or rtl");
    }
    if (has(value, "@nest")) {
        const Json& nest = value["@nest"];
        if (!nest.is_string() || (isJsonLdKeyword(nest.get<std::string>()) && nest != "@nest"))
            return wrong(name, "@nest must be a term");
        term.nest = nest.get<std::string>();
    }
    if (has(value, "@prefix")) {
        if (!value["@prefix"].is_boolean() || name.find_first_of(":/") != std::string::npos)
            return wrong(name, "@prefix must be true or false, of a term without ':' and '/'");
        term.prefix = value["@prefix"].get<bool>();
        if (term.prefix && term.iri && isJsonLdKeyword(*term.iri)) return wrong(name, "a keyword is no prefix");
    }
    return {};
}

Result<void> JsonLdContextBuilder::store(const std::string& name, JsonLdTerm term, const JsonLdTerm* before) {
    if (before && before->isProtected && !m_override) {
        if (!same(term, *before)) return wrong(name, "it is protected and cannot be defined anew");
        term = *before;
    }
    m_active.m_terms[name] = std::move(term);
    return {};
}

} // namespace akv

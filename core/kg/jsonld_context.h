// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace akv {

/// What a term of a JSON-LD context stands for.
struct JsonLdTerm {
    std::optional<std::string> iri; ///< nullopt: what is called so is left out
    bool reverse = false, prefix = false, isProtected = false;
    std::string type; ///< "@id", "@vocab", "@json", "@none" or an IRI; empty: none
    std::set<std::string> container;
    std::optional<std::string> language; ///< empty: none, whatever the default is
    std::string index, nest;
    std::shared_ptr<const nlohmann::json> context; ///< for what stands below the term

    bool holds(const char* kind) const { return container.contains(kind); }
};

/// An active context: terms, base, vocabulary and default language at one place of a document (JSON-LD 1.1 API, 4).
/// Contexts are not fetched: one that is given by its address is an Error (Unsupported), but for schema.org, which is
/// its vocabulary and its prefixes without the types of its terms.
class JsonLdContext {
public:
    using Pointer = std::shared_ptr<const JsonLdContext>;
    struct How {
        bool overrideProtected = false, propagate = true;
    };

    static Pointer initial(const std::string& base);
    /// The context where `local`, the value of an @context, is added. Errors: FileFormat for what JSON-LD forbids,
    /// Unsupported for what has to be fetched.
    static Result<Pointer> apply(const Pointer& active, const nlohmann::json& local, How how);

    const JsonLdTerm* term(const std::string& name) const {
        const auto found = m_terms.find(name);
        return found == m_terms.end() ? nullptr : &found->second;
    }
    /// To go back to where the context does not propagate; nullptr: none.
    const Pointer& previous() const { return m_previous; }
    const std::string& language() const { return m_language; }
    /// The IRI, blank node ("_:…") or keyword that `value` stands for, or `value` itself; nullopt: null. `vocab`: as a
    /// term or in the vocabulary; `relative`: relative to the base.
    std::optional<std::string> expand(const std::string& value, bool vocab, bool relative) const;

private:
    friend class JsonLdContextBuilder;
    std::string m_originalBase;
    std::optional<std::string> m_base, m_vocab; ///< nullopt: none
    std::string m_language;
    std::map<std::string, JsonLdTerm> m_terms;
    Pointer m_previous;
};

bool isJsonLdKeyword(std::string_view text);
/// "@" and letters: kept free for keywords to come, and left out until then.
bool looksLikeKeyword(std::string_view text);

} // namespace akv

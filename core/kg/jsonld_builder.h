// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/jsonld_context.h"

namespace akv {

/// Adds one map of a local context to an active one; the terms in jsonld_terms.cpp.
class JsonLdContextBuilder {
public:
    using Json = nlohmann::json;
    JsonLdContextBuilder(JsonLdContext& active, const Json& local, bool overrideProtected)
        : m_active(active), m_local(local), m_override(overrideProtected) {}

    /// The whole map.
    Result<void> add();
    /// Back to the initial context, as null does. Error: a term is protected.
    static Result<void> reset(JsonLdContext& active, bool overrideProtected);
    static void setPrevious(JsonLdContext& active, JsonLdContext::Pointer previous) {
        active.m_previous = std::move(previous);
    }

private:
    Result<void> addBase();
    Result<void> addVocabAndLanguage();
    Result<void> define(const std::string& name);
    /// As JsonLdContext::expand(), but terms of the local context that it needs are defined first.
    Result<std::optional<std::string>> expand(const std::string& value);
    Result<void> readDefinition(const std::string& name, const Json& value, bool simple, JsonLdTerm& term, bool& keep);
    Result<void> readReverse(const std::string& name, const Json& value, JsonLdTerm& term, bool& keep);
    Result<void> readIri(const std::string& name, const Json& value, bool simple, JsonLdTerm& term, bool& keep);
    Result<void> checkChosenIri(const std::string& name, bool simple, JsonLdTerm& term);
    Result<void> deriveIri(const std::string& name, JsonLdTerm& term);
    Result<void> readType(const std::string& name, const Json& value, JsonLdTerm& term);
    Result<void> readContainer(const std::string& name, const Json& value, JsonLdTerm& term);
    Result<void> readRest(const std::string& name, const Json& value, JsonLdTerm& term);
    Result<void> store(const std::string& name, JsonLdTerm term, const JsonLdTerm* before);
    static Error fail(const std::string& what) { return Error(ErrorCode::FileFormat, "@context: " + what); }
    static Error wrong(const std::string& name, const std::string& what) {
        return fail("term '" + name + "': " + what);
    }

    JsonLdContext& m_active;
    const Json& m_local;
    bool m_override, m_protect = false;
    std::map<std::string, bool> m_defined; ///< false: at work
    int m_depth = 0;
};

} // namespace akv

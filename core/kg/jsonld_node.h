// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/jsonld_expander.h"

namespace akv {

/// A map while it is expanded.
struct JsonLdExpander::Node {
    Pointer active;
    const Pointer typeScoped; ///< before the contexts of its types
    const std::string& property;
    std::string inputType; ///< of a value, to tell JSON
    Json result;
    std::map<std::string, Json> nests; ///< what stands in @nest, by key
};

namespace jsonld {

Error wrong(const std::string& what, const nlohmann::json& value);
/// Appends a value, or all of an array, to what becomes an array.
void append(nlohmann::json& list, const nlohmann::json& value);
nlohmann::json asArray(const nlohmann::json& value);
bool isScalar(const nlohmann::json& value);

} // namespace jsonld

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hash.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace akv {

/// Keeps things apart that a source keeps apart although they have the same name: a name belongs to the first one that
/// asks for it. Holds hashes only, about 60 bytes for each name.
class NameOwners {
public:
    /// The first of `names` that is free or belongs to `owner` already; the last one when none is.
    std::string claim(std::string_view owner, std::initializer_list<std::string> names) {
        const Hash128 who = hash128(owner);
        for (const std::string& name : names)
            if (m_owners.try_emplace(hash128(name), who).first->second == who) return name;
        return *(names.end() - 1);
    }

private:
    std::unordered_map<Hash128, Hash128> m_owners;
};

} // namespace akv

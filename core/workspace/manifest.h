// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

#include <string>
#include <string_view>

namespace akv {

constexpr int kWorkspaceVersion = 1;
/// `where` names the file in errors: no JSON, wrong types, newer format version.
Result<Manifest> manifestFromJson(std::string_view text, const std::string& where);
std::string manifestToJson(const Manifest& manifest);

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"

#include <nlohmann/json_fwd.hpp>

namespace akv {

/// Evidence and run card under the field names of `ask --json` (cli.md). The readers throw nlohmann's exceptions when
/// the content does not fit.
nlohmann::json evidenceJson(const std::vector<Evidence>& evidence);
std::vector<Evidence> evidenceFromJson(const nlohmann::json& list);
nlohmann::json cardJson(const RunCard& card);
RunCard cardFromJson(const nlohmann::json& json);

} // namespace akv

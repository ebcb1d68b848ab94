// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include <array>

namespace akv {

namespace {

constexpr std::array<std::pair<Mode, const char*>, 3> kModes = {
    {{Mode::ZeroShot, "zero-shot"}, {Mode::Kblam, "kblam"}, {Mode::Atlas, "atlaskv"}}};

} // namespace

const char* modeName(Mode mode) {
    for (const auto& [value, name] : kModes)
        if (value == mode) return name;
    return "zero-shot";
}

Result<Mode> parseMode(const std::string& name) {
    std::string known;
    for (const auto& [value, text] : kModes) {
        if (name == text) return value;
        known += known.empty() ? text : std::string(", ") + text;
    }
    return Error(ErrorCode::InvalidInput, "mode '" + name + "' is not one of " + known);
}

} // namespace akv

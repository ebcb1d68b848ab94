// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/layout.h"

#include <filesystem>
#include <map>
#include <string>

namespace akv {

/// Places that a user gave to entities in the picture around a centre, as shares of its width and height.
using Pins = std::map<std::string, LayoutPoint>;

/// Pins of one centre from pins.json of a workspace; none when there is no such file.
Result<Pins> readPins(const std::filesystem::path& workspace, const std::string& centre);
/// Replaces the pins of one centre (none: forgets it). The file is written aside and renamed.
Result<void> writePins(const std::filesystem::path& workspace, const std::string& centre, const Pins& pins);

} // namespace akv

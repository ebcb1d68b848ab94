// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <functional>
#include <string>

namespace akv {

/// Calls `visit(title, paragraph)` for every paragraph of a text file: plain text (blank lines or lines separate
/// paragraphs, no title) or JSON Lines with "text" and optionally "title"; `.zst` is unpacked on the way. `visit`
/// returns false to stop.
Result<void> forEachParagraph(const std::filesystem::path& path,
                              const std::function<bool(const std::string&, const std::string&)>& visit);

} // namespace akv

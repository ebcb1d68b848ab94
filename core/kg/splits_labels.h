// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace akv {

/// What a label file says about an id; each text may be empty.
struct LabelRecord {
    std::string id, label, description;
    std::vector<std::string> types; ///< labels, or the ids of entity2types.json
};

/// Gives the records of a label file to `visit`, up to that many bytes of it:
/// - JSON {id: {"label", "description"}}, {id: "label"} or {id: ["type"]};
/// - id TAB text; the text is a description in a file named …long;
/// - a table with a header that names its columns label (or name, title, text), description and types (between |).
/// Records without an id are left out. Errors: not UTF-8, not JSON, I/O, and those of `visit`.
Result<void> readLabels(const std::filesystem::path& path, const std::string& encoding, std::uint64_t bytes,
                        const std::function<Result<void>(const LabelRecord&)>& visit);

} // namespace akv

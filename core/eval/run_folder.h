// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/eval/items.h"

#include <nlohmann/json_fwd.hpp>

namespace akv {

/// One finished unit of an evaluation on disk.
struct CellId {
    std::string mode;
    std::uint32_t size = 0;
    std::uint64_t seed = 0;
    std::string point; ///< of a sweep: "k4-12-8", "scale-10", "layer-4+5"; empty: of the run itself
    std::string fileName() const;
};

/// The folder of an evaluation: `run.json` (what its cells were measured with), `cells/` (the items of every finished
/// cell), summary.json, summary.md and items.jsonl. Sizes, modes and the number of seeds are no part of run.json: a
/// later call may ask for more of them and only adds what is missing.
class RunFolder {
public:
    /// Makes the folder, or opens it when its run.json equals `configuration`. Error that names the fields that differ
    /// otherwise, or when the folder holds something else.
    static Result<RunFolder> open(const std::filesystem::path& folder, const nlohmann::ordered_json& configuration);

    const std::filesystem::path& path() const { return m_path; }
    bool has(const CellId& cell) const;
    Result<std::vector<EvalItem>> read(const CellId& cell) const;
    Result<void> write(const CellId& cell, const std::vector<EvalItem>& items) const;

private:
    explicit RunFolder(std::filesystem::path path) : m_path(std::move(path)) {}
    std::filesystem::path m_path;
};

} // namespace akv

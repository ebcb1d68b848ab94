// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/run_folder.h"

#include "core/base/file.h"

#include <nlohmann/json.hpp>

namespace akv {

namespace {

using Json = nlohmann::ordered_json;

std::string differences(const Json& before, const Json& now) {
    std::string out;
    const auto add = [&](const std::string& name, const Json& a, const Json& b) {
        out += (out.empty() ? "" : "; ") + name + " was " + a.dump() + ", now " + b.dump();
    };
    for (const auto& [name, value] : before.items())
        if (!now.contains(name) || now[name] != value) add(name, value, now.contains(name) ? now[name] : Json());
    for (const auto& [name, value] : now.items())
        if (!before.contains(name)) add(name, Json(), value);
    return out;
}

} // namespace

std::string CellId::fileName() const {
    std::string out = mode + "-" + std::to_string(size) + "-" + std::to_string(seed);
    if (!point.empty()) out += "-" + point;
    return out + ".jsonl";
}

Result<RunFolder> RunFolder::open(const std::filesystem::path& folder, const Json& configuration) {
    std::error_code failed;
    std::filesystem::create_directories(folder / "cells", failed);
    if (failed)
        return Error(ErrorCode::InvalidInput,
                     "cannot make the folder '" + (folder / "cells").string() + "': " + failed.message());
    const auto file = folder / "run.json";
    if (!std::filesystem::exists(file)) {
        AKV_CHECK(writeFileAtomically(file, configuration.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"));
        return RunFolder(folder);
    }
    AKV_ASSIGN(const auto text, readFile(file, std::uint64_t(1) << 24));
    const auto before = Json::parse(text, nullptr, false);
    if (!before.is_object())
        return Error(ErrorCode::FileFormat, "'" + file.string() + "' is damaged (" + std::to_string(text.size()) +
                                                " bytes, no JSON object); choose another --out");
    // Through text once: numbers compare as they were written.
    const auto now = Json::parse(configuration.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (const auto different = differences(before, now); !different.empty())
        return Error(ErrorCode::InvalidInput, "'" + folder.string() + "' holds an evaluation made otherwise: " +
                                                  different + "; choose another --out, or delete that folder");
    return RunFolder(folder);
}

bool RunFolder::has(const CellId& cell) const { return std::filesystem::exists(m_path / "cells" / cell.fileName()); }

Result<std::vector<EvalItem>> RunFolder::read(const CellId& cell) const {
    return readItems(m_path / "cells" / cell.fileName());
}

Result<void> RunFolder::write(const CellId& cell, const std::vector<EvalItem>& items) const {
    return writeItems(m_path / "cells" / cell.fileName(), items);
}

} // namespace akv

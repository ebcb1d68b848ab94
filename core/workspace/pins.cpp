// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/pins.h"

#include "core/base/file.h"

#include <nlohmann/json.hpp>

namespace akv {

namespace {

using Json = nlohmann::json;
constexpr const char* kFile = "pins.json";

Result<Json> readAll(const std::filesystem::path& workspace) {
    const auto file = workspace / kFile;
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return Json::object();
    AKV_ASSIGN(const auto text, readFile(file, std::uint64_t(64) << 20));
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return Error(ErrorCode::FileFormat,
                     "'" + file.string() + "' is damaged: no JSON object; delete it to forget all pinned places");
    return json;
}

} // namespace

Result<Pins> readPins(const std::filesystem::path& workspace, const std::string& centre) {
    AKV_ASSIGN(const Json all, readAll(workspace));
    Pins pins;
    const auto found = all.find(centre);
    if (found == all.end() || !found->is_object()) return pins;
    for (const auto& [name, place] : found->items())
        if (place.is_array() && place.size() == 2 && place[0].is_number() && place[1].is_number())
            pins[name] = {place[0].get<double>(), place[1].get<double>()};
    return pins;
}

Result<void> writePins(const std::filesystem::path& workspace, const std::string& centre, const Pins& pins) {
    AKV_ASSIGN(Json all, readAll(workspace));
    all.erase(centre);
    for (const auto& [name, place] : pins) all[centre][name] = {place.x, place.y};
    return writeFileAtomically(workspace / kFile, all.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

} // namespace akv

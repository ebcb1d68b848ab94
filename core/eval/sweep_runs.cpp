// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/sweep_runs.h"

#include "core/base/file.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace akv {

namespace {

using Json = nlohmann::ordered_json;

std::string kText(const PruneK& k) {
    return std::to_string(k.root) + "-" + std::to_string(k.inter) + "-" + std::to_string(k.leaf);
}

/// Lists the files of the k values of a cell: there when all of them are.
std::filesystem::path markOf(const RunFolder& folder, std::uint32_t size, std::uint64_t seed) {
    return folder.path() / "cells" / ("sweep-" + std::to_string(size) + "-" + std::to_string(seed) + ".json");
}

CellId cellOf(const SweepPoint& point, Mode mode, std::uint32_t size, std::uint64_t seed) {
    return {modeName(mode), size, seed, point.id()};
}

std::vector<EvalResult>& listOf(EvalReport& report, const std::string& sweep) {
    for (auto& known : report.sweeps)
        if (known.name == sweep) return known.results;
    return report.sweeps.emplace_back(sweep).results;
}

} // namespace

Result<SweepRuns> SweepRuns::plan(const EvalOptions& options, const ModelInfo& info) {
    SweepRuns out;
    out.m_options = &options;
    if (!options.sweeps.any()) return out;
    for (const auto mode : options.modes)
        if (attendsToKnowledge(mode)) out.m_modes.push_back(mode);
    AKV_ASSIGN(out.m_points, settingPoints(options.sweeps, info.kbLayers));
    if (out.m_modes.empty() && !out.m_points.empty())
        return Error(ErrorCode::InvalidInput,
                     "none of the modes attends to keys of the graph, so there is nothing that kb_scale_factor or KB "
                     "layers could change; add atlaskv, kblam or hybrid to the modes");
    return out;
}

void SweepRuns::describe(Json& configuration) const {
    const auto& sweeps = m_options->sweeps;
    if (sweeps.k) configuration["sweep"] = {sweeps.k->root, sweeps.k->inter, sweeps.k->leaf};
}

std::size_t SweepRuns::open(const RunFolder& folder, std::uint32_t size, std::uint64_t seed, std::size_t present,
                            std::size_t absent) const {
    std::size_t out = 0;
    if (m_options->sweeps.k && !std::filesystem::exists(markOf(folder, size, seed))) out += 27 * present;
    for (const auto& point : m_points)
        for (const auto mode : m_modes)
            if (!folder.has(cellOf(point, mode, size, seed)))
                out += (present + absent) * std::size_t(m_options->generations);
    return out;
}

Result<void> SweepRuns::measureK(CellRunner& runner, const Cell& cell, const RunFolder& folder,
                                 std::uint64_t seed) const {
    const auto size = std::uint32_t(cell.rows.size());
    const auto ks = sweepValues(*m_options->sweeps.k, cell.store->hierarchy());
    AKV_ASSIGN(const auto lists, runner.sweep(ks));
    Json names = Json::array();
    for (std::size_t i = 0; i < ks.size(); ++i) {
        const CellId id{modeName(Mode::Atlas), size, seed, "k" + kText(ks[i])};
        AKV_CHECK(folder.write(id, lists[i]));
        names.push_back(id.fileName());
    }
    return writeFileAtomically(markOf(folder, size, seed), names.dump() + "\n");
}

Result<void> SweepRuns::measure(CellRunner& runner, const Cell& cell, const RunFolder& folder, std::uint64_t seed,
                                const std::function<void(const std::string&)>& finished) const {
    const auto size = std::uint32_t(cell.rows.size());
    const auto where = ", size " + std::to_string(size) + ", seed " + std::to_string(seed);
    if (m_options->sweeps.k && !std::filesystem::exists(markOf(folder, size, seed))) {
        AKV_CHECK(measureK(runner, cell, folder, seed));
        finished("k sweep" + where);
    }
    for (const auto& point : m_points)
        for (const auto mode : m_modes) {
            const auto id = cellOf(point, mode, size, seed);
            if (folder.has(id)) continue;
            AKV_ASSIGN(const auto items, runner.answers(mode, &point));
            AKV_CHECK(folder.write(id, items));
            finished(point.sweep + " sweep, " + point.value + ", " + modeName(mode) + where);
        }
    return {};
}

Result<void> SweepRuns::addK(EvalReport& report, const RunFolder& folder, std::uint32_t size) const {
    std::map<std::string, std::vector<std::vector<EvalItem>>> byK;
    std::vector<std::string> order; // that of the first seed's names
    for (int s = 0; s < m_options->seeds; ++s) {
        const auto mark = markOf(folder, size, m_options->seed + std::uint64_t(s));
        if (!std::filesystem::exists(mark)) return {};
        AKV_ASSIGN(const auto text, readFile(mark, std::uint64_t(1) << 20));
        const auto names = Json::parse(text, nullptr, false);
        if (!names.is_array()) return Error(ErrorCode::FileFormat, "'" + mark.string() + "' is damaged");
        for (const auto& name : names) {
            AKV_ASSIGN(auto items, readItems(folder.path() / "cells" / name.get<std::string>()));
            if (items.empty()) continue;
            const auto key = kText(items.front().k);
            if (!byK.contains(key)) order.push_back(key);
            byK[key].push_back(std::move(items));
        }
    }
    for (const auto& key : order) {
        AKV_ASSIGN(auto result, summarise(byK[key]));
        listOf(report, "k").push_back(std::move(result));
    }
    return {};
}

Result<void> SweepRuns::addSettings(EvalReport& report, const RunFolder& folder, std::uint32_t size) const {
    for (const auto mode : m_modes)
        for (const auto& point : m_points) {
            std::vector<std::vector<EvalItem>> seeds;
            for (int s = 0; s < m_options->seeds; ++s) {
                const auto id = cellOf(point, mode, size, m_options->seed + std::uint64_t(s));
                if (!folder.has(id)) break;
                AKV_ASSIGN(seeds.emplace_back(), folder.read(id));
            }
            if (int(seeds.size()) < m_options->seeds) continue;
            AKV_ASSIGN(auto result, summarise(seeds));
            result.setting = point.value;
            listOf(report, point.sweep).push_back(std::move(result));
        }
    return {};
}

Result<void> SweepRuns::addTo(EvalReport& report, const RunFolder& folder, std::uint32_t size) const {
    if (m_options->sweeps.k) AKV_CHECK(addK(report, folder, size));
    return addSettings(report, folder, size);
}

} // namespace akv

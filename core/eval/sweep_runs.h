// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/eval/cell_runner.h"
#include "core/eval/run_folder.h"

#include <nlohmann/json_fwd.hpp>

namespace akv {

/// The sweeps of one evaluation: what is to be measured in a cell, and what was. Every cell of a sweep is a file of the
/// run's folder; the k values of a cell depend on its hierarchy, so a mark beside them lists their files.
class SweepRuns {
public:
    /// Error for a layer that is no KB layer, or when no mode of the run attends to the graph's keys.
    static Result<SweepRuns> plan(const EvalOptions& options, const ModelInfo& info);

    /// What the sweeps add to the configuration of the run's folder; nothing without sweeps.
    void describe(nlohmann::ordered_json& configuration) const;
    /// Questions that are still to be asked in a cell of `present` answerable questions and `absent` others.
    std::size_t open(const RunFolder& folder, std::uint32_t size, std::uint64_t seed, std::size_t present,
                     std::size_t absent) const;
    /// Measures what is missing of a cell. Calls `finished` with a line after each part.
    Result<void> measure(CellRunner& runner, const Cell& cell, const RunFolder& folder, std::uint64_t seed,
                         const std::function<void(const std::string&)>& finished) const;
    /// Adds what is complete of one size over all seeds to `report`.
    Result<void> addTo(EvalReport& report, const RunFolder& folder, std::uint32_t size) const;

private:
    Result<void> measureK(CellRunner& runner, const Cell& cell, const RunFolder& folder, std::uint64_t seed) const;
    Result<void> addK(EvalReport& report, const RunFolder& folder, std::uint32_t size) const;
    Result<void> addSettings(EvalReport& report, const RunFolder& folder, std::uint32_t size) const;

    const EvalOptions* m_options = nullptr;
    std::vector<Mode> m_modes; ///< of the run, those that attend to the graph's keys
    std::vector<SweepPoint> m_points;
};

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/engine/intervention.h"
#include "core/hikvp/leaf_store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace akv {

/// The k values that a sweep combines; empty lists: chosen from each cell's hierarchy.
struct KGrid {
    std::vector<std::uint32_t> root, inter, leaf;
};

/// Sweeps beside a run; an empty list: the values that are chosen when none are named.
struct SweepOptions {
    std::optional<KGrid> k;
    std::optional<std::vector<ScaleChange>> scales;      ///< of kb_scale_factor
    std::optional<std::vector<std::vector<int>>> layers; ///< sets of KB layers that read; the others are ablated
    bool any() const { return k || scales || layers; }
};

/// "2,4,8:12,24,48:8,16" (root : inter : leaf), "none,1,10,100", "4,4+5,4+5+6". Errors show the form.
Result<KGrid> parseKGrid(const std::string& text);
Result<std::vector<ScaleChange>> parseScaleGrid(const std::string& text);
Result<std::vector<std::vector<int>>> parseLayerGrid(const std::string& text);

/// k values to try when none are given: a quarter, half and all of the roots, 1/16 to 1/4 of the inter keys, 4, 8 and
/// 16 leaves.
std::vector<PruneK> sweepValues(const KGrid& grid, const Hierarchy& hierarchy);

/// One setting of a sweep whose points are asked like the run itself.
struct SweepPoint {
    std::string sweep; ///< "scale" or "layer"
    std::string value; ///< "none", "10" or "4+5", as grids write it
    Interventions change;
    /// In names of cells: "scale-10", "layer-4+5".
    std::string id() const { return sweep + "-" + value; }
};

/// The points of the scale and layer sweeps, without repetitions; values when none are given: scale factors none, 1, 3,
/// 10, 30, 100; every KB layer alone, all without one, all. Error for a layer that is no KB layer.
Result<std::vector<SweepPoint>> settingPoints(const SweepOptions& options, const std::vector<int>& kbLayers);

} // namespace akv

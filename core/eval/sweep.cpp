// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/sweep.h"

#include <algorithm>
#include <charconv>

namespace akv {

namespace {

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> out(1);
    for (const char c : text)
        if (c == separator)
            out.emplace_back();
        else if (c != ' ')
            out.back() += c;
    return out;
}

template <typename Number>
std::optional<Number> whole(const std::string& text, Number least, Number most) {
    Number out = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), out);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || out < least || out > most)
        return std::nullopt;
    return out;
}

std::string layersText(const std::vector<int>& layers) {
    std::string out;
    for (const int layer : layers) out += (out.empty() ? "" : "+") + std::to_string(layer);
    return out;
}

std::vector<int> without(std::vector<int> layers, int layer) {
    std::erase(layers, layer);
    return layers;
}

/// Every KB layer alone, all without one of them, all.
std::vector<std::vector<int>> usualLayerSets(const std::vector<int>& kbLayers) {
    std::vector<std::vector<int>> out;
    for (const int layer : kbLayers) out.push_back({layer});
    for (const int layer : kbLayers)
        if (kbLayers.size() > 2) out.push_back(without(kbLayers, layer));
    if (kbLayers.size() > 1) out.push_back(kbLayers);
    return out;
}

void addPoint(std::vector<SweepPoint>& to, SweepPoint point) {
    if (std::ranges::none_of(to, [&](const SweepPoint& other) { return other.id() == point.id(); }))
        to.push_back(std::move(point));
}

} // namespace

Result<KGrid> parseKGrid(const std::string& text) {
    const Error wrong(ErrorCode::InvalidInput, "'" + text +
                                                   "' is no grid of k: three lists of numbers ROOT:INTER:LEAF such as "
                                                   "2,4,8:12,24,48:8,16 were expected");
    const auto levels = split(text, ':');
    if (levels.size() != 3) return wrong;
    KGrid grid;
    std::vector<std::uint32_t>* lists[] = {&grid.root, &grid.inter, &grid.leaf};
    for (std::size_t level = 0; level < 3; ++level)
        for (const auto& part : split(levels[level], ',')) {
            const auto value = whole<std::uint32_t>(part, 1, 1'000'000);
            if (!value) return wrong;
            lists[level]->push_back(*value);
        }
    return grid;
}

Result<std::vector<ScaleChange>> parseScaleGrid(const std::string& text) {
    std::vector<ScaleChange> out;
    for (const auto& part : split(text, ',')) {
        const auto scale = parseScale(part);
        if (!scale.ok())
            return Error(ErrorCode::InvalidInput,
                         "'" + text + "' is no grid of kb_scale_factor such as none,1,10,100: " + scale.error().text());
        out.push_back(*scale);
    }
    return out;
}

Result<std::vector<std::vector<int>>> parseLayerGrid(const std::string& text) {
    std::vector<std::vector<int>> out;
    for (const auto& set : split(text, ',')) {
        auto& layers = out.emplace_back();
        for (const auto& part : split(set, '+')) {
            const auto layer = whole<int>(part, 0, 100'000);
            if (!layer)
                return Error(ErrorCode::InvalidInput,
                             "'" + text +
                                 "' is no grid of KB layers: sets of layers such as 4,4+5,4+5+6 were expected");
            layers.push_back(*layer);
        }
        std::ranges::sort(layers);
        layers.erase(std::unique(layers.begin(), layers.end()), layers.end());
    }
    return out;
}

std::vector<PruneK> sweepValues(const KGrid& grid, const Hierarchy& hierarchy) {
    const auto roots = std::uint32_t(hierarchy.root.rows), inters = std::uint32_t(hierarchy.inter.rows);
    const auto unique = [](std::vector<std::uint32_t> values, std::uint32_t most) {
        for (auto& value : values) value = std::clamp(value, 1U, most);
        std::ranges::sort(values);
        values.erase(std::unique(values.begin(), values.end()), values.end());
        return values;
    };
    const auto root =
        unique(grid.root.empty() ? std::vector{(roots + 3) / 4, (roots + 1) / 2, roots} : grid.root, roots);
    const auto inter = unique(
        grid.inter.empty() ? std::vector{(inters + 15) / 16, (inters + 7) / 8, (inters + 3) / 4} : grid.inter, inters);
    const auto leaf = unique(grid.leaf.empty() ? std::vector{4U, 8U, 16U} : grid.leaf, hierarchy.leafCount());
    std::vector<PruneK> out;
    for (const auto r : root)
        for (const auto i : inter)
            for (const auto l : leaf) out.push_back({r, i, l});
    return out;
}

Result<std::vector<SweepPoint>> settingPoints(const SweepOptions& options, const std::vector<int>& kbLayers) {
    std::vector<SweepPoint> out;
    if (options.scales) {
        auto scales = *options.scales;
        if (scales.empty()) scales = {{}, {1.0F}, {3.0F}, {10.0F}, {30.0F}, {100.0F}};
        for (const auto& scale : scales) {
            SweepPoint point{"scale", scaleText(scale), {}};
            point.change.scale = scale;
            addPoint(out, std::move(point));
        }
    }
    if (options.layers)
        for (const auto& set : options.layers->empty() ? usualLayerSets(kbLayers) : *options.layers) {
            SweepPoint point{"layer", layersText(set), {}};
            std::vector<HeadRef> named;
            for (const int layer : set) named.push_back({layer, std::nullopt});
            AKV_CHECK(checkHeads(named, kbLayers, 0));
            for (const int layer : kbLayers)
                if (std::ranges::find(set, layer) == set.end()) point.change.ablated.push_back({layer, std::nullopt});
            addPoint(out, std::move(point));
        }
    return out;
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/trace.h"

#include <QtCore/QString>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace akv::ui {

enum class ClusterLevel { Root, Inter, Leaf };

/// One key of the hierarchy.
struct ClusterKey {
    ClusterLevel level = ClusterLevel::Root;
    std::uint32_t id = 0;
    auto operator<=>(const ClusterKey&) const = default;
};

/// What is known of a leaf.
struct LeafText {
    std::uint32_t row = 0;
    std::int64_t triple = 0;
    QString head, text; ///< text: the triple
};

struct MapPoint {
    float x = 0.0F, y = 0.0F;
};

/// The hierarchy of a leaf store with names, as far as they were read. Counts are those of the store itself.
struct ClusterTree {
    std::vector<std::uint32_t> interBegin; ///< [roots + 1]
    std::vector<std::uint32_t> leafBegin;  ///< [inters + 1]
    std::map<std::uint32_t, QString> rootNames, interNames, rootWords, interWords;
    std::map<std::uint32_t, LeafText> leaves;
    std::vector<MapPoint> map; ///< [inters], PCA of the inter keys; empty: not made
    double explained[2] = {0.0, 0.0};
    std::vector<float> axes[2]; ///< [d] each, orthonormal: what the map's coordinates are along; empty without a map

    std::uint32_t roots() const { return interBegin.empty() ? 0 : std::uint32_t(interBegin.size()) - 1; }
    std::uint32_t inters() const { return leafBegin.empty() ? 0 : std::uint32_t(leafBegin.size()) - 1; }
    std::uint32_t leafCount() const { return leafBegin.empty() ? 0 : leafBegin.back(); }
    std::uint32_t rootOf(std::uint32_t inter) const;
    std::uint32_t interOf(std::uint32_t leaf) const;
    /// Leaves below a key, as positions [first, second).
    std::pair<std::uint32_t, std::uint32_t> leavesOf(const ClusterKey& key) const;
    std::optional<ClusterKey> parentOf(const ClusterKey& key) const;
    QString nameOf(const ClusterKey& key) const; ///< the number where no name was read
};

/// A knowledge query on the map. A key scores s (u . e + beta), so that along u it scores higher, whatever the start.
struct MapQuery {
    float x = 0.0F, y = 0.0F; ///< direction on the map, a unit vector
    double held = 0.0;        ///< length of u within the map's plane, of its whole length
    QString text;             ///< whose query it is
};
/// Empty without a map, for another width, and for a query without length in the plane.
std::optional<MapQuery> projectQuery(const ClusterTree& tree, const std::vector<float>& direction, const QString& text);

/// How often each key was kept, over all steps and KB layers of the answers of a chat.
struct ClusterUsage {
    std::map<std::uint32_t, std::uint64_t> root, inter, leaf;
    std::uint64_t records = 0; ///< layer records that were counted
    std::uint64_t of(const ClusterKey& key) const;
    void add(const Trace& trace);
};

/// One box of the icicle: a key, or `count` neighbours of one level that are too thin to be drawn apart.
struct IcicleBox {
    ClusterKey key;
    std::uint32_t count = 1;
    double top = 0.0, bottom = 0.0; ///< share of the height, 0 to 1
};
constexpr std::size_t kIcicleBoxes = 5000;

/// Boxes of the three levels below `focus` (nothing: everything). Height is by number of leaves. Keys thinner than
/// `thinnest` (share of the height) are drawn together with their neighbours; never more than kIcicleBoxes boxes.
std::vector<IcicleBox> layOutIcicle(const ClusterTree& tree, std::optional<ClusterKey> focus, double thinnest);

} // namespace akv::ui

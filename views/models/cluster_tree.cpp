// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/cluster_tree.h"

#include "views/models/text.h"

#include <QtCore/QObject>

#include <algorithm>
#include <cmath>

namespace akv::ui {

namespace {

/// Position of the range that holds `value` in a list of begins.
std::uint32_t rangeOf(const std::vector<std::uint32_t>& begins, std::uint32_t value) {
    const auto after = std::upper_bound(begins.begin(), begins.end(), value);
    return after == begins.begin() ? 0 : std::uint32_t(after - begins.begin()) - 1;
}

} // namespace

std::uint32_t ClusterTree::rootOf(std::uint32_t inter) const { return rangeOf(interBegin, inter); }
std::uint32_t ClusterTree::interOf(std::uint32_t leaf) const { return rangeOf(leafBegin, leaf); }

std::pair<std::uint32_t, std::uint32_t> ClusterTree::leavesOf(const ClusterKey& key) const {
    switch (key.level) {
    case ClusterLevel::Root: return {leafBegin[interBegin[key.id]], leafBegin[interBegin[key.id + 1]]};
    case ClusterLevel::Inter: return {leafBegin[key.id], leafBegin[key.id + 1]};
    case ClusterLevel::Leaf: return {key.id, key.id + 1};
    }
    return {0, 0};
}

std::optional<ClusterKey> ClusterTree::parentOf(const ClusterKey& key) const {
    if (key.level == ClusterLevel::Leaf) return ClusterKey{ClusterLevel::Inter, interOf(key.id)};
    if (key.level == ClusterLevel::Inter) return ClusterKey{ClusterLevel::Root, rootOf(key.id)};
    return std::nullopt;
}

QString ClusterTree::nameOf(const ClusterKey& key) const {
    if (key.level == ClusterLevel::Leaf) {
        const auto leaf = leaves.find(key.id);
        return leaf == leaves.end() ? QObject::tr("leaf %1").arg(key.id) : leaf->second.text;
    }
    const auto& names = key.level == ClusterLevel::Root ? rootNames : interNames;
    const auto name = names.find(key.id);
    if (name != names.end()) return name->second;
    return key.level == ClusterLevel::Root ? QObject::tr("root %1").arg(key.id) : QObject::tr("inter %1").arg(key.id);
}

std::optional<MapQuery> projectQuery(const ClusterTree& tree, const std::vector<float>& direction,
                                     const QString& text) {
    if (direction.empty() || tree.axes[0].size() != direction.size() || tree.axes[1].size() != direction.size())
        return std::nullopt;
    double along[2] = {0.0, 0.0}, whole = 0.0;
    for (std::size_t i = 0; i < direction.size(); ++i) {
        const double u = double(direction[i]);
        along[0] += u * double(tree.axes[0][i]), along[1] += u * double(tree.axes[1][i]);
        whole += u * u;
    }
    const double length = std::hypot(along[0], along[1]);
    if (!(length > 0.0) || !(whole > 0.0)) return std::nullopt;
    return MapQuery{float(along[0] / length), float(along[1] / length), length / std::sqrt(whole), text};
}

std::uint64_t ClusterUsage::of(const ClusterKey& key) const {
    const auto& counts = key.level == ClusterLevel::Root ? root : key.level == ClusterLevel::Inter ? inter : leaf;
    const auto found = counts.find(key.id);
    return found == counts.end() ? 0 : found->second;
}

void ClusterUsage::add(const Trace& trace) {
    for (const LayerRecord& record : trace.layers) {
        if (record.flat) continue; // everything is kept: says nothing about a cluster
        ++records;
        for (const auto id : record.root.kept) ++root[id];
        for (const auto id : record.inter.kept) ++inter[id];
        for (const auto id : record.leaf.kept) ++leaf[id];
    }
}

namespace {

class Layout {
public:
    Layout(const ClusterTree& tree, std::pair<std::uint32_t, std::uint32_t> scope, double thinnest)
        : m_tree(tree), m_begin(scope.first), m_leaves(std::max(1U, scope.second - scope.first)),
          m_thinnest(std::max(thinnest, 1.0 / double(kIcicleBoxes / 6))) {}

    void level(ClusterLevel level, std::uint32_t first, std::uint32_t end) {
        for (std::uint32_t id = first; id < end;) {
            IcicleBox box{{level, id}, 1, top({level, id}), bottom({level, id})};
            // Thin neighbours join, also over the border of a parent that is itself thin, until they can be seen.
            while (box.bottom - box.top < m_thinnest && id + box.count < end) {
                const ClusterKey next{level, id + box.count};
                if (bottom(next) - top(next) >= m_thinnest) break;
                box.bottom = bottom(next);
                ++box.count;
            }
            id += box.count;
            m_boxes.push_back(box);
        }
    }
    std::vector<IcicleBox> take() { return std::move(m_boxes); }

private:
    double share(std::uint32_t leaf) const { return double(leaf - m_begin) / double(m_leaves); }
    double top(const ClusterKey& key) const { return share(m_tree.leavesOf(key).first); }
    double bottom(const ClusterKey& key) const { return share(m_tree.leavesOf(key).second); }

    const ClusterTree& m_tree;
    std::uint32_t m_begin, m_leaves;
    double m_thinnest;
    std::vector<IcicleBox> m_boxes;
};

} // namespace

std::vector<IcicleBox> layOutIcicle(const ClusterTree& tree, std::optional<ClusterKey> focus, double thinnest) {
    if (tree.leafCount() == 0) return {};
    while (focus && focus->level == ClusterLevel::Leaf) focus = tree.parentOf(*focus);
    const auto scope = focus ? tree.leavesOf(*focus) : std::pair<std::uint32_t, std::uint32_t>{0, tree.leafCount()};
    Layout layout(tree, scope, thinnest);
    const std::uint32_t firstInter = focus && focus->level == ClusterLevel::Inter ? focus->id
                                     : focus                                      ? tree.interBegin[focus->id]
                                                                                  : 0;
    const std::uint32_t endInter = focus && focus->level == ClusterLevel::Inter ? focus->id + 1
                                   : focus                                      ? tree.interBegin[focus->id + 1]
                                                                                : tree.inters();
    if (!focus) layout.level(ClusterLevel::Root, 0, tree.roots());
    layout.level(ClusterLevel::Inter, firstInter, endInter);
    layout.level(ClusterLevel::Leaf, scope.first, scope.second);
    auto boxes = layout.take();
    if (focus) {
        // The path above stands at full height.
        const std::uint32_t root = focus->level == ClusterLevel::Root ? focus->id : tree.rootOf(focus->id);
        boxes.insert(boxes.begin(), IcicleBox{{ClusterLevel::Root, root}, 1, 0.0, 1.0});
    }
    return boxes;
}

} // namespace akv::ui

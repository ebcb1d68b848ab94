// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace akv {

/// A GEXF 1.3 file piece by piece: gexfBegin(), nodes, gexfEdges(), edges, gexfEnd(). Directed; the relation is the
/// label of its edge and also its kind, so that parallel edges are kept apart.
struct GexfAttribute {
    std::string_view name, type; ///< of GEXF: string, long, double, …
};
using GexfValue = std::pair<std::string_view, std::string>; ///< name of an attribute and its value

/// `description` may be empty.
std::string gexfBegin(std::string_view description, std::span<const GexfAttribute> ofNodes,
                      std::span<const GexfAttribute> ofEdges);
std::string gexfNode(std::string_view id, std::string_view label, std::span<const GexfValue> values = {});
std::string gexfEdges();
std::string gexfEdge(std::string_view id, std::string_view source, std::string_view target, std::string_view relation,
                     std::span<const GexfValue> values = {});
std::string gexfEnd();

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/intervention.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace akv {

namespace {

std::optional<std::uint32_t> number(std::string_view text) {
    std::uint32_t out = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), out);
    const bool whole = parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() && out <= 0x7FFFFFFF;
    return whole ? std::optional(out) : std::nullopt;
}

} // namespace

void Interventions::add(const Interventions& other) {
    const auto append = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
    append(maskedClusters, other.maskedClusters);
    append(ablated, other.ablated);
    append(pinned, other.pinned);
    if (other.scale) scale = other.scale;
}

std::string clusterText(const ClusterRef& cluster) {
    return (cluster.level == ClusterRef::Level::Root ? "root:" : "inter:") + std::to_string(cluster.id.value());
}

Result<ClusterRef> parseCluster(const std::string& text) {
    const auto colon = std::min(text.find(':'), text.size());
    const auto level = text.substr(0, colon);
    const auto id = colon < text.size() ? number(std::string_view(text).substr(colon + 1)) : std::nullopt;
    if ((level != "root" && level != "inter") || !id)
        return Error(ErrorCode::InvalidInput, "'" + text +
                                                  "' names no cluster: root:N or inter:N was expected, with the number "
                                                  "that the Inspector, the Hierarchy page and `atlaskv inspect` show");
    return ClusterRef{level == "root" ? ClusterRef::Level::Root : ClusterRef::Level::Inter, ClusterId(*id)};
}

std::string headText(const HeadRef& head) {
    return std::to_string(head.layer) + (head.head ? ":" + std::to_string(*head.head) : std::string());
}

Result<HeadRef> parseHead(const std::string& text, bool one) {
    const auto colon = std::min(text.find(':'), text.size());
    const auto layer = number(std::string_view(text).substr(0, colon));
    const bool named = colon < text.size();
    const auto head = named ? number(std::string_view(text).substr(colon + 1)) : std::nullopt;
    if (!layer || (named && !head) || (one && !named))
        return Error(ErrorCode::InvalidInput,
                     "'" + text + "' names no " +
                         (one ? "knowledge head: LAYER:HEAD was expected, for example 4:1"
                              : "KB layer: LAYER or LAYER:HEAD was expected, for example 4 or 4:1"));
    HeadRef out{int(*layer), std::nullopt};
    if (head) out.head = int(*head);
    return out;
}

std::string scaleText(const ScaleChange& scale) {
    if (!scale.factor) return "none";
    char digits[32];
    return {digits, std::to_chars(digits, digits + sizeof digits, *scale.factor).ptr};
}

Result<ScaleChange> parseScale(const std::string& text) {
    if (text == "none") return ScaleChange{};
    float value = 0.0F;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || !std::isfinite(value) || value <= 0.0F)
        return Error(ErrorCode::InvalidInput,
                     "'" + text + "' is no kb_scale_factor: a positive number such as 100 was expected, or none");
    return ScaleChange{value};
}

Result<void> checkHeads(const std::vector<HeadRef>& heads, const std::vector<int>& kbLayers, int headCount) {
    for (const auto& head : heads) {
        if (std::find(kbLayers.begin(), kbLayers.end(), head.layer) == kbLayers.end()) {
            std::string known;
            for (const int layer : kbLayers) known += (known.empty() ? "" : ", ") + std::to_string(layer);
            return Error(ErrorCode::InvalidInput, "layer " + std::to_string(head.layer) +
                                                      " is no KB layer, so it reads nothing that could be ablated; the "
                                                      "KB layers of this model are " +
                                                      known);
        }
        if (head.head && (*head.head < 0 || *head.head >= headCount))
            return Error(ErrorCode::InvalidInput, "head " + std::to_string(*head.head) + " of layer " +
                                                      std::to_string(head.layer) + " does not exist; a layer has " +
                                                      std::to_string(headCount) + " heads, numbered from 0");
    }
    return {};
}

} // namespace akv

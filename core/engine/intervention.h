// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hikvp/variant_store.h"
#include "core/model/head_ref.h"

#include <optional>
#include <string>
#include <vector>

namespace akv {

/// Another kb_scale_factor than the model's: logits of knowledge are shifted by log(factor) - log(n).
struct ScaleChange {
    std::optional<float> factor; ///< positive; empty: no shift at all
    bool operator==(const ScaleChange&) const = default;
};

/// What a what-if does to the knowledge attention of one answer, beside masking triples. Nothing of it is stored.
struct Interventions {
    /// Their keys are not scored and their leaves are neither read nor written into prompts (see withoutClusters()).
    std::vector<ClusterRef> maskedClusters;
    /// These heads read nothing: their share of the mass goes to the sequence, softmax(logits_seq) V in place of the
    /// joint softmax. Which leaves the layer keeps is chosen with their scores all the same, so that the other heads of
    /// the layer see what they saw. Copying follows the heads of the last KB layer that still read; when none does,
    /// nothing is copied.
    std::vector<HeadRef> ablated;
    /// Every row of these triples is kept by every KB layer in every step (see keepPinned()).
    std::vector<TripleId> pinned;
    std::optional<ScaleChange> scale; ///< empty: the model's own

    bool none() const { return maskedClusters.empty() && ablated.empty() && pinned.empty() && !scale; }
    /// Adds what `other` does; its scale factor wins.
    void add(const Interventions& other);
};

std::string clusterText(const ClusterRef& cluster);           ///< "root:3", "inter:17"
Result<ClusterRef> parseCluster(const std::string& text);     ///< the inverse; error that shows the form
std::string headText(const HeadRef& head);                    ///< "4" or "4:1"
Result<HeadRef> parseHead(const std::string& text, bool one); ///< `one`: a head must be named

std::string scaleText(const ScaleChange& scale);         ///< "none" or the number
Result<ScaleChange> parseScale(const std::string& text); ///< the inverse; error: no positive number

/// Error for a layer that is no KB layer or a head that it does not have.
Result<void> checkHeads(const std::vector<HeadRef>& heads, const std::vector<int>& kbLayers, int headCount);

} // namespace akv

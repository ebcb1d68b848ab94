// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/explain.h"
#include "core/hikvp/knowledge_scorer.h"

namespace akv {

/// The query of one KB layer in one step of an answer, asked again with another k or kb_scale_factor. Nothing is
/// generated: the layers below are as they were, so that the query is the recorded one; had the whole answer been made
/// with another k, the layers above the first would ask with other queries. Immutable; several threads may ask.
class Reselector {
public:
    /// Replays the answer up to the step, once. Errors: those of explainLayer(), and an answer that was asked with
    /// masked clusters or pinned triples.
    static Result<std::shared_ptr<const Reselector>> open(std::shared_ptr<const Engine> engine,
                                                          const Workspace& workspace, const Trace& trace, int step,
                                                          int layer, const JobContext& context);

    /// A trace of the layer's one record: what would be kept, what comes next below each cut, and the head weights and
    /// lambda_kg of the last position, with the names of all keys. `scale` empty: as the answer was asked.
    Result<Trace> select(const Workspace& workspace, const PruneK& k, const std::optional<ScaleChange>& scale) const;

    PruneK asked() const { return m_asked; } ///< the answer's own k
    std::optional<float> scaleFactor() const { return m_probe.scaleFactor; }

private:
    Reselector() = default;
    LayerRecord recordOf(KnowledgeSelection selection) const;

    std::shared_ptr<const Engine> m_engine;
    LayerProbe m_probe;
    AskOptions m_options;
    RunCard m_card;
    std::vector<LeafId> m_masked;
    PruneK m_asked;
    bool m_flat = false;
};

} // namespace akv

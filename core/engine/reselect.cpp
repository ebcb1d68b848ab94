// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reselect.h"

#include "core/engine/evidence.h"
#include "core/engine/whatif.h"

#include <algorithm>
#include <cmath>

namespace akv {

Result<std::shared_ptr<const Reselector>> Reselector::open(std::shared_ptr<const Engine> engine,
                                                           const Workspace& workspace, const Trace& trace, int step,
                                                           int layer, const JobContext& context) {
    std::shared_ptr<Reselector> out(new Reselector);
    AKV_ASSIGN(out->m_options, askedWith(trace.card));
    if (!out->m_options.interventions.maskedClusters.empty() || !out->m_options.interventions.pinned.empty())
        return Error(ErrorCode::Unsupported, "this answer was asked with a masked cluster or a pinned triple; what "
                                             "another k keeps is worked out for answers without them");
    AKV_ASSIGN(auto inside, explainLayer(*engine, workspace, trace, step, layer, context));
    AKV_ASSIGN(const auto limits, leafLimits(*engine, workspace, out->m_options));
    out->m_masked = limits.masked;
    out->m_probe = std::move(inside.probe);
    out->m_asked = out->m_options.k.value_or(engine->info().k);
    out->m_flat = out->m_options.mode == Mode::Kblam;
    out->m_card = trace.card;
    out->m_engine = std::move(engine);
    return std::shared_ptr<const Reselector>(std::move(out));
}

/// Joint softmax of the last position over the kept leaves and the sequence as it was, head by head.
LayerRecord Reselector::recordOf(KnowledgeSelection selection) const {
    LayerRecord record;
    record.step = m_probe.step, record.layer = m_probe.layer, record.heads = m_probe.heads;
    record.positions = m_probe.positions;
    record.flat = m_flat;
    const auto heads = std::size_t(m_probe.heads), n = selection.leaf.kept.size();
    const std::size_t sequence = m_probe.sequenceLogits.size() / heads;
    const float* logits = selection.logits.data() + (std::size_t(m_probe.positions) - 1) * heads * n;
    record.headWeights.assign(heads * n, 0.0F);
    for (std::size_t h = 0; h < heads; ++h) {
        double sum = 0.0;
        if (m_probe.ablated[h] == 0 && n > 0) {
            const float *known = logits + h * n, *said = m_probe.sequenceLogits.data() + h * sequence;
            const double most = double(std::max(*std::max_element(known, known + n),
                                                sequence ? *std::max_element(said, said + sequence) : known[0]));
            double all = 0.0;
            for (std::size_t j = 0; j < n; ++j) all += std::exp(double(known[j]) - most);
            for (std::size_t j = 0; j < sequence; ++j) all += std::exp(double(said[j]) - most);
            for (std::size_t j = 0; j < n; ++j) {
                const double weight = std::exp(double(known[j]) - most) / all;
                record.headWeights[h * n + j] = float(weight);
                sum += weight;
            }
        }
        record.lambdaKg.push_back(float(sum));
    }
    record.root = std::move(selection.root);
    record.inter = std::move(selection.inter);
    record.leaf = std::move(selection.leaf);
    return record;
}

Result<Trace> Reselector::select(const Workspace& workspace, const PruneK& k,
                                 const std::optional<ScaleChange>& scale) const {
    SelectOptions options;
    options.k = k;
    options.flat = m_flat;
    options.scaleFactor = scale ? scale->factor : m_probe.scaleFactor;
    options.clusterTemperature = m_engine->info().clusterTemperature;
    options.masked = m_masked;
    options.runnersUp = kRunnersUp;
    const KnowledgeQuery query{std::size_t(m_probe.positions), std::size_t(m_probe.heads), m_probe.allU,
                               m_probe.allBeta};
    AKV_ASSIGN(auto selection, m_engine->select(query, options));
    Trace out;
    out.card = m_card;
    out.card.kRoot = k.root, out.card.kInter = k.inter, out.card.kLeaf = k.leaf;
    if (scale) out.card.scaleFactor = scaleText(*scale);
    out.layers.push_back(recordOf(std::move(selection)));
    const ValueTexts none;
    AKV_CHECK(describeTrace(out, workspace, WorkspaceTexts(workspace, none), *m_engine->store()));
    return out;
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/explain.h"

#include <algorithm>
#include <cmath>

namespace akv {

namespace {

/// Keeps the inside of one layer in one step.
class ProbeSink final : public AttentionSink {
public:
    ProbeSink(int step, int layer) : m_step(step), m_layer(layer) {}
    void onLayer(LayerRecord) override {}
    void onToken(TokenRecord) override {}
    bool wantsProbe(int step, int layer) const override { return step == m_step && layer == m_layer; }
    void onProbe(LayerProbe probe) override { found = std::move(probe); }
    std::optional<LayerProbe> found;

private:
    int m_step, m_layer;
};

Error missing(const std::string& what) { return Error(ErrorCode::InvalidInput, what); }

/// Largest value and sum of exp(x - largest) over both parts of the joint softmax of one head.
struct Softmax {
    double largest = -INFINITY, sum = 0.0;
    void take(double x) { largest = std::max(largest, x); }
    void add(double x) { sum += std::exp(x - largest); }
};

/// Logit of every kept leaf for one head by the definition, without the shift.
std::vector<double> products(const LayerExplanation& e, std::size_t head) {
    const std::size_t d = e.width(), n = e.probe.leaves.size();
    std::vector<double> out(n);
    for (std::size_t j = 0; j < n; ++j) {
        double dot = double(e.probe.beta[head]);
        for (std::size_t i = 0; i < d; ++i) dot += double(e.probe.u[head * d + i]) * double(e.keys[j * d + i]);
        out[j] = double(e.probe.keyScale[j]) * dot;
    }
    return out;
}

} // namespace

Result<WeightExplanation> LayerExplanation::of(int head, LeafId leaf) const {
    if (head < 0 || head >= probe.heads)
        return missing("head " + std::to_string(head) + " does not exist; layer " + std::to_string(probe.layer) +
                       " has " + std::to_string(probe.heads));
    const auto at = std::find(probe.leaves.begin(), probe.leaves.end(), leaf.value());
    if (at == probe.leaves.end())
        return missing("leaf " + std::to_string(leaf.value()) + " was not kept by layer " +
                       std::to_string(probe.layer) + " in step " + std::to_string(probe.step) +
                       ", so it has no weight; \"Where lost\" says at which level it was cut off");
    const auto h = std::size_t(head), j = std::size_t(at - probe.leaves.begin()), n = probe.leaves.size();
    const std::size_t sequence = probe.sequenceLogits.size() / std::size_t(probe.heads);
    WeightExplanation out;
    out.step = probe.step, out.layer = probe.layer, out.head = head, out.leaf = leaf, out.row = rows[j];
    out.keyScale = double(probe.keyScale[j]);
    out.beta = double(probe.beta[h]);
    const auto all = products(*this, h);
    out.product = all[j];
    out.dot = out.product / out.keyScale - out.beta;
    out.kept = n, out.sequence = sequence;
    if (probe.scaleFactor) {
        out.scaleFactor = double(*probe.scaleFactor);
        out.shift = std::log(*out.scaleFactor) - std::log(double(n));
    }
    out.logit = out.product + out.shift;
    out.engineLogit = double(probe.logits[h * n + j]);
    out.ablated = probe.ablated[h] != 0;
    Softmax joint;
    const float* positions = probe.sequenceLogits.data() + h * sequence;
    const std::size_t known = out.ablated ? 0 : n;
    for (std::size_t i = 0; i < known; ++i) joint.take(all[i] + out.shift);
    for (std::size_t i = 0; i < sequence; ++i) joint.take(double(positions[i]));
    for (std::size_t i = 0; i < known; ++i) joint.add(all[i] + out.shift);
    out.lambda = joint.sum;
    for (std::size_t i = 0; i < sequence; ++i) joint.add(double(positions[i]));
    out.largest = joint.largest, out.denominator = joint.sum;
    out.lambda /= joint.sum;
    out.weight = out.ablated ? 0.0 : std::exp(out.logit - joint.largest) / joint.sum;
    out.engineWeight = double(probe.weights[h * n + j]);
    if (!traced.empty()) out.traced = double(traced[h * n + j]);
    return out;
}

Result<LayerExplanation> explainLayer(const Engine& engine, const Workspace& workspace, const Trace& trace, int step,
                                      int layer, const JobContext& context) {
    if (step < 0 || step > int(trace.tokens.size()))
        return missing("step " + std::to_string(step) + " does not exist; the answer has " +
                       std::to_string(trace.tokens.size()) + " tokens");
    context.progress("run the answer again", 0, 0);
    ProbeSink sink(step, layer);
    AKV_CHECK(replay(engine, workspace, trace, step, sink, 0, context));
    if (!sink.found) return missing("layer " + std::to_string(layer) + " is no KB layer of this model");
    LayerExplanation out;
    out.probe = std::move(*sink.found);
    const std::size_t d = engine.store()->width(), n = out.probe.leaves.size();
    out.keys.resize(n * d);
    for (std::size_t j = 0; j < n; ++j) {
        const LeafId leaf(out.probe.leaves[j]);
        engine.store()->key(leaf, {out.keys.data() + j * d, d});
        out.rows.push_back(engine.store()->rowOf(leaf));
    }
    out.direction.assign(d, 0.0F);
    for (std::size_t h = 0; h < std::size_t(out.probe.heads); ++h)
        for (std::size_t i = 0; i < d && out.probe.ablated[h] == 0; ++i) out.direction[i] += out.probe.u[h * d + i];
    if (const LayerRecord* record = trace.find(step, layer)) {
        if (record->leaf.kept != out.probe.leaves)
            return Error(ErrorCode::Internal, "the replay of step " + std::to_string(step) +
                                                  " keeps other leaves in "
                                                  "layer " +
                                                  std::to_string(layer) +
                                                  " than the trace says, so its numbers would not be those of the "
                                                  "answer; ask the question again");
        out.traced = record->headWeights;
    }
    return out;
}

} // namespace akv

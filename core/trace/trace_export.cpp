// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/trace_export.h"

#include "core/base/file.h"
#include "core/base/gexf.h"
#include "core/base/markup.h"
#include "core/base/npy.h"

#include <algorithm>
#include <set>

namespace akv {

namespace {

namespace fs = std::filesystem;

fs::path beside(const fs::path& target, const std::string& suffix) {
    const auto name = target.extension() == ".npy" ? target.stem() : target.filename();
    return target.parent_path() / (name.string() + suffix);
}

std::string numberText(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

Result<std::vector<fs::path>> writeLayer(const Trace& trace, int layer, const fs::path& target) {
    std::vector<const LayerRecord*> steps;
    std::size_t most = 0, heads = 0;
    for (const auto& record : trace.layers)
        if (record.layer == layer) {
            steps.push_back(&record);
            most = std::max(most, record.leaf.kept.size());
            heads = std::max(heads, std::size_t(record.heads));
        }
    std::vector<float> weights(steps.size() * heads * most, 0.0F), lambda(steps.size() * heads, 0.0F);
    std::vector<std::int64_t> leaves(steps.size() * most, -1), rows(leaves);
    for (std::size_t t = 0; t < steps.size(); ++t) {
        const auto& r = *steps[t];
        const auto n = r.leaf.kept.size();
        for (std::size_t j = 0; j < n; ++j) {
            leaves[t * most + j] = r.leaf.kept[j];
            if (const auto found = trace.leaves.find(r.leaf.kept[j]); found != trace.leaves.end())
                rows[t * most + j] = found->second.rowId;
        }
        for (std::size_t h = 0; h < std::size_t(r.heads); ++h) {
            lambda[t * heads + h] = r.lambdaKg[h];
            std::copy_n(r.headWeights.begin() + std::ptrdiff_t(h * n), n,
                        weights.begin() + std::ptrdiff_t((t * heads + h) * most));
        }
    }
    const auto path = [&](const char* what) {
        return beside(target, "_layer" + std::to_string(layer) + "_" + what + ".npy");
    };
    const std::vector<fs::path> files = {path("weights"), path("leaves"), path("rows"), path("lambda"),
                                         path("prefill_lambda")};
    AKV_CHECK(writeNpy(files[0], weights, {steps.size(), heads, most}));
    AKV_CHECK(writeNpy(files[1], leaves, {steps.size(), most}));
    AKV_CHECK(writeNpy(files[2], rows, {steps.size(), most}));
    AKV_CHECK(writeNpy(files[3], lambda, {steps.size(), heads}));
    const auto& prefill = steps.front()->lambdaByPosition;
    AKV_CHECK(writeNpy(files[4], prefill, {prefill.size()}));
    return files;
}

Result<std::vector<fs::path>> writeArrays(const Trace& trace, const fs::path& target) {
    const auto layers = trace.kbLayers();
    if (layers.empty())
        return Error(ErrorCode::InvalidInput, "the trace holds no attention records (mode " + trace.card.mode +
                                                  "), so there are no arrays; trace-json writes what it does hold");
    std::vector<fs::path> out;
    for (const int layer : layers) {
        AKV_ASSIGN(const auto files, writeLayer(trace, layer, target));
        out.insert(out.end(), files.begin(), files.end());
    }
    return out;
}

std::string nTriples(const Trace& trace, const std::vector<TracedEvidence>& evidence) {
    std::string labels, edges;
    std::set<std::string> named;
    const auto label = [&](const std::string& iri, const std::string& text) {
        if (named.insert(iri).second) labels += ntLabel(iri, text);
        return iri;
    };
    for (const auto& e : evidence) {
        const auto& leaf = trace.leaves.at(e.leaf);
        edges += label(entityIri(leaf.head), leaf.head) + " " + label(relationIri(leaf.relation), leaf.relation) + " " +
                 label(entityIri(leaf.tail), leaf.tail) + " .\n";
    }
    return labels + edges;
}

std::string graphMl(const Trace& trace, const std::vector<TracedEvidence>& evidence) {
    std::string nodes, edges;
    std::map<std::string, std::size_t> ids;
    const auto node = [&](const std::string& name) {
        const auto [at, isNew] = ids.emplace(name, ids.size());
        if (isNew)
            nodes += "<node id=\"n" + std::to_string(at->second) + "\"><data key=\"name\">" + xmlText(name) +
                     "</data></node>\n";
        return "n" + std::to_string(at->second);
    };
    for (std::size_t i = 0; i < evidence.size(); ++i) {
        const auto& leaf = trace.leaves.at(evidence[i].leaf);
        const std::string head = node(leaf.head), tail = node(leaf.tail);
        edges += "<edge id=\"e" + std::to_string(i) + "\" source=\"" + head + "\" target=\"" + tail +
                 "\"><data key=\"relation\">" + xmlText(leaf.relation) + "</data><data key=\"triple_id\">" +
                 std::to_string(leaf.tripleId) + "</data><data key=\"rank\">" + std::to_string(i + 1) +
                 "</data><data key=\"share\">" + numberText(evidence[i].share) + "</data></edge>\n";
    }
    const auto key = [](const char* name, const char* of, const char* type) {
        return std::string("<key id=\"") + name + "\" for=\"" + of + "\" attr.name=\"" + name + "\" attr.type=\"" +
               type + "\"/>\n";
    };
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n" +
           key("name", "node", "string") + key("relation", "edge", "string") + key("triple_id", "edge", "long") +
           key("rank", "edge", "int") + key("share", "edge", "double") + key("question", "graph", "string") +
           key("answer", "graph", "string") + "<graph edgedefault=\"directed\">\n<data key=\"question\">" +
           xmlText(trace.question) + "</data>\n<data key=\"answer\">" + xmlText(trace.answer) + "</data>\n" + nodes +
           edges + "</graph>\n</graphml>\n";
}

std::string gexf(const Trace& trace, const std::vector<TracedEvidence>& evidence) {
    constexpr GexfAttribute kOfEdges[] = {{"triple_id", "long"}, {"rank", "integer"}, {"share", "double"}};
    std::string nodes, edges;
    std::map<std::string, std::string> ids;
    const auto node = [&](const std::string& name) {
        const auto [at, isNew] = ids.emplace(name, "n" + std::to_string(ids.size()));
        if (isNew) nodes += gexfNode(at->second, name);
        return at->second;
    };
    for (std::size_t i = 0; i < evidence.size(); ++i) {
        const auto& leaf = trace.leaves.at(evidence[i].leaf);
        const std::string head = node(leaf.head), tail = node(leaf.tail);
        const GexfValue values[] = {{"triple_id", std::to_string(leaf.tripleId)},
                                    {"rank", std::to_string(i + 1)},
                                    {"share", numberText(evidence[i].share)}};
        edges += gexfEdge("e" + std::to_string(i), head, tail, leaf.relation, values);
    }
    return gexfBegin(trace.question + "\n" + trace.answer, {}, kOfEdges) + nodes + gexfEdges() + edges + gexfEnd();
}

/// In the format that the ending of the file's name says.
std::string graphText(const Trace& trace, const std::vector<TracedEvidence>& evidence, const fs::path& target) {
    if (target.extension() == ".nt") return nTriples(trace, evidence);
    return target.extension() == ".gexf" ? gexf(trace, evidence) : graphMl(trace, evidence);
}

} // namespace

const std::vector<std::pair<std::string, TraceExportKind>>& traceExportKinds() {
    static const std::vector<std::pair<std::string, TraceExportKind>> kKinds = {
        {"trace-json", TraceExportKind::Json},
        {"trace-npy", TraceExportKind::Npy},
        {"evidence", TraceExportKind::Evidence}};
    return kKinds;
}

std::vector<TracedEvidence> evidenceOf(const Trace& trace) {
    std::map<std::uint32_t, double> mass;
    double total = 0.0;
    for (const auto& record : trace.layers)
        for (std::size_t i = 0; i < record.headWeights.size(); ++i) {
            mass[record.leaf.kept[i % record.leaf.kept.size()]] += double(record.headWeights[i]);
            total += double(record.headWeights[i]);
        }
    std::vector<TracedEvidence> out;
    if (!trace.facts.empty()) {
        for (const auto& fact : trace.facts)
            if (trace.leaves.contains(fact.leaf))
                out.push_back({fact.leaf, total > 0.0 ? mass[fact.leaf] / total : 0.0});
        return out;
    }
    for (const auto& [leaf, m] : mass)
        if (trace.leaves.contains(leaf)) out.push_back({leaf, total > 0.0 ? m / total : 0.0});
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.share > b.share; });
    return out;
}

Result<std::vector<fs::path>> exportTrace(const Trace& trace, TraceExportKind kind, const fs::path& target) {
    if (kind == TraceExportKind::Npy) return writeArrays(trace, target);
    if (kind == TraceExportKind::Json) {
        AKV_CHECK(writeFileAtomically(target, traceToJson(trace, 1) + "\n"));
        return std::vector<fs::path>{target};
    }
    const auto evidence = evidenceOf(trace);
    if (evidence.empty())
        return Error(ErrorCode::InvalidInput,
                     "the trace holds no evidence (mode " + trace.card.mode + "), so there is no graph to write");
    AKV_CHECK(writeFileAtomically(target, graphText(trace, evidence, target)));
    return std::vector<fs::path>{target};
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/answer.h"

#include "core/device/memory_sampler.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

namespace akv {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

/// Longest prefix of `bytes` that ends at a UTF-8 character boundary.
std::size_t wholeCharacters(const std::string& bytes) {
    std::size_t at = bytes.size();
    for (int back = 0; back < 4 && at > 0; ++back) {
        const unsigned char c = static_cast<unsigned char>(bytes[at - 1]);
        if (c < 0x80) return bytes.size();
        if (c >= 0xC0) {
            const std::size_t need = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
            return bytes.size() - (at - 1) >= need ? bytes.size() : at - 1;
        }
        --at;
    }
    return bytes.size();
}

/// Holds back partial UTF-8 and drops the space before the first word.
class TextStream {
public:
    std::string push(const std::string& piece) {
        m_held += piece;
        const auto ready = wholeCharacters(m_held);
        std::string out = m_held.substr(0, ready);
        m_held.erase(0, ready);
        if (m_text.empty())
            out.erase(0, out.find_first_not_of(' ') == std::string::npos ? out.size() : out.find_first_not_of(' '));
        m_text += out;
        return out;
    }
    const std::string& text() const { return m_text; }

private:
    std::string m_text, m_held;
};

/// What the answer says as the value: the text after " is ", without the final full stop; else everything.
std::string valuePart(const std::string& answer) {
    const auto at = answer.find(" is ");
    std::string out = at == std::string::npos ? answer : answer.substr(at + 4);
    while (!out.empty() && (out.back() == '.' || out.back() == ' ')) out.pop_back();
    return out;
}

Result<std::vector<LeafId>> maskedLeaves(const Workspace& workspace, const LeafStore& store,
                                         const std::vector<TripleId>& triples) {
    std::vector<LeafId> out;
    for (const auto triple : triples) {
        AKV_ASSIGN(const auto rows, workspace.rowsOfTriple(triple));
        if (rows.empty())
            return Error(
                ErrorCode::InvalidInput,
                "triple " + std::to_string(triple.value()) +
                    " has no row in this workspace, so it cannot be masked; `atlaskv info` shows the range of ids");
        for (const auto row : rows) out.push_back(store.leafOf(row));
    }
    std::sort(out.begin(), out.end());
    return out;
}

Result<TracedLeaf> describeLeaf(const Workspace& workspace, const LeafStore& store, LeafId leaf) {
    AKV_ASSIGN(const auto row, workspace.row(store.rowOf(leaf)));
    AKV_ASSIGN(const auto triple, workspace.triples().triple(row.triple));
    TracedLeaf out;
    out.rowId = row.id.value();
    out.tripleId = row.triple.value();
    const auto inter = store.hierarchy().interOf(leaf);
    out.inter = inter.value();
    out.root = store.hierarchy().rootOf(inter).value();
    if (triple) {
        out.head = triple->head;
        out.relation = triple->relation;
        out.tail = triple->tail;
    }
    out.key = row.keyString();
    out.value = row.description;
    return out;
}

/// Name of a cluster: the key of the leaf that lies nearest to its centroid.
Result<std::string> clusterName(const Workspace& workspace, const LeafStore& store, std::span<const float> centroid,
                                std::uint32_t begin, std::uint32_t end) {
    std::vector<float> key(store.width());
    double best = -1e30;
    std::uint32_t nearest = begin;
    for (std::uint32_t leaf = begin; leaf < end; ++leaf) {
        store.key(LeafId(leaf), key);
        double dot = 0;
        for (std::size_t i = 0; i < key.size(); ++i) dot += double(key[i]) * centroid[i];
        if (dot > best) best = dot, nearest = leaf;
    }
    AKV_ASSIGN(const auto row, workspace.row(store.rowOf(LeafId(nearest))));
    return row.name + " \xC2\xB7 " + row.descriptionType;
}

Result<void> nameClusters(Trace& trace, const Workspace& workspace, const LeafStore& store) {
    const auto& h = store.hierarchy();
    std::set<std::uint32_t> roots, inters;
    for (const auto& layer : trace.layers) {
        for (const auto* list : {&layer.root.kept, &layer.root.runnersUp}) roots.insert(list->begin(), list->end());
        for (const auto* list : {&layer.inter.kept, &layer.inter.runnersUp}) inters.insert(list->begin(), list->end());
    }
    for (const auto& [id, leaf] : trace.leaves) roots.insert(leaf.root), inters.insert(leaf.inter);
    for (const auto id : roots) {
        AKV_ASSIGN(trace.rootNames[id], clusterName(workspace, store, h.root.row(id), h.leafBegin[h.interBegin[id]],
                                                    h.leafBegin[h.interBegin[id + 1]]));
    }
    for (const auto id : inters) {
        AKV_ASSIGN(trace.interNames[id],
                   clusterName(workspace, store, h.inter.row(id), h.leafBegin[id], h.leafBegin[id + 1]));
    }
    return {};
}

Result<void> describeTrace(Trace& trace, const Workspace& workspace, const LeafStore& store) {
    for (const auto& layer : trace.layers) {
        // Flat attention keeps every leaf; its texts would be the whole graph, so the strongest ones stand for them.
        const std::size_t limit = layer.flat ? 64 : layer.leaf.kept.size();
        for (const auto* list : {&layer.leaf.kept, &layer.leaf.runnersUp})
            for (std::size_t i = 0; i < std::min(limit, list->size()); ++i) {
                const auto leaf = (*list)[i];
                if (trace.leaves.contains(leaf)) continue;
                AKV_ASSIGN(trace.leaves[leaf], describeLeaf(workspace, store, LeafId(leaf)));
            }
    }
    return nameClusters(trace, workspace, store);
}

/// share = joint weight summed over answer steps, KB layers and heads over the same sum of all kept leaves.
Result<std::vector<Evidence>> collectEvidence(const Trace& trace, const Workspace& workspace, std::size_t limit) {
    std::map<std::uint32_t, double> mass;
    double total = 0.0;
    for (const auto& layer : trace.layers)
        for (std::size_t i = 0; i < layer.headWeights.size(); ++i) {
            mass[layer.leaf.kept[i % layer.leaf.kept.size()]] += layer.headWeights[i];
            total += layer.headWeights[i];
        }
    std::vector<std::pair<double, std::uint32_t>> order;
    for (const auto& [leaf, m] : mass) order.emplace_back(-m, leaf);
    std::sort(order.begin(), order.end());
    std::vector<Evidence> out;
    for (const auto& [m, leaf] : order) {
        if (out.size() >= limit) break;
        const auto found = trace.leaves.find(leaf);
        if (found == trace.leaves.end()) continue;
        const auto& text = found->second;
        AKV_ASSIGN(const auto row, workspace.row(RowId(text.rowId)));
        out.push_back({TripleId(text.tripleId), RowId(text.rowId), LeafId(leaf), text.head, text.relation, text.tail,
                       text.key, text.value, total > 0 ? -m / total : 0.0, int(out.size()) + 1, row.group});
    }
    return out;
}

void countLevels(Answer& answer) {
    for (const auto& r : answer.trace.layers)
        answer.levels.push_back({r.step, r.layer, r.root.kept.size(), r.root.available, r.inter.kept.size(),
                                 r.inter.available, r.leaf.kept.size(), r.leaf.available});
}

RunCard makeCard(const Engine& engine, const AskOptions& options) {
    RunCard card;
    const auto k = options.k.value_or(engine.info().k);
    card.mode = modeName(options.mode);
    card.model = engine.info().name;
    card.modelHash = engine.info().hash;
    card.build = "0.1.0";
    card.seed = options.seed;
    card.temperature = options.temperature;
    card.kRoot = k.root, card.kInter = k.inter, card.kLeaf = k.leaf;
    if (engine.store()) card.storeHash = engine.store()->hash(), card.rows = engine.store()->leafCount();
    for (const auto id : options.masked) card.masked.push_back(id.value());
    return card;
}

Result<void> generate(Session& session, const Engine& engine, const GenerateOptions& options,
                      const std::vector<int>& prompt, const AskOptions& ask, const JobContext& context,
                      Answer& answer) {
    const auto begin = Clock::now();
    session.reset();
    AKV_CHECK(session.prefill(prompt, options));
    TextStream stream;
    double lambda = 0.0;
    Clock::time_point first;
    while (int(answer.tokens.size()) < options.maxTokens) {
        if (context.cancel.cancelled()) {
            answer.stopped = true;
            break;
        }
        AKV_ASSIGN(const Step step, session.decodeOne());
        if (answer.tokens.empty()) {
            first = Clock::now();
            answer.timeToFirstToken = secondsSince(begin);
        }
        if (step.end) break;
        const AnswerToken token{int(answer.tokens.size()),    step.token,   int(answer.tokens.size()),
                                engine.tokenText(step.token), step.logprob, step.lambdaKg};
        lambda += step.lambdaKg;
        answer.tokens.push_back(token);
        const auto text = stream.push(token.text);
        if (ask.onText) ask.onText(text, token);
    }
    answer.text = stream.text();
    if (!answer.tokens.empty()) {
        answer.lambdaKg = lambda / double(answer.tokens.size());
        const double decoding = secondsSince(first);
        if (answer.tokens.size() > 1 && decoding > 0)
            answer.tokensPerSecond = double(answer.tokens.size() - 1) / decoding;
    }
    return {};
}

} // namespace

Result<Answer> generateAnswer(const Engine& engine, Session& session, const std::string& question,
                              const AskOptions& options, std::vector<LeafId> masked, TraceRecorder& recorder,
                              const JobContext& context) {
    GenerateOptions generateOptions;
    generateOptions.mode = options.mode;
    generateOptions.k = options.k;
    generateOptions.maxTokens = options.maxTokens;
    generateOptions.temperature = options.temperature;
    generateOptions.seed = options.seed;
    generateOptions.masked = std::move(masked);
    generateOptions.sink = &recorder;
    const auto prompt = engine.prompt(question);
    if (int(prompt.size()) + options.maxTokens > engine.info().contextLength)
        return Error(ErrorCode::InvalidInput, "the question has " + std::to_string(prompt.size()) + " tokens; with " +
                                                  std::to_string(options.maxTokens) +
                                                  " answer tokens it exceeds the context of " +
                                                  std::to_string(engine.info().contextLength));
    Answer answer;
    answer.question = question;
    answer.mode = options.mode;
    answer.promptTokens = int(prompt.size());
    AKV_CHECK(generate(session, engine, generateOptions, prompt, options, context, answer));
    const auto& refusal = engine.info().refusal;
    answer.refused = !refusal.empty() && normaliseAnswer(answer.text) == normaliseAnswer(refusal);
    return answer;
}

Result<Answer> ask(const Engine& engine, Session& session, const Workspace* workspace, const std::string& question,
                   const AskOptions& options, const JobContext& context) {
    if (question.find_first_not_of(" \t\r\n") == std::string::npos)
        return Error(ErrorCode::InvalidInput, "the question is empty");
    const bool knowledge = options.mode != Mode::ZeroShot;
    if (knowledge && (!workspace || !engine.store()))
        return Error(ErrorCode::InvalidInput,
                     std::string("mode ") + modeName(options.mode) + " needs a prepared workspace (-w)");
    std::vector<LeafId> masked;
    if (knowledge && !options.masked.empty()) {
        AKV_ASSIGN(masked, maskedLeaves(*workspace, *engine.store(), options.masked));
    }
    TraceRecorder recorder;
    AKV_ASSIGN(Answer answer, generateAnswer(engine, session, question, options, std::move(masked), recorder, context));
    answer.trace = recorder.take();
    answer.trace.card = makeCard(engine, options);
    answer.trace.question = question;
    answer.trace.answer = answer.text;
    for (const int id : engine.prompt(question)) answer.trace.promptTokens.push_back(engine.tokenText(id));
    countLevels(answer);
    if (knowledge) {
        AKV_CHECK(describeTrace(answer.trace, *workspace, *engine.store()));
        AKV_ASSIGN(answer.evidence, collectEvidence(answer.trace, *workspace, 16));
        if (!answer.evidence.empty()) answer.match = tokenF1(valuePart(answer.text), answer.evidence.front().value);
        answer.kgBytes = engine.store()->bytesOnDisk();
    }
    answer.weightsBytes = engine.info().weightsBytes;
    answer.kvCacheBytes = session.memory().kvCacheBytes;
    answer.rssPeakBytes = MemorySampler().sample().rssPeak;
    return answer;
}

} // namespace akv

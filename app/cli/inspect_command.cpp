// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/model_option.h"
#include "core/engine/explain.h"
#include "core/trace/trace.h"

#include <algorithm>
#include <cstdio>
#include <optional>

namespace akv::cli {

namespace {

std::string fixed(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

std::string nameOf(const Trace& trace, const char* level, std::uint32_t id) {
    if (level[0] == 'l') {
        const auto found = trace.leaves.find(id);
        return found == trace.leaves.end()
                   ? std::string()
                   : found->second.head + " - " + found->second.relation + " - " + found->second.tail;
    }
    const auto& names = level[0] == 'r' ? trace.rootNames : trace.interNames;
    const auto found = names.find(id);
    return found == names.end() ? std::string() : found->second;
}

Json levelJson(const Trace& trace, const char* level, const LevelRecord& record) {
    Json kept = Json::array(), next = Json::array();
    for (std::size_t i = 0; i < record.kept.size(); ++i)
        kept.push_back(
            {{"id", record.kept[i]}, {"name", nameOf(trace, level, record.kept[i])}, {"score", record.keptScore[i]}});
    for (std::size_t i = 0; i < record.runnersUp.size(); ++i)
        next.push_back({{"id", record.runnersUp[i]},
                        {"name", nameOf(trace, level, record.runnersUp[i])},
                        {"score", record.runnersUpScore[i]}});
    const auto cut = record.cutOff();
    return {{"kept", record.kept.size()},
            {"available", record.available},
            {"cut_off", cut ? Json(*cut) : Json(nullptr)},
            {"keys", kept},
            {"runners_up", next}};
}

class InspectCommand : public Command {
public:
    InspectCommand() : Command("inspect", "root, inter and leaf keys that each KB layer kept, from a trace file") {}

    void define(CLI::App& app) override {
        app.add_option("trace", m_file, "trace file (.akvtrace)")->required();
        app.add_option("--token", m_token, "answer token (from 0); default: the prefill");
        app.add_option("--layer", m_layer, "one KB layer; default: all");
        app.add_option("--triple", m_triple, "where this triple was kept or lost");
        app.add_option("--explain", m_head,
                       "knowledge head: how its weight on --triple came about, from s, u.e and beta on; needs -w")
            ->check(CLI::NonNegativeNumber);
        app.add_option("-w,--workspace", common().workspace,
                       "workspace of the trace: ranks that the trace does not hold are found by a replay");
        app.add_option("--model", m_model.model, "model folder of the replay (default: the bundled one)");
    }

    Result<int> run(Run& run) override {
        AKV_ASSIGN(const Trace trace, loadTrace(m_file));
        const int step = m_token.value_or(0);
        if (step < 0 || (step > 0 && step >= int(trace.tokens.size())))
            return Error(ErrorCode::InvalidInput, "token " + std::to_string(step) + " does not exist; the answer has " +
                                                      std::to_string(trace.tokens.size()) + " tokens");
        const auto layers = trace.kbLayers();
        if (m_layer && std::find(layers.begin(), layers.end(), *m_layer) == layers.end())
            return Error(ErrorCode::InvalidInput,
                         "layer " + std::to_string(*m_layer) + " is no KB layer of this trace");
        if (m_head && (!m_triple || run.options.workspace.empty()))
            return Error(ErrorCode::InvalidInput, "--explain HEAD needs --triple ID and the trace's workspace (-w)");
        if (m_head && !trace.layers.empty() && *m_head >= trace.layers.front().heads)
            return Error(ErrorCode::InvalidInput, "head " + std::to_string(*m_head) +
                                                      " does not exist; the layers have " +
                                                      std::to_string(trace.layers.front().heads));
        Json json = {
            {"question", trace.question}, {"answer", trace.answer}, {"step", step}, {"truncated", trace.truncated}};
        if (!trace.tokens.empty()) json["token"] = trace.tokens[std::size_t(step)].text;
        if (!run.out.json()) {
            run.out.line("Q  " + trace.question);
            run.out.line("A  " + trace.answer);
            run.out.line("mode " + trace.card.mode + ", model " + trace.card.model + ", step " + std::to_string(step) +
                         (trace.tokens.empty() ? "" : " -> \"" + trace.tokens[std::size_t(step)].text + "\""));
            if (trace.truncated)
                run.out.line("the trace met its size limit: " + std::to_string(trace.droppedRecords) +
                             " records were dropped");
        }
        Json shown = Json::array();
        for (const auto& record : trace.layers)
            if (record.step == step && (!m_layer || record.layer == *m_layer))
                shown.push_back(show(run, trace, record));
        json["layers"] = shown;
        if (m_triple && run.options.workspace.empty()) json["triple"] = follow(run, trace, step);
        if (m_triple && !run.options.workspace.empty()) { AKV_ASSIGN(json["triple"], replay(run, trace, step)); }
        if (m_head) { AKV_ASSIGN(json["weights"], explain(run, trace, step)); }
        if (run.out.json()) run.out.document(json);
        return 0;
    }

private:
    static Json show(Run& run, const Trace& trace, const LayerRecord& record) {
        double lambda = 0;
        for (const float x : record.lambdaKg) lambda += x / double(record.lambdaKg.size());
        Json json = {{"layer", record.layer}, {"lambda_kg", lambda}};
        if (!run.out.json()) run.out.line("layer " + std::to_string(record.layer) + "  lambda_kg " + fixed(lambda));
        const std::pair<const char*, const LevelRecord*> levels[] = {
            {"root", &record.root}, {"inter", &record.inter}, {"leaf", &record.leaf}};
        for (const auto& [name, level] : levels) {
            if (level->available == 0) continue;
            json[name] = levelJson(trace, name, *level);
            if (!run.out.json()) showLevel(run, trace, name, *level);
        }
        return json;
    }

    static void showLevel(Run& run, const Trace& trace, const char* name, const LevelRecord& level) {
        const auto cut = level.cutOff();
        run.out.line(std::string("  ") + name + "  " + std::to_string(level.kept.size()) + " of " +
                     std::to_string(level.available) + " kept" +
                     (cut ? ", cut-off " + fixed(*cut) : ", no pruning at this level"));
        for (std::size_t i = 0; i < std::min<std::size_t>(level.kept.size(), 16); ++i)
            run.out.line("    " + fixed(level.keptScore[i]) + "  #" + std::to_string(level.kept[i]) + "  " +
                         nameOf(trace, name, level.kept[i]));
        for (std::size_t i = 0; i < level.runnersUp.size(); ++i)
            run.out.line("    " + fixed(level.runnersUpScore[i]) + "  #" + std::to_string(level.runnersUp[i]) + "  " +
                         nameOf(trace, name, level.runnersUp[i]) + "  (runner-up)");
    }

    Json follow(Run& run, const Trace& trace, int step) const {
        const auto leaf = std::find_if(trace.leaves.begin(), trace.leaves.end(),
                                       [&](const auto& l) { return l.second.tripleId == *m_triple; });
        Json json = {{"triple_id", *m_triple}};
        if (leaf == trace.leaves.end()) {
            json["found"] = "the trace holds no record of this triple: it was below the runners-up at every step; its "
                            "ranks need a replay: add -w WORKSPACE";
            if (!run.out.json())
                run.out.line("triple " + std::to_string(*m_triple) + ": " + json["found"].get<std::string>());
            return json;
        }
        const auto rankIn = [](const LevelRecord& level, std::uint32_t id) -> std::string {
            if (const auto at = std::find(level.kept.begin(), level.kept.end(), id); at != level.kept.end())
                return "kept, rank " + std::to_string(at - level.kept.begin() + 1) + " of " +
                       std::to_string(level.available);
            if (const auto at = std::find(level.runnersUp.begin(), level.runnersUp.end(), id);
                at != level.runnersUp.end())
                return "pruned, rank " +
                       std::to_string(level.kept.size() + std::size_t(at - level.runnersUp.begin()) + 1) + ", k " +
                       std::to_string(level.kept.size());
            return "pruned, below the runners-up or its cluster was pruned, k " + std::to_string(level.kept.size());
        };
        for (const auto& record : trace.layers) {
            if (record.step != step || record.flat || (m_layer && record.layer != *m_layer)) continue;
            const Json line = {{"layer", record.layer},
                               {"root", rankIn(record.root, leaf->second.root)},
                               {"inter", rankIn(record.inter, leaf->second.inter)},
                               {"leaf", rankIn(record.leaf, leaf->first)}};
            if (!run.out.json())
                run.out.line("triple " + std::to_string(*m_triple) + ", layer " + std::to_string(record.layer) +
                             ": root " + line["root"].get<std::string>() + "; inter " +
                             line["inter"].get<std::string>() + "; leaf " + line["leaf"].get<std::string>());
            json["layers"].push_back(line);
        }
        return json;
    }

    Result<Json> replay(Run& run, const Trace& trace, int step) {
        AKV_ASSIGN(const auto opened, openModel(m_model, run.options.workspace));
        AKV_ASSIGN(const auto paths,
                   replayTriple(*opened.engine, *opened.workspace, trace, TripleId(*m_triple), run.job));
        Json layers = Json::array();
        for (const auto& path : paths) {
            if (path.step != step || (m_layer && path.layer != *m_layer)) continue;
            layers.push_back({{"layer", path.layer},
                              {"row_id", path.row.value()},
                              {"lost_at", lostAtName(path.lost)},
                              {"text", path.text()},
                              {"root", rankJson(path.root)},
                              {"inter", rankJson(path.inter)},
                              {"leaf", rankJson(path.leaf)},
                              {"weight", path.share}});
            if (!run.out.json())
                run.out.line("triple " + std::to_string(*m_triple) + ", row " + std::to_string(path.row.value()) +
                             ", layer " + std::to_string(path.layer) + ": " + path.text());
        }
        return Json{{"triple_id", *m_triple}, {"replayed", true}, {"layers", layers}};
    }

    /// The weight of one head on every kept row of the triple, in every layer that is shown.
    Result<Json> explain(Run& run, const Trace& trace, int step) {
        AKV_ASSIGN(const auto opened, openModel(m_model, run.options.workspace));
        Json out = Json::array();
        for (const auto& record : trace.layers) {
            if (record.step != step || (m_layer && record.layer != *m_layer)) continue;
            AKV_ASSIGN(const auto inside,
                       explainLayer(*opened.engine, *opened.workspace, trace, step, record.layer, run.job));
            for (const auto id : record.leaf.kept) {
                const auto leaf = trace.leaves.find(id);
                if (leaf == trace.leaves.end() || leaf->second.tripleId != *m_triple) continue;
                AKV_ASSIGN(const auto weight, inside.of(*m_head, LeafId(id)));
                out.push_back(weightJson(weight));
                if (!run.out.json()) showWeight(run, weight);
            }
        }
        if (out.empty() && !run.out.json())
            run.out.line("triple " + std::to_string(*m_triple) +
                         " was kept by no layer that is shown, so it has no "
                         "weight here");
        return out;
    }

    static Json weightJson(const WeightExplanation& w) {
        return {{"layer", w.layer},
                {"head", w.head},
                {"row_id", w.row.value()},
                {"key_scale", w.keyScale},
                {"query_dot_key", w.dot},
                {"beta", w.beta},
                {"product", w.product},
                {"kb_scale_factor", w.scaleFactor ? Json(*w.scaleFactor) : Json(nullptr)},
                {"kept", w.kept},
                {"shift", w.shift},
                {"logit", w.logit},
                {"engine_logit", w.engineLogit},
                {"sequence", w.sequence},
                {"largest_logit", w.largest},
                {"denominator", w.denominator},
                {"weight", w.weight},
                {"engine_weight", w.engineWeight},
                {"lambda_kg", w.lambda},
                {"share", w.share()},
                {"ablated", w.ablated},
                {"traced_weight", w.traced ? Json(*w.traced) : Json(nullptr)}};
    }

    static void showWeight(Run& run, const WeightExplanation& w) {
        run.out.line("layer " + std::to_string(w.layer) + ", head " + std::to_string(w.head) + ", row " +
                     std::to_string(w.row.value()) + (w.ablated ? ", ablated" : ""));
        run.out.line("  score   s (u.e + beta) = " + fixed(w.keyScale) + " (" + fixed(w.dot) + " + " + fixed(w.beta) +
                     ") = " + fixed(w.product));
        run.out.line("  logit   " + fixed(w.product) + " + shift " + fixed(w.shift) + " = " + fixed(w.logit) +
                     "   (n = " + std::to_string(w.kept) + "; the scoring kernel gave " + fixed(w.engineLogit) + ")");
        run.out.line("  weight  exp(" + fixed(w.logit) + " - " + fixed(w.largest) + ") / " + fixed(w.denominator) +
                     " = " + fixed(w.weight) + "   (" + std::to_string(w.ablated ? 0 : w.kept) + " leaves and " +
                     std::to_string(w.sequence) + " words; the trace says " +
                     (w.traced ? fixed(*w.traced) : std::string("nothing")) + ")");
        run.out.line("  = lambda_kg " + fixed(w.lambda) + " x share " + fixed(w.share()));
    }

    static Json rankJson(const LevelRank& level) {
        return {{"rank", level.scored ? Json(level.rank) : Json(nullptr)},
                {"score", level.scored ? Json(level.score) : Json(nullptr)},
                {"kept", level.kept},
                {"available", level.available}};
    }

    ModelOptions m_model;
    std::filesystem::path m_file;
    std::optional<int> m_token, m_layer, m_head;
    std::optional<std::int64_t> m_triple;
};

} // namespace

std::unique_ptr<Command> makeInspectCommand() { return std::make_unique<InspectCommand>(); }

} // namespace akv::cli

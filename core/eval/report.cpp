// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/report.h"

#include "core/base/file.h"
#include "core/eval/format.h"
#include "core/eval/published.h"

#include <nlohmann/json.hpp>

namespace akv {

namespace {

using Json = nlohmann::ordered_json;

Json kJson(const PruneK& k) { return {k.root, k.inter, k.leaf}; }

void addFigures(Json& to, const Figures& figures) {
    Json interval = Json::object();
    for (const auto& [name, figure] : figures) to[name] = figure.mean, interval[name] = figure.half;
    to["ci95"] = std::move(interval);
}

Json resultJson(const EvalResult& r, const EvalReport& report) {
    Json line = {{"mode", r.mode},
                 {"size", r.size},
                 {"seed_count", r.seedCount},
                 {"generations", r.generations},
                 {"n", r.questions},
                 {"n_unanswerable", r.unanswerable}};
    if (!r.setting.empty()) line["setting"] = r.setting;
    if (r.mode != "retriever" && !r.k.empty()) {
        line["k"] = kJson(r.k.front());
        for (std::size_t i = 1; i < r.k.size(); ++i) line["k_other_seeds"].push_back(kJson(r.k[i]));
        line["layer_rule"] = report.layerRule;
    }
    addFigures(line, r.figures);
    if (r.judgeStandardError) line["judge_standard_error"] = *r.judgeStandardError;
    line["acc_by_layer"] = Json::array();
    for (const auto& [layer, figures] : r.byLayer) {
        Json entry = {{"layer", layer}};
        addFigures(entry, figures);
        line["acc_by_layer"].push_back(std::move(entry));
    }
    for (const auto& part : r.parts) {
        Json entry = {{"n", part.questions}};
        addFigures(entry, part.figures);
        line[part.name] = std::move(entry);
    }
    if (r.mode == "retriever") return line;
    line["cost"] = {{"weights_bytes", report.weightsBytes}};
    addFigures(line["cost"], r.cost);
    return line;
}

std::string percent(const Figures& figures, const std::string& name) {
    const auto found = figures.find(name);
    if (found == figures.end()) return "–";
    return number(100 * found->second.mean, "%.1f") +
           (found->second.half > 0 ? " ± " + number(100 * found->second.half, "%.1f") : "");
}

std::string keptText(const EvalResult& r) {
    if (r.mode == "kblam" || r.byLayer.empty()) return "–";
    std::string out;
    for (const auto& k : r.k)
        out += (out.empty() ? "" : ", ") + std::to_string(k.root) + "-" + std::to_string(k.inter) + "-" +
               std::to_string(k.leaf);
    return out;
}

void addRow(std::string& to, const std::vector<std::string>& cells) {
    to += "|";
    for (const auto& cell : cells) to += " " + cell + " |";
    to += "\n";
}

void addHeader(std::string& to, const std::vector<std::string>& names) {
    addRow(to, names);
    to += "|";
    for (std::size_t i = 0; i < names.size(); ++i) to += "---|";
    to += "\n";
}

std::string reachTable(const EvalReport& report) {
    std::string out;
    addHeader(out, {"rows", "mode", "k", "n", "ACC@1", "ACC@5", "ACC@1 set", "ACC@5 set", "exact match", "F1",
                    "ROUGE-L", "BERTScore", "judge", "refusal P", "refusal R", "leaves scanned", "first token"});
    for (const auto& r : report.results) {
        const auto cost = r.cost.find("time_to_first_token_s");
        addRow(out,
               {std::to_string(r.size), r.mode, keptText(r),
                std::to_string(r.questions) + " + " + std::to_string(r.unanswerable), percent(r.figures, "acc1"),
                percent(r.figures, "acc5"), percent(r.figures, "acc1_set"), percent(r.figures, "acc5_set"),
                percent(r.figures, "em"), percent(r.figures, "f1"), percent(r.figures, "rouge_l"),
                percent(r.figures, "bertscore"), percent(r.figures, "judge"), percent(r.figures, "refusal_precision"),
                percent(r.figures, "refusal_recall"), percent(r.figures, "leaves_scanned"),
                cost == r.cost.end() || cost->second.mean <= 0 ? "–" : number(cost->second.mean, "%.3f s")});
    }
    return out;
}

std::string partTable(const EvalReport& report) {
    std::string rows;
    for (const auto& r : report.results)
        for (const auto& part : r.parts)
            addRow(rows, {std::to_string(r.size), r.mode, part.text, std::to_string(part.questions),
                          percent(part.figures, "acc1"), percent(part.figures, "acc5"), percent(part.figures, "em"),
                          percent(part.figures, "f1")});
    if (rows.empty()) return {};
    std::string out = "\nBy what the model's training has seen (relation nouns; training values that hold the rarest "
                      "word of the value):\n\n";
    addHeader(out, {"rows", "mode", "questions", "n", "ACC@1", "ACC@5", "exact match", "F1"});
    return out + rows;
}

std::string kSweepTable(const EvalReport::Sweep& sweep) {
    std::string out = "\nk sweep (prefill only; mass recall: share of the exact top-k_L attention mass that pruning "
                      "kept):\n\n";
    addHeader(out, {"rows", "k", "n", "ACC@1", "ACC@5", "ACC@1 set", "ACC@5 set", "mass recall", "leaves scanned"});
    for (const auto& r : sweep.results)
        addRow(out, {std::to_string(r.size), keptText(r), std::to_string(r.questions), percent(r.figures, "acc1"),
                     percent(r.figures, "acc5"), percent(r.figures, "acc1_set"), percent(r.figures, "acc5_set"),
                     percent(r.figures, "mass_recall"), percent(r.figures, "leaves_scanned")});
    return out;
}

std::string settingTable(const EvalReport::Sweep& sweep) {
    const bool scale = sweep.name == "scale";
    std::string out = scale ? "\nSweep of kb_scale_factor (none: knowledge logits are not shifted):\n\n"
                            : "\nSweep of KB layers (those named read, the others are ablated):\n\n";
    addHeader(out, {"rows", "mode", scale ? "kb_scale_factor" : "layers", "n", "ACC@1 set", "ACC@5 set", "exact match",
                    "F1", "refusal P", "refusal R"});
    for (const auto& r : sweep.results)
        addRow(out,
               {std::to_string(r.size), r.mode, r.setting,
                std::to_string(r.questions) + " + " + std::to_string(r.unanswerable), percent(r.figures, "acc1_set"),
                percent(r.figures, "acc5_set"), percent(r.figures, "em"), percent(r.figures, "f1"),
                percent(r.figures, "refusal_precision"), percent(r.figures, "refusal_recall")});
    return out;
}

std::string sweepTables(const EvalReport& report) {
    std::string out;
    for (const auto& sweep : report.sweeps) out += sweep.name == "k" ? kSweepTable(sweep) : settingTable(sweep);
    return out;
}

std::string publishedTable(const EvalReport& report) {
    if (!report.paper) return {};
    std::string out = "\nPublished figures (arXiv 2510.17934), other model and other data: context, never like for "
                      "like. all-MiniLM, out of distribution, 3,000 steps (KBLaM 20,000):\n\n";
    addHeader(out, {"set", "method", "rows", "ACC@1", "ACC@5"});
    for (const auto& p : publishedFigures())
        addRow(out, {p.set, p.method, std::to_string(p.size), number(p.acc1, "%.1f"), number(p.acc5, "%.1f")});
    return out;
}

} // namespace

Json reportJson(const EvalReport& report) {
    Json json = {{"protocol", report.paper ? "paper" : "default"},
                 {"model", {{"name", report.model}, {"hash", report.modelHash}}},
                 {"workspace", {{"name", report.workspace}, {"rows", report.workspaceRows}}},
                 {"questions", report.questionSource},
                 {"encoder", report.encoder},
                 {"layer_rule", report.layerRule}};
    if (report.distractorRows > 0)
        json["distractors"] = {{"rows", report.distractorRows}, {"left_out_shared_keys", report.sharedKeys}};
    if (!report.bertScoreEncoder.empty())
        json["bertscore"] = {{"encoder", report.bertScoreEncoder},
                             {"what", "token embeddings of the last layer, greedy matching, no idf, no rescaling; "
                                      "bertscore is F1"}};
    if (!report.judgeModel.empty()) json["judge_model"] = report.judgeModel;
    if (report.trainingNouns > 0) json["training_nouns"] = report.trainingNouns;
    if (report.valueWords > 0) json["training_value_words"] = report.valueWords;
    json["notes"] = report.notes;
    json["results"] = Json::array();
    for (const auto& r : report.results) json["results"].push_back(resultJson(r, report));
    if (!report.paper) return json;
    json["published_note"] = "arXiv 2510.17934, other model and other data: context, never like for like";
    for (const auto& p : publishedFigures())
        json["published"].push_back(
            {{"set", p.set}, {"method", p.method}, {"size", p.size}, {"acc1", p.acc1 / 100}, {"acc5", p.acc5 / 100}});
    return json;
}

std::string reportMarkdown(const EvalReport& report) {
    std::string out = "Model " + report.model + ", graph " + report.workspace + " (" +
                      std::to_string(report.workspaceRows) + " rows), questions: " + report.questionSource + ". ";
    if (report.distractorRows > 0)
        out += "Sizes above the graph are filled with distractor rows of other graphs (" +
               std::to_string(report.distractorRows) + " to draw from; gold rows are always the graph's). ";
    out += "ACC by knowledge attention of the prefill, " + report.layerRule + "; the row retriever is the cosine of " +
           report.encoder +
           " on the question. Percent; ± is the 95 % interval over seeds; n: answerable + unanswerable questions over "
           "all seeds.";
    if (!report.bertScoreEncoder.empty())
        out += " BERTScore: F1 with token embeddings of " + report.bertScoreEncoder + ".";
    if (!report.judgeModel.empty()) out += " Judge: " + report.judgeModel + ".";
    out += "\n\n" + reachTable(report) + partTable(report) + sweepTables(report) + publishedTable(report);
    for (const auto& note : report.notes) out += "\nNote: " + note + ".\n";
    return out;
}

Result<void> writeReport(const std::filesystem::path& folder, const EvalReport& report, const std::string& itemLines) {
    const auto text = [](const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; };
    AKV_CHECK(writeFileAtomically(folder / "items.jsonl", itemLines));
    for (const auto& sweep : report.sweeps) {
        Json json = {{"sweep", sweep.name}, {"layer_rule", report.layerRule}, {"results", Json::array()}};
        for (const auto& r : sweep.results) json["results"].push_back(resultJson(r, report));
        AKV_CHECK(writeFileAtomically(folder / sweep.fileName(), text(json)));
    }
    AKV_CHECK(writeFileAtomically(folder / "summary.md", reportMarkdown(report)));
    return writeFileAtomically(folder / "summary.json", text(reportJson(report)));
}

} // namespace akv

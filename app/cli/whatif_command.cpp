// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_output.h"
#include "app/cli/commands.h"
#include "app/cli/model_option.h"
#include "core/engine/whatif.h"
#include "core/eval/answerability.h"

#include <charconv>
#include <cmath>
#include <cstdio>

namespace akv::cli {

namespace {

std::string signedNumber(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%+.3f", std::abs(value) < 5e-4 ? 0.0 : value); // no "-0.000"
    return text;
}

Json diffJson(const std::vector<WordChange>& diff) {
    Json out = Json::array();
    for (const auto& change : diff)
        out.push_back({{"op", change.kind == WordChange::Kind::Same      ? "same"
                              : change.kind == WordChange::Kind::Removed ? "removed"
                                                                         : "added"},
                       {"word", change.word}});
    return out;
}

std::string diffLine(const std::vector<WordChange>& diff) {
    std::string out;
    for (const auto& change : diff) {
        out += out.empty() ? "" : " ";
        out += change.kind == WordChange::Kind::Same      ? change.word
               : change.kind == WordChange::Kind::Removed ? "[-" + change.word + "-]"
                                                          : "{+" + change.word + "+}";
    }
    return out;
}

/// "12=New value".
Result<WhatIfChange::Value> parseValue(const std::string& text) {
    const auto equals = text.find('=');
    std::int64_t id = 0;
    const char* end = text.data() + std::min(equals, text.size());
    const auto parsed = std::from_chars(text.data(), end, id);
    if (equals == std::string::npos || parsed.ec != std::errc() || parsed.ptr != end || id < 1)
        return Error(ErrorCode::InvalidInput,
                     "--set-value '" + text + "' is not ID=TEXT with a triple id from 1, such as 12=Lyon");
    return WhatIfChange::Value{TripleId(id), text.substr(equals + 1)};
}

class WhatIfCommand : public Command {
public:
    WhatIfCommand()
        : Command("whatif",
                  "answer with and without a triple, a cluster, a head, or with another value; nothing is stored") {}

    void define(CLI::App& app) override {
        useWorkspace(app);
        useSeed(app);
        m_model.define(app);
        app.add_option("question", m_question, "the question (none with --lambda-roc)");
        app.add_option("--mask", m_masked, "triple id that may not be read; repeatable")->allow_extra_args(false);
        app.add_option("--set-value", m_values, "ID=TEXT: another value for a triple; repeatable")
            ->allow_extra_args(false);
        app.add_option("--mask-cluster", m_clusters,
                       "root:N or inter:N: its key is not scored and its triples are not read; repeatable")
            ->allow_extra_args(false);
        app.add_option("--ablate-head", m_heads,
                       "LAYER:HEAD: this knowledge head reads nothing, its attention goes to the sequence; repeatable")
            ->allow_extra_args(false);
        app.add_option("--ablate-layer", m_layers, "LAYER: no head of this KB layer reads anything; repeatable")
            ->allow_extra_args(false);
        app.add_option("--pin", m_pinned,
                       "triple id that every KB layer keeps, in the place of its weakest leaf; repeatable")
            ->allow_extra_args(false);
        app.add_option("--kb-scale", m_scale,
                       "another kb_scale_factor: a positive number, or none for no shift of the knowledge's logits");
        app.add_option("--rank-by-cause", m_count, "mask each of the first N triples of the evidence alone")
            ->check(CLI::Range(1, 64));
        app.add_option("--lambda-roc", m_rocRows,
                       "asks about so many rows of the graph, each as it is and with its key's rows masked: does "
                       "lambda_kg tell the two apart?")
            ->check(CLI::Range(1, 100000));
        app.add_option("--max-tokens", m_maxTokens, "longest answer")
            ->check(CLI::Range(1, 1024))
            ->capture_default_str();
    }

    Result<int> run(Run& run) override {
        WhatIfChange change;
        for (const auto id : m_masked) change.masked.emplace_back(id);
        for (const auto& text : m_values) { AKV_ASSIGN(change.values.emplace_back(), parseValue(text)); }
        auto& changed = change.interventions;
        for (const auto& text : m_clusters) { AKV_ASSIGN(changed.maskedClusters.emplace_back(), parseCluster(text)); }
        for (const auto& text : m_heads) { AKV_ASSIGN(changed.ablated.emplace_back(), parseHead(text, true)); }
        for (const int layer : m_layers) changed.ablated.push_back({layer, std::nullopt});
        for (const auto id : m_pinned) changed.pinned.emplace_back(id);
        if (!m_scale.empty()) { AKV_ASSIGN(changed.scale, parseScale(m_scale)); }
        if (m_rocRows > 0) return lambdaRoc(run);
        if (m_question.empty()) return Error(ErrorCode::InvalidInput, "whatif needs a question, or --lambda-roc ROWS");
        const bool changes = !m_masked.empty() || !m_values.empty() || !changed.none();
        if (changes == (m_count > 0))
            return Error(ErrorCode::InvalidInput,
                         "give either what should be different (--mask, --set-value, --mask-cluster, --ablate-head, "
                         "--ablate-layer, --pin, --kb-scale) or --rank-by-cause N");
        std::string question;
        for (const auto& word : m_question) question += (question.empty() ? "" : " ") + word;
        AKV_ASSIGN(auto opened, openModel(m_model, run.options.workspace));
        AKV_ASSIGN(auto options, askOptions(m_model, opened, !m_values.empty()));
        options.seed = run.options.seed;
        options.maxTokens = m_maxTokens;
        if (m_count > 0) {
            AKV_ASSIGN(const auto ranking, rankByCause(*opened.engine, *opened.workspace, question, options,
                                                       std::size_t(m_count), run.job));
            AKV_CHECK(run.job.checkCancelled());
            show(run, ranking);
        } else {
            AKV_ASSIGN(const auto result,
                       whatIf(*opened.engine, *opened.workspace, question, options, change, run.job));
            show(run, change, result);
        }
        return 0;
    }

private:
    Result<int> lambdaRoc(Run& run) {
        AKV_ASSIGN(auto opened, openModel(m_model, run.options.workspace));
        AnswerabilityOptions options;
        AKV_ASSIGN(options.ask, askOptions(m_model, opened, false));
        options.ask.maxTokens = m_maxTokens;
        options.rows = std::size_t(m_rocRows);
        options.seed = run.options.seed;
        AKV_ASSIGN(const auto items, measureAnswerability(*opened.engine, *opened.workspace, options, {}, run.job));
        AKV_CHECK(run.job.checkCancelled());
        AKV_ASSIGN(const auto curve, rocCurve(items));
        show(run, modeName(options.ask.mode), items, curve);
        return 0;
    }

    static void show(Run& run, const std::string& mode, const std::vector<AnswerabilityItem>& items,
                     const RocCurve& curve) {
        Json questions = Json::array(), points = Json::array();
        for (const auto& item : items)
            questions.push_back({{"row_id", item.row.value()},
                                 {"question", item.question},
                                 {"answerable", item.answerable},
                                 {"lambda_kg", item.lambdaKg},
                                 {"refused", item.refused}});
        for (const auto& point : curve.points)
            points.push_back({{"false_positive_rate", point.falsePositives},
                              {"true_positive_rate", point.truePositives},
                              {"threshold", std::isfinite(point.threshold) ? Json(point.threshold) : Json(nullptr)}});
        if (run.out.json()) {
            run.out.document({{"mode", mode},
                              {"answerable", curve.answerable},
                              {"held_back", curve.heldBack},
                              {"auc", curve.area},
                              {"ci95", curve.half},
                              {"points", points},
                              {"items", questions}});
            return;
        }
        for (const auto& item : items)
            run.out.line("  lambda_kg " + signedNumber(item.lambdaKg).substr(1) + "  " +
                         (item.answerable ? "answerable " : "held back  ") +
                         (item.refused ? "refused   " : "answered  ") + item.question);
        char text[160];
        std::snprintf(text, sizeof text, "AUC %.3f +- %.3f (95 %%) over %zu answerable and %zu held-back questions, %s",
                      curve.area, curve.half, curve.answerable, curve.heldBack, mode.c_str());
        run.out.line(text);
    }

    static void show(Run& run, const WhatIfChange& change, const WhatIfResult& result) {
        Json values = Json::array(), masked = Json::array();
        for (const auto& value : change.values)
            values.push_back({{"triple_id", value.triple.value()}, {"text", value.text}});
        for (const auto id : change.masked) masked.push_back(id.value());
        Json clusters = Json::array(), ablated = Json::array(), pinned = Json::array();
        for (const auto& cluster : change.interventions.maskedClusters) clusters.push_back(clusterText(cluster));
        for (const auto& head : change.interventions.ablated) ablated.push_back(headText(head));
        for (const auto id : change.interventions.pinned) pinned.push_back(id.value());
        const auto& asked = change.interventions.scale;
        const Json scale = asked ? Json(scaleText(*asked)) : Json();
        if (run.out.json()) {
            run.out.document({{"question", result.before.question},
                              {"mode", modeName(result.before.mode)},
                              {"masked", masked},
                              {"values", values},
                              {"masked_clusters", clusters},
                              {"ablated", ablated},
                              {"pinned", pinned},
                              {"kb_scale_factor", scale},
                              {"before", toJson(result.before)},
                              {"after", toJson(result.after)},
                              {"diff", diffJson(result.diff)},
                              {"same_answer", result.sameText()},
                              {"logprob_before", result.logprobBefore},
                              {"logprob_after", result.logprobAfter},
                              {"logprob_change", result.logprobChange()}});
            return;
        }
        run.out.line("Q  " + result.before.question + "   (" + modeName(result.before.mode) + ")");
        run.out.line("as it is    " + result.before.text);
        run.out.line("changed     " + result.after.text);
        run.out.line("difference  " + diffLine(result.diff));
        run.out.line("log-probability of the first answer " + signedNumber(result.logprobBefore) + " -> " +
                     signedNumber(result.logprobAfter) + " (" + signedNumber(result.logprobChange()) + ")");
        if (result.sameText())
            run.out.line("the same words: the answer does not depend on this change, though their probability may");
    }

    static void show(Run& run, const CauseRanking& ranking) {
        Json causes = Json::array();
        if (!run.out.json()) {
            run.out.line("Q  " + ranking.before.question + "   (" + modeName(ranking.before.mode) + ")");
            run.out.line("A  " + ranking.before.text + "   (log-probability " + signedNumber(ranking.logprob) + ")");
        }
        for (const auto& cause : ranking.causes) {
            const auto& e = cause.evidence;
            causes.push_back({{"triple_id", e.triple.value()},
                              {"head", e.head},
                              {"relation", e.relation},
                              {"tail", e.tail},
                              {"rank", e.rank},
                              {"share", e.share},
                              {"logprob", cause.logprob},
                              {"logprob_change", cause.logprobChange},
                              {"answer", cause.after.text},
                              {"same_answer", cause.sameText}});
            if (!run.out.json())
                run.out.line("  " + signedNumber(cause.logprobChange) + "  without evidence #" +
                             std::to_string(e.rank) + "  " + e.head + " - " + e.relation + " - " + e.tail +
                             "  (triple " + std::to_string(e.triple.value()) +
                             "): " + (cause.sameText ? std::string("the same words") : cause.after.text));
        }
        if (run.out.json())
            run.out.document({{"question", ranking.before.question},
                              {"mode", modeName(ranking.before.mode)},
                              {"before", toJson(ranking.before)},
                              {"logprob", ranking.logprob},
                              {"causes", causes}});
    }

    ModelOptions m_model;
    std::vector<std::string> m_question, m_values, m_clusters, m_heads;
    std::vector<std::int64_t> m_masked, m_pinned;
    std::string m_scale;
    std::vector<int> m_layers;
    int m_count = 0, m_maxTokens = 64, m_rocRows = 0;
};

} // namespace

std::unique_ptr<Command> makeWhatIfCommand() { return std::make_unique<WhatIfCommand>(); }

} // namespace akv::cli

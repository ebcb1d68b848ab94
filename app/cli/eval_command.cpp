// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/encoder_option.h"
#include "app/cli/eval_output.h"
#include "app/cli/model_option.h"
#include "core/eval/report.h"
#include "core/kg2kv/nouns.h"

namespace akv::cli {

namespace {

/// First question form and how many of them take turns.
Result<std::pair<std::size_t, std::size_t>> parseForm(const std::string& text) {
    if (text == "training") return std::pair(std::size_t(0), kTrainingTemplates);
    if (text == "held-out") return std::pair(kTrainingTemplates, questionTemplateCount() - kTrainingTemplates);
    char* end = nullptr;
    const auto form = std::strtoul(text.c_str(), &end, 10);
    if (text.empty() || *end != '\0' || form >= questionTemplateCount())
        return Error(ErrorCode::InvalidInput, "--form '" + text +
                                                  "' is neither training nor held-out nor a number from 0 to " +
                                                  std::to_string(questionTemplateCount() - 1));
    return std::pair(std::size_t(form), std::size_t(1));
}

class EvalCommand : public Command {
public:
    EvalCommand() : Command("eval", "measure grounding (ACC@k), answers, refusals and cost over KG sizes") {}

    void define(CLI::App& app) override {
        useWorkspace(app);
        useSeed(app);
        m_model.define(app, false);
        app.add_option("--questions", m_questions,
                       "Q-K-V file (JSON array or JSON Lines), or 'workspace' for its own rows")
            ->capture_default_str();
        app.add_option("--form", m_form,
                       "question form of 'workspace': a number from 0, training (all of those in turn) or held-out "
                       "(those that training never uses)")
            ->capture_default_str();
        app.add_option("--sizes", m_sizes, "KG sizes; default: the whole workspace")->delimiter(',');
        app.add_option("--distractors", m_options.distractors,
                       "triples (or one NAME.akv) that fill sizes beyond the graph; gold rows stay the graph's");
        app.add_option("--cache", m_options.cache, "where prepared distractors are kept; default: below --out");
        app.add_option("--modes", m_modes, "as in `ask`")->delimiter(',')->capture_default_str();
        app.add_option("--seeds", m_seeds, "random draws (3; paper 5)")->check(CLI::Range(1, 100));
        app.add_option("--n", m_n, "answerable questions per cell and seed (100; paper 55)")
            ->check(CLI::PositiveNumber);
        app.add_option("--unanswerable", m_unanswerable, "others per cell and seed; default equally many, paper 0")
            ->check(CLI::NonNegativeNumber);
        app.add_option("--metrics", m_metrics,
                       "acc, em, f1, rouge, bertscore, refusal, judge, mask (log-probability with the gold masked)")
            ->delimiter(',')
            ->check(CLI::IsMember(evalMetricNames()));
        app.add_option("--layers", m_options.layers,
                       "KB layers that ACC sums over; default: the model's metric layers. Choose them before you look")
            ->delimiter(',');
        app.add_option("--generations", m_generations,
                       "answers for each question; more than one are sampled (1; paper 5)")
            ->check(CLI::Range(1, 100));
        app.add_option("--temperature", m_options.temperature, "of sampled answers")
            ->check(CLI::PositiveNumber)
            ->capture_default_str();
        app.add_option("--max-tokens", m_options.maxTokens, "longest answer")
            ->check(CLI::Range(1, 4096))
            ->capture_default_str();
        defineSweeps(app);
        app.add_option("--protocol", m_protocol, "paper: 55 questions, 5 seeds x 5 generations, k 128-64-16")
            ->check(CLI::IsMember({"default", "paper"}))
            ->capture_default_str();
        app.add_option("--judge-endpoint", m_judge.url, "OpenAI-compatible address; key in $ATLASKV_API_KEY");
        app.add_option("--judge-model", m_judge.model, "model that judges, as the endpoint names it");
        app.add_option("--judge-rate", m_judge.requestsPerSecond, "requests a second at most")->capture_default_str();
        app.add_option("--out", m_out, "folder of the results; the same folder again goes on where it stopped")
            ->required();
    }

    Result<int> run(Run& run) override {
        AKV_ASSIGN(const auto model, m_model.modelFolder());
        AKV_ASSIGN(const auto workspace, Workspace::open(run.options.workspace, Workspace::Access::Read));
        AKV_ASSIGN(const auto forms, parseForm(m_form));
        auto questions = m_questions == "workspace" ? workspaceQuestions(*workspace, forms.first, forms.second)
                                                    : loadQuestions(m_questions, *workspace);
        if (!questions.ok()) return std::move(questions).error();
        AKV_CHECK(configure(run));
        std::unique_ptr<OpenJudge> judge;
        if (!m_judge.url.empty()) {
            if (m_judge.model.empty())
                return Error(ErrorCode::InvalidInput,
                             "--judge-endpoint needs --judge-model NAME: results name their judge");
            m_judge.key = apiKeyFromEnvironment();
            AKV_ASSIGN(judge, OpenJudge::open(m_judge, m_out));
            m_options.judge = &judge->judge();
        }
        AKV_ASSIGN(const auto report, evaluate(model, *workspace, *questions, m_options, m_out, run.job));
        if (run.out.json())
            run.out.document(documentOf(report));
        else
            print(run.out, report, m_out);
        return 0;
    }

private:
    void defineSweeps(CLI::App& app) {
        app.add_flag("--k-sweep", m_kSweep, "also ACC, mass recall and leaves scanned over a grid of k");
        app.add_option("--k-grid", m_kGrid, "grid of that sweep, ROOT:INTER:LEAF, such as 2,4,8:12,24,48:8,16");
        app.add_flag("--scale-sweep", m_scaleSweep, "also all metrics with other values of kb_scale_factor");
        app.add_option("--scale-grid", m_scaleGrid, "values of that sweep, such as none,1,10,100");
        app.add_flag("--layer-sweep", m_layerSweep, "also all metrics with some of the KB layers ablated");
        app.add_option("--layer-grid", m_layerGrid, "sets of KB layers that read, such as 4,4+5,4+5+6");
    }

    Result<void> configureSweeps() {
        auto& sweeps = m_options.sweeps;
        if (m_kSweep) sweeps.k.emplace();
        if (m_scaleSweep) sweeps.scales.emplace();
        if (m_layerSweep) sweeps.layers.emplace();
        AKV_CHECK(takeGrid(sweeps.k, "--k-grid", m_kGrid, parseKGrid));
        AKV_CHECK(takeGrid(sweeps.scales, "--scale-grid", m_scaleGrid, parseScaleGrid));
        return takeGrid(sweeps.layers, "--layer-grid", m_layerGrid, parseLayerGrid);
    }

    /// Sets `grid` from the text of `option`, if one was given; an error names the option.
    template <typename Grid>
    static Result<void> takeGrid(std::optional<Grid>& grid, const char* option, const std::string& text,
                                 Result<Grid> (*parse)(const std::string&)) {
        if (text.empty()) return {};
        auto parsed = parse(text);
        if (!parsed.ok()) return std::move(parsed).error().with(std::string("in ") + option);
        grid = std::move(*parsed);
        return {};
    }

    Result<void> configure(Run& run) {
        const bool paper = m_protocol == "paper";
        AKV_ASSIGN(m_options.k, m_model.parsedK());
        if (paper && !m_options.k) m_options.k = PruneK{128, 64, 16};
        m_options.paper = paper;
        m_options.seeds = m_seeds.value_or(paper ? 5 : 3);
        m_options.questions = m_n.value_or(paper ? 55 : 100);
        m_options.generations = m_generations.value_or(paper ? 5 : 1);
        m_options.unanswerable = m_unanswerable;
        if (paper && !m_unanswerable) m_options.unanswerable = 0;
        m_options.sizes = m_sizes;
        if (paper && m_sizes.empty()) m_options.sizes = {10, 100, 1'000, 10'000};
        m_options.seed = run.options.seed;
        m_options.threads = m_model.threads;
        m_options.questionSource = m_questions == "workspace" ? "the graph's own rows, form " + m_form
                                                              : std::filesystem::path(m_questions).filename().string();
        m_options.note = [&run](const std::string& text) { run.out.note(text); };
        m_options.modes.clear();
        for (const auto& name : m_modes) {
            AKV_ASSIGN(const auto mode, parseMode(name));
            m_options.modes.push_back(mode);
        }
        AKV_CHECK(configureSweeps());
        if (auto opened = openEncoder("minilm"); opened.ok()) m_encoder = std::move(*opened);
        m_options.encoder = m_encoder.get();
        if (!m_metrics.empty()) m_options.metrics = {m_metrics.begin(), m_metrics.end()};
        if (m_metrics.empty() && m_encoder) m_options.metrics.insert("bertscore");
        if (!m_judge.url.empty()) m_options.metrics.insert("judge");
        return {};
    }

    Json documentOf(const EvalReport& report) const {
        Json json = {{"summary", (m_out / "summary.json").string()},
                     {"items", (m_out / "items.jsonl").string()},
                     {"table", (m_out / "summary.md").string()}};
        for (const auto& sweep : report.sweeps) json[sweep.name + "_sweep"] = (m_out / sweep.fileName()).string();
        json.update(reportJson(report));
        return json;
    }

    ModelOptions m_model;
    EvalOptions m_options;
    ChatOptions m_judge;
    std::unique_ptr<SentenceEncoder> m_encoder;
    std::string m_questions = "workspace", m_protocol = "default", m_form = "0", m_kGrid, m_scaleGrid, m_layerGrid;
    std::optional<int> m_seeds, m_generations;
    std::optional<std::size_t> m_n, m_unanswerable;
    bool m_kSweep = false, m_scaleSweep = false, m_layerSweep = false;
    std::vector<std::uint32_t> m_sizes;
    std::vector<std::string> m_modes = {"atlaskv", "kblam"}, m_metrics;
    std::filesystem::path m_out;
};

} // namespace

std::unique_ptr<Command> makeEvalCommand() { return std::make_unique<EvalCommand>(); }

} // namespace akv::cli

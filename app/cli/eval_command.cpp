// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/model_option.h"
#include "core/eval/evaluate.h"

#include <cstdio>

namespace akv::cli {

namespace {

class EvalCommand : public Command {
public:
    EvalCommand() : Command("eval", "measure grounding (ACC@k), exact match and refusals") {}

    void define(CLI::App& app) override {
        useWorkspace(app);
        useSeed(app);
        m_model.define(app, false);
        app.add_option("--questions", m_questions,
                       "Q-K-V file (JSON array or JSON Lines), or 'workspace' for its own rows")
            ->capture_default_str();
        app.add_option("--sizes", m_sizes, "KG sizes; default: the whole workspace")->delimiter(',');
        app.add_option("--modes", m_modes, "atlaskv, kblam, zero-shot")->delimiter(',')->capture_default_str();
        app.add_option("--seeds", m_options.seeds, "random draws")->check(CLI::Range(1, 20))->capture_default_str();
        app.add_option("--n", m_options.questions, "answerable questions per cell and seed")
            ->check(CLI::PositiveNumber)
            ->capture_default_str();
        app.add_option("--metrics", m_metrics, "acc, em, f1, refusal, mask (log-probability with the gold masked)")
            ->delimiter(',')
            ->check(CLI::IsMember({"acc", "em", "f1", "refusal", "mask"}))
            ->capture_default_str();
        app.add_option("--out", m_out, "folder for summary.json and items.jsonl")->required();
    }

    Result<int> run(Run& run) override {
        AKV_ASSIGN(const auto model, m_model.modelFolder());
        AKV_ASSIGN(m_options.k, m_model.parsedK());
        AKV_ASSIGN(const auto workspace, Workspace::open(run.options.workspace, Workspace::Access::Read));
        auto questions =
            m_questions == "workspace" ? workspaceQuestions(*workspace) : loadQuestions(m_questions, *workspace);
        if (!questions.ok()) return std::move(questions).error();
        m_options.modes.clear();
        for (const auto& name : m_modes) {
            AKV_ASSIGN(const auto mode, parseMode(name));
            m_options.modes.push_back(mode);
        }
        m_options.sizes = m_sizes;
        m_options.seed = run.options.seed;
        m_options.threads = m_model.threads;
        const auto asked = [&](const char* name) {
            return std::find(m_metrics.begin(), m_metrics.end(), name) != m_metrics.end();
        };
        m_options.generate = asked("em") || asked("f1") || asked("refusal");
        m_options.maskGold = asked("mask");
        AKV_ASSIGN(const auto report, evaluate(model, *workspace, *questions, m_options, m_out, run.job));
        print(run, report);
        return 0;
    }

private:
    void print(Run& run, const EvalReport& report) const {
        if (run.out.json()) {
            run.out.document(
                {{"summary", (m_out / "summary.json").string()}, {"items", (m_out / "items.jsonl").string()}});
            return;
        }
        run.out.line("layer rule: " + report.layerRule + "; +- is the 95 % interval over seeds");
        for (const auto& r : report.results) {
            char text[128];
            std::snprintf(text, sizeof text, "%-9s size %-6u n %-4llu k %u-%u-%u, %.1f %% of leaves scanned",
                          modeName(r.mode), r.size, static_cast<unsigned long long>(r.questions), r.k.root, r.k.inter,
                          r.k.leaf, 100 * r.leavesScanned);
            run.out.line(text);
            for (const auto& [name, figure] : r.figures) {
                std::snprintf(text, sizeof text, "  %-20s %6.1f %% +- %.1f", name.c_str(), 100 * figure.mean,
                              100 * figure.half);
                run.out.line(text);
            }
        }
    }

    ModelOptions m_model;
    EvalOptions m_options;
    std::string m_questions = "workspace";
    std::vector<std::uint32_t> m_sizes;
    std::vector<std::string> m_modes = {"atlaskv", "kblam"}, m_metrics = {"acc", "em", "f1", "refusal"};
    std::filesystem::path m_out;
};

} // namespace

std::unique_ptr<Command> makeEvalCommand() { return std::make_unique<EvalCommand>(); }

} // namespace akv::cli

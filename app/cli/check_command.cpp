// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/model_option.h"
#include "core/eval/self_check.h"

namespace akv::cli {

namespace {

class CheckCommand : public Command {
public:
    CheckCommand() : Command("check", "measure the invariants of workspace and model") {}

    void define(CLI::App& app) override {
        useWorkspace(app);
        m_model.define(app, false);
    }

    Result<int> run(Run& run) override {
        AKV_ASSIGN(auto opened, openModel(m_model, run.options.workspace));
        AKV_ASSIGN(const auto results, runSelfCheck(*opened.engine, *opened.workspace, opened.k, run.job));
        Json checks = Json::array();
        bool passed = true;
        for (const auto& r : results) {
            passed = passed && r.passed;
            checks.push_back({{"name", r.name}, {"number", r.number}, {"limit", r.limit}, {"passed", r.passed}});
            if (!run.out.json())
                run.out.line((r.passed ? "ok      " : "FAILED  ") + r.name + ": " + r.number + " (limit " + r.limit +
                             ")");
        }
        if (run.out.json()) run.out.document({{"passed", passed}, {"checks", checks}});
        return passed ? 0 : 1;
    }

private:
    ModelOptions m_model;
};

} // namespace

std::unique_ptr<Command> makeCheckCommand() { return std::make_unique<CheckCommand>(); }

} // namespace akv::cli

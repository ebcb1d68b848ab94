// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_output.h"
#include "app/cli/commands.h"
#include "app/cli/model_option.h"

#include <cstdio>
#include <iostream>
#include <unistd.h>

namespace akv::cli {

namespace {

class ChatCommand : public Command {
public:
    ChatCommand() : Command("chat", "ask one question after the other; an empty line or Ctrl-D ends") {}

    void define(CLI::App& app) override {
        app.add_option("-w,--workspace", common().workspace, "workspace folder NAME.akv (not needed for zero-shot)");
        useSeed(app);
        m_model.define(app);
    }

    Result<int> run(Run& run) override {
        AKV_ASSIGN(auto opened, openModel(m_model, run.options.workspace));
        const bool terminal = ::isatty(STDIN_FILENO);
        AKV_ASSIGN(auto options, askOptions(m_model, opened));
        options.seed = run.options.seed;
        for (;;) {
            if (terminal) std::fputs("> ", stderr);
            std::string question;
            if (!std::getline(std::cin, question) || question.empty()) return 0;
            AKV_ASSIGN(const auto answer,
                       akv::ask(*opened.engine, *opened.session, opened.workspace.get(), question, options, run.job));
            if (run.job.cancel.cancelled()) return run.job.checkCancelled().error();
            if (run.out.json())
                run.out.record(toJson(answer));
            else
                print(run.out, answer, 3);
        }
    }

private:
    ModelOptions m_model;
};

} // namespace

std::unique_ptr<Command> makeChatCommand() { return std::make_unique<ChatCommand>(); }

} // namespace akv::cli

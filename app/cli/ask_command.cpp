// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_output.h"
#include "app/cli/commands.h"
#include "app/cli/model_option.h"
#include "core/base/file.h"

#include <sstream>

namespace akv::cli {

namespace {

class AskCommand : public Command {
public:
    AskCommand() : Command("ask", "answer questions, with evidence and kept keys") {}

    void define(CLI::App& app) override {
        app.add_option("-w,--workspace", common().workspace, "workspace folder NAME.akv (not needed for zero-shot)");
        useSeed(app);
        m_model.define(app);
        app.add_option("question", m_questions, "the question");
        app.add_option("--file", m_file, "questions, one a line; JSON Lines out with --json");
        app.add_option("--trace", m_trace, "write the trace of the (last) answer to this .akvtrace file");
        app.add_option("--mask", m_masked, "triple id that may not be read; repeatable")->allow_extra_args(false);
        app.add_option("--max-tokens", m_maxTokens, "longest answer")
            ->check(CLI::Range(1, 1024))
            ->capture_default_str();
        app.add_option("--temperature", m_temperature, "0: greedy")->check(CLI::Range(0.0, 5.0))->capture_default_str();
    }

    Result<int> run(Run& run) override {
        AKV_ASSIGN(const auto questions, collect());
        if (m_model.mode != "auto") AKV_CHECK(parseMode(m_model.mode));
        if (m_model.mode != modeName(Mode::ZeroShot) && run.options.workspace.empty())
            return Error(ErrorCode::InvalidInput,
                         "mode " + m_model.mode + " needs a prepared workspace: add -w NAME.akv");
        AKV_ASSIGN(auto opened, openModel(m_model, run.options.workspace));
        AKV_ASSIGN(auto options, askOptions(m_model, opened));
        options.maxTokens = m_maxTokens;
        options.temperature = m_temperature;
        options.seed = run.options.seed;
        for (const auto id : m_masked) options.masked.emplace_back(id);
        for (const auto& question : questions) {
            AKV_ASSIGN(const auto answer,
                       akv::ask(*opened.engine, *opened.session, opened.workspace.get(), question, options, run.job));
            if (run.job.cancel.cancelled()) return run.job.checkCancelled().error();
            if (!m_trace.empty()) AKV_CHECK(saveTrace(answer.trace, m_trace));
            if (!run.out.json())
                print(run.out, answer);
            else if (m_file.empty())
                run.out.document(toJson(answer));
            else
                run.out.record(toJson(answer));
        }
        return 0;
    }

private:
    Result<std::vector<std::string>> collect() const {
        std::vector<std::string> out;
        if (!m_file.empty()) {
            AKV_ASSIGN(const auto text, readFile(m_file, std::uint64_t(64) << 20));
            std::istringstream lines(text);
            for (std::string line; std::getline(lines, line);)
                if (line.find_first_not_of(" \t\r") != std::string::npos) out.push_back(line);
        }
        std::string joined;
        for (const auto& word : m_questions) joined += (joined.empty() ? "" : " ") + word;
        if (!joined.empty()) out.push_back(joined);
        if (out.empty())
            return Error(ErrorCode::InvalidInput, "no question was given; write it as an argument or use --file");
        return out;
    }

    ModelOptions m_model;
    std::vector<std::string> m_questions;
    std::filesystem::path m_file, m_trace;
    std::vector<std::int64_t> m_masked;
    int m_maxTokens = 64;
    float m_temperature = 0.0F;
};

} // namespace

std::unique_ptr<Command> makeAskCommand() { return std::make_unique<AskCommand>(); }

} // namespace akv::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace akv::cli {

namespace {

constexpr const char* kWorkbench = "atlaskv-workbench";

std::filesystem::path besideThis() {
    std::error_code problem;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", problem);
    return problem ? std::filesystem::path(kWorkbench) : self.parent_path() / kWorkbench;
}

/// The environment without a screen: the workbench draws into memory.
std::vector<std::string> environmentOffscreen() {
    std::vector<std::string> out{"QT_QPA_PLATFORM=offscreen", "QT_SCALE_FACTOR=1"};
    for (char** entry = environ; *entry; ++entry)
        if (std::strncmp(*entry, "QT_QPA_PLATFORM=", 16) != 0 && std::strncmp(*entry, "QT_SCALE_FACTOR=", 16) != 0)
            out.emplace_back(*entry);
    return out;
}

std::vector<char*> pointersTo(std::vector<std::string>& texts) {
    std::vector<char*> out;
    for (std::string& text : texts) out.push_back(text.data());
    out.push_back(nullptr);
    return out;
}

struct Spoken {
    std::string text;
    int exitCode = 1;
};

Result<Spoken> readAndWait(int pipe, pid_t child) {
    Spoken out;
    char buffer[4096];
    for (ssize_t got; (got = read(pipe, buffer, sizeof buffer)) != 0;) {
        if (got > 0)
            out.text.append(buffer, std::size_t(got));
        else if (errno != EINTR)
            break;
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    if (!WIFEXITED(status)) return Error(ErrorCode::Internal, "the workbench ended before the picture was drawn");
    out.exitCode = WEXITSTATUS(status);
    return out;
}

/// Runs a program and gives what it wrote to stdout; its stderr is this program's.
Result<Spoken> outputOf(std::vector<std::string> arguments) {
    auto environment = environmentOffscreen();
    int ends[2];
    if (pipe(ends) != 0) return Error(ErrorCode::Internal, std::string("pipe: ") + std::strerror(errno));
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    pid_t child = 0;
    const int problem = posix_spawn(&child, arguments.front().c_str(), &actions, nullptr, pointersTo(arguments).data(),
                                    pointersTo(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    auto out = problem != 0 ? Result<Spoken>(Error(ErrorCode::Internal, "cannot start '" + arguments.front() +
                                                                            "': " + std::strerror(problem)))
                            : readAndWait(ends[0], child);
    close(ends[0]);
    return out;
}

/// Pictures are drawn by the workbench's own widgets, so that they are those of its pages.
class PlotCommand : public Command {
public:
    PlotCommand() : Command("plot", "draw numbers that the workbench exported (File > Export) as the picture again") {}
    void define(CLI::App& app) override {
        app.add_option("FILE", m_file, "exported numbers, CSV or JSON")->required();
        app.add_option("--out", m_out, "picture to write: NAME.svg, .png or .pdf")->required();
        app.add_option("--table", m_table, "table of the file, from 1; default: the first that has a picture");
        app.add_option("--theme", m_theme, "light, dark or contrast")
            ->check(CLI::IsMember({"light", "dark", "contrast"}))
            ->capture_default_str();
    }

    Result<int> run(Run& run) override {
        const auto workbench = besideThis();
        if (access(workbench.c_str(), X_OK) != 0)
            return Error(ErrorCode::Unsupported, "pictures are drawn by the workbench, and '" + workbench.string() +
                                                     "' is not there: build the target atlaskv-workbench");
        std::vector<std::string> arguments{workbench.string(), "--theme", m_theme,       "--plot",
                                           m_file.string(),    "--out",   m_out.string()};
        if (m_table) arguments.insert(arguments.end(), {"--table", std::to_string(*m_table)});
        AKV_ASSIGN(const auto spoken, outputOf(arguments));
        if (spoken.exitCode != 0) return 1; // the workbench has said why
        const Json drawn = Json::parse(spoken.text, nullptr, false);
        if (drawn.is_discarded())
            return Error(ErrorCode::Internal, "the workbench did not say what it drew: '" + spoken.text + "'");
        if (run.out.json())
            run.out.document(drawn);
        else
            run.out.line(drawn.value("file", m_out.string()));
        run.out.note("table " + std::to_string(drawn.value("table", 1)) + " of " +
                     std::to_string(drawn.value("tables", Json::array()).size()) + ": " + drawn.value("name", "") +
                     " (" + drawn.value("kind", "") + ", " + std::to_string(drawn.value("rows", 0)) + " rows)");
        return 0;
    }

private:
    std::filesystem::path m_file, m_out;
    std::optional<int> m_table;
    std::string m_theme = "light";
};

} // namespace

std::unique_ptr<Command> makePlotCommand() { return std::make_unique<PlotCommand>(); }

} // namespace akv::cli

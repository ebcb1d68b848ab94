// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

#include <csignal>
#include <cstdio>
#include <exception>
#include <unistd.h>

namespace {

using namespace akv::cli;

constexpr int kFailed = 1, kUsage = 2, kInterrupted = 130;

/// Set once before the handler is installed; a signal handler may touch nothing but this lock-free flag.
const akv::CancelToken* cancelOnSignal = nullptr;

extern "C" void onInterrupt(int) {
    if (cancelOnSignal->cancelled()) ::_exit(kInterrupted); // the second time: at once; files are replaced whole anyway
    cancelOnSignal->cancel();
}

void installHandler(const akv::CancelToken& token) {
    cancelOnSignal = &token;
    struct sigaction action {};
    action.sa_handler = onInterrupt;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGXFSZ, SIG_IGN); // a file that met the size limit is an error of its write, like a full disk
}

int report(const akv::Error& error) {
    std::fprintf(stderr, "error: %s\n", error.text().c_str());
    return error.code == akv::ErrorCode::Cancelled ? kInterrupted : kFailed;
}

int runCommand(Command& command) {
    Output out(command.common().json, command.common().quiet);
    akv::JobContext job;
    job.report = [&out](const akv::Progress& progress) { out.progress(progress); };
    installHandler(job.cancel);
    Run run{command.common(), out, job};
    try {
        auto result = command.run(run);
        out.endProgress();
        if (!result.ok()) return report(result.error());
        if (std::fflush(stdout) != 0) {
            std::fprintf(stderr, "error: cannot write to standard output; is the disk full?\n");
            return kFailed;
        }
        return result.value();
    } catch (const std::bad_alloc&) {
        out.endProgress();
        return report({akv::ErrorCode::OutOfMemory, "out of memory; close other programs or use a smaller graph"});
    } catch (const std::exception& problem) {
        out.endProgress();
        return report({akv::ErrorCode::Internal, std::string("unexpected: ") + problem.what()});
    }
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"AtlasKV Workbench: a language model that answers from your knowledge graph"};
    app.set_version_flag("--version", AKV_VERSION);
    app.require_subcommand(1);
    app.get_formatter()->column_width(34);
    const auto commands = allCommands();
    std::vector<CLI::App*> subcommands;
    for (const auto& command : commands) {
        CLI::App* sub = app.add_subcommand(command->name(), command->help());
        sub->add_flag("--json", command->common().json, "print one JSON document");
        sub->add_flag("-q,--quiet", command->common().quiet, "no progress and no notes");
        command->define(*sub);
        subcommands.push_back(sub);
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? 0 : kUsage;
    }
    for (std::size_t i = 0; i < commands.size(); ++i)
        if (subcommands[i]->parsed()) return runCommand(*commands[i]);
    return kUsage;
}

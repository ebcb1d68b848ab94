// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/output.h"
#include "core/base/job_context.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace akv::cli {

/// Options that every subcommand knows.
struct CommonOptions {
    bool json = false, quiet = false;
    std::filesystem::path workspace; ///< -w; only where useWorkspace() was called
    std::uint64_t seed = 0;          ///< --seed; only where useSeed() was called
};

/// What a running subcommand is given. stdout carries data only (through `out`); progress goes to stderr.
struct Run {
    const CommonOptions& options;
    Output& out;
    const JobContext& job; ///< cancelled by Ctrl-C
};

/// One subcommand, one file. The object lives as long as the program; options are bound to its members.
class Command {
public:
    explicit Command(std::string name, std::string help) : m_name(std::move(name)), m_help(std::move(help)) {}
    virtual ~Command() = default;
    const std::string& name() const { return m_name; }
    const std::string& help() const { return m_help; }
    CommonOptions& common() { return m_common; }

    /// Adds the options; --json, --quiet are there already.
    virtual void define(CLI::App& app) = 0;
    /// Gives the exit code (0, or 1 for a check that failed); an Error is printed as `error: ...` and gives 1 or 130.
    virtual Result<int> run(Run& run) = 0;

protected:
    void useWorkspace(CLI::App& app) {
        app.add_option("-w,--workspace", m_common.workspace, "workspace folder NAME.akv")->required();
    }
    void useSeed(CLI::App& app) {
        app.add_option("--seed", m_common.seed, "seed of every random choice")->capture_default_str();
    }

private:
    std::string m_name, m_help;
    CommonOptions m_common;
};

} // namespace akv::cli

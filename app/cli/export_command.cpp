// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/base/strings.h"
#include "core/workspace/export.h"

namespace akv::cli {

namespace {

class ExportCommand : public Command {
public:
    ExportCommand() : Command("export", "write triples, rows, qkv, nt or graphml to a file") {}
    void define(CLI::App& app) override {
        useWorkspace(app);
        app.add_option("WHAT", m_what, "triples (TSV), rows (TSV), qkv (JSON), nt (N-Triples) or graphml")
            ->required()
            ->check(CLI::IsMember({"triples", "rows", "qkv", "nt", "graphml"}));
        app.add_option("--out", m_out, "file to write; replaced only when the export is complete")->required();
    }
    Result<int> run(Run& run) override {
        AKV_ASSIGN(const auto kind, parseExportKind(m_what));
        AKV_ASSIGN(const auto workspace, Workspace::open(run.options.workspace, Workspace::Access::Read));
        AKV_ASSIGN(const auto report, exportWorkspace(*workspace, kind, m_out, run.job));
        Json files = Json::array();
        for (const auto& file : report.files) files.push_back(file.string());
        if (run.out.json())
            run.out.document({{"what", m_what}, {"records", report.records}, {"files", files}});
        else
            for (const auto& file : report.files) run.out.line(file.string());
        run.out.note(grouped(report.records) + " records written");
        return 0;
    }

private:
    std::string m_what;
    std::filesystem::path m_out;
};

} // namespace

std::unique_ptr<Command> makeExportCommand() { return std::make_unique<ExportCommand>(); }

} // namespace akv::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/base/strings.h"
#include "core/trace/trace_export.h"
#include "core/workspace/export.h"

namespace akv::cli {

namespace {

std::vector<std::string> namesOfAll() {
    std::vector<std::string> out;
    for (const auto& [name, kind] : exportKinds()) out.push_back(name);
    for (const auto& [name, kind] : traceExportKinds()) out.push_back(name);
    return out;
}

class ExportCommand : public Command {
public:
    ExportCommand()
        : Command("export", "write a workspace's triples, rows, arrays or hierarchy, or a trace, to files") {}
    void define(CLI::App& app) override {
        app.add_option("-w,--workspace", common().workspace, "workspace folder NAME.akv (not needed for a trace)");
        app.add_option("WHAT", m_what,
                       "of a workspace: triples (TSV), rows (TSV), qkv (JSON), nt (N-Triples), graphml, npy (the "
                       "reference's embedding and hierarchy files), hierarchy (JSON), embeddings (npy); of a trace: "
                       "evidence (GraphML, or N-Triples for NAME.nt), trace-json, trace-npy")
            ->required()
            ->check(CLI::IsMember(namesOfAll()));
        app.add_option("--trace", m_trace, "the .akvtrace file whose evidence or records are written");
        app.add_option("--out", m_out,
                       "file to write, or its beginning where there are several; each is replaced only when it is "
                       "complete")
            ->required();
    }
    Result<int> run(Run& run) override {
        for (const auto& [name, kind] : traceExportKinds())
            if (name == m_what) return writeTrace(run, kind);
        if (run.options.workspace.empty())
            return Error(ErrorCode::InvalidInput, "export " + m_what + " needs a workspace: add -w NAME.akv");
        AKV_ASSIGN(const auto kind, parseExportKind(m_what));
        AKV_ASSIGN(const auto workspace, Workspace::open(run.options.workspace, Workspace::Access::Read));
        AKV_ASSIGN(const auto report, exportWorkspace(*workspace, kind, m_out, run.job));
        show(run, report.files, report.records);
        run.out.note(grouped(report.records) + " records written");
        return 0;
    }

private:
    Result<int> writeTrace(Run& run, TraceExportKind kind) const {
        if (m_trace.empty())
            return Error(ErrorCode::InvalidInput,
                         "export " + m_what + " needs a trace: add --trace FILE.akvtrace (written by 'ask --trace')");
        AKV_ASSIGN(const auto trace, loadTrace(m_trace));
        AKV_ASSIGN(const auto files, exportTrace(trace, kind, m_out));
        show(run, files, kind == TraceExportKind::Evidence ? evidenceOf(trace).size() : trace.layers.size());
        return 0;
    }

    void show(Run& run, const std::vector<std::filesystem::path>& files, std::uint64_t records) const {
        Json names = Json::array();
        for (const auto& file : files) names.push_back(file.string());
        if (run.out.json())
            run.out.document({{"what", m_what}, {"records", records}, {"files", names}});
        else
            for (const auto& file : files) run.out.line(file.string());
    }

    std::string m_what;
    std::filesystem::path m_out, m_trace;
};

} // namespace

std::unique_ptr<Command> makeExportCommand() { return std::make_unique<ExportCommand>(); }

} // namespace akv::cli

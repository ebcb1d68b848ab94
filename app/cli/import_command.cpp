// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/import_options.h"
#include "app/cli/report_json.h"
#include "core/base/file.h"

namespace akv::cli {

namespace {

class ImportCommand : public Command {
public:
    ImportCommand() : Command("import", "read files or folders with triples into a workspace") {}

    void define(CLI::App& app) override {
        useWorkspace(app);
        m_import.define(app);
        app.add_option("--report", m_report, "write the import report with rejected records to this JSON file");
    }
    Result<int> run(Run& run) override {
        AKV_ASSIGN(const ReaderOptions options, m_import.readerOptions());
        // What cannot be read is found before a workspace is made.
        for (const auto& path : m_import.paths) AKV_CHECK(detectSource(path, options));
        AKV_ASSIGN(auto workspace, Workspace::openOrCreate(run.options.workspace));
        AKV_ASSIGN(const auto report, importSources(*workspace, m_import.paths, options, run.job));
        if (!m_report.empty()) AKV_CHECK(writeFileAtomically(m_report, dumped(toJson(report), 2) + "\n"));
        if (run.out.json())
            run.out.document(toJson(report));
        else
            print(run.out, report);
        return 0;
    }

private:
    ImportOptions m_import;
    std::filesystem::path m_report;
};

} // namespace

std::unique_ptr<Command> makeImportCommand() { return std::make_unique<ImportCommand>(); }

} // namespace akv::cli

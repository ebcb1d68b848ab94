// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/encoder_option.h"
#include "app/cli/import_options.h"
#include "app/cli/measured_k.h"
#include "app/cli/report_json.h"

namespace akv::cli {

namespace {

class PrepareCommand : public Command {
public:
    PrepareCommand() : Command("prepare", "import, kg2kv, embed and build in one go") {}

    void define(CLI::App& app) override {
        useWorkspace(app);
        useSeed(app);
        m_import.define(app);
        app.add_option("--encoder", m_encoder, "sentence encoder")->capture_default_str();
        defineMeasuringModel(app, m_model);
    }
    Result<int> run(Run& run) override {
        AKV_ASSIGN(const ReaderOptions options, m_import.readerOptions());
        for (const auto& path : m_import.paths) AKV_CHECK(detectSource(path, options));
        AKV_ASSIGN(auto encoder, openEncoder(m_encoder));
        AKV_ASSIGN(auto workspace, Workspace::openOrCreate(run.options.workspace));
        Json json;
        AKV_ASSIGN(const auto imported, importSources(*workspace, m_import.paths, options, run.job));
        show(run, json, "import", imported);
        Kg2kvOptions rowOptions;
        rowOptions.seed = run.options.seed;
        AKV_ASSIGN(const auto rows, buildRows(*workspace, rowOptions, run.job));
        show(run, json, "kg2kv", rows);
        AKV_ASSIGN(const auto embedded, embedRows(*workspace, *encoder, run.job));
        show(run, json, "embed", embedded);
        AKV_ASSIGN(auto built, buildStore(*workspace, LeafType::Int8, run.job));
        AKV_CHECK(measureK(run, *workspace, m_model, built));
        show(run, json, "build", built);
        if (run.out.json()) run.out.document(json);
        return 0;
    }

private:
    template <class Report>
    static void show(Run& run, Json& json, const char* step, const Report& report) {
        json[step] = toJson(report);
        if (!run.out.json()) print(run.out, report);
    }

    ImportOptions m_import;
    std::string m_encoder = "minilm";
    std::filesystem::path m_model;
};

} // namespace

std::unique_ptr<Command> makePrepareCommand() { return std::make_unique<PrepareCommand>(); }

} // namespace akv::cli

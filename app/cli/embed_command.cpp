// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/encoder_option.h"
#include "app/cli/report_json.h"

namespace akv::cli {

namespace {

class EmbedCommand : public Command {
public:
    EmbedCommand() : Command("embed", "make the base embeddings of all rows (goes on where it was stopped)") {}

    void define(CLI::App& app) override {
        useWorkspace(app);
        m_named =
            app.add_option("--encoder", m_encoder, "sentence encoder; with --from the name of the one that made it")
                ->capture_default_str();
        app.add_option("--from", m_from,
                       "take ready-made embeddings instead: NAME_ENCODER_embd_key.npy with NAME_ENCODER_embd_value.npy "
                       "beside it, float32 [rows, width], row i of the file = row i of 'export qkv'");
    }
    Result<int> run(Run& run) override {
        AKV_ASSIGN(auto workspace, Workspace::open(run.options.workspace, Workspace::Access::Write));
        AKV_ASSIGN(const auto report, embed(*workspace, run.job));
        if (run.out.json())
            run.out.document(toJson(report));
        else
            print(run.out, report);
        return 0;
    }

private:
    Result<EmbedReport> embed(Workspace& workspace, const JobContext& job) const {
        if (!m_from.empty())
            return takeEmbeddings(workspace, m_from, m_named->count() > 0 ? m_encoder : std::string(), job);
        AKV_ASSIGN(auto encoder, openEncoder(m_encoder));
        return embedRows(workspace, *encoder, job);
    }

    std::string m_encoder = "minilm";
    std::filesystem::path m_from;
    CLI::Option* m_named = nullptr;
};

} // namespace

std::unique_ptr<Command> makeEmbedCommand() { return std::make_unique<EmbedCommand>(); }

} // namespace akv::cli

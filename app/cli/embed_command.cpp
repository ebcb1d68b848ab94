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
        app.add_option("--encoder", m_encoder, "sentence encoder")->capture_default_str();
    }
    Result<int> run(Run& run) override {
        AKV_ASSIGN(auto workspace, Workspace::open(run.options.workspace, Workspace::Access::Write));
        AKV_ASSIGN(auto encoder, openEncoder(m_encoder));
        AKV_ASSIGN(const auto report, embedRows(*workspace, *encoder, run.job));
        if (run.out.json())
            run.out.document(toJson(report));
        else
            print(run.out, report);
        return 0;
    }

private:
    std::string m_encoder = "minilm";
};

} // namespace

std::unique_ptr<Command> makeEmbedCommand() { return std::make_unique<EmbedCommand>(); }

} // namespace akv::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/measured_k.h"
#include "app/cli/report_json.h"

namespace akv::cli {

namespace {

class BuildCommand : public Command {
public:
    BuildCommand() : Command("build", "cluster the keys and write the leaf store") {}

    void define(CLI::App& app) override {
        useWorkspace(app);
        app.add_option("--leaf", m_leaf, "how leaf codes are stored")
            ->check(CLI::IsMember({"int8", "fp16"}))
            ->capture_default_str();
        app.add_option(
            "--hierarchy", m_hierarchy,
            "take a ready-made hierarchy instead of clustering: NAME_ENCODER_embd_key.npy with the c2id (and "
            "id2c) mappings and the centroids of inter1 and root beside it");
        defineMeasuringModel(app, m_model);
    }
    Result<int> run(Run& run) override {
        AKV_ASSIGN(auto workspace, Workspace::open(run.options.workspace, Workspace::Access::Write));
        AKV_ASSIGN(auto report,
                   buildStore(*workspace, m_leaf == "fp16" ? LeafType::Fp16 : LeafType::Int8, run.job, m_hierarchy));
        AKV_CHECK(measureK(run, *workspace, m_model, report));
        if (run.out.json())
            run.out.document(toJson(report));
        else
            print(run.out, report);
        return 0;
    }

private:
    std::string m_leaf = "int8";
    std::filesystem::path m_model, m_hierarchy;
};

} // namespace

std::unique_ptr<Command> makeBuildCommand() { return std::make_unique<BuildCommand>(); }

} // namespace akv::cli

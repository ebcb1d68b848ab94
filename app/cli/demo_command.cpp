// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_output.h"
#include "app/cli/commands.h"
#include "app/cli/encoder_option.h"
#include "app/cli/measured_k.h"
#include "app/cli/model_option.h"
#include "app/cli/report_json.h"

#include <cstdlib>

namespace akv::cli {

namespace {

constexpr const char* kQuestions[] = {"What is the capital of Kazakhstan?", "Can you explain the director of Psycho?",
                                      "What is the phone number of Atlantis?"};

/// Removes a folder when the command ends, unless it is kept.
struct TemporaryFolder {
    std::filesystem::path path;
    bool keep = false;
    ~TemporaryFolder() {
        std::error_code ignored;
        if (!keep && !path.empty()) std::filesystem::remove_all(path, ignored);
    }
};

class DemoCommand : public Command {
public:
    DemoCommand()
        : Command("demo", "the whole pipeline on the bundled sample: import, kg2kv, embed, build, three questions") {}

    void define(CLI::App& app) override {
        m_model.define(app, false);
        app.add_option("--keep", m_keep, "keep the workspace as this folder (NAME.akv)");
    }

    Result<int> run(Run& run) override {
        TemporaryFolder folder;
        if (m_keep.empty()) {
            std::string name = (std::filesystem::temp_directory_path() / "atlaskv-demo-XXXXXX").string();
            if (!::mkdtemp(name.data()))
                return Error(ErrorCode::InvalidInput, "cannot make a temporary folder '" + name + "'");
            folder.path = name;
        }
        const auto workspace = m_keep.empty() ? folder.path / "sample.akv" : m_keep;
        AKV_CHECK(prepare(run, workspace));
        AKV_ASSIGN(auto opened, openModel(m_model, workspace));
        Json answers = Json::array();
        AskOptions options;
        options.k = opened.k;
        options.mode = defaultMode(opened.engine->info());
        for (const char* question : kQuestions) {
            AKV_ASSIGN(const auto answer,
                       akv::ask(*opened.engine, *opened.session, opened.workspace.get(), question, options, run.job));
            if (run.out.json())
                answers.push_back(toJson(answer));
            else
                run.out.line(""), print(run.out, answer, 3);
        }
        if (run.out.json()) run.out.document({{"answers", answers}});
        return 0;
    }

private:
    Result<void> prepare(Run& run, const std::filesystem::path& folder) const {
        AKV_ASSIGN(const auto sample, bundled("datasets/world/triples.tsv"));
        AKV_ASSIGN(auto encoder, openEncoder("minilm"));
        AKV_ASSIGN(auto workspace, Workspace::openOrCreate(folder));
        const std::vector<std::filesystem::path> sources = {sample};
        AKV_ASSIGN(const auto imported, importSources(*workspace, sources, {}, run.job));
        AKV_ASSIGN(const auto rows, buildRows(*workspace, {}, run.job));
        AKV_ASSIGN(const auto embedded, embedRows(*workspace, *encoder, run.job));
        AKV_ASSIGN(auto built, buildStore(*workspace, LeafType::Int8, run.job));
        AKV_CHECK(measureK(run, *workspace, m_model.model, built));
        if (run.out.json()) return {};
        print(run.out, imported), print(run.out, rows), print(run.out, embedded), print(run.out, built);
        return {};
    }

    ModelOptions m_model;
    std::filesystem::path m_keep;
};

} // namespace

std::unique_ptr<Command> makeDemoCommand() { return std::make_unique<DemoCommand>(); }

} // namespace akv::cli

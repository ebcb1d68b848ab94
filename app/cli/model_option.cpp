// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/model_option.h"

#include "app/cli/encoder_option.h"

#include <cstdio>
#include <cstdlib>

namespace akv::cli {

void ModelOptions::define(CLI::App& app, bool withMode) {
    app.add_option("--model", model, "model folder (default: the bundled one)");
    app.add_option("--k", k, "root-inter-leaf keys kept, for example 3-12-8, or auto")->capture_default_str();
    app.add_option("--threads", threads, "threads of the model; 0: as many as the library likes")
        ->capture_default_str();
    app.add_option("--device", device, "cpu or auto")->check(CLI::IsMember({"cpu", "auto"}))->capture_default_str();
    if (!withMode) return;
    app.add_option("--mode", mode, modeNames() + "; auto: atlaskv-copy where the model has a copy gate, else atlaskv")
        ->capture_default_str();
    app.add_option("--context-triples", contextTriples,
                   "triples in the prompt: icl at most this many (0: as many as fit), rag and hybrid this many (0: " +
                       std::to_string(kDefaultTriples) + ")")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    app.add_option("--hybrid-attention", hybridAttention, "hybrid: knowledge attention while decoding, on or off")
        ->check(CLI::IsMember({"on", "off"}))
        ->capture_default_str();
}

Result<std::optional<PruneK>> ModelOptions::parsedK() const {
    if (k == "auto") return std::optional<PruneK>();
    PruneK out;
    char rest = 0;
    if (std::sscanf(k.c_str(), "%u-%u-%u%c", &out.root, &out.inter, &out.leaf, &rest) != 3 || out.root == 0 ||
        out.inter == 0 || out.leaf == 0)
        return Error(ErrorCode::InvalidInput,
                     "--k '" + k + "' is not three positive numbers R-I-L such as 3-12-8, or auto");
    return std::optional<PruneK>(out);
}

Result<std::filesystem::path> ModelOptions::modelFolder() const {
    if (!model.empty()) return model;
    if (const char* chosen = std::getenv("ATLASKV_MODEL")) return std::filesystem::path(chosen);
    return bundled("resources/model", "config.json");
}

Result<AskOptions> askOptions(const ModelOptions& options, OpenedModel& opened, bool needsEncoder) {
    AskOptions out;
    if (options.mode == "auto") {
        out.mode = defaultMode(opened.engine->info());
    } else {
        AKV_ASSIGN(out.mode, parseMode(options.mode));
    }
    out.k = opened.k;
    out.contextTriples = options.contextTriples;
    out.hybridAttention = options.hybridAttention == "on";
    if (out.mode == Mode::Rag || needsEncoder) { AKV_ASSIGN(opened.encoder, openEncoder("minilm")); }
    out.encoder = opened.encoder.get();
    return out;
}

Result<OpenedModel> openModel(const ModelOptions& options, const std::filesystem::path& workspace) {
    OpenedModel out;
    AKV_ASSIGN(const auto folder, options.modelFolder());
    AKV_ASSIGN(const auto k, options.parsedK());
    std::shared_ptr<const LeafStore> store;
    if (!workspace.empty()) {
        AKV_ASSIGN(out.workspace, Workspace::open(workspace, Workspace::Access::Read));
        AKV_ASSIGN(store, out.workspace->openStore());
    }
    EngineOptions engineOptions;
    engineOptions.threads = options.threads;
    AKV_ASSIGN(out.engine, Engine::load(folder, std::move(store), engineOptions));
    out.session = out.engine->createSession();
    out.k = out.engine->info().k;
    if (out.workspace && out.workspace->manifest().k) out.k = *out.workspace->manifest().k;
    if (k) out.k = *k;
    return out;
}

} // namespace akv::cli

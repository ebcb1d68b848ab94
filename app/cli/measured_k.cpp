// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/measured_k.h"

#include "app/cli/model_option.h"
#include "core/engine/measure_k.h"

#include <chrono>

namespace akv::cli {

namespace {

Result<void> measure(Run& run, Workspace& workspace, const std::filesystem::path& folder, BuildReport& report) {
    AKV_ASSIGN(auto store, workspace.openStore());
    AKV_ASSIGN(const auto engine, Engine::load(folder, std::move(store), {}));
    AKV_ASSIGN(const auto measured, measureRecommendedK(workspace, *engine, run.job));
    report.k = measured.k;
    report.recall = measured.recall;
    report.recallQueries = measured.questions;
    report.recallModel = engine->info().name;
    return {};
}

} // namespace

void defineMeasuringModel(CLI::App& app, std::filesystem::path& model) {
    app.add_option("--model", model,
                   "model whose attention measures the recommended k (default: the bundled one); none: the clustering "
                   "alone");
}

Result<void> measureK(Run& run, Workspace& workspace, const std::filesystem::path& model, BuildReport& report) {
    if (model == "none" || report.rows == 0) return {};
    const auto begin = std::chrono::steady_clock::now();
    ModelOptions options;
    options.model = model;
    auto folder = options.modelFolder();
    auto done = folder.ok() ? measure(run, workspace, *folder, report) : Result<void>(folder.error());
    report.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (done.ok() || !model.empty() || done.error().code == ErrorCode::Cancelled) return done;
    run.out.note("k comes from the clustering alone: " + done.error().text());
    return {};
}

} // namespace akv::cli

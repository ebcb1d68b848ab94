// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/encoder_option.h"
#include "core/corpus/embed_folder.h"
#include "core/corpus/prepare.h"
#include "core/train/average.h"
#include "core/train/device_clusters.h"
#include "core/train/trainer.h"

#include <cstdio>

namespace akv::cli {

namespace {

class TrainCommand : public Command {
public:
    TrainCommand() : Command("train", "train a language model or an adapter, or prepare the data for it") {}

    void define(CLI::App& app) override {
        app.add_option("what", m_what, "data, embed, lm, adapter or average")
            ->required()
            ->check(CLI::IsMember({"data", "embed", "lm", "adapter", "average"}));
        app.add_option("--config", m_config, "data, lm, adapter: configuration (JSON); see resources/training");
        app.add_option(
            "--out", m_out,
            "data: the training folder to write; lm, adapter: instead of the configured folder; average: the "
            "model folder to write");
        app.add_option("--data", m_data,
                       "embed: the training folder that lacks embeddings; lm, adapter: instead of the configured one");
        app.add_option("--device", m_device, "embed, lm, adapter: cpu or cuda, instead of the configured device");
        app.add_option("--root", m_root, "data: folder that the configured paths start from");
        app.add_option("--model", m_models, "average: two or more model folders of one training run");
        app.add_option("--shares", m_shares,
                       "average: how much each of them counts, in their order; equally by default")
            ->delimiter(',');
        app.add_flag("--resume", m_resume, "go on from the newest checkpoint");
    }

    Result<int> run(Run& run) override {
        if (m_what == "embed") return embed(run);
        if (m_what == "average") return average(run);
        if (m_config.empty()) return Error(ErrorCode::InvalidInput, "train " + m_what + " needs --config FILE");
        return m_what == "data" ? prepare(run) : fit(run);
    }

private:
    Result<int> prepare(Run& run) {
        if (m_out.empty()) return Error(ErrorCode::InvalidInput, "train data needs --out FOLDER");
        AKV_ASSIGN(const auto options, loadPrepareOptions(m_config, m_root));
        AKV_ASSIGN(auto encoder, openEncoder("minilm"));
        AKV_ASSIGN(const auto report, prepareTrainingFolder(options, *encoder, m_out, run.job));
        Json json = {{"rows", report.rows},
                     {"values", report.values},
                     {"text_tokens", report.textTokens},
                     {"strings", report.strings}};
        for (const auto& [name, rows] : report.rowsBySource) json["rows_by_source"][name] = rows;
        if (run.out.json())
            run.out.document(json);
        else
            run.out.line(dumped(json, 2));
        return 0;
    }

    Result<int> embed(Run& run) {
        if (m_data.empty()) return Error(ErrorCode::InvalidInput, "train embed needs --data FOLDER");
        const std::string device = m_device.empty() ? "cpu" : m_device;
        AKV_ASSIGN(const auto clusters, clustersOn(device, run.options.seed));
        AKV_ASSIGN(auto folder, TrainingFolder::load(m_data));
        AKV_ASSIGN(const auto pieces, SentencePiece::open(m_data / "tokenizer.model"));
        AKV_ASSIGN(auto encoder, openEncoder("minilm", device));
        AKV_CHECK(embedFolder(folder, *pieces, *encoder, clusters, run.job));
        AKV_CHECK(folder.save(m_data));
        const Json json = {{"rows", folder.rows.size()}, {"values", folder.values()}, {"clusters", folder.clusters}};
        if (run.out.json())
            run.out.document(json);
        else
            run.out.line(dumped(json, 2));
        return 0;
    }

    Result<int> average(Run& run) {
        if (m_out.empty()) return Error(ErrorCode::InvalidInput, "train average needs --out FOLDER");
        AKV_CHECK(averageModels(m_models, m_shares, m_out));
        if (run.out.json())
            run.out.document({{"models", m_models.size()}, {"model", m_out.string()}});
        else
            run.out.line("the mean of " + std::to_string(m_models.size()) + " models is in " + m_out.string());
        return 0;
    }

    Result<int> fit(Run& run) {
        AKV_ASSIGN(auto config,
                   loadTrainConfig(m_config, m_what == "lm" ? TrainTarget::LanguageModel : TrainTarget::Adapter));
        if (!m_out.empty()) config.out = m_out;
        if (!m_data.empty()) config.data = m_data;
        if (!m_device.empty()) config.device = m_device;
        const auto show = [&](const TrainCurve& c) {
            char text[256];
            if (c.validated)
                std::snprintf(text, sizeof text,
                              "step %d  loss %.3f  validation: loss %.3f, grounding %.3f (by mass %.3f), exact %.3f, "
                              "refused %.3f, "
                              "false refusals %.3f, facts %.3f, lambda_kg %.2f  %.0f tokens/s",
                              c.step, c.loss, c.validationLoss, c.validationGrounding, c.validationMassGrounding,
                              c.validationExact, c.validationRefused, c.validationFalseRefusals, c.validationFactsExact,
                              c.validationLambda, c.tokensPerSecond);
            else if (c.step % 10 == 0)
                std::snprintf(text, sizeof text, "step %d  loss %.3f  grounding loss %.3f  %.0f tokens/s", c.step,
                              c.loss, c.groundingLoss, c.tokensPerSecond);
            else
                return;
            run.out.note(text);
        };
        AKV_ASSIGN(const auto report, akv::train(config, m_resume, run.job, show));
        const Json json = {{"steps", report.steps},
                           {"resumed", report.resumed},
                           {"loss", report.last.loss},
                           {"validation_exact", report.last.validationExact},
                           {"validation_grounding", report.last.validationGrounding},
                           {"model", (config.out / "model").string()}};
        if (run.out.json())
            run.out.document(json);
        else
            run.out.line("trained " + std::to_string(report.steps) + " steps; the model is in " +
                         (config.out / "model").string());
        return 0;
    }

    std::string m_what, m_device;
    std::filesystem::path m_config, m_out, m_data, m_root;
    std::vector<std::filesystem::path> m_models;
    std::vector<double> m_shares;
    bool m_resume = false;
};

} // namespace

std::unique_ptr<Command> makeTrainCommand() { return std::make_unique<TrainCommand>(); }

} // namespace akv::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"
#include "core/model/weights_torch.h"
#include "core/train/start_torch.h"
#include "core/workspace/pipeline.h"
#include "tests/support/fake_encoder.h"
#include "tests/support/temp_folder.h"
#include "tests/support/toy_training.h"

#include <gtest/gtest.h>

namespace akv::test {

/// A random model with knowledge attention and a prepared workspace of 66 rows, made without any file of the project:
/// what it says is noise, how it is asked is not.
class ToyEngine {
public:
    /// `edit` may change the weights before they are saved.
    static Result<std::unique_ptr<ToyEngine>> make(const std::function<void(ModelWeights&)>& edit = {}) {
        std::unique_ptr<ToyEngine> out(new ToyEngine);
        AKV_CHECK(out->makeModel(edit));
        AKV_CHECK(out->makeWorkspace());
        AKV_ASSIGN(auto store, out->workspace->openStore());
        AKV_ASSIGN(out->engine, Engine::load(out->model, std::move(store)));
        out->session = out->engine->createSession();
        return out;
    }

    /// The same with a kb_scale_factor; null and a failed test when it cannot be made.
    static std::unique_ptr<ToyEngine> scaled(std::optional<float> scaleFactor = std::nullopt) {
        auto made = make([&](ModelWeights& weights) { weights.knowledge->scaleFactor = scaleFactor; });
        EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().text());
        return made.ok() ? std::move(made).value() : nullptr;
    }

    TempFolder folder;
    std::filesystem::path model;
    FakeEncoder encoder{24, "toy"};
    std::unique_ptr<Workspace> workspace;
    std::shared_ptr<const Engine> engine;
    std::unique_ptr<Session> session;

    AskOptions options(Mode mode) {
        AskOptions out;
        out.mode = mode;
        out.maxTokens = 8;
        out.k = PruneK{2, 6, 4};
        out.encoder = &encoder;
        return out;
    }
    Result<Answer> ask(const std::string& question, const AskOptions& options) {
        return akv::ask(*engine, *session, workspace.get(), question, options, {});
    }

private:
    ToyEngine() = default;
    Result<void> makeModel(const std::function<void(ModelWeights&)>& edit) {
        AKV_CHECK(writeToyTraining(folder.path() / "data"));
        AKV_ASSIGN(const auto pieces, SentencePiece::open(folder.path() / "data" / "tokenizer.model"));
        auto config = toyConfig(folder.path() / "data", folder.path() / "out");
        config.model.vocabulary = pieces->size();
        config.model.maxPositions = 512;
        config.knowledge.encoder = "toy";
        config.knowledge.encoderWidth = 24;
        ModelWeights weights = randomStart(config, 5);
        for (auto& layer : weights.decoder.layers) layer.o.normal_(0, 0.2), layer.down.normal_(0, 0.2);
        if (edit) edit(weights);
        model = folder.path() / "model";
        AKV_CHECK(saveModelWeights(weights, model, at::kFloat));
        std::filesystem::copy_file(folder.path() / "data" / "tokenizer.model", model / "tokenizer.model");
        return {};
    }
    Result<void> makeWorkspace() {
        const char* nouns[] = {"capital", "colour", "founder", "mouth"};
        std::string text;
        for (int i = 0; i < 16; ++i)
            for (const char* noun : nouns)
                text += "Name" + std::to_string(i) + "\t" + noun + "\told " + noun + " " + std::to_string(i * 7 % 16) +
                        "\n";
        text += "Name3\tcapital\tred river\nName3\tcapital\tfar stone\n"; // three values for one key
        const auto source = folder.file("toy.tsv", text);
        AKV_ASSIGN(workspace, Workspace::openOrCreate(folder.path() / "toy.akv"));
        AKV_CHECK(importSources(*workspace, std::span(&source, 1), {}, {}));
        AKV_CHECK(buildRows(*workspace, {}, {}));
        AKV_CHECK(embedRows(*workspace, encoder, {}));
        AKV_CHECK(buildStore(*workspace, LeafType::Int8, {}));
        return {};
    }
};

} // namespace akv::test

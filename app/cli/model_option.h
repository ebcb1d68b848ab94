// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/base/bundled.h"
#include "core/encoder/sentence_encoder.h"
#include "core/engine/answer.h"

#include <optional>
#include <string>

namespace akv::cli {

/// --model, --k, --mode, --threads and what is opened with them.
struct ModelOptions {
    std::filesystem::path model;
    std::string k = "auto", mode = "auto", device = "auto", hybridAttention = "on";
    int threads = 0, contextTriples = 0;

    void define(CLI::App& app, bool withMode = true);
    /// Empty for "auto". Error unless R-I-L are three positive numbers.
    Result<std::optional<PruneK>> parsedK() const;
    /// --model, else $ATLASKV_MODEL, else the bundled model beside the program or in the source tree.
    Result<std::filesystem::path> modelFolder() const;
};

/// A model with the store of a workspace.
struct OpenedModel {
    std::unique_ptr<Workspace> workspace; ///< null without -w
    std::shared_ptr<const Engine> engine;
    std::unique_ptr<Session> session;
    std::unique_ptr<SentenceEncoder> encoder; ///< only where it is needed (mode rag, new values)
    PruneK k;                                 ///< --k, else the workspace's recommended k, else the model's
};
Result<OpenedModel> openModel(const ModelOptions& options, const std::filesystem::path& workspace);

/// What --mode, --k, --context-triples and --hybrid-attention say, for `opened`; opens the encoder when the mode or
/// the caller needs it. `opened` must outlive the options.
Result<AskOptions> askOptions(const ModelOptions& options, OpenedModel& opened, bool needsEncoder = false);

} // namespace akv::cli

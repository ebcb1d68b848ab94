// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"
#include "views/models/compare_model.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace akv::ui {

/// Modes that `engine` can run: all with a graph and an adapter (copying only with a copy gate), else the model alone.
std::vector<Mode> modesOf(const Engine& engine);

/// Every mode, with the reason why it cannot run with what is loaded: no store, no adapter, no copy gate, no encoder,
/// or too little memory for a prompt full of triples.
std::vector<ModeOffer> offersOf(const Engine& engine);

/// Asks on the calling thread with a session of its own; opens the workspace (empty: none) and, where the mode compares
/// embeddings, the sentence encoder. `prepare` may complete the options once the session exists.
Result<Answer> askWorkspace(const Engine& engine, const std::filesystem::path& workspace, const std::string& question,
                            AskOptions options, const JobContext& context,
                            const std::function<void(AskOptions&, Session&)>& prepare = {});

} // namespace akv::ui

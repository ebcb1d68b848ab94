// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/answering.h"

#include <algorithm>

namespace akv::ui {

std::vector<Mode> modesOf(const Engine& engine) {
    if (!engine.store() || engine.info().kbLayers.empty()) return {Mode::ZeroShot};
    auto modes = allModes();
    if (!engine.info().copyGate) std::erase_if(modes, copies);
    return modes;
}

Result<Answer> askWorkspace(const Engine& engine, const std::filesystem::path& folder, const std::string& question,
                            AskOptions options, const JobContext& context,
                            const std::function<void(AskOptions&, Session&)>& prepare) {
    std::unique_ptr<Workspace> workspace;
    if (!folder.empty()) { AKV_ASSIGN(workspace, Workspace::open(folder, Workspace::Access::Read)); }
    std::unique_ptr<SentenceEncoder> encoder;
    if (options.mode == Mode::Rag) {
        AKV_ASSIGN(const auto where, findMiniLm());
        AKV_ASSIGN(encoder, openMiniLm(where));
        options.encoder = encoder.get();
    }
    const auto session = engine.createSession();
    if (prepare) prepare(options, *session);
    return akv::ask(engine, *session, workspace.get(), question, options, context);
}

} // namespace akv::ui

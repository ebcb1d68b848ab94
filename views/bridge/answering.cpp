// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/answering.h"

#include "core/device/memory_sampler.h"
#include "views/models/text.h"

#include <QtCore/QObject>

#include <algorithm>

namespace akv::ui {

std::vector<Mode> modesOf(const Engine& engine) {
    if (!engine.store() || engine.info().kbLayers.empty()) return {Mode::ZeroShot};
    auto modes = allModes();
    if (!engine.info().copyGate) std::erase_if(modes, copies);
    return modes;
}

namespace {

/// Bytes of a cache that is full to the last token of the context, keys and values as fp32: an upper bound.
std::uint64_t fullCacheBytes(const ModelInfo& info) {
    return std::uint64_t(info.contextLength) * std::uint64_t(info.layers) * 2 * std::uint64_t(info.heads) *
           std::uint64_t(info.headDim) * sizeof(float);
}

QString whyNot(const Engine& engine, Mode mode, std::uint64_t freeBytes) {
    const ModelInfo& info = engine.info();
    if (mode == Mode::ZeroShot) return {};
    if (!engine.store()) return QObject::tr("needs a graph with a built store");
    if (info.kbLayers.empty()) return QObject::tr("%1 has no adapter: no layer of it reads a graph").arg(qs(info.name));
    if (copies(mode) && !info.copyGate) return QObject::tr("the adapter of %1 has no copy gate").arg(qs(info.name));
    if (mode == Mode::Rag)
        if (const auto encoder = findMiniLm(); !encoder.ok()) return qs(encoder.error().text());
    const std::uint64_t cache = fullCacheBytes(info);
    if (mode == Mode::InContext && cache > freeBytes)
        return QObject::tr("a prompt full of triples needs up to %1 for its cache, %2 are free")
            .arg(bytesText(cache), bytesText(freeBytes));
    return {};
}

} // namespace

std::vector<ModeOffer> offersOf(const Engine& engine) {
    std::vector<ModeOffer> out;
    const std::uint64_t free = MemorySampler().sample().systemAvailable;
    for (const Mode mode : allModes()) out.push_back({mode, whyNot(engine, mode, free)});
    return out;
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include <array>

namespace akv {

namespace {

constexpr std::array<std::pair<Mode, const char*>, 8> kModes = {{{Mode::ZeroShot, "zero-shot"},
                                                                 {Mode::InContext, "icl"},
                                                                 {Mode::Rag, "rag"},
                                                                 {Mode::Kblam, "kblam"},
                                                                 {Mode::Atlas, "atlaskv"},
                                                                 {Mode::AtlasCopy, "atlaskv-copy"},
                                                                 {Mode::Hybrid, "hybrid"},
                                                                 {Mode::HybridCopy, "hybrid-copy"}}};

} // namespace

const char* modeName(Mode mode) {
    for (const auto& [value, name] : kModes)
        if (value == mode) return name;
    return "zero-shot";
}

Mode defaultMode(const ModelInfo& info) { return info.copyGate ? Mode::AtlasCopy : Mode::Atlas; }

bool prunes(Mode mode) { return mode == Mode::Atlas || mode == Mode::AtlasCopy || isHybrid(mode); }

std::vector<Mode> allModes() {
    std::vector<Mode> out;
    for (const auto& [value, name] : kModes) out.push_back(value);
    return out;
}

std::string modeNames() {
    std::string out;
    for (const auto& [value, name] : kModes) out += out.empty() ? name : std::string(", ") + name;
    return out;
}

Result<Mode> parseMode(const std::string& name) {
    for (const auto& [value, text] : kModes)
        if (name == text) return value;
    return Error(ErrorCode::InvalidInput, "mode '" + name + "' is not one of " + modeNames());
}

Result<std::vector<int>> Engine::promptWithFacts(const std::string& question, std::span<const FactText> facts) const {
    auto out = prompt(question);
    std::vector<int> lines;
    for (const auto& fact : facts) {
        AKV_ASSIGN(const auto line, factLine(fact));
        lines.insert(lines.end(), line.begin(), line.end());
    }
    out.insert(out.begin() + 1, lines.begin(), lines.end()); // behind the token that begins the sequence
    return out;
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/sentence_piece.h"

#include "core/base/file.h"
#include "core/text/plugin/sentence_piece_plugin.h"

#include <dlfcn.h>

namespace akv {

namespace {

struct Plugin {
    decltype(&akvSentencePieceOpen) open = nullptr;
    decltype(&akvSentencePieceTrain) train = nullptr;
    std::string error;
};

/// RTLD_DEEPBIND gives libsentencepiece its own protobuf. The sanitizers end the program over that flag: there
/// scripts/sanitize gives it one of another name.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kModuleFlags = RTLD_NOW | RTLD_LOCAL;
#else
constexpr int kModuleFlags = RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND;
#endif

/// Opens the module beside the executable, in ../lib/atlaskv of it, or where it was built.
Plugin loadPlugin() {
    Plugin out;
    std::error_code ignored;
    const auto executable = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
    for (const auto& folder : {executable, executable / "../lib/atlaskv", std::filesystem::path(AKV_PLUGIN_DIR)}) {
        const auto path = folder / "libakv_sentencepiece.so";
        if (!std::filesystem::exists(path, ignored)) continue;
        void* handle = ::dlopen(path.c_str(), kModuleFlags);
        if (!handle) {
            out.error = ::dlerror();
            continue;
        }
        out.open = reinterpret_cast<decltype(out.open)>(::dlsym(handle, "akvSentencePieceOpen"));
        out.train = reinterpret_cast<decltype(out.train)>(::dlsym(handle, "akvSentencePieceTrain"));
        if (out.open && out.train) return out;
        out.error = "'" + path.string() + "' is not the SentencePiece module";
    }
    if (out.error.empty()) out.error = "libakv_sentencepiece.so was not found beside the program";
    return out;
}

Result<const Plugin*> plugin() {
    static const Plugin loaded = loadPlugin();
    if (!loaded.open || !loaded.train) return Error(ErrorCode::Unsupported, "no tokenizer: " + loaded.error);
    return &loaded;
}

} // namespace

std::string SentencePiece::surface(int id) const {
    std::string text = piece(id);
    if (text.size() == 6 && text.starts_with("<0x") && text.back() == '>')
        return std::string(1, static_cast<char>(std::stoi(text.substr(3, 2), nullptr, 16)));
    constexpr std::string_view kSpace = "\xE2\x96\x81";
    for (auto at = text.find(kSpace); at != std::string::npos; at = text.find(kSpace, at + 1))
        text.replace(at, kSpace.size(), " ");
    return text;
}

Result<std::shared_ptr<const SentencePiece>> SentencePiece::open(const std::filesystem::path& model) {
    AKV_ASSIGN(const auto blob, readFile(model, std::uint64_t(64) << 20));
    AKV_ASSIGN(const Plugin* module, plugin());
    std::shared_ptr<const SentencePiece> out;
    std::string why = "the file is empty";
    if (blob.empty() || !module->open(blob, out, why))
        return Error(ErrorCode::FileFormat, "'" + model.string() + "' is not a SentencePiece model (" +
                                                std::to_string(blob.size()) + " bytes): " + why +
                                                "; copy the file again from where the model came from");
    return out;
}

Result<void> trainSentencePiece(std::span<const std::string> sentences, const SentencePieceTraining& options,
                                const std::filesystem::path& model) {
    AKV_ASSIGN(const Plugin* module, plugin());
    std::string proto, why;
    if (!module->train(sentences, options, proto, why))
        return Error(ErrorCode::InvalidInput, "the vocabulary of " + std::to_string(options.vocabulary) +
                                                  " pieces could not be trained on " +
                                                  std::to_string(sentences.size()) + " sentences: " + why);
    return writeFileAtomically(model, proto);
}

} // namespace akv

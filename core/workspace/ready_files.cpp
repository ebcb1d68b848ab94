// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/ready_files.h"

#include "core/base/sha256.h"
#include "core/base/strings.h"

namespace akv {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kKey = "key.npy", kValue = "value.npy", kReference = "_embd_";

/// The encoder's name as the program writes it, where it knows it in another spelling.
std::string usualName(const std::string& encoder) {
    for (const char* known : {"all-MiniLM-L6-v2", "OAI", "BigOAI"})
        if (asciiLower(encoder) == asciiLower(known)) return known;
    return asciiLower(encoder) == "minilm" ? "all-MiniLM-L6-v2" : encoder;
}

} // namespace

Result<ReadyEmbeddings> findReadyEmbeddings(const fs::path& file, const std::string& encoder) {
    const std::string name = file.filename().string();
    const bool key = name.ends_with(kKey), value = name.ends_with(kValue);
    if (!key && !value)
        return Error(ErrorCode::InvalidInput, "'" + file.string() +
                                                  "' is not named as embeddings are: NAME_ENCODER_embd_key.npy or "
                                                  "NAME_key.npy, with the values in …value.npy beside it");
    std::string stem = name.substr(0, name.size() - (key ? kKey : kValue).size());
    ReadyEmbeddings out;
    out.keys = file.parent_path() / (stem + std::string(kKey));
    out.values = file.parent_path() / (stem + std::string(kValue));
    out.encoder = encoder;
    if (out.encoder.empty() && stem.ends_with(kReference)) {
        stem.resize(stem.size() - kReference.size());
        out.encoder = stem.substr(stem.rfind('_') + 1); // npos + 1: all of it
    }
    if (out.encoder.empty())
        return Error(ErrorCode::InvalidInput, "the name '" + name +
                                                  "' does not say which encoder made the embeddings; name it, for "
                                                  "example all-MiniLM-L6-v2 (on the command line: --encoder)");
    out.encoder = usualName(out.encoder);
    return out;
}

Result<std::vector<ImportedFile>> importedFiles(const std::vector<fs::path>& files) {
    std::vector<ImportedFile> out;
    for (const auto& file : files) {
        AKV_ASSIGN(std::string sum, sha256OfFile(file));
        out.push_back({file.filename().string(), std::move(sum)});
    }
    return out;
}

std::string originText(const std::vector<ImportedFile>& files) {
    std::string text;
    for (std::size_t i = 0; i < files.size() && i < 2; ++i)
        text += (i == 0 ? "" : ", ") + files[i].name + " (sha256 " + files[i].sha256.substr(0, 12) + "…)";
    if (files.size() > 2) text += " and " + std::to_string(files.size() - 2) + " more";
    return text;
}

} // namespace akv

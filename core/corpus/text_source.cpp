// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/text_source.h"

#include "core/base/file.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <zstd.h>

namespace akv {

namespace {

Result<std::string> unpack(const std::string& packed, const std::filesystem::path& path) {
    const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(), &ZSTD_freeDStream);
    ZSTD_inBuffer in{packed.data(), packed.size(), 0};
    std::string out, chunk(ZSTD_DStreamOutSize(), '\0');
    std::size_t left = 1;
    while (in.pos < in.size) {
        ZSTD_outBuffer buffer{chunk.data(), chunk.size(), 0};
        left = ZSTD_decompressStream(stream.get(), &buffer, &in);
        if (ZSTD_isError(left))
            return Error(ErrorCode::FileFormat, "'" + path.string() + "' is not valid zstd at byte " +
                                                    std::to_string(in.pos) + ": " + ZSTD_getErrorName(left));
        out.append(chunk.data(), buffer.pos);
    }
    if (left != 0)
        return Error(ErrorCode::FileFormat,
                     "'" + path.string() + "' ends in the middle of a zstd frame; copy it again");
    return out;
}

/// Splits at line ends; false as soon as `visit` says stop.
bool eachLine(const std::string& text, const std::function<bool(std::string)>& visit) {
    std::size_t begin = 0;
    while (begin < text.size()) {
        auto end = text.find('\n', begin);
        if (end == std::string::npos) end = text.size();
        if (end > begin && !visit(text.substr(begin, end - begin))) return false;
        begin = end + 1;
    }
    return true;
}

} // namespace

Result<void> forEachParagraph(const std::filesystem::path& path,
                              const std::function<bool(const std::string&, const std::string&)>& visit) {
    AKV_ASSIGN(std::string text, readFile(path));
    std::filesystem::path inner = path;
    if (path.extension() == ".zst") {
        AKV_ASSIGN(text, unpack(text, path));
        inner = path.stem();
    }
    if (inner.extension() != ".jsonl") {
        eachLine(text, [&](const std::string& line) { return visit("", line); });
        return {};
    }
    std::uint64_t number = 0;
    std::string failure;
    eachLine(text, [&](const std::string& line) {
        ++number;
        const auto record = nlohmann::json::parse(line, nullptr, false);
        if (record.is_discarded() || !record.contains("text")) {
            failure =
                "'" + path.string() + "' line " + std::to_string(number) + ": a JSON object with \"text\" was expected";
            return false;
        }
        const std::string title = record.value("title", std::string());
        return eachLine(record["text"].get<std::string>(),
                        [&](const std::string& paragraph) { return visit(title, paragraph); });
    });
    if (!failure.empty()) return Error(ErrorCode::FileFormat, failure);
    return {};
}

} // namespace akv

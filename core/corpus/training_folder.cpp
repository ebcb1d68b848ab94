// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/training_folder.h"

#include "core/base/safetensors.h"
#include "core/base/safetensors_writer.h"

#include <cstring>
#include <nlohmann/json.hpp>

namespace akv {

namespace {

constexpr std::size_t kFields = 9; ///< numbers of a row in the file

void decode(const std::vector<std::int8_t>& codes, const std::vector<float>& scale, std::size_t width,
            std::span<const std::uint32_t> indices, float* out) {
    for (const auto index : indices) {
        const std::int8_t* code = codes.data() + std::size_t(index) * width;
        for (std::size_t i = 0; i < width; ++i) *out++ = scale[index] * static_cast<float>(code[i]);
    }
}

template <class T>
Result<std::vector<T>> read(const SafetensorsFile& file, const char* name, TensorType type) {
    const auto* view = file.find(name);
    if (!view || view->type != type)
        return Error(ErrorCode::FileFormat, "'" + file.path().string() + "': tensor '" + name +
                                                "' is missing or of another type; prepare the folder again");
    std::vector<T> out(view->bytes.size() / sizeof(T));
    if (!out.empty()) std::memcpy(out.data(), view->bytes.data(), out.size() * sizeof(T));
    return out;
}

Error mismatch(const std::filesystem::path& path, const std::string& what) {
    return Error(ErrorCode::FileFormat, "'" + path.string() + "': " + what + "; prepare the folder again");
}

} // namespace

void TrainingFolder::keys(std::span<const std::uint32_t> rowIndices, float* out) const {
    decode(keyCodes, keyScale, width, rowIndices, out);
}

void TrainingFolder::valueRows(std::span<const std::uint32_t> valueIndices, float* out) const {
    decode(valueCodes, valueScale, width, valueIndices, out);
}

Result<void> TrainingFolder::save(const std::filesystem::path& folder) const {
    std::error_code ignored;
    std::filesystem::create_directories(folder, ignored);
    const auto n = static_cast<std::int64_t>(rows.size());
    const auto d = static_cast<std::int64_t>(width);
    std::vector<std::uint32_t> packed;
    packed.reserve(rows.size() * kFields);
    for (const auto& row : rows)
        for (const std::uint32_t field :
             {row.noun, row.name, row.value, row.valueEmbedding, row.nameId, std::uint32_t(row.source),
              std::uint32_t(row.split), row.relation, row.cluster})
            packed.push_back(field);
    SafetensorsWriter writer;
    writer.metadata("encoder", encoder);
    writer.metadata("sources", nlohmann::json(sources).dump());
    writer.metadata("templates", nlohmann::json(templates).dump());
    writer.metadata("relation_templates", nlohmann::json(relationTemplates).dump());
    writer.metadata("clusters", std::to_string(clusters));
    writer.add("tokens", "U16", {std::int64_t(tokens.size())}, tokens);
    writer.add("token_begin", "U32", {std::int64_t(tokenBegin.size())}, tokenBegin);
    writer.add("rows", "U32", {n, std::int64_t(kFields)}, packed);
    writer.add("key_codes", "I8", {embedded() ? n : 0, d}, keyCodes);
    writer.add("key_scale", "F32", {std::int64_t(keyScale.size())}, keyScale);
    writer.add("value_codes", "I8", {embedded() ? std::int64_t(values()) : 0, d}, valueCodes);
    writer.add("value_scale", "F32", {std::int64_t(valueScale.size())}, valueScale);
    writer.add("value_string", "U32", {std::int64_t(values())}, valueString);
    writer.add("text", "U16", {std::int64_t(text.size())}, text);
    writer.add("source_weight", "F32", {std::int64_t(sourceWeight.size())}, sourceWeight);
    return writer.write(folder / "train.safetensors");
}

Result<TrainingFolder> TrainingFolder::load(const std::filesystem::path& folder) {
    const auto path = folder / "train.safetensors";
    AKV_ASSIGN(const auto file, SafetensorsFile::open(path));
    TrainingFolder out;
    AKV_ASSIGN(out.tokens, read<std::uint16_t>(*file, "tokens", TensorType::U16));
    AKV_ASSIGN(out.tokenBegin, read<std::uint32_t>(*file, "token_begin", TensorType::U32));
    AKV_ASSIGN(const auto packed, read<std::uint32_t>(*file, "rows", TensorType::U32));
    AKV_ASSIGN(out.keyCodes, read<std::int8_t>(*file, "key_codes", TensorType::I8));
    AKV_ASSIGN(out.keyScale, read<float>(*file, "key_scale", TensorType::F32));
    AKV_ASSIGN(out.valueCodes, read<std::int8_t>(*file, "value_codes", TensorType::I8));
    AKV_ASSIGN(out.valueScale, read<float>(*file, "value_scale", TensorType::F32));
    AKV_ASSIGN(out.valueString, read<std::uint32_t>(*file, "value_string", TensorType::U32));
    AKV_ASSIGN(out.text, read<std::uint16_t>(*file, "text", TensorType::U16));
    AKV_ASSIGN(out.sourceWeight, read<float>(*file, "source_weight", TensorType::F32));
    try {
        out.encoder = file->metadata().at("encoder");
        out.sources = nlohmann::json::parse(file->metadata().at("sources")).get<std::vector<std::string>>();
        using Templates = std::vector<std::vector<std::int32_t>>;
        out.templates = nlohmann::json::parse(file->metadata().at("templates")).get<Templates>();
        out.relationTemplates = nlohmann::json::parse(file->metadata().at("relation_templates")).get<Templates>();
        out.clusters = std::uint32_t(std::stoul(file->metadata().at("clusters")));
    } catch (const std::exception& e) { return mismatch(path, std::string("metadata: ") + e.what()); }
    const std::size_t n = packed.size() / kFields, v = out.valueString.size();
    const bool embedded = !out.keyCodes.empty() || !out.valueCodes.empty();
    if (packed.size() % kFields != 0 || n == 0 || v == 0 ||
        (embedded && (out.keyScale.size() != n || out.valueScale.size() != v)) ||
        out.sourceWeight.size() != out.sources.size() || out.tokenBegin.empty() ||
        out.tokenBegin.back() != out.tokens.size())
        return mismatch(path, std::to_string(n) + " rows, " + std::to_string(out.keyScale.size()) + " keys and " +
                                  std::to_string(v) + " values do not fit each other");
    out.width = out.keyCodes.size() / n;
    if (out.keyCodes.size() != n * out.width || out.valueCodes.size() != v * out.width)
        return mismatch(path, "key and value embeddings differ in width");
    const std::uint32_t strings = std::uint32_t(out.tokenBegin.size() - 1);
    for (const auto s : out.valueString)
        if (s >= strings) return mismatch(path, "a value names token string " + std::to_string(s));
    out.rows.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        const std::uint32_t* f = packed.data() + i * kFields;
        if (f[0] >= strings || f[1] >= strings || f[2] >= strings || f[3] >= v || f[5] >= out.sources.size() ||
            f[6] > 1 || (f[7] >= strings && f[7] != TrainingRow::kNoString) || f[8] >= out.clusters)
            return mismatch(path, "row " + std::to_string(i) + " points outside the folder");
        out.rows[i] = {f[0], f[1], f[2], f[3], f[4], std::uint16_t(f[5]), RowSplit(f[6]), f[7], f[8]};
    }
    return out;
}

} // namespace akv

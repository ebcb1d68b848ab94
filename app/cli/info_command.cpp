// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/describe_files.h"
#include "app/cli/report_json.h"
#include "core/base/file.h"
#include "core/base/strings.h"
#include "core/kg/delimiter.h"
#include "core/kg/triple_reader.h"
#include "core/workspace/embedding_file.h"
#include "core/workspace/workspace.h"

namespace akv::cli {

namespace fs = std::filesystem;

namespace {

const char* stateName(StepState state) {
    switch (state) {
    case StepState::Missing: return "missing";
    case StepState::Stale: return "stale";
    case StepState::Ready: return "ready";
    }
    return "missing";
}

std::string formatName(SourceFormat format) {
    for (const auto& [name, known] : sourceFormats())
        if (known == format) return name;
    return "auto";
}

std::uint64_t folderBytes(const fs::path& folder) {
    std::uint64_t bytes = 0;
    std::error_code ignored;
    for (const auto& entry : fs::recursive_directory_iterator(folder, ignored))
        if (entry.is_regular_file(ignored)) bytes += entry.file_size(ignored);
    return bytes;
}

Result<Json> describeStore(const Workspace& workspace) {
    AKV_ASSIGN(const auto store, workspace.openStore());
    Json json;
    json["hash"] = store->hash();
    json["leaf_type"] = store->type() == LeafType::Int8 ? "int8" : "fp16";
    json["leaves"] = store->leafCount();
    json["inter"] = store->hierarchy().inter.rows;
    json["root"] = store->hierarchy().root.rows;
    json["width"] = store->width();
    json["bytes"] = store->bytesOnDisk();
    json["bytes_per_row"] = static_cast<double>(store->bytesOnDisk()) / std::max(1U, store->leafCount());
    json["resident_key_bytes"] = store->residentKeyBytes();
    return json;
}

Result<Json> describeWorkspace(const fs::path& folder) {
    AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Read));
    const auto counts = workspace->triples().counts();
    const Manifest& manifest = workspace->manifest();
    const WorkspaceState state = stateOf(manifest);
    Json json;
    json["type"] = "workspace";
    json["path"] = folder.string();
    json["format_version"] = manifest.formatVersion;
    json["entities"] = counts.entities;
    json["triples"] = counts.triples;
    json["passages"] = counts.passages;
    json["rows"] = manifest.rows;
    json["concepts"] = counts.concepts;
    json["relations"] = counts.relations;
    json["sides"] = manifest.sides;
    json["names"] = manifest.names;
    json["seed"] = manifest.seed;
    json["encoder"] = manifest.encoder;
    json["sources"] = manifest.sources;
    if (!manifest.embeddingFiles.empty()) json["embedding_files"] = filesJson(manifest.embeddingFiles);
    if (!manifest.hierarchyFiles.empty()) json["hierarchy_files"] = filesJson(manifest.hierarchyFiles);
    json["steps"] = {{"rows", stateName(state.rows)},
                     {"embeddings", stateName(state.embeddings)},
                     {"store", stateName(state.store)}};
    json["bytes"] = {{"total", workspace->bytesOnDisk()},
                     {"embeddings", folderBytes(workspace->embeddingsFolder())},
                     {"store", folderBytes(workspace->storeFolder())}};
    if (state.store == StepState::Ready) { AKV_ASSIGN(json["store"], describeStore(*workspace)); }
    if (manifest.k && state.store == StepState::Ready) {
        json["k"] = {{"root", manifest.k->root}, {"inter", manifest.k->inter}, {"leaf", manifest.k->leaf}};
        json["recall"] = manifest.recall;
    }
    return json;
}

Result<Json> describeSource(const fs::path& path) {
    AKV_ASSIGN(const SourceProposal proposal, detectSource(path));
    Json json;
    json["type"] = "data";
    json["path"] = path.string();
    json["format"] = formatName(proposal.format);
    json["description"] = proposal.description;
    json["encoding"] = proposal.encoding;
    if (!proposal.delimiter.empty()) json["delimiter"] = delimiterText(proposal.delimiter);
    json["has_header"] = proposal.hasHeader;
    json["columns"] = proposal.columnNames;
    json["head_column"] = proposal.columns[0] + 1;
    json["relation_column"] = proposal.columns[1] + 1;
    json["tail_column"] = proposal.columns[2] + 1;
    json["preview"] = proposal.preview;
    return json;
}

Result<Json> describe(const fs::path& path) {
    std::error_code ignored;
    if (fs::exists(path / "manifest.json", ignored)) return describeWorkspace(path);
    if (isModelFolder(path)) return describeModel(path);
    if (isTrace(path)) return describeTraceFile(path);
    if (path.extension() == ".f32") {
        AKV_ASSIGN(const auto file, readEmbeddings(path));
        return Json{{"type", "embeddings"},
                    {"path", path.string()},
                    {"rows", file.matrix.rows},
                    {"width", file.matrix.cols},
                    {"encoder", file.encoder}};
    }
    return describeSource(path);
}

/// "name: value" lines; nested objects are indented.
void printFields(Output& out, const Json& json, const std::string& indent = "") {
    for (const auto& [name, value] : json.items()) {
        if (value.is_object()) {
            out.line(indent + name + ":");
            printFields(out, value, indent + "  ");
        } else if (value.is_array()) {
            std::string text;
            for (const auto& item : value)
                text += (text.empty() ? "" : ", ") + (item.is_string() ? item.get<std::string>() : dumped(item, -1));
            out.line(indent + name + ": " + text);
        } else if (value.is_number_unsigned()) {
            out.line(indent + name + ": " + grouped(value.get<std::uint64_t>()));
        } else {
            out.line(indent + name + ": " + (value.is_string() ? value.get<std::string>() : dumped(value, -1)));
        }
    }
}

class InfoCommand : public Command {
public:
    InfoCommand() : Command("info", "say what a workspace, model, trace or data file is") {}
    void define(CLI::App& app) override {
        app.add_option("PATH,-w,--workspace", m_path, "workspace folder, model folder, trace, data file or folder")
            ->required();
    }
    Result<int> run(Run& run) override {
        AKV_ASSIGN(const Json json, describe(m_path));
        if (run.out.json())
            run.out.document(json);
        else
            printFields(run.out, json);
        return 0;
    }

private:
    fs::path m_path;
};

} // namespace

std::unique_ptr<Command> makeInfoCommand() { return std::make_unique<InfoCommand>(); }

} // namespace akv::cli

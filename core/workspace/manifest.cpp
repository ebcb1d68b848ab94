// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/manifest.h"

#include <nlohmann/json.hpp>

namespace akv {

namespace {

std::vector<ImportedFile> filesFrom(const nlohmann::json& json, const char* name) {
    std::vector<ImportedFile> files;
    if (const auto list = json.find(name); list != json.end())
        for (const auto& file : *list)
            files.push_back({file.at("file").get<std::string>(), file.at("sha256").get<std::string>()});
    return files;
}

nlohmann::ordered_json filesTo(const std::vector<ImportedFile>& files) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& file : files) list.push_back({{"file", file.name}, {"sha256", file.sha256}});
    return list;
}

} // namespace

Result<Manifest> manifestFromJson(std::string_view text, const std::string& where) {
    using Json = nlohmann::json;
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("format_version"))
        return Error(ErrorCode::FileFormat, "'" + where + "' is damaged: no JSON object with format_version (" +
                                                std::to_string(text.size()) + " bytes); restore it or import again");
    try {
        Manifest m;
        m.formatVersion = json.at("format_version").get<int>();
        if (m.formatVersion > kWorkspaceVersion)
            return Error(ErrorCode::Unsupported, "'" + where + "' has format version " +
                                                     std::to_string(m.formatVersion) + ", this build reads up to " +
                                                     std::to_string(kWorkspaceVersion) +
                                                     "; open the workspace with a newer version of the program");
        m.seed = json.value("seed", m.seed);
        m.rows = json.value("rows", m.rows);
        m.sides = json.value("sides", m.sides);
        m.names = json.value("names", m.names);
        m.maxNameLength = json.value("max_name_length", m.maxNameLength);
        m.maxDescriptionLength = json.value("max_description_length", m.maxDescriptionLength);
        m.excludedRelations = json.value("excluded_relations", m.excludedRelations);
        m.testShare = json.value("test_share", m.testShare);
        m.nouns = json.value("nouns", m.nouns);
        m.encoder = json.value("encoder", m.encoder);
        m.triplesHash = json.value("triples_hash", m.triplesHash);
        m.rowsTriplesHash = json.value("rows_triples_hash", m.rowsTriplesHash);
        m.rowsHash = json.value("rows_hash", m.rowsHash);
        m.embeddingsHash = json.value("embeddings_hash", m.embeddingsHash);
        m.storeHash = json.value("store_hash", m.storeHash);
        m.storeRowsHash = json.value("store_rows_hash", m.storeRowsHash);
        m.build = json.value("build", m.build);
        m.recall = json.value("recall", m.recall);
        m.sources = json.value("sources", m.sources);
        m.embeddingFiles = filesFrom(json, "embedding_files");
        m.hierarchyFiles = filesFrom(json, "hierarchy_files");
        if (const auto k = json.find("k"); k != json.end() && k->is_object())
            m.k = PruneK{k->at("root").get<std::uint32_t>(), k->at("inter").get<std::uint32_t>(),
                         k->at("leaf").get<std::uint32_t>()};
        return m;
    } catch (const Json::exception& problem) {
        return Error(ErrorCode::FileFormat,
                     "'" + where + "' is damaged: " + problem.what() + "; restore it or import again");
    }
}

std::string manifestToJson(const Manifest& m) {
    nlohmann::ordered_json json;
    json["format_version"] = m.formatVersion;
    json["build"] = m.build;
    json["seed"] = m.seed;
    json["rows"] = m.rows;
    json["sides"] = m.sides;
    json["names"] = m.names;
    json["max_name_length"] = m.maxNameLength;
    json["max_description_length"] = m.maxDescriptionLength;
    json["excluded_relations"] = m.excludedRelations;
    json["test_share"] = m.testShare;
    json["nouns"] = m.nouns;
    json["encoder"] = m.encoder;
    json["triples_hash"] = m.triplesHash;
    json["rows_triples_hash"] = m.rowsTriplesHash;
    json["rows_hash"] = m.rowsHash;
    json["embeddings_hash"] = m.embeddingsHash;
    json["store_hash"] = m.storeHash;
    json["store_rows_hash"] = m.storeRowsHash;
    if (m.k) json["k"] = {{"root", m.k->root}, {"inter", m.k->inter}, {"leaf", m.k->leaf}};
    json["recall"] = m.recall;
    json["sources"] = m.sources;
    if (!m.embeddingFiles.empty()) json["embedding_files"] = filesTo(m.embeddingFiles);
    if (!m.hierarchyFiles.empty()) json["hierarchy_files"] = filesTo(m.hierarchyFiles);
    return json.dump(2) + "\n";
}

WorkspaceState stateOf(const Manifest& m) {
    const auto step = [](bool made, bool fits, StepState before) {
        if (!made) return StepState::Missing;
        return fits && before == StepState::Ready ? StepState::Ready : StepState::Stale;
    };
    WorkspaceState state;
    state.rows = step(!m.rowsHash.empty(), m.rowsTriplesHash == m.triplesHash, StepState::Ready);
    state.embeddings = step(!m.embeddingsHash.empty(), m.embeddingsHash == m.rowsHash, state.rows);
    state.store = step(!m.storeHash.empty(), m.storeRowsHash == m.rowsHash, state.embeddings);
    return state;
}

} // namespace akv

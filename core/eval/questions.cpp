// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/evaluate.h"

#include "core/base/file.h"
#include "core/kg2kv/nouns.h"

#include <nlohmann/json.hpp>
#include <sstream>
#include <unordered_map>

namespace akv {

namespace {

using nlohmann::json;

Result<std::vector<json>> records(const std::filesystem::path& file) {
    AKV_ASSIGN(const auto text, readFile(file, std::uint64_t(1) << 30));
    std::vector<json> out;
    const auto first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string::npos)
        return Error(ErrorCode::InvalidInput,
                     "'" + file.string() + "' is empty; a Q-K-V array or JSON Lines was expected");
    if (text[first] == '[') {
        auto array = json::parse(text, nullptr, false);
        if (array.is_discarded() || !array.is_array())
            return Error(ErrorCode::FileFormat,
                         "'" + file.string() + "' begins like a JSON array but does not parse; is it truncated?");
        for (auto& item : array) out.push_back(std::move(item));
        return out;
    }
    std::istringstream lines(text);
    std::uint64_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        auto item = json::parse(line, nullptr, false);
        if (item.is_discarded())
            return Error(ErrorCode::FileFormat,
                         "'" + file.string() + "' line " + std::to_string(number) + " is not JSON");
        out.push_back(std::move(item));
    }
    return out;
}

std::string lowerCase(std::string text) {
    for (auto& c : text) c = (c >= 'A' && c <= 'Z') ? char(c + 32) : c;
    return text;
}

Result<std::unordered_map<std::string, std::vector<QkvRow>>> rowsByKey(const Workspace& workspace) {
    std::unordered_map<std::string, std::vector<QkvRow>> out;
    for (std::uint64_t offset = 0;; offset += 10'000) {
        AKV_ASSIGN(auto rows, workspace.rows(offset, 10'000));
        if (rows.empty()) return out;
        for (auto& row : rows) out[lowerCase(row.keyString())].push_back(std::move(row));
    }
}

} // namespace

Result<std::vector<EvalQuestion>> loadQuestions(const std::filesystem::path& file, const Workspace& workspace) {
    AKV_ASSIGN(const auto items, records(file));
    AKV_ASSIGN(const auto byKey, rowsByKey(workspace));
    std::vector<EvalQuestion> out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto& item = items[i];
        if (!item.is_object() || !item.contains("Q") || !item["Q"].is_string())
            return Error(ErrorCode::FileFormat,
                         "'" + file.string() + "' record " + std::to_string(i + 1) + " has no text field \"Q\"");
        EvalQuestion q;
        q.question = item["Q"];
        q.value = item.value("description", std::string());
        q.key = item.value("key_string", "the " + item.value("description_type", std::string()) + " of " +
                                             item.value("name", std::string()));
        if (item.value("answerable", true)) {
            if (const auto found = byKey.find(lowerCase(q.key)); found != byKey.end()) {
                q.row = found->second.front().id;
                for (const auto& row : found->second)
                    if (row.description == q.value) q.row = row.id;
            }
            if (item.contains("triple_id")) {
                AKV_ASSIGN(const auto rows, workspace.rowsOfTriple(TripleId(item["triple_id"].get<std::int64_t>())));
                if (!rows.empty()) q.row = rows.front();
            }
            if (!q.row)
                return Error(ErrorCode::InvalidInput,
                             "'" + file.string() + "' record " + std::to_string(i + 1) +
                                 ": no row of the workspace has the key '" + q.key +
                                 "'; mark it \"answerable\": false or import the graph it belongs to");
        }
        out.push_back(std::move(q));
    }
    if (out.empty()) return Error(ErrorCode::InvalidInput, "'" + file.string() + "' holds no questions");
    return out;
}

Result<std::vector<EvalQuestion>> workspaceQuestions(const Workspace& workspace) {
    std::vector<EvalQuestion> out;
    for (std::uint64_t offset = 0;; offset += 10'000) {
        AKV_ASSIGN(const auto rows, workspace.rows(offset, 10'000));
        if (rows.empty()) break;
        for (const auto& row : rows)
            out.push_back({fillTemplate(0, row.descriptionType, row.name), row.keyString(), row.description, row.id});
    }
    if (out.empty()) return Error(ErrorCode::InvalidInput, "the workspace has no rows; run `atlaskv kg2kv` first");
    return out;
}

} // namespace akv

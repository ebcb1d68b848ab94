// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/questions.h"

#include "core/base/strings.h"
#include "core/kg/json_objects.h"
#include "core/kg2kv/nouns.h"

#include <nlohmann/json.hpp>
#include <unordered_map>

namespace akv {

namespace {

using nlohmann::json;

/// Rows of a workspace by what a file may say about them. Capitals do not count ("The capital of X").
class RowFinder {
public:
    static Result<RowFinder> build(const Workspace& workspace) {
        RowFinder finder(workspace);
        for (std::uint64_t offset = 0;; offset += 10'000) {
            AKV_ASSIGN(auto rows, workspace.rows(offset, 10'000));
            if (rows.empty()) return finder;
            for (auto& row : rows) {
                finder.m_byKey[asciiLower(row.keyString())].push_back(row.id);
                finder.m_byNameAndValue.try_emplace(nameAndValue(row.name, row.description), row.id);
                finder.m_values.push_back(std::move(row.description));
            }
        }
    }

    Result<std::optional<RowId>> find(const json& item, const std::string& key, const std::string& value) const {
        if (const auto id = item.find("triple_id"); id != item.end() && id->is_number_integer()) {
            AKV_ASSIGN(const auto rows, m_workspace.rowsOfTriple(TripleId(id->get<std::int64_t>())));
            if (!rows.empty()) return std::optional(rows.front());
        }
        std::optional<RowId> out;
        if (const auto found = m_byKey.find(asciiLower(key)); found != m_byKey.end()) {
            out = found->second.front();
            for (const auto row : found->second)
                if (m_values[row.value()] == collapseSpaces(value)) return std::optional(row);
        }
        // The import may have chosen another noun than the file says ("objectives", "objective").
        const auto same = m_byNameAndValue.find(nameAndValue(item.value("name", std::string()), value));
        if (same != m_byNameAndValue.end()) return std::optional(same->second);
        return out;
    }

private:
    explicit RowFinder(const Workspace& workspace) : m_workspace(workspace) {}
    static std::string nameAndValue(const std::string& name, const std::string& value) {
        return asciiLower(collapseSpaces(name) + "\n" + collapseSpaces(value));
    }

    const Workspace& m_workspace;
    std::unordered_map<std::string, std::vector<RowId>> m_byKey;
    std::unordered_map<std::string, RowId> m_byNameAndValue;
    std::vector<std::string> m_values; ///< by row
};

/// Text of a field; empty when it is absent or null. Error code FileFormat for other types.
Result<std::string> textField(const json& item, const char* name, const std::string& where) {
    const auto found = item.find(name);
    if (found == item.end() || found->is_null()) return std::string();
    if (!found->is_string())
        return Error(ErrorCode::FileFormat,
                     where + ": \"" + name + "\" is " + found->type_name() + ", a text was expected");
    return found->get<std::string>();
}

Result<EvalQuestion> questionOf(const json& item, const RowFinder& rows, const Workspace& workspace,
                                const std::string& where) {
    EvalQuestion q;
    AKV_ASSIGN(q.question, textField(item, "Q", where));
    if (trimmed(q.question).empty())
        return Error(ErrorCode::FileFormat, where + " has no text field \"Q\" (the question)");
    AKV_ASSIGN(q.value, textField(item, "description", where));
    AKV_ASSIGN(q.noun, textField(item, "description_type", where));
    AKV_ASSIGN(q.key, textField(item, "key_string", where));
    AKV_ASSIGN(const auto name, textField(item, "name", where));
    if (q.key.empty()) q.key = "the " + q.noun + " of " + name;
    const auto answerable = item.find("answerable");
    if (answerable != item.end() && !answerable->is_boolean())
        return Error(ErrorCode::FileFormat, where + ": \"answerable\" must be true or false");
    if (answerable != item.end() && !answerable->get<bool>()) return q;
    AKV_ASSIGN(q.row, rows.find(item, q.key, q.value));
    if (!q.row)
        return Error(ErrorCode::InvalidInput, where + ": no row of the workspace has the key '" + q.key +
                                                  "'; mark it \"answerable\": false or import the graph it belongs to");
    // The row is what stands in the graph: its words are the ones to compare with.
    AKV_ASSIGN(const auto row, workspace.row(*q.row));
    q.key = row.keyString(), q.value = row.description, q.noun = row.descriptionType;
    return q;
}

} // namespace

Result<std::vector<EvalQuestion>> loadQuestions(const std::filesystem::path& file, const Workspace& workspace) {
    AKV_ASSIGN(auto objects, JsonObjects::open(file));
    AKV_ASSIGN(const auto rows, RowFinder::build(workspace));
    std::vector<EvalQuestion> out;
    for (std::string text;;) {
        AKV_ASSIGN(const bool more, objects.next(text));
        if (!more) break;
        const auto item = json::parse(text, nullptr, false);
        if (item.is_discarded()) return objects.fail("not valid JSON: " + shortened(collapseSpaces(text), 120));
        const std::string where = "'" + file.string() + "' record " + std::to_string(out.size() + 1) + " (line " +
                                  std::to_string(objects.line()) + ")";
        AKV_ASSIGN(auto question, questionOf(item, rows, workspace, where));
        out.push_back(std::move(question));
    }
    if (out.empty()) return Error(ErrorCode::InvalidInput, "'" + file.string() + "' holds no questions");
    return out;
}

Result<std::vector<EvalQuestion>> workspaceQuestions(const Workspace& workspace, std::size_t form, std::size_t forms) {
    std::vector<EvalQuestion> out;
    for (std::uint64_t offset = 0;; offset += 10'000) {
        AKV_ASSIGN(const auto rows, workspace.rows(offset, 10'000));
        if (rows.empty()) break;
        for (const auto& row : rows)
            out.push_back({fillTemplate(form + out.size() % forms, row.descriptionType, row.name), row.keyString(),
                           row.description, row.descriptionType, row.id});
    }
    if (out.empty())
        return Error(ErrorCode::InvalidInput,
                     "the workspace has no rows; make them first (Build page, KG2KV; `atlaskv kg2kv`)");
    return out;
}

} // namespace akv

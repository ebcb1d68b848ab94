// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/neo4j_files.h"

#include "core/base/strings.h"
#include "core/kg/delimited_reader.h"
#include "core/kg/source_readers.h"

#include <algorithm>

namespace akv {

namespace fs = std::filesystem;

namespace {

using Role = Neo4jColumn::Role;

Neo4jColumn columnOf(std::string_view cell) {
    Neo4jColumn column;
    cell = trimmed(cell.substr(0, cell.find('{'))); // "{label:Person}", "{id-type: long}", "{timezone:+02:00}"
    const auto colon = cell.rfind(':');
    column.name = trimmed(cell.substr(0, colon));
    std::string_view type = colon == std::string_view::npos ? std::string_view() : trimmed(cell.substr(colon + 1));
    if (const auto open = type.find('('); open != std::string_view::npos && type.ends_with(')')) {
        column.group = trimmed(type.substr(open + 1, type.size() - open - 2));
        type = trimmed(type.substr(0, open));
    }
    column.array = type.ends_with("[]");
    constexpr std::pair<std::string_view, Role> kRoles[] = {{"ID", Role::Id},          {"LABEL", Role::Label},
                                                            {"START_ID", Role::Start}, {"END_ID", Role::End},
                                                            {"TYPE", Role::Type},      {"IGNORE", Role::Ignore}};
    for (const auto& [name, role] : kRoles)
        if (type == name) column.role = role;
    if (column.role == Role::Property && column.name.empty()) column.role = Role::Ignore;
    return column;
}

std::size_t count(const std::vector<Neo4jColumn>& columns, Role role) {
    return static_cast<std::size_t>(std::ranges::count(columns, role, &Neo4jColumn::role));
}
bool isEdges(const std::vector<Neo4jColumn>& columns) {
    return count(columns, Role::Start) == 1 && count(columns, Role::End) == 1;
}
bool isHeader(const std::vector<Neo4jColumn>& columns) { return isEdges(columns) || count(columns, Role::Id) == 1; }

/// A table whose first record is a header; nullopt: it is none.
std::optional<Neo4jTable> tableOf(const fs::path& file, const std::string& encoding) {
    constexpr std::size_t kSample = std::size_t(1) << 16;
    const auto sample = readSample(file, kSample, encoding);
    if (!sample.ok()) return std::nullopt;
    const std::string_view line = std::string_view(*sample).substr(0, sample->find('\n'));
    if (line.find(":ID") == std::string::npos && line.find(":START_ID") == std::string::npos) return std::nullopt;
    Neo4jTable table;
    table.path = file;
    table.name = file.stem().string();
    std::ptrdiff_t most = -1;
    for (const char c : std::string_view(",\t;|"))
        if (const auto cells = std::count(line.begin(), line.end(), c); cells > most) {
            most = cells;
            table.delimiter = std::string(1, c);
        }
    auto reader = DelimitedReader::open(file, table.delimiter, true, encoding);
    std::vector<std::string> cells;
    if (!reader.ok()) return std::nullopt;
    const auto any = (*reader)->next(cells);
    if (!any.ok() || !*any) return std::nullopt;
    for (const auto& cell : cells) table.columns.push_back(columnOf(cell));
    if (!isHeader(table.columns)) return std::nullopt;
    return table;
}

/// "movies-header.csv" -> "movies"; nullopt: the name says no header.
std::optional<std::string> headedName(const fs::path& file) {
    const std::string stem = file.stem().string(), lower = asciiLower(stem);
    for (const std::string_view word : {"headers", "header"}) {
        if (lower.ends_with(word) && lower.size() > word.size() + 1 &&
            std::string_view("-_.").find(lower[lower.size() - word.size() - 1]) != std::string_view::npos)
            return stem.substr(0, stem.size() - word.size() - 1);
        if (lower.starts_with(word) && lower.size() > word.size() + 1 &&
            std::string_view("-_.").find(lower[word.size()]) != std::string_view::npos)
            return stem.substr(word.size() + 1);
    }
    return std::nullopt;
}

/// Whether a file is a part of what `name` names: "movies", "movies-part1", "movies2"; not "moviestars".
bool isPartOf(const std::string& stem, const std::string& name) {
    if (!stem.starts_with(name)) return false;
    return stem.size() == name.size() || std::string_view("-_.0123456789").find(stem[name.size()]) != std::string::npos;
}

std::vector<fs::path> tablesIn(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const std::string extension = asciiLower(entry.path().extension().string());
        if ((extension == ".csv" || extension == ".tsv") && entry.is_regular_file(ignored))
            files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

bool namesRelations(const Neo4jTable& table) {
    return std::ranges::any_of(table.columns, [](const Neo4jColumn& column) {
        return column.role == Role::Property && asciiLower(column.name) == "relation";
    });
}

/// What TableReader reads as well: ids are names there.
bool isPlainTable(const Neo4jTable& table) {
    const auto grouped = [](const Neo4jColumn& c) { return !c.group.empty(); };
    return namesRelations(table) ||
           (count(table.columns, Role::Type) == 1 && std::ranges::none_of(table.columns, grouped));
}

} // namespace

std::vector<fs::path> Neo4jFiles::all() const {
    std::vector<fs::path> files = headers;
    for (const auto* tables : {&nodes, &edges})
        for (const auto& table : *tables) files.push_back(table.path);
    return files;
}

std::optional<Neo4jFiles> findNeo4jFiles(const fs::path& folder, const std::string& encoding) {
    Neo4jFiles files;
    files.encoding = encoding;
    std::vector<std::pair<std::string, Neo4jTable>> headers; ///< of what they are the header
    std::vector<fs::path> others;
    const auto add = [&files](Neo4jTable table) {
        (isEdges(table.columns) ? files.edges : files.nodes).push_back(std::move(table));
    };
    for (const auto& file : tablesIn(folder)) {
        auto table = tableOf(file, encoding);
        if (!table) {
            others.push_back(file);
        } else if (const auto name = headedName(file)) {
            files.headers.push_back(file);
            headers.emplace_back(*name, std::move(*table));
        } else {
            add(std::move(*table));
        }
    }
    // The longest name counts: "movies-roles-1" is no part of "movies" when there is "movies-roles-header".
    std::ranges::sort(headers, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    for (const auto& file : others) {
        const std::string stem = file.stem().string();
        const auto header = std::ranges::find_if(headers, [&](const auto& h) { return isPartOf(stem, h.first); });
        if (header == headers.end()) {
            files.leftOut.push_back(file);
            continue;
        }
        Neo4jTable table = header->second;
        table.path = file;
        table.ownHeader = false;
        table.name = header->first;
        add(std::move(table));
    }
    if (files.nodes.empty() && files.edges.empty()) return std::nullopt;
    return files;
}

Result<std::optional<Neo4jFiles>> findNeo4jFile(const fs::path& file, const std::string& encoding, bool chosen) {
    const fs::path folder = file.parent_path().empty() ? fs::path(".") : file.parent_path();
    const auto own = tableOf(file, encoding);
    const auto isHeadersBeside = [](const fs::path& other) { return headedName(other).has_value(); };
    if (!own && !std::ranges::any_of(tablesIn(folder), isHeadersBeside)) return std::optional<Neo4jFiles>();
    auto files = findNeo4jFiles(folder, encoding).value_or(Neo4jFiles());
    const auto only = [&](std::vector<Neo4jTable>& tables) {
        std::erase_if(tables, [&](const Neo4jTable& t) { return t.path.filename() != file.filename(); });
        return !tables.empty();
    };
    std::vector<Neo4jTable> nodes = files.nodes;
    const bool isNodes = only(nodes), isRelations = only(files.edges);
    if (own && !isNodes && !isRelations && headedName(file))
        return Error(ErrorCode::FileFormat,
                     "'" + file.string() +
                         "' is the header of Neo4j CSV files and holds no records; give the file "
                         "that it belongs to, or the folder");
    if (own && !isNodes && !isRelations) // its name ends in neither .csv nor .tsv
        (isEdges(own->columns) ? files.edges : nodes).push_back(*own);
    files.leftOut.clear();
    if (files.edges.empty()) {
        files.nodes = std::move(nodes);
        return files.nodes.empty() ? std::optional<Neo4jFiles>() : std::optional(std::move(files));
    }
    if (!chosen && isPlainTable(files.edges.front()) && (files.nodes.empty() || namesRelations(files.edges.front())))
        return std::optional<Neo4jFiles>();
    files.namesOnly = true;
    return std::optional(std::move(files));
}

} // namespace akv

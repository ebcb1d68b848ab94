// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/report_json.h"

#include "core/base/strings.h"
#include "core/workspace/ready_files.h"

#include <cstdio>

namespace akv::cli {

namespace {

Json counted(const std::map<std::string, std::uint64_t>& counts) {
    Json json = Json::object();
    for (const auto& [name, count] : counts) json[name] = count;
    return json;
}

std::string fixed(double number, int digits) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, number);
    return text;
}

/// The first names in file order, each with its number of statements.
Json toJson(const NamedGraphs& graphs) {
    Json json = {{"named", graphs.graphs}, {"statements", graphs.statements}, {"first", Json::array()}};
    for (const auto& [name, statements] : graphs.first)
        json["first"].push_back({{"name", name}, {"statements", statements}});
    return json;
}

} // namespace

Json filesJson(const std::vector<ImportedFile>& files) {
    Json json = Json::array();
    for (const auto& file : files) json.push_back({{"file", file.name}, {"sha256", file.sha256}});
    return json;
}

Json toJson(const ImportReport& report) {
    Json json;
    json["read"] = report.read;
    json["kept"] = report.kept;
    json["rejected"] = counted(report.rejected);
    json["examples"] = Json::array();
    for (const auto& example : report.examples)
        json["examples"].push_back({{"line", example.line}, {"reason", example.reason}, {"snippet", example.snippet}});
    json["encodings"] = report.encodings;
    json["graphs"] = Json::object();
    for (const auto& [source, graphs] : report.graphs) json["graphs"][source] = toJson(graphs);
    json["entities"] = report.counts.entities;
    json["triples"] = report.counts.triples;
    json["passages"] = report.counts.passages;
    json["concepts"] = report.counts.concepts;
    json["relations"] = report.counts.relations;
    json["seconds"] = report.seconds;
    return json;
}

Json toJson(const FunnelReport& report) {
    Json json;
    json["triples"] = report.triples;
    json["candidates"] = report.candidates;
    json["rows"] = report.accepted;
    json["rejected"] = counted(report.rejected);
    json["groups"] = report.groups;
    json["rows_in_shared_groups"] = report.rowsInSharedGroups;
    json["largest_group"] = report.largestGroup;
    json["noun_sources"] = counted(report.nounSources);
    json["relations"] = Json::array();
    for (const auto& relation : report.relations)
        json["relations"].push_back({{"relation", relation.relation},
                                     {"noun", relation.noun},
                                     {"source", relation.source},
                                     {"rows", relation.rows}});
    return json;
}

Json toJson(const EmbedReport& report) {
    Json json = {
        {"rows", report.rows}, {"strings", report.strings}, {"encoder", report.encoder}, {"seconds", report.seconds}};
    if (!report.files.empty()) json["files"] = filesJson(report.files);
    return json;
}

Json toJson(const BuildReport& report) {
    Json json;
    json["rows"] = report.rows;
    json["inter"] = report.inter;
    json["root"] = report.root;
    json["balance"] = report.balance;
    json["bytes"] = report.bytes;
    json["k"] = {{"root", report.k.root}, {"inter", report.k.inter}, {"leaf", report.k.leaf}};
    json["recall"] = report.recall;
    json["recall_queries"] = report.recallQueries;
    json["recall_model"] = report.recallModel;
    if (!report.files.empty()) {
        json["hierarchy_files"] = filesJson(report.files);
        json["hierarchy_levels"] = report.levels;
    }
    json["seconds"] = report.seconds;
    return json;
}

void print(Output& out, const ImportReport& report) {
    out.line("read " + grouped(report.read) + ", kept " + grouped(report.kept) + " (" + fixed(report.seconds, 2) +
             " s)");
    for (const auto& [reason, count] : report.rejected) out.line("  rejected " + grouped(count) + ": " + reason);
    for (const auto& [source, encoding] : report.encodings)
        if (encoding != "UTF-8") out.line("  " + source + " was read as " + encoding);
    for (const auto& [source, graphs] : report.graphs)
        out.line("  " + source + ": " + grouped(graphs.statements) + " statements of " + grouped(graphs.graphs) +
                 " named graphs were read as one graph; the names of the graphs are not kept, the first is " +
                 graphs.first.front().first);
    out.line("workspace: " + grouped(report.counts.triples) + " triples, " + grouped(report.counts.entities) +
             " entities, " + grouped(report.counts.relations) + " relations, " + grouped(report.counts.passages) +
             " passages, " + grouped(report.counts.concepts) + " concepts");
}

void print(Output& out, const FunnelReport& report) {
    out.line(grouped(report.triples) + " triples gave " + grouped(report.candidates) + " candidates, " +
             grouped(report.accepted) + " rows accepted");
    for (const auto& [reason, count] : report.rejected) out.line("  rejected " + grouped(count) + ": " + reason);
    out.line(grouped(report.groups) + " different keys; " + grouped(report.rowsInSharedGroups) +
             " rows share their key with others, the largest group has " + grouped(report.largestGroup));
    for (std::size_t i = 0; i < report.relations.size() && i < 20; ++i) {
        const auto& relation = report.relations[i];
        out.line("  " + relation.relation + " -> " + relation.noun + " (" + relation.source + ", " +
                 grouped(relation.rows) + " rows)");
    }
    if (report.relations.size() > 20) out.line("  and " + grouped(report.relations.size() - 20) + " more relations");
}

void print(Output& out, const EmbedReport& report) {
    if (!report.files.empty())
        return out.line(grouped(report.rows) + " rows of " + report.type + " taken over, encoder " + report.encoder +
                        ", from " + originText(report.files) + " (" + fixed(report.seconds, 2) + " s)");
    out.line(grouped(report.rows) + " rows embedded, " + grouped(report.strings) + " new strings encoded (" +
             fixed(report.seconds, 2) + " s)");
}

void print(Output& out, const BuildReport& report) {
    out.line(grouped(report.rows) + " leaves in " + grouped(report.inter) + " inter and " + grouped(report.root) +
             " root clusters, largest over mean " + fixed(report.balance, 2) + ", " + grouped(report.bytes) +
             " bytes (" + fixed(report.seconds, 2) + " s)");
    if (!report.files.empty())
        out.line("hierarchy from " + originText(report.files) +
                 (report.levels > 3
                      ? "; of its " + std::to_string(report.levels) + " levels leaf, inter1 and root are kept"
                      : ""));
    out.line("recommended k " + std::to_string(report.k.root) + "-" + std::to_string(report.k.inter) + "-" +
             std::to_string(report.k.leaf) + " keeps " + fixed(100.0 * report.recall, 1) + " % of the exact top-" +
             std::to_string(report.k.leaf) + " mass (" + std::to_string(report.recallQueries) +
             (report.recallModel.empty() ? " keys with noise as queries)"
                                         : " questions, attention of " + report.recallModel + ")"));
}

} // namespace akv::cli

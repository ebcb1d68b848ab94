// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/export.h"

#include "core/base/file.h"
#include "core/base/gexf.h"
#include "core/base/markup.h"
#include "core/base/strings.h"
#include "core/kg/sqlite.h"
#include "core/kg2kv/nouns.h"
#include "core/kg2kv/row_table.h"
#include "core/workspace/export_arrays.h"

#include <nlohmann/json.hpp>

namespace akv {

namespace {

constexpr std::uint64_t kPage = 20'000;

/// Collects text and hands it on in large pieces.
class Writer {
public:
    static Result<Writer> create(const std::filesystem::path& path) {
        Writer writer;
        AKV_ASSIGN(writer.m_file, AtomicFile::create(path));
        return writer;
    }
    Result<void> add(std::string_view text) {
        m_text += text;
        if (m_text.size() < (std::size_t(1) << 20)) return {};
        return flush();
    }
    Result<void> commit() {
        AKV_CHECK(flush());
        return m_file->commit();
    }

private:
    Result<void> flush() {
        AKV_CHECK(m_file->write(m_text));
        m_text.clear();
        return {};
    }
    std::unique_ptr<AtomicFile> m_file;
    std::string m_text;
};

/// TSV has no quoting: tabs and line breaks become spaces.
std::string tsv(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    return out;
}

const char* typeName(EntityType type) {
    switch (type) {
    case EntityType::Unknown: return "";
    case EntityType::Entity: return "entity";
    case EntityType::Event: return "event";
    case EntityType::Concept: return "concept";
    }
    return "";
}

class Exporter {
public:
    Exporter(const Workspace& workspace, std::filesystem::path target, const JobContext& context)
        : m_workspace(workspace), m_target(std::move(target)), m_context(context) {}

    /// From here on these triples alone are written.
    Result<void> keepOnly(std::span<const TripleId> triples) {
        sqlite3* db = m_workspace.triples().handle();
        AKV_CHECK(sqliteExecute(db, "CREATE TEMP TABLE IF NOT EXISTS kept(id INTEGER PRIMARY KEY); DELETE FROM kept"));
        AKV_ASSIGN(auto add, Statement::prepare(db, "INSERT OR IGNORE INTO temp.kept VALUES(?)"));
        for (const TripleId id : triples) AKV_CHECK(add.bind(0, id.value()).run());
        AKV_ASSIGN(const auto missing, sqliteNumber(db, "SELECT min(id) FROM temp.kept WHERE id NOT IN "
                                                        "(SELECT id FROM triples)"));
        if (missing != 0)
            return Error(ErrorCode::InvalidInput,
                         "triple " + std::to_string(missing) + " is not in this graph; nothing was written");
        m_ofTriples = " WHERE t.id IN temp.kept";
        m_ofEntities = " WHERE id IN (SELECT t.head FROM triples t" + m_ofTriples +
                       " UNION SELECT t.tail FROM triples t" + m_ofTriples + ")";
        return {};
    }

    Result<ExportReport> triples() {
        AKV_ASSIGN(Writer out, Writer::create(m_target));
        AKV_CHECK(out.add("head\trelation\ttail\n"));
        AKV_CHECK(eachTriple([&](const Triple& t) {
            return out.add(tsv(t.head) + "\t" + tsv(t.relation) + "\t" + tsv(t.tail) + "\n");
        }));
        return finished(std::move(out));
    }

    Result<ExportReport> rows() {
        AKV_ASSIGN(Writer out, Writer::create(m_target));
        AKV_CHECK(
            out.add("row_id\ttriple_id\tside\tname\tdescription_type\tdescription\tkey_string\tnoun_source\tgroup\t"
                    "group_size\ttest\n"));
        AKV_CHECK(eachRow([&](const QkvRow& r) {
            const std::string side = r.side == MaskedSide::Tail ? "tail" : "head";
            return out.add(std::to_string(r.id.value()) + "\t" + std::to_string(r.triple.value()) + "\t" + side + "\t" +
                           tsv(r.name) + "\t" + tsv(r.descriptionType) + "\t" + tsv(r.description) + "\t" +
                           tsv(r.keyString()) + "\t" + nounSourceName(r.nounSource) + "\t" + std::to_string(r.group) +
                           "\t" + std::to_string(r.groupSize) + "\t" + (r.test ? "1" : "0") + "\n");
        }));
        return finished(std::move(out));
    }

    Result<ExportReport> qkv() {
        AKV_ASSIGN(const auto tests,
                   sqliteNumber(m_workspace.triples().handle(), "SELECT count(*) FROM rows WHERE test = 1"));
        if (tests == 0) {
            AKV_CHECK(qkvFile(m_target, std::nullopt));
            return std::move(m_report);
        }
        const std::string name = m_target.filename().string();
        AKV_CHECK(qkvFile(m_target.parent_path() / ("train_" + name), false));
        AKV_CHECK(qkvFile(m_target.parent_path() / ("test_" + name), true));
        return std::move(m_report);
    }

    Result<ExportReport> nTriples() {
        AKV_ASSIGN(Writer out, Writer::create(m_target));
        AKV_ASSIGN(auto names, Statement::prepare(m_workspace.triples().handle(),
                                                  "SELECT name FROM entities" + m_ofEntities + " ORDER BY id"));
        for (;;) {
            AKV_ASSIGN(const bool more, names.step());
            if (!more) break;
            const std::string name = names.text(0);
            AKV_CHECK(out.add(ntLabel(entityIri(name), name)));
        }
        AKV_ASSIGN(
            auto relations,
            Statement::prepare(m_workspace.triples().handle(),
                               "SELECT r.name, count(*) AS n FROM triples t JOIN relations r ON r.id = t.relation" +
                                   m_ofTriples + " GROUP BY r.id ORDER BY n DESC, r.name"));
        for (;;) {
            AKV_ASSIGN(const bool more, relations.step());
            if (!more) break;
            const std::string name = relations.text(0);
            AKV_CHECK(out.add(ntLabel(relationIri(name), name)));
        }
        AKV_CHECK(eachTriple([&](const Triple& t) {
            return out.add(entityIri(t.head) + " " + relationIri(t.relation) + " " + entityIri(t.tail) + " .\n");
        }));
        return finished(std::move(out));
    }

    Result<ExportReport> graphMl() {
        AKV_ASSIGN(Writer out, Writer::create(m_target));
        AKV_CHECK(out.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
                          "<key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n"
                          "<key id=\"type\" for=\"node\" attr.name=\"type\" attr.type=\"string\"/>\n"
                          "<key id=\"relation\" for=\"edge\" attr.name=\"relation\" attr.type=\"string\"/>\n"
                          "<graph edgedefault=\"directed\">\n"));
        AKV_CHECK(eachNode([&](const std::string& id, const std::string& name, const char* type) {
            return out.add("<node id=\"" + id + "\"><data key=\"name\">" + xmlText(name) +
                           "</data><data key=\"type\">" + type + "</data></node>\n");
        }));
        AKV_CHECK(eachEdge(
            [&](const std::string& id, const std::string& head, const std::string& tail, const std::string& relation) {
                return out.add("<edge id=\"" + id + "\" source=\"" + head + "\" target=\"" + tail +
                               "\"><data key=\"relation\">" + xmlText(relation) + "</data></edge>\n");
            }));
        AKV_CHECK(out.add("</graph>\n</graphml>\n"));
        return finished(std::move(out));
    }

    Result<ExportReport> gexf() {
        AKV_ASSIGN(Writer out, Writer::create(m_target));
        constexpr GexfAttribute kType[] = {{"type", "string"}};
        AKV_CHECK(out.add(gexfBegin({}, kType, {})));
        AKV_CHECK(eachNode([&](const std::string& id, const std::string& name, const char* type) {
            const GexfValue values[] = {{"type", type}};
            return out.add(gexfNode(id, name, values));
        }));
        AKV_CHECK(out.add(gexfEdges()));
        AKV_CHECK(eachEdge([&](const std::string& id, const std::string& head, const std::string& tail,
                               const std::string& relation) { return out.add(gexfEdge(id, head, tail, relation)); }));
        AKV_CHECK(out.add(gexfEnd()));
        return finished(std::move(out));
    }

private:
    /// visit("n7", name, type or "") for every entity.
    template <class Visit>
    Result<void> eachNode(Visit visit) {
        AKV_ASSIGN(auto nodes,
                   Statement::prepare(m_workspace.triples().handle(),
                                      "SELECT id, name, type FROM entities" + m_ofEntities + " ORDER BY id"));
        for (;;) {
            AKV_ASSIGN(const bool more, nodes.step());
            if (!more) return {};
            AKV_CHECK(visit("n" + std::to_string(nodes.number(0)), nodes.text(1),
                            typeName(static_cast<EntityType>(nodes.number(2)))));
        }
    }
    /// visit("e7", id of the head's node, id of the tail's, relation) for every triple.
    template <class Visit>
    Result<void> eachEdge(Visit visit) {
        AKV_ASSIGN(auto edges,
                   Statement::prepare(m_workspace.triples().handle(),
                                      "SELECT t.id, t.head, t.tail, r.name FROM triples t JOIN relations r ON "
                                      "r.id = t.relation" +
                                          m_ofTriples + " ORDER BY t.id"));
        for (;;) {
            AKV_ASSIGN(const bool more, edges.step());
            if (!more) return {};
            AKV_CHECK(poll());
            AKV_CHECK(visit("e" + std::to_string(edges.number(0)), "n" + std::to_string(edges.number(1)),
                            "n" + std::to_string(edges.number(2)), edges.text(3)));
        }
    }
    Result<void> poll() {
        if (m_report.records++ % 8192 != 0) return {};
        m_context.progress("export", m_report.records - 1, 0);
        return m_context.checkCancelled();
    }
    template <class Visit>
    Result<void> eachTriple(Visit visit) {
        if (!m_ofTriples.empty()) return eachKept(visit);
        return m_workspace.triples().forEach([&](const Triple& triple) -> Result<void> {
            AKV_CHECK(poll());
            return visit(triple);
        });
    }
    template <class Visit>
    Result<void> eachKept(Visit visit) {
        AKV_ASSIGN(auto ids,
                   Statement::prepare(m_workspace.triples().handle(), "SELECT id FROM temp.kept ORDER BY id"));
        for (;;) {
            AKV_ASSIGN(const bool more, ids.step());
            if (!more) return {};
            AKV_CHECK(poll());
            AKV_ASSIGN(const auto triple, m_workspace.triples().triple(TripleId(ids.number(0))));
            if (triple) AKV_CHECK(visit(*triple));
        }
    }
    template <class Visit>
    Result<void> eachRow(Visit visit) {
        if (m_workspace.manifest().rows == 0)
            return Error(ErrorCode::InvalidInput, "there are no rows to export; run 'atlaskv kg2kv -w " +
                                                      m_workspace.folder().string() + "' first");
        for (std::uint64_t offset = 0; offset < m_workspace.manifest().rows; offset += kPage) {
            AKV_ASSIGN(const auto page, m_workspace.rows(offset, kPage));
            for (const auto& row : page) {
                AKV_CHECK(poll());
                AKV_CHECK(visit(row));
            }
        }
        return {};
    }
    /// All rows, or only those of one side of the test split.
    Result<void> qkvFile(const std::filesystem::path& path, std::optional<bool> test) {
        AKV_ASSIGN(Writer out, Writer::create(path));
        std::string separator = "[\n";
        AKV_CHECK(eachRow([&](const QkvRow& row) -> Result<void> {
            if (test && row.test != *test) {
                --m_report.records;
                return {};
            }
            nlohmann::ordered_json json;
            json["name"] = row.name;
            json["description_type"] = row.descriptionType;
            json["description"] = row.description;
            json["Q"] = fillTemplate(0, row.descriptionType, row.name);
            json["A"] = row.answer();
            json["key_string"] = row.keyString();
            json["extended_Q"] = "";
            json["extended_A"] = "";
            json["triple_id"] = row.triple.value();
            return out.add(std::exchange(separator, ",\n") + json.dump());
        }));
        AKV_CHECK(out.add(separator == "[\n" ? "[\n]\n" : "\n]\n"));
        AKV_CHECK(out.commit());
        m_report.files.push_back(path);
        return {};
    }
    Result<ExportReport> finished(Writer out) {
        AKV_CHECK(m_context.checkCancelled());
        AKV_CHECK(out.commit());
        m_report.files.push_back(m_target);
        return std::move(m_report);
    }

    const Workspace& m_workspace;
    std::filesystem::path m_target;
    const JobContext& m_context;
    ExportReport m_report;
    std::string m_ofTriples, m_ofEntities; ///< conditions of SQL; empty: all
};

} // namespace

const std::vector<std::pair<std::string, ExportKind>>& exportKinds() {
    static const std::vector<std::pair<std::string, ExportKind>> kKinds = {
        {"triples", ExportKind::Triples}, {"rows", ExportKind::Rows},           {"qkv", ExportKind::Qkv},
        {"nt", ExportKind::NTriples},     {"graphml", ExportKind::GraphMl},     {"gexf", ExportKind::Gexf},
        {"npy", ExportKind::Npy},         {"hierarchy", ExportKind::Hierarchy}, {"embeddings", ExportKind::Embeddings}};
    return kKinds;
}

Result<ExportKind> parseExportKind(const std::string& name) {
    std::string known;
    for (const auto& [text, kind] : exportKinds()) {
        if (name == text) return kind;
        known += (known.empty() ? "" : ", ") + text;
    }
    return Error(ErrorCode::Unsupported, "export '" + name + "' is not known; known: " + known);
}

Result<ExportReport> exportWorkspace(const Workspace& workspace, ExportKind kind, const std::filesystem::path& target,
                                     const JobContext& context) {
    Exporter exporter(workspace, target, context);
    switch (kind) {
    case ExportKind::Triples: return exporter.triples();
    case ExportKind::Rows: return exporter.rows();
    case ExportKind::Qkv: return exporter.qkv();
    case ExportKind::NTriples: return exporter.nTriples();
    case ExportKind::GraphMl: return exporter.graphMl();
    case ExportKind::Gexf: return exporter.gexf();
    case ExportKind::Npy: return exportReferenceArrays(workspace, target, context);
    case ExportKind::Hierarchy: return exportHierarchy(workspace, target, context);
    case ExportKind::Embeddings: return exportEmbeddings(workspace, target, context);
    }
    return Error(ErrorCode::Internal, "unknown kind of export");
}

Result<ExportReport> exportTriples(const Workspace& workspace, std::span<const TripleId> triples, ExportKind kind,
                                   const std::filesystem::path& target, const JobContext& context) {
    if (triples.empty()) return Error(ErrorCode::InvalidInput, "there are no triples to export");
    Exporter exporter(workspace, target, context);
    AKV_CHECK(exporter.keepOnly(triples));
    switch (kind) {
    case ExportKind::Triples: return exporter.triples();
    case ExportKind::NTriples: return exporter.nTriples();
    case ExportKind::GraphMl: return exporter.graphMl();
    case ExportKind::Gexf: return exporter.gexf();
    default:
        return Error(
            ErrorCode::Unsupported,
            "some of the triples can be exported as triples, nt, graphml or gexf; the rest is of the whole graph");
    }
}

} // namespace akv

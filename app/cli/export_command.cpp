// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/base/file.h"
#include "core/base/strings.h"
#include "core/chat/export_chat.h"
#include "core/trace/trace_export.h"
#include "core/workspace/export.h"

#include <algorithm>

namespace akv::cli {

namespace {

std::vector<std::string> namesOfAll() {
    std::vector<std::string> out;
    for (const auto& [name, kind] : exportKinds()) out.push_back(name);
    for (const auto& [name, kind] : traceExportKinds()) out.push_back(name);
    out.push_back("chats");
    return out;
}

std::vector<std::string> namesOfChatFormats() {
    std::vector<std::string> out;
    for (const auto& [name, format] : chatFormats()) out.push_back(name);
    return out;
}

class ExportCommand : public Command {
public:
    ExportCommand()
        : Command("export", "write a workspace's triples, rows, arrays, hierarchy or chats, or a trace, to files") {}
    void define(CLI::App& app) override {
        app.add_option("-w,--workspace", common().workspace, "workspace folder NAME.akv (not needed for a trace)");
        app.add_option("WHAT", m_what,
                       "of a workspace: triples (TSV), rows (TSV), qkv (JSON), nt (N-Triples), graphml, gexf, npy (the "
                       "reference's embedding and hierarchy files), hierarchy (JSON), embeddings (npy), chats (md, "
                       "html, json); of a trace: "
                       "evidence (GraphML, N-Triples for NAME.nt, GEXF for NAME.gexf), trace-json, trace-npy")
            ->required()
            ->check(CLI::IsMember(namesOfAll()));
        app.add_option("--triples", m_triples,
                       "ID,ID,...: only these triples and the entities that they name (triples, nt, graphml, gexf)")
            ->delimiter(',');
        app.add_option("--trace", m_trace, "the .akvtrace file whose evidence or records are written");
        app.add_option(
               "--format", m_format,
               "of chats: md, html, json, or report (one searchable page); by default the ending of --out says it")
            ->check(CLI::IsMember(namesOfChatFormats()));
        app.add_option("--chat", m_chat, "only the chat with this number (the JSON of all names them); default: all");
        app.add_option("--out", m_out,
                       "file to write, or its beginning where there are several; each is replaced only when it is "
                       "complete")
            ->required();
    }
    Result<int> run(Run& run) override {
        const auto traces = traceExportKinds();
        const bool ofTrace =
            std::any_of(traces.begin(), traces.end(), [this](const auto& known) { return known.first == m_what; });
        if (!m_triples.empty() && (ofTrace || m_what == "chats"))
            return Error(ErrorCode::InvalidInput,
                         "--triples chooses triples of a graph; export " + m_what + " does not take it");
        for (const auto& [name, kind] : traces)
            if (name == m_what) return writeTrace(run, kind);
        if (run.options.workspace.empty())
            return Error(ErrorCode::InvalidInput, "export " + m_what + " needs a workspace: add -w NAME.akv");
        if (m_what == "chats") return writeChats(run);
        AKV_ASSIGN(const auto kind, parseExportKind(m_what));
        AKV_ASSIGN(const auto workspace, Workspace::open(run.options.workspace, Workspace::Access::Read));
        const std::vector<TripleId> ids(m_triples.begin(), m_triples.end());
        AKV_ASSIGN(const auto report, ids.empty() ? exportWorkspace(*workspace, kind, m_out, run.job)
                                                  : exportTriples(*workspace, ids, kind, m_out, run.job));
        show(run, report.files, report.records);
        run.out.note(grouped(report.records) + " records written");
        return 0;
    }

private:
    Result<int> writeTrace(Run& run, TraceExportKind kind) const {
        if (m_trace.empty())
            return Error(ErrorCode::InvalidInput,
                         "export " + m_what + " needs a trace: add --trace FILE.akvtrace (written by 'ask --trace')");
        AKV_ASSIGN(const auto trace, loadTrace(m_trace));
        AKV_ASSIGN(const auto files, exportTrace(trace, kind, m_out));
        show(run, files, kind == TraceExportKind::Evidence ? evidenceOf(trace).size() : trace.layers.size());
        return 0;
    }

    Result<int> writeChats(Run& run) const {
        std::string name = m_format.empty() ? m_out.extension().string() : m_format;
        if (m_format.empty() && !name.empty()) name.erase(0, 1);
        if (name.empty())
            return Error(ErrorCode::InvalidInput, "'" + m_out.string() +
                                                      "' has no ending that says the format: end it in .md, .html or "
                                                      ".json, or add --format");
        AKV_ASSIGN(const auto format, parseChatFormat(name));
        AKV_ASSIGN(const auto workspace, Workspace::open(run.options.workspace, Workspace::Access::Read));
        std::vector<Chat> chats;
        std::uint64_t turns = 0;
        if (std::filesystem::exists(workspace->folder() / "chats.sqlite")) {
            AKV_ASSIGN(const auto store, ChatStore::open(workspace->folder()));
            AKV_ASSIGN(const auto list, store->list({}, std::uint64_t(INT64_MAX)));
            for (const ChatSummary& summary : list) {
                AKV_CHECK(run.job.checkCancelled());
                if (m_chat && summary.id.value() != *m_chat) continue;
                AKV_ASSIGN(auto chat, store->chat(summary.id));
                turns += chat.turns.size();
                chats.push_back(std::move(chat));
            }
        }
        if (chats.empty())
            return Error(ErrorCode::InvalidInput,
                         m_chat ? "'" + run.options.workspace.string() + "' keeps no chat " + std::to_string(*m_chat)
                                : "'" + run.options.workspace.string() +
                                      "' keeps no chats: they are made in the workbench's Chat page");
        AKV_CHECK(writeFileAtomically(m_out, exportChats(chats, format)));
        show(run, {m_out}, chats.size());
        run.out.note(grouped(chats.size()) + " chats with " + grouped(turns) + " turns written");
        return 0;
    }

    void show(Run& run, const std::vector<std::filesystem::path>& files, std::uint64_t records) const {
        Json names = Json::array();
        for (const auto& file : files) names.push_back(file.string());
        if (run.out.json())
            run.out.document({{"what", m_what}, {"records", records}, {"files", names}});
        else
            for (const auto& file : files) run.out.line(file.string());
    }

    std::string m_what, m_format;
    std::vector<std::int64_t> m_triples;
    std::optional<std::int64_t> m_chat;
    std::filesystem::path m_out, m_trace;
};

} // namespace

std::unique_ptr<Command> makeExportCommand() { return std::make_unique<ExportCommand>(); }

} // namespace akv::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/encoder_option.h"
#include "core/base/strings.h"
#include "core/kg/edit_log.h"
#include "core/workspace/edit.h"

#include <charconv>

namespace akv::cli {

namespace {

Result<TripleId> parseId(const std::string& text) {
    std::int64_t id = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), id);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || id < 1)
        return Error(ErrorCode::InvalidInput, "'" + text + "' is no triple id; ids are whole numbers from 1");
    return TripleId(id);
}

Json idsOf(const std::vector<TripleId>& ids) {
    Json json = Json::array();
    for (const auto id : ids) json.push_back(id.value());
    return json;
}

class EditCommand : public Command {
public:
    EditCommand() : Command("edit", "add, change or delete triples and bring rows, embeddings and store up to date") {}
    void define(CLI::App& app) override {
        useWorkspace(app);
        app.add_option("--add", m_add, "HEAD RELATION TAIL (may be repeated)")->type_size(3)->allow_extra_args(false);
        app.add_option("--set", m_set, "ID HEAD RELATION TAIL: replaces a triple, which keeps its id")
            ->type_size(4)
            ->allow_extra_args(false);
        app.add_option("--delete", m_delete, "ID of a triple to delete (may be repeated)")->allow_extra_args(false);
        app.add_flag("--log", m_log, "list the changes made so far, the newest first, and change nothing");
    }
    Result<int> run(Run& run) override {
        if (m_log && m_add.size() + m_set.size() + m_delete.size() > 0)
            return Error(ErrorCode::InvalidInput,
                         "--log changes nothing; leave out --add, --set and --delete, or --log");
        if (m_log) return listChanges(run);
        AKV_ASSIGN(const auto edits, collect());
        AKV_ASSIGN(auto workspace, Workspace::open(run.options.workspace, Workspace::Access::Write));
        const auto encoder = [] { return openEncoder("minilm"); };
        AKV_ASSIGN(const auto outcome, editAndRefresh(*workspace, edits, encoder, run.job));
        if (outcome.stale)
            return Error(*outcome.stale)
                .with("while bringing rows, embeddings and store up to date; the edit is kept, run 'atlaskv kg2kv', "
                      "'embed' and 'build' to finish");
        const EditReport& report = outcome.edit;
        const Json json = {
            {"added", idsOf(report.added)}, {"changed", idsOf(report.changed)}, {"removed", idsOf(report.removed)}};
        if (run.out.json())
            run.out.document(json);
        else
            run.out.line("added " + dumped(json["added"], -1) + ", changed " + dumped(json["changed"], -1) +
                         ", removed " + dumped(json["removed"], -1));
        return 0;
    }

private:
    static Result<int> listChanges(Run& run) {
        constexpr const char* kKinds[] = {"added", "changed", "removed"};
        AKV_ASSIGN(const auto workspace, Workspace::open(run.options.workspace, Workspace::Access::Read));
        AKV_ASSIGN(const auto changes, changesOf(workspace->triples(), std::nullopt, UINT64_MAX));
        Json list = Json::array();
        for (const TripleChange& c : changes) {
            const char* kind = kKinds[std::size_t(c.kind)];
            const bool added = c.kind == TripleChange::Kind::Added;
            const std::string when = utcText(c.time);
            list.push_back({{"time", when},
                            {"kind", kind},
                            {"triple", c.triple.value()},
                            {added ? "as" : "before", {c.head, c.relation, c.tail}}});
            if (!run.out.json())
                run.out.line(when + "\t" + kind + "\t" + std::to_string(c.triple.value()) + "\t" + c.head + "\t" +
                             c.relation + "\t" + c.tail);
        }
        if (run.out.json()) run.out.document({{"changes", list}});
        if (changes.empty()) run.out.note("no change is on record");
        return 0;
    }

    Result<std::vector<TripleEdit>> collect() const {
        std::vector<TripleEdit> edits;
        for (const auto& text : m_delete) {
            AKV_ASSIGN(const auto id, parseId(text));
            edits.push_back({TripleEdit::Kind::Remove, id, {}, {}, {}});
        }
        for (std::size_t i = 0; i + 3 < m_set.size(); i += 4) {
            AKV_ASSIGN(const auto id, parseId(m_set[i]));
            edits.push_back({TripleEdit::Kind::Set, id, m_set[i + 1], m_set[i + 2], m_set[i + 3]});
        }
        for (std::size_t i = 0; i + 2 < m_add.size(); i += 3)
            edits.push_back({TripleEdit::Kind::Add, {}, m_add[i], m_add[i + 1], m_add[i + 2]});
        if (edits.empty()) return Error(ErrorCode::InvalidInput, "nothing to change; give --add, --set or --delete");
        return edits;
    }

    std::vector<std::string> m_add, m_set, m_delete;
    bool m_log = false;
};

} // namespace

std::unique_ptr<Command> makeEditCommand() { return std::make_unique<EditCommand>(); }

} // namespace akv::cli

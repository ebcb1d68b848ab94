// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/report_json.h"
#include "core/kg2kv/synthetic.h"
#include "core/net/chat_endpoint.h"

namespace akv::cli {

namespace {

class Kg2kvCommand : public Command {
public:
    Kg2kvCommand() : Command("kg2kv", "turn triples into question-key-value rows") {}

    void define(CLI::App& app) override {
        useWorkspace(app);
        useSeed(app);
        app.add_option("--sides", m_sides, "which side a row asks for")
            ->check(CLI::IsMember({"tail", "head", "both"}))
            ->capture_default_str();
        app.add_option("--names", m_names, "what may stand in the key")
            ->check(CLI::IsMember({"any", "entity", "event"}))
            ->capture_default_str();
        app.add_option("--nouns", m_nouns, "who makes the relation nouns")
            ->check(CLI::IsMember({"rules", "endpoint"}))
            ->capture_default_str();
        app.add_option("--endpoint", m_endpoint.url, "OpenAI-compatible address for --nouns endpoint");
        app.add_option("--endpoint-model", m_endpoint.model, "model there; its key is read from $ATLASKV_API_KEY");
        app.add_option("--endpoint-rate", m_endpoint.requestsPerSecond, "requests a second at most")
            ->capture_default_str();
        app.add_option("--synthetic", m_synthetic,
                       "first add N invented triples (names with description, objectives "
                       "and purpose)")
            ->check(CLI::PositiveNumber);
        app.add_option("--split", m_options.testShare, "share of identical-key groups that is held out for tests")
            ->check(CLI::Range(0.0, 0.99));
        app.add_option("--exclude", m_options.excludedRelations, "relation to leave out (may be repeated)");
        app.add_option("--max-name", m_options.maxNameLength, "longest name in bytes")->capture_default_str();
        app.add_option("--max-value", m_options.maxDescriptionLength, "longest value in bytes")->capture_default_str();
    }
    Result<int> run(Run& run) override {
        using Options = Kg2kvOptions;
        m_options.sides = m_sides == "head"   ? Options::Sides::Head
                          : m_sides == "both" ? Options::Sides::Both
                                              : Options::Sides::Tail;
        m_options.names = m_names == "entity"  ? Options::Names::Entity
                          : m_names == "event" ? Options::Names::Event
                                               : Options::Names::Any;
        m_options.seed = run.options.seed;
        auto opened = m_synthetic > 0 ? Workspace::openOrCreate(run.options.workspace)
                                      : Workspace::open(run.options.workspace, Workspace::Access::Write);
        if (!opened.ok()) return std::move(opened).error();
        auto& workspace = **opened;
        Json json;
        if (m_synthetic > 0) {
            const auto triples = syntheticTriples(m_synthetic, m_options.seed);
            AKV_ASSIGN(const auto imported, importTriples(workspace, triples, "synthetic", run.job));
            json["synthetic"] = {{"kept", imported.kept}, {"seed", m_options.seed}};
            run.out.note(std::to_string(imported.kept) + " invented triples added, seed " +
                         std::to_string(m_options.seed));
        }
        if (m_nouns == "endpoint") AKV_CHECK(askForNouns(run, workspace, json));
        AKV_ASSIGN(const auto report, buildRows(workspace, m_options, run.job));
        json.update(toJson(report));
        if (run.out.json())
            run.out.document(json);
        else
            print(run.out, report);
        return 0;
    }

private:
    Result<void> askForNouns(Run& run, Workspace& workspace, Json& json) {
        if (m_endpoint.url.empty() || m_endpoint.model.empty())
            return Error(ErrorCode::InvalidInput, "--nouns endpoint needs --endpoint URL and --endpoint-model NAME");
        m_endpoint.key = apiKeyFromEnvironment();
        m_endpoint.cache = workspace.folder() / "noun_replies.jsonl";
        AKV_ASSIGN(auto endpoint, ChatEndpoint::open(m_endpoint));
        AKV_ASSIGN(const auto nouns, makeNouns(workspace, endpoint, m_options.sides, run.job));
        m_options.nouns = Kg2kvOptions::Nouns::Endpoint;
        json["nouns"] = {{"model", endpoint.model()},
                         {"relations", nouns.relations},
                         {"refused", nouns.refused},
                         {"requests", nouns.requests},
                         {"cached", nouns.cached}};
        run.out.note(std::to_string(nouns.relations) + " nouns from " + endpoint.model() + ": " +
                     std::to_string(nouns.requests) + " requests, " + std::to_string(nouns.cached) +
                     " from the cache, " + std::to_string(nouns.refused) + " replies that were no noun");
        return {};
    }

    ChatOptions m_endpoint;
    std::size_t m_synthetic = 0;
    std::string m_sides = "tail", m_names = "any", m_nouns = "rules";
    Kg2kvOptions m_options;
};

} // namespace

std::unique_ptr<Command> makeKg2kvCommand() { return std::make_unique<Kg2kvCommand>(); }

} // namespace akv::cli

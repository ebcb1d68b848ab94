// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/report_json.h"

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
            ->check(CLI::IsMember({"rules"}))
            ->capture_default_str();
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
        AKV_ASSIGN(auto workspace, Workspace::open(run.options.workspace, Workspace::Access::Write));
        AKV_ASSIGN(const auto report, buildRows(*workspace, m_options, run.job));
        if (run.out.json())
            run.out.document(toJson(report));
        else
            print(run.out, report);
        return 0;
    }

private:
    std::string m_sides = "tail", m_names = "any", m_nouns = "rules";
    Kg2kvOptions m_options;
};

} // namespace

std::unique_ptr<Command> makeKg2kvCommand() { return std::make_unique<Kg2kvCommand>(); }

} // namespace akv::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/pipeline.h"

#include "core/base/hash.h"
#include "core/base/strings.h"
#include "core/kg2kv/noun_table.h"
#include "core/kg2kv/nouns.h"
#include "core/kg2kv/row_table.h"
#include "core/workspace/row_review.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace akv {

namespace {

constexpr std::uint64_t kPollEvery = 8192;
constexpr const char* kNounFile = "nouns.json";

class RowMaker {
public:
    RowMaker(RowTableWriter& table, const Kg2kvOptions& options, const NounTable& nouns, const NounTable& chosen,
             FunnelReport& report)
        : m_table(table), m_options(options), m_nouns(nouns), m_chosen(chosen), m_report(report) {}

    Result<void> add(const Triple& triple) {
        using Sides = Kg2kvOptions::Sides;
        ++m_report.triples;
        if (m_options.sides != Sides::Head) AKV_CHECK(candidate(triple, MaskedSide::Tail));
        if (m_options.sides != Sides::Tail) AKV_CHECK(candidate(triple, MaskedSide::Head));
        return {};
    }

    void finish() {
        std::vector<std::uint32_t> sizes(m_groups.size());
        for (const auto& [key, group] : m_groups) sizes[group.first] = group.second;
        m_report.groups = sizes.size();
        for (const auto size : sizes) {
            if (size > 1) m_report.rowsInSharedGroups += size;
            m_report.largestGroup = std::max<std::uint64_t>(m_report.largestGroup, size);
        }
        for (auto& [key, relation] : m_relations)
            if (relation.rows > 0) m_report.relations.push_back(relation);
        std::sort(m_report.relations.begin(), m_report.relations.end(), [](const auto& a, const auto& b) {
            return std::tuple(b.rows, a.relation, a.noun) < std::tuple(a.rows, b.relation, b.noun);
        });
    }
    std::string rowsHash() const { return m_hash.hex(); }

private:
    struct Noun {
        std::string text;
        NounSource source;
        FunnelReport::RelationRow* row;
    };

    Noun nounOf(const std::string& relation, MaskedSide side) {
        const std::string key = (side == MaskedSide::Tail ? "t" : "h") + relation;
        auto& row = m_relations[key];
        auto& source = m_sources[key];
        if (row.noun.empty()) {
            RelationNoun noun;
            if (const auto* own = m_chosen.find(relation, side))
                noun = {*own, NounSource::User};
            else if (const auto* made = m_nouns.find(relation, side))
                noun = {*made, NounSource::Endpoint};
            else
                noun = relationNoun(relation, side);
            row = {relation, noun.noun, nounSourceName(noun.source), 0};
            source = noun.source;
        }
        return {row.noun, source, &row};
    }

    /// Why a candidate is refused; empty when it is accepted.
    std::string refusal(const Triple& triple, const std::string& name, const std::string& description,
                        EntityType nameType) const {
        using Names = Kg2kvOptions::Names;
        const auto& excluded = m_options.excludedRelations;
        if (std::find(excluded.begin(), excluded.end(), triple.relation) != excluded.end()) return "excluded relation";
        if (m_options.names == Names::Entity && nameType == EntityType::Event) return "name is an event";
        if (m_options.names == Names::Event && nameType != EntityType::Event) return "name is not an event";
        if (name.size() > m_options.maxNameLength)
            return "name longer than " + std::to_string(m_options.maxNameLength) + " bytes";
        if (description.size() > m_options.maxDescriptionLength)
            return "description longer than " + std::to_string(m_options.maxDescriptionLength) + " bytes";
        return {};
    }

    Result<void> candidate(const Triple& triple, MaskedSide side) {
        ++m_report.candidates;
        const bool tail = side == MaskedSide::Tail;
        QkvRow row;
        row.triple = triple.id;
        row.side = side;
        row.name = collapseSpaces(tail ? triple.head : triple.tail);
        row.description = collapseSpaces(tail ? triple.tail : triple.head);
        std::string reason = refusal(triple, row.name, row.description, tail ? triple.headType : triple.tailType);
        if (!reason.empty()) {
            ++m_report.rejected[reason];
            return {};
        }
        const Noun noun = nounOf(triple.relation, side);
        row.descriptionType = noun.text;
        row.nounSource = noun.source;
        const std::string key = row.keyString();
        if (!m_seen.insert(hash128(key + '\n' + row.description)).second) {
            ++m_report.rejected["same key and value as an earlier row"];
            return {};
        }
        auto& group = m_groups.try_emplace(hash128(key), static_cast<std::uint32_t>(m_groups.size()), 0).first->second;
        ++group.second;
        row.group = group.first;
        row.id = RowId(static_cast<std::uint32_t>(m_report.accepted));
        const double draw = static_cast<double>(hash64(key, m_options.seed) >> 11) * 0x1p-53;
        row.test = draw < m_options.testShare;
        ++m_report.accepted;
        ++m_report.nounSources[nounSourceName(noun.source)];
        ++noun.row->rows;
        m_hash.add(key);
        m_hash.add(row.description);
        return m_table.add(row);
    }

    RowTableWriter& m_table;
    const Kg2kvOptions& m_options;
    const NounTable& m_nouns;
    const NounTable& m_chosen; ///< by the user
    FunnelReport& m_report;
    HashStream m_hash;
    std::unordered_set<Hash128> m_seen;
    std::unordered_map<Hash128, std::pair<std::uint32_t, std::uint32_t>> m_groups; ///< key -> (group, rows)
    std::unordered_map<std::string, FunnelReport::RelationRow> m_relations;
    std::unordered_map<std::string, NounSource> m_sources;
};

const char* sidesName(Kg2kvOptions::Sides sides) {
    switch (sides) {
    case Kg2kvOptions::Sides::Tail: return "tail";
    case Kg2kvOptions::Sides::Head: return "head";
    case Kg2kvOptions::Sides::Both: return "both";
    }
    return "tail";
}

const char* namesName(Kg2kvOptions::Names names) {
    switch (names) {
    case Kg2kvOptions::Names::Any: return "any";
    case Kg2kvOptions::Names::Entity: return "entity";
    case Kg2kvOptions::Names::Event: return "event";
    }
    return "any";
}

} // namespace

Kg2kvOptions kg2kvOptionsOf(const Manifest& manifest) {
    using Options = Kg2kvOptions;
    Options options;
    for (const auto sides : {Options::Sides::Tail, Options::Sides::Head, Options::Sides::Both})
        if (manifest.sides == sidesName(sides)) options.sides = sides;
    for (const auto names : {Options::Names::Any, Options::Names::Entity, Options::Names::Event})
        if (manifest.names == namesName(names)) options.names = names;
    options.maxNameLength = manifest.maxNameLength;
    options.maxDescriptionLength = manifest.maxDescriptionLength;
    options.excludedRelations = manifest.excludedRelations;
    options.testShare = manifest.testShare;
    options.seed = manifest.seed;
    options.nouns = manifest.nouns == "endpoint" ? Options::Nouns::Endpoint : Options::Nouns::Rules;
    return options;
}

Result<NounReport> makeNouns(Workspace& workspace, ChatEndpoint& endpoint, Kg2kvOptions::Sides sides,
                             const JobContext& context) {
    AKV_ASSIGN(const auto relations, workspace.triples().relations());
    if (relations.empty())
        return Error(ErrorCode::InvalidInput, "the workspace holds no triples yet; run 'atlaskv import FILE -w " +
                                                  workspace.folder().string() + "' first");
    std::vector<NounRequest> requests;
    for (const auto& [relation, count] : relations) {
        if (sides != Kg2kvOptions::Sides::Head) requests.push_back({relation, MaskedSide::Tail});
        if (sides != Kg2kvOptions::Sides::Tail) requests.push_back({relation, MaskedSide::Head});
    }
    NounReport report;
    report.relations = requests.size();
    AKV_ASSIGN(const auto nouns, askForNouns(endpoint, requests, report.refused, context));
    AKV_CHECK(nouns.write(workspace.folder() / kNounFile));
    report.requests = endpoint.requests(), report.cached = endpoint.cached();
    return report;
}

Result<FunnelReport> buildRows(Workspace& workspace, const Kg2kvOptions& options, const JobContext& context) {
    if (options.testShare < 0.0 || options.testShare >= 1.0)
        return Error(ErrorCode::InvalidInput,
                     "the test share is " + std::to_string(options.testShare) + "; it must be at least 0 and below 1");
    const std::uint64_t total = workspace.triples().counts().triples;
    if (total == 0)
        return Error(ErrorCode::InvalidInput, "the workspace holds no triples yet; run 'atlaskv import FILE -w " +
                                                  workspace.folder().string() + "' first");
    FunnelReport report;
    NounTable nouns;
    if (options.nouns == Kg2kvOptions::Nouns::Endpoint) {
        AKV_ASSIGN(nouns, NounTable::read(workspace.folder() / kNounFile));
    }
    NounTable chosen;
    std::error_code ignored;
    if (std::filesystem::exists(workspace.folder() / kUserNounFile, ignored)) {
        AKV_ASSIGN(chosen, NounTable::read(workspace.folder() / kUserNounFile));
    }
    AKV_ASSIGN(auto table, RowTableWriter::begin(workspace.triples().handle()));
    RowMaker maker(*table, options, nouns, chosen, report);
    AKV_CHECK(workspace.triples().forEach([&](const Triple& triple) -> Result<void> {
        if (report.triples % kPollEvery == 0) {
            context.progress("kg2kv", report.triples, total);
            AKV_CHECK(context.checkCancelled());
        }
        return maker.add(triple);
    }));
    maker.finish();
    AKV_CHECK(context.checkCancelled());
    const Manifest before = workspace.manifest();
    Manifest manifest = before;
    manifest.rowsHash.clear(); // until the rows are in place; a crash in between then asks for this step again
    AKV_CHECK(workspace.saveManifest(manifest));
    if (auto done = table->commit(); !done.ok()) {
        AKV_CHECK(workspace.saveManifest(before));
        return std::move(done).error().with("while storing the rows; the earlier rows are still there");
    }
    manifest.rows = report.accepted;
    manifest.seed = options.seed;
    manifest.sides = sidesName(options.sides);
    manifest.names = namesName(options.names);
    manifest.maxNameLength = options.maxNameLength;
    manifest.maxDescriptionLength = options.maxDescriptionLength;
    manifest.excludedRelations = options.excludedRelations;
    manifest.testShare = options.testShare;
    manifest.nouns = options.nouns == Kg2kvOptions::Nouns::Endpoint ? "endpoint" : "rules";
    manifest.rowsTriplesHash = manifest.triplesHash;
    manifest.rowsHash = maker.rowsHash();
    AKV_CHECK(workspace.saveManifest(manifest));
    context.progress("kg2kv", total, total);
    return report;
}

} // namespace akv

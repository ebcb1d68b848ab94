// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/row_review.h"

#include "core/base/file.h"
#include "core/base/strings.h"
#include "core/kg/sqlite.h"
#include "core/kg2kv/noun_table.h"

namespace akv {

namespace {

constexpr std::size_t kValuesShown = 8;

Result<NounTable> userNouns(const std::filesystem::path& folder) {
    std::error_code ignored;
    if (!std::filesystem::exists(folder / kUserNounFile, ignored)) return NounTable();
    return NounTable::read(folder / kUserNounFile);
}

Result<std::vector<NounReview>> readNouns(const Workspace& workspace, std::size_t limit) {
    AKV_ASSIGN(const NounTable chosen, userNouns(workspace.folder()));
    AKV_ASSIGN(
        auto statement,
        Statement::prepare(workspace.triples().handle(),
                           "SELECT r.name, w.side, w.noun, w.source, count(*) AS n FROM rows w JOIN triples t ON "
                           "t.id = w.triple JOIN relations r ON r.id = t.relation GROUP BY r.id, w.side, w.noun "
                           "ORDER BY n DESC, r.name, w.side LIMIT ?"));
    statement.bind(0, static_cast<std::int64_t>(limit));
    std::vector<NounReview> nouns;
    for (;;) {
        AKV_ASSIGN(const bool row, statement.step());
        if (!row) return nouns;
        NounReview review;
        review.relation = statement.text(0);
        review.missing = static_cast<MaskedSide>(statement.number(1));
        review.noun = statement.text(2);
        review.source = static_cast<NounSource>(statement.number(3));
        review.rows = static_cast<std::uint64_t>(statement.number(4));
        if (const auto* noun = chosen.find(review.relation, review.missing); noun && *noun != review.noun)
            review.chosen = *noun;
        nouns.push_back(std::move(review));
    }
}

Result<std::vector<KeyGroup>> readGroups(const Workspace& workspace, std::size_t limit, const JobContext& context) {
    AKV_ASSIGN(auto statement,
               Statement::prepare(workspace.triples().handle(),
                                  "SELECT grp, max(grp_size) AS n FROM rows WHERE grp_size > 1 GROUP BY grp ORDER BY n "
                                  "DESC, grp LIMIT ?"));
    statement.bind(0, static_cast<std::int64_t>(limit));
    std::vector<KeyGroup> groups;
    for (;;) {
        AKV_CHECK(context.checkCancelled());
        AKV_ASSIGN(const bool row, statement.step());
        if (!row) return groups;
        AKV_ASSIGN(const auto rows, workspace.rowsOfGroup(static_cast<std::uint32_t>(statement.number(0))));
        if (rows.empty()) continue;
        KeyGroup group{rows.front().keyString(), rows.size(), {}};
        for (std::size_t i = 0; i < rows.size() && i < kValuesShown; ++i) group.values.push_back(rows[i].description);
        groups.push_back(std::move(group));
    }
}

std::string csvField(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

} // namespace

Result<RowReview> reviewRows(const Workspace& workspace, std::size_t limit, const JobContext& context) {
    RowReview review;
    AKV_ASSIGN(const auto tables,
               sqliteNumber(workspace.triples().handle(), "SELECT count(*) FROM sqlite_master WHERE name = 'rows'"));
    if (tables == 0) return review;
    AKV_ASSIGN(review.nouns, readNouns(workspace, limit));
    AKV_CHECK(context.checkCancelled());
    AKV_ASSIGN(review.groups, readGroups(workspace, limit, context));
    if (stateOf(workspace.manifest()).store != StepState::Ready) return review;
    AKV_ASSIGN(const auto store, LeafStore::open(workspace.storeFolder(), false));
    const auto& begins = store->hierarchy().leafBegin;
    for (std::size_t c = 0; c + 1 < begins.size(); ++c) review.clusterSizes.push_back(begins[c + 1] - begins[c]);
    return review;
}

Result<void> chooseNoun(Workspace& workspace, const std::string& relation, MaskedSide missing,
                        const std::string& noun) {
    const std::string clean = collapseSpaces(noun);
    if (!clean.empty() && nounInReply(clean).empty())
        return Error(ErrorCode::InvalidInput, "\"" + shortened(clean, 80) + "\" (" + std::to_string(clean.size()) +
                                                  " bytes) is no noun for \"" + relation +
                                                  "\": give at most five words and 60 bytes");
    AKV_ASSIGN(NounTable table, userNouns(workspace.folder()));
    table.model = "user";
    if (clean.empty())
        table.erase(relation, missing);
    else
        table.set(relation, missing, clean);
    return table.write(workspace.folder() / kUserNounFile);
}

Result<void> writeRejections(const ImportReport& report, const std::filesystem::path& file) {
    std::string text = "line,reason,record\n";
    for (const Rejection& r : report.examples)
        text += std::to_string(r.line) + ',' + csvField(r.reason) + ',' + csvField(r.snippet) + '\n';
    return writeFileAtomically(file, text);
}

} // namespace akv

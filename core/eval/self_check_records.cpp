// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/self_check.h"

#include "core/eval/format.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace akv {

namespace {

CheckResult counted(const std::string& name, std::uint64_t violations, std::uint64_t of, const std::string& what) {
    return {name, std::to_string(violations) + " violations in " + std::to_string(of) + " " + what,
            "0 violations, at least 1 checked", violations == 0 && of > 0};
}

CheckResult weightsAddUp(const Trace& trace) {
    double worst = 0.0;
    std::uint64_t checked = 0;
    for (const LayerRecord& record : trace.layers) {
        const std::size_t n = record.leaf.kept.size();
        for (std::size_t h = 0; h < record.lambdaKg.size() && (h + 1) * n <= record.headWeights.size();
             ++h, ++checked) {
            double sum = 0.0;
            for (std::size_t j = 0; j < n; ++j) sum += double(record.headWeights[h * n + j]);
            worst = std::max(worst, std::abs(sum - double(record.lambdaKg[h])));
        }
        // Over all positions of the call: the mean over them, so that long prompts are judged alike.
        if (record.leafMass.empty() || record.lambdaByPosition.empty()) continue;
        const double mass = std::accumulate(record.leafMass.begin(), record.leafMass.end(), 0.0);
        const double lambda =
            std::accumulate(record.lambdaByPosition.begin(), record.lambdaByPosition.end(), 0.0) * record.heads;
        worst =
            std::max(worst, std::abs(mass - lambda) / double(record.lambdaByPosition.size() * record.lambdaKg.size()));
    }
    return {"The weights on the kept leaves add up to λ knowledge, per head",
            std::string("max |Δ| ") + number(worst, "%.1e") + " over " + std::to_string(checked) + " heads", "≤ 1e-4",
            checked > 0 && worst <= 1e-4};
}

bool ordered(const LevelRecord& level) {
    for (std::size_t i = 1; i < level.kept.size() && i < level.keptScore.size(); ++i) {
        if (level.keptScore[i] > level.keptScore[i - 1]) return false;
        if (level.keptScore[i] == level.keptScore[i - 1] && level.kept[i] < level.kept[i - 1]) return false;
    }
    return level.kept.empty() || level.runnersUpScore.empty() || level.runnersUpScore.front() <= level.keptScore.back();
}

CheckResult bestAreKept(const Trace& trace) {
    std::uint64_t violations = 0, levels = 0;
    for (const LayerRecord& record : trace.layers)
        for (const LevelRecord* level : {&record.root, &record.inter, &record.leaf})
            if (level->available > 0) violations += ordered(*level) ? 0 : 1, ++levels;
    return counted("The kept keys are the best ones; ties go to the lower id", violations, levels, "levels");
}

CheckResult countsAreRight(const Trace& trace, const PruneK& k) {
    std::uint64_t violations = 0, levels = 0;
    for (const LayerRecord& record : trace.layers) {
        if (record.flat) continue;
        const std::pair<const LevelRecord*, std::uint64_t> all[] = {
            {&record.root, k.root}, {&record.inter, k.inter}, {&record.leaf, k.leaf}};
        for (const auto& [level, limit] : all)
            violations += level->kept.size() == std::min<std::uint64_t>(limit, level->available) ? 0 : 1, ++levels;
    }
    return counted("Each level keeps min(k, available) keys", violations, levels, "levels");
}

CheckResult membersOfKept(const Trace& trace, const Hierarchy* hierarchy) {
    std::uint64_t violations = 0, leaves = 0;
    for (const LayerRecord& record : trace.layers) {
        if (record.flat) continue;
        const std::set<std::uint32_t> roots(record.root.kept.begin(), record.root.kept.end());
        const std::set<std::uint32_t> inters(record.inter.kept.begin(), record.inter.kept.end());
        for (const std::uint32_t id : record.leaf.kept) {
            const auto leaf = trace.leaves.find(id);
            const bool traced = leaf != trace.leaves.end();
            const std::uint32_t inter = hierarchy ? hierarchy->interOf(LeafId(id)).value()
                                        : traced  ? leaf->second.inter
                                                  : 0;
            const std::uint32_t root = hierarchy ? hierarchy->rootOf(ClusterId(inter)).value()
                                       : traced  ? leaf->second.root
                                                 : 0;
            const bool right = (hierarchy || traced) && inters.count(inter) && roots.count(root) &&
                               (!traced || (leaf->second.inter == inter && leaf->second.root == root));
            violations += right ? 0 : 1, ++leaves;
        }
    }
    return counted("Kept leaves lie in kept inter clusters, those in kept root clusters", violations, leaves, "leaves");
}

/// Evidence shares, summed again from the recorded weights.
CheckResult sharesAreTheWeights(const Answer& answer) {
    std::map<std::uint32_t, double> mass;
    double total = 0.0;
    for (const LayerRecord& record : answer.trace.layers)
        for (std::size_t i = 0; i < record.headWeights.size(); ++i) {
            mass[record.leaf.kept[i % record.leaf.kept.size()]] += double(record.headWeights[i]);
            total += double(record.headWeights[i]);
        }
    double worst = 0.0;
    for (const Evidence& e : answer.evidence)
        worst = std::max(worst, std::abs(e.share - (total > 0 ? mass[e.leaf.value()] / total : 0.0)));
    return {"Evidence shares are the recorded weights over their sum",
            std::string("max |Δ| ") + number(worst, "%.1e") + " over " + std::to_string(answer.evidence.size()) +
                " triples",
            "≤ 1e-6", !answer.evidence.empty() && worst <= 1e-6};
}

} // namespace

std::vector<CheckResult> checkRecords(const Answer& answer, const PruneK& k, const Hierarchy* hierarchy) {
    return {weightsAddUp(answer.trace), bestAreKept(answer.trace), countsAreRight(answer.trace, k),
            membersOfKept(answer.trace, hierarchy), sharesAreTheWeights(answer)};
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/answerability.h"

#include "core/kg2kv/nouns.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <random>

namespace akv {

namespace {

/// `count` different rows out of `rows`, in random order.
std::vector<std::uint32_t> drawRows(std::uint64_t rows, std::size_t count, std::uint64_t seed) {
    std::vector<std::uint32_t> all(rows);
    std::iota(all.begin(), all.end(), 0U);
    std::mt19937_64 random(seed);
    count = std::min<std::size_t>(count, all.size());
    for (std::size_t i = 0; i < count; ++i) std::swap(all[i], all[i + random() % (all.size() - i)]);
    all.resize(count);
    return all;
}

/// Share of `others`, ascending, that lie below `value`, ties counted half.
double shareBelow(const std::vector<double>& others, double value) {
    const auto [low, high] = std::equal_range(others.begin(), others.end(), value);
    return (double(low - others.begin()) + 0.5 * double(high - low)) / double(others.size());
}

/// Each question adds what its answerable and its held-back asking deviate by, together: what they share is counted.
double halfOf(const std::vector<AnswerabilityItem>& items, const RocCurve& curve) {
    std::vector<double> right, wrong;
    for (const auto& item : items) (item.answerable ? right : wrong).push_back(item.lambdaKg);
    std::sort(right.begin(), right.end());
    std::sort(wrong.begin(), wrong.end());
    std::map<RowId, double> deviations;
    for (const auto& item : items)
        deviations[item.row] += item.answerable
                                    ? (shareBelow(wrong, item.lambdaKg) - curve.area) / double(right.size())
                                    : (1.0 - shareBelow(right, item.lambdaKg) - curve.area) / double(wrong.size());
    const double questions = double(deviations.size());
    if (questions < 2.0) return 1.0;
    double sum = 0.0;
    for (const auto& [row, deviation] : deviations) sum += deviation * deviation;
    return 1.96 * std::sqrt(sum * questions / (questions - 1.0));
}

} // namespace

Result<RocCurve> rocCurve(const std::vector<AnswerabilityItem>& items) {
    RocCurve out;
    std::vector<const AnswerabilityItem*> order;
    for (const auto& item : items) {
        order.push_back(&item);
        ++(item.answerable ? out.answerable : out.heldBack);
    }
    if (out.answerable == 0 || out.heldBack == 0)
        return Error(ErrorCode::InvalidInput, "a curve needs answerable and held-back questions; there are " +
                                                  std::to_string(out.answerable) + " and " +
                                                  std::to_string(out.heldBack));
    std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->lambdaKg > b->lambdaKg; });
    out.points.push_back({0.0, 0.0, std::numeric_limits<double>::infinity()});
    std::size_t right = 0, wrong = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        ++(order[i]->answerable ? right : wrong);
        if (i + 1 < order.size() && order[i + 1]->lambdaKg == order[i]->lambdaKg) continue; // equal scores: one step
        const auto& last = out.points.back();
        const RocCurve::Point next{double(wrong) / double(out.heldBack), double(right) / double(out.answerable),
                                   order[i]->lambdaKg};
        out.area += (next.falsePositives - last.falsePositives) * (next.truePositives + last.truePositives) / 2.0;
        out.points.push_back(next);
    }
    out.half = halfOf(items, out);
    return out;
}

Result<std::vector<AnswerabilityItem>> measureAnswerability(const Engine& engine, const Workspace& workspace,
                                                            const AnswerabilityOptions& options,
                                                            const OnAnswerability& onItem, const JobContext& context) {
    if (!attendsToKnowledge(options.ask.mode))
        return Error(ErrorCode::InvalidInput, std::string("mode ") + modeName(options.ask.mode) +
                                                  " has no lambda_kg; choose a mode that attends to the graph");
    const auto rows = drawRows(workspace.manifest().rows, options.rows, options.seed);
    if (rows.empty()) return Error(ErrorCode::InvalidInput, "the graph has no rows to ask about");
    const auto session = engine.createSession();
    std::vector<AnswerabilityItem> out;
    for (const auto id : rows)
        for (const bool answerable : {true, false}) {
            if (context.cancel.cancelled()) return out;
            context.progress("ask with and without the row", out.size(), rows.size() * 2);
            AKV_ASSIGN(const QkvRow row, workspace.row(RowId(id)));
            AskOptions ask = options.ask;
            ask.temperature = 0.0F;
            if (!answerable) {
                AKV_ASSIGN(const auto group, workspace.rowsOfGroup(row.group));
                for (const auto& member : group) ask.masked.push_back(member.triple);
            }
            const std::string question = fillTemplate(0, row.descriptionType, row.name);
            AKV_ASSIGN(const Answer answer, akv::ask(engine, *session, &workspace, question, ask, context));
            if (answer.stopped) return out;
            out.push_back({row.id, question, answerable, answer.lambdaKg, answer.refused});
            if (onItem) onItem(out.back(), out.size(), rows.size() * 2);
        }
    context.progress("ask with and without the row", out.size(), out.size());
    return out;
}

} // namespace akv

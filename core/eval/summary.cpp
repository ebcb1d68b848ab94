// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/summary.h"

#include "core/corpus/training_words.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace akv {

namespace {

using Items = std::vector<const EvalItem*>;
using Value = std::function<std::optional<double>(const EvalItem&)>;

/// Mean over seeds of the mean over a seed's items that have the value; seeds without any are left out.
class FigureMaker {
public:
    explicit FigureMaker(std::vector<Items> seeds) : m_seeds(std::move(seeds)) {}

    void add(Figures& to, const std::string& name, const Value& value) const {
        std::vector<double> means;
        for (const auto& items : m_seeds) {
            double sum = 0;
            std::size_t count = 0;
            for (const auto* item : items)
                if (const auto v = value(*item)) sum += *v, ++count;
            if (count > 0) means.push_back(sum / double(count));
        }
        if (!means.empty()) to[name] = figureOf(means);
    }
    std::uint64_t count() const {
        std::uint64_t out = 0;
        for (const auto& items : m_seeds) out += items.size();
        return out;
    }

private:
    std::vector<Items> m_seeds;
};

FigureMaker select(std::span<const std::vector<EvalItem>> seeds, const std::function<bool(const EvalItem&)>& wanted) {
    std::vector<Items> out;
    for (const auto& items : seeds) {
        auto& list = out.emplace_back();
        for (const auto& item : items)
            if (wanted(item)) list.push_back(&item);
    }
    return FigureMaker(std::move(out));
}

/// 1 when the rank lies within the top k, 0 when it does not or pruning removed the row; nothing without a ranking.
std::optional<double> within(const std::optional<GoldRank>& rank, double k, bool set) {
    if (!rank) return std::nullopt;
    const auto& place = set ? rank->set : rank->strict;
    return place && *place <= k ? 1.0 : 0.0;
}

void addAccuracy(const FigureMaker& items, Figures& to,
                 const std::function<std::optional<GoldRank>(const EvalItem&)>& rankOf) {
    for (const bool set : {false, true})
        for (const int k : {1, 5})
            items.add(to, "acc" + std::to_string(k) + (set ? "_set" : ""),
                      [&](const EvalItem& item) { return within(rankOf(item), k, set); });
}

void addScores(const FigureMaker& answered, Figures& to) {
    const std::pair<const char*, std::optional<double> EvalItem::*> scores[] = {
        {"em", &EvalItem::em},
        {"f1", &EvalItem::f1},
        {"rouge_1", &EvalItem::rouge1},
        {"rouge_2", &EvalItem::rouge2},
        {"rouge_l", &EvalItem::rougeL},
        {"bertscore_precision", &EvalItem::bertPrecision},
        {"bertscore_recall", &EvalItem::bertRecall},
        {"bertscore", &EvalItem::bertScore},
        {"judge", &EvalItem::judge},
        {"matched", &EvalItem::match}};
    for (const auto& [name, member] : scores)
        answered.add(to, name, [member = member](const EvalItem& item) { return item.*member; });
    answered.add(to, "judge_em_agreement", [](const EvalItem& item) -> std::optional<double> {
        if (!item.judge || !item.em) return std::nullopt;
        return (*item.judge >= 0.5) == (*item.em >= 0.5) ? 1.0 : 0.0;
    });
    answered.add(to, "logprob_drop_rate", [](const EvalItem& item) -> std::optional<double> {
        if (!item.logprob || !item.logprobMasked) return std::nullopt;
        return *item.logprobMasked < *item.logprob ? 1.0 : 0.0;
    });
}

/// Refusing is right for unanswerable questions and wrong for the others.
void addRefusals(std::span<const std::vector<EvalItem>> seeds, Figures& to) {
    const auto generated = [](const EvalItem& item) { return item.generated; };
    const auto refused = select(seeds, [&](const EvalItem& item) { return generated(item) && item.refused; });
    const auto unanswerable = select(seeds, [&](const EvalItem& item) { return generated(item) && !item.answerable; });
    if (unanswerable.count() == 0) return;
    refused.add(to, "refusal_precision", [](const EvalItem& item) { return item.answerable ? 0.0 : 1.0; });
    unanswerable.add(to, "refusal_recall", [](const EvalItem& item) { return item.refused ? 1.0 : 0.0; });
}

void addCost(const FigureMaker& items, Figures& to) {
    const std::pair<const char*, std::uint64_t EvalItem::*> counts[] = {{"rss_peak_bytes", &EvalItem::rssPeakBytes},
                                                                        {"kg_bytes", &EvalItem::kgBytes},
                                                                        {"kv_cache_bytes", &EvalItem::kvCacheBytes},
                                                                        {"moved_bytes", &EvalItem::movedBytes},
                                                                        {"prompt_tokens", &EvalItem::promptTokens}};
    for (const auto& [name, member] : counts)
        items.add(to, name, [member = member](const EvalItem& item) { return double(item.*member); });
    items.add(to, "time_to_first_token_s", [](const EvalItem& item) { return item.timeToFirstToken; });
    items.add(to, "tokens_per_s", [](const EvalItem& item) -> std::optional<double> {
        if (item.tokensPerSecond <= 0) return std::nullopt; // one token has no rate
        return item.tokensPerSecond;
    });
}

std::optional<double> standardErrorOfJudge(std::span<const std::vector<EvalItem>> seeds) {
    std::map<std::pair<std::uint64_t, int>, std::pair<double, double>> runs;
    for (const auto& items : seeds)
        for (const auto& item : items)
            if (item.judge)
                runs[{item.seed, item.generation}].first += *item.judge, runs[{item.seed, item.generation}].second += 1;
    if (runs.size() < 2) return std::nullopt;
    double mean = 0, squares = 0;
    const auto n = double(runs.size());
    for (const auto& [run, sum] : runs) mean += sum.first / sum.second / n;
    for (const auto& [run, sum] : runs) squares += std::pow(sum.first / sum.second - mean, 2);
    return std::sqrt(squares / (n - 1) / n);
}

bool held(const EvalItem& item, std::uint32_t from, std::uint32_t below) {
    return item.rarestWord && *item.rarestWord >= from && *item.rarestWord < below;
}

constexpr std::uint32_t kOften = 50, kNoLimit = std::numeric_limits<std::uint32_t>::max();

struct PartRule {
    const char *name, *text;
    bool (*belongs)(const EvalItem&);
};

constexpr PartRule kParts[] = {
    {"nouns_seen", "noun seen", [](const EvalItem& item) { return item.nounSeen == true; }},
    {"nouns_unseen", "noun not seen", [](const EvalItem& item) { return item.nounSeen == false; }},
    {"value_words_common", "value words in 50 or more",
     [](const EvalItem& item) { return held(item, kOften, kNoLimit); }},
    {"value_words_uncommon", "rarest value word in 5 to 49",
     [](const EvalItem& item) { return held(item, kListedFrom, kOften); }},
    {"value_words_rare", "rarest value word in 0 to 4",
     [](const EvalItem& item) { return held(item, 0, kListedFrom); }}};

} // namespace

Result<EvalResult> summarise(std::span<const std::vector<EvalItem>> seeds) {
    EvalResult out;
    for (const auto& items : seeds)
        for (const auto& item : items) {
            AKV_CHECK(checkFinite(item));
            out.mode = item.mode, out.size = item.size;
            out.generations = std::max(out.generations, item.generation + 1);
            if (std::ranges::find(out.k, item.k) == out.k.end()) out.k.push_back(item.k);
            if (item.generation == 0) ++(item.answerable ? out.questions : out.unanswerable);
        }
    out.seedCount = int(seeds.size());
    const auto asked = [](const EvalItem& item) { return item.answerable && item.generation == 0; };
    const auto answerable = [](const EvalItem& item) { return item.answerable; };
    const auto ranked = select(seeds, asked);
    addAccuracy(ranked, out.figures, [](const EvalItem& item) { return item.rank; });
    ranked.add(out.figures, "leaves_scanned", [](const EvalItem& item) { return item.scanned; });
    ranked.add(out.figures, "mass_recall", [](const EvalItem& item) { return item.massRecall; });
    addScores(select(seeds, answerable), out.figures);
    addRefusals(seeds, out.figures);
    std::map<int, bool> layers;
    for (const auto& items : seeds)
        for (const auto& item : items)
            for (const auto& [layer, rank] : item.rankByLayer) layers[layer] = true;
    for (const auto& [layer, present] : layers)
        addAccuracy(ranked, out.byLayer[layer], [layer = layer](const EvalItem& item) -> std::optional<GoldRank> {
            const auto found = item.rankByLayer.find(layer);
            return found == item.rankByLayer.end() ? std::nullopt : std::optional(found->second);
        });
    addCost(select(seeds, [](const EvalItem&) { return true; }), out.cost);
    for (const auto& rule : kParts) {
        const auto first = select(seeds, [&](const EvalItem& item) { return asked(item) && rule.belongs(item); });
        if (first.count() == 0) continue;
        auto& part = out.parts.emplace_back();
        part.name = rule.name, part.text = rule.text, part.questions = first.count();
        addAccuracy(first, part.figures, [](const EvalItem& item) { return item.rank; });
        addScores(select(seeds, [&](const EvalItem& item) { return answerable(item) && rule.belongs(item); }),
                  part.figures);
    }
    out.judgeStandardError = standardErrorOfJudge(seeds);
    return out;
}

Result<void> checkFinite(const EvalItem& item) {
    const std::pair<const char*, std::optional<double>> values[] = {
        {"rank", item.rank ? item.rank->strict : std::nullopt},
        {"rank_set", item.rank ? item.rank->set : std::nullopt},
        {"leaves_scanned", item.scanned},
        {"mass_recall", item.massRecall},
        {"matched", item.match},
        {"em", item.em},
        {"f1", item.f1},
        {"rouge_1", item.rouge1},
        {"rouge_2", item.rouge2},
        {"rouge_l", item.rougeL},
        {"bertscore_precision", item.bertPrecision},
        {"bertscore_recall", item.bertRecall},
        {"bertscore", item.bertScore},
        {"judge", item.judge},
        {"logprob", item.logprob},
        {"logprob_masked", item.logprobMasked},
        {"evidence score", item.evidence.empty() ? 0.0 : item.evidence.front().score},
        {"time_to_first_token_s", item.timeToFirstToken},
        {"tokens_per_s", item.tokensPerSecond}};
    for (const auto& [name, value] : values)
        if (value && !std::isfinite(*value))
            return Error(ErrorCode::InvalidInput, std::string(name) + " of '" + item.question + "' (mode " + item.mode +
                                                      ", size " + std::to_string(item.size) + ", seed " +
                                                      std::to_string(item.seed) +
                                                      ") is not a finite number; check the model's weights and the "
                                                      "embeddings with `atlaskv check`");
    return {};
}

} // namespace akv

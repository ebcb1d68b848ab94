// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/batch.h"

#include "core/hikvp/balanced_kmeans.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

namespace akv {

namespace {

constexpr std::size_t kMaxExampleTokens = 110, kMaxContextTokens = 200;
constexpr std::size_t kTextWindow = 64;
constexpr std::size_t kCoarseKeys = 256; ///< cluster means in a batch, at most
constexpr double kPlainShare = 0.25;     ///< of the questions take the plain form
constexpr double kHardFactsShare = 0.5;  ///< of the prompts with facts hold look-alikes only, as retrieval finds them

double uniform(std::mt19937_64& random) { return double(random() >> 11) * 0x1.0p-53; }

std::vector<std::uint32_t> rowsOf(const TrainingFolder& folder, RowSplit split) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = 0; i < folder.rows.size(); ++i)
        if (folder.rows[i].split == split) out.push_back(i);
    return out;
}

} // namespace

Result<ChatTokens> chatTokens(const SentencePiece& pieces) {
    ChatTokens out;
    const auto need = [&](const char* piece, int& into) -> Result<void> {
        const auto id = pieces.id(piece);
        if (!id) return Error(ErrorCode::InvalidInput, std::string("the tokenizer has no piece '") + piece + "'");
        into = *id;
        return {};
    };
    AKV_CHECK(need("<q>", out.question));
    AKV_CHECK(need("<a>", out.answer));
    AKV_CHECK(need("<fact>", out.fact));
    AKV_CHECK(need("?", out.questionMark));
    AKV_CHECK(need(".", out.period));
    out.the = pieces.encode("The");
    out.of = pieces.encode("of");
    out.is = pieces.encode("is");
    return out;
}

BatchMaker::BatchMaker(const TrainingFolder& folder, const ChatTokens& chat, std::vector<int> refusal,
                       const TrainConfig& config)
    : m_folder(folder), m_maker(folder, chat, std::move(refusal)), m_eos(chat.eos), m_config(config),
      m_validation(rowsOf(folder, RowSplit::Validation)), m_training(rowsOf(folder, RowSplit::Train)),
      m_negatives(folder, m_training) {
    m_bySource.resize(folder.sources.size());
    for (const auto row : m_training) m_bySource[folder.rows[row].source].push_back(row);
    double total = 0;
    for (std::size_t s = 0; s < m_bySource.size(); ++s) {
        if (!m_bySource[s].empty()) total += folder.sourceWeight[s];
        m_sourceShare.push_back(total);
    }
    for (auto& share : m_sourceShare) share /= total;
    std::shuffle(m_validation.begin(), m_validation.end(), Random(7));
    if (config.coarseWeight <= 0 || folder.clusters < 2) return;
    std::vector<std::uint32_t> all(folder.rows.size());
    std::iota(all.begin(), all.end(), 0U);
    Matrix keys(all.size(), folder.width);
    folder.keys(all, keys.data.data());
    for (const auto& row : folder.rows) m_clusterOfRow[0].push_back(row.cluster);
    const auto inter = labelMeans(keys, m_clusterOfRow[0], folder.clusters);
    const auto roots = cubeRootUp(all.size());
    const auto rootOfInter = balancedLabels(inter, roots, ClusterOptions{}, "clustering clusters", {});
    if (!rootOfInter.ok()) return;
    m_means = {inter, labelMeans(inter, *rootOfInter, roots)};
    for (const auto cluster : m_clusterOfRow[0]) m_clusterOfRow[1].push_back((*rootOfInter)[cluster]);
}

std::uint32_t BatchMaker::drawRow(Random& random) const {
    const double x = uniform(random);
    std::size_t s = 0;
    while (s + 1 < m_sourceShare.size() && (m_sourceShare[s] < x || m_bySource[s].empty())) ++s;
    return m_bySource[s][random() % m_bySource[s].size()];
}

std::uint32_t BatchMaker::drawValue(Random& random) const {
    // Half of them any value of the pool, half the value of a row: those are the ones that graphs really hold.
    if (uniform(random) < 0.5) return std::uint32_t(random() % m_folder.values());
    return m_folder.rows[drawRow(random)].valueEmbedding;
}

std::vector<std::uint32_t> BatchMaker::drawExamples(Random& random, int count) const {
    // Three times as many, sorted by length, and one third of them: little padding, every row equally likely.
    const auto wanted = std::min<std::size_t>(3 * std::size_t(count), m_training.size());
    std::vector<std::uint32_t> rows;
    std::unordered_set<std::uint32_t> seen;
    const auto offer = [&](std::uint32_t row) {
        if (rows.size() < wanted && m_maker.longest(row) <= kMaxExampleTokens && seen.insert(row).second)
            rows.push_back(row);
    };
    for (std::size_t draws = 0; rows.size() < wanted && draws < 100 * wanted; ++draws) {
        const auto row = drawRow(random);
        offer(row);
        if (random() % 2) offer(m_negatives.similar(random, row)); // asked in the same batch as its near-duplicate
    }
    std::stable_sort(rows.begin(), rows.end(), [&](auto a, auto b) { return m_maker.longest(a) < m_maker.longest(b); });
    if (rows.size() < 3 * std::size_t(count)) {
        std::shuffle(rows.begin(), rows.end(), random);
        rows.resize(std::min(rows.size(), std::size_t(count)));
        return rows;
    }
    const auto begin = rows.begin() + std::ptrdiff_t(random() % 3) * count;
    return {begin, begin + count};
}

std::vector<std::uint32_t> BatchMaker::contextRows(Random& random, std::span<const std::uint32_t> answerable,
                                                   std::span<const std::uint32_t> absent, int count, Mates mates,
                                                   bool training) const {
    std::vector<std::uint32_t> out(answerable.begin(), answerable.end());
    std::unordered_set<std::uint32_t> taken(answerable.begin(), answerable.end());
    taken.insert(absent.begin(), absent.end());
    const auto offer = [&](std::uint32_t row) {
        if (int(out.size()) < count && taken.insert(row).second) out.push_back(row);
    };
    for (const auto row : absent) m_negatives.of(random, row, mates, offer);
    for (const auto row : answerable) m_negatives.of(random, row, mates, offer);
    // A small training set may not hold that many other rows: stop after enough vain draws.
    for (int draws = 0; int(out.size()) < count && draws < 20 * count; ++draws)
        offer(training ? drawRow(random) : m_training[random() % m_training.size()]);
    return out;
}

void BatchMaker::addKnowledge(Random& random, const std::vector<std::uint32_t>& context,
                              const std::vector<std::uint32_t>& valueOf, bool sentences, Batch& out) const {
    out.knowledgeRows = std::int64_t(context.size());
    out.keyRows.assign(context.begin(), context.end());
    out.valueRows.assign(valueOf.begin(), valueOf.end());
    for (std::size_t j = 0; sentences && j < context.size(); ++j)
        out.sentences.push_back(m_maker.sentence(m_folder.rows[context[j]], m_folder.valueString[valueOf[j]]));
    for (std::size_t level = 0; level < m_means.size() && m_means[level].rows > 0; ++level)
        out.coarse.push_back(coarse(random, level, out, context));
}

CoarseKeys BatchMaker::coarse(Random& random, std::size_t level, const Batch& batch,
                              const std::vector<std::uint32_t>& context) const {
    CoarseKeys out;
    std::unordered_map<std::uint32_t, std::int64_t> at;
    const auto add = [&](std::uint32_t cluster) {
        const auto [found, isNew] = at.try_emplace(cluster, std::int64_t(out.clusters.size()));
        if (isNew) out.clusters.push_back(cluster);
        return found->second;
    };
    const auto& clusterOf = m_clusterOfRow[level];
    for (const auto gold : batch.gold) out.gold.push_back(gold < 0 ? -1 : add(clusterOf[context[std::size_t(gold)]]));
    const auto all = m_means[level].rows, count = std::min(all, std::max(kCoarseKeys, out.clusters.size()));
    if (count == all)
        for (std::uint32_t i = 0; i < count; ++i) add(i);
    while (out.clusters.size() < count) add(std::uint32_t(random() % all));
    return out;
}

Example BatchMaker::withFacts(Random& random, const Example& question, std::uint32_t row, std::uint32_t valueString,
                              bool present) const {
    // As retrieval and hybrid prompts write them: rows like the one that is asked for, the best one often first. A row
    // that is absent leaves its look-alikes there: the usual five of them have to be told from an answer.
    std::vector<std::uint32_t> facts;
    const bool hard = uniform(random) < kHardFactsShare;
    const auto drawn = hard ? 4 + random() % 2 : random() % 10 == 0 ? 5 + random() % 8 : random() % 6;
    const auto others = std::max<std::uint64_t>(drawn, present ? 0 : 1);
    const auto offer = [&](std::uint32_t r) {
        if (facts.size() < others && r != row && std::find(facts.begin(), facts.end(), r) == facts.end())
            facts.push_back(r);
    };
    m_negatives.of(random, row, hard ? Mates{2, 2, 6} : Mates{}, offer);
    for (int draws = 0; facts.size() < others && draws < 50; ++draws) offer(drawRow(random));
    std::shuffle(facts.begin(), facts.end(), random);
    if (present) facts.insert(facts.begin() + std::ptrdiff_t(random() % 2 ? 0 : random() % (facts.size() + 1)), row);
    std::vector<std::uint32_t> values;
    for (const auto fact : facts) values.push_back(fact == row && present ? valueString : m_folder.rows[fact].value);
    auto out = m_maker.withFacts(question, facts, values);
    if (out.ids.size() <= kMaxContextTokens) return out;
    const auto one = present ? std::size_t(std::find(facts.begin(), facts.end(), row) - facts.begin()) : 0;
    return m_maker.withFacts(question, std::span(facts).subspan(one, 1), std::span(values).subspan(one, 1));
}

Batch BatchMaker::make(Random& random, const Plan& plan) const {
    std::vector<std::uint32_t> answerable, absent;
    std::vector<std::uint8_t> present;
    for (const auto row : plan.rows) {
        present.push_back(uniform(random) >= m_config.refusalShare);
        (present.back() ? answerable : absent).push_back(row);
    }
    const auto context = plan.withKnowledge ? contextRows(random, answerable, absent,
                                                          std::max<int>(plan.knowledge, int(answerable.size())),
                                                          plan.mates, plan.training)
                                            : answerable;
    std::vector<std::uint32_t> valueOf(context.size());
    for (std::size_t j = 0; j < context.size(); ++j) {
        const bool swap = plan.training && uniform(random) < m_config.swapShare;
        valueOf[j] = swap ? drawValue(random) : m_folder.rows[context[j]].valueEmbedding;
    }
    std::vector<Example> examples;
    std::int64_t next = 0;
    for (std::size_t i = 0; i < plan.rows.size(); ++i) {
        const auto gold = present[i] ? next++ : -1;
        const auto value = present[i] ? m_folder.valueString[valueOf[std::size_t(gold)]] : 0U;
        const auto answer = !plan.answers ? ExampleMaker::Answer::None
                            : present[i]  ? ExampleMaker::Answer::Value
                                          : ExampleMaker::Answer::Refusal;
        auto example = m_maker.question(random, plan.rows[i], value, answer, plan.training ? kPlainShare : 0.5);
        example.gold = plan.withKnowledge ? gold : -1;
        if (plan.facts) example = withFacts(random, example, plan.rows[i], value, present[i] != 0);
        examples.push_back(std::move(example));
    }
    Batch out = pack(examples);
    out.answerable = present;
    if (!plan.withKnowledge) return out;
    addKnowledge(random, context, valueOf, plan.answers, out);
    for (std::size_t i = 0; i < examples.size(); ++i) markLambda(examples[i], i, present[i] != 0, out);
    return out;
}

Batch BatchMaker::textBatch(Random& random, int examples) const {
    std::vector<Example> out;
    for (int i = 0; i < std::max(1, examples / 2); ++i)
        out.push_back(m_maker.text(random() % (m_folder.text.size() - kTextWindow), kTextWindow));
    return pack(out);
}

void BatchMaker::markGrounding(const Example& e, std::size_t b, Batch& out) const {
    // The answer's positions up to the value; strongest at the last prompt token and at the token before the value,
    // where the triple is needed. A third of the others is enough.
    const auto end = std::max(std::min(e.valueEnd, e.ids.size() - 1), e.answerBegin + 1);
    for (std::size_t t = e.answerBegin - 1; t + 1 < end; ++t) {
        const bool strong = t + 1 == e.answerBegin || t + 1 == e.valueBegin;
        if (!strong && (b + t) % 3 != 0) continue;
        out.groundPosition.push_back(std::int64_t(b) * out.length + std::int64_t(t));
        out.groundExample.push_back(std::int64_t(b));
        out.groundWeight.push_back(strong ? 1.0F : 0.3F);
    }
}

void BatchMaker::markLambda(const Example& e, std::size_t b, bool present, Batch& out) const {
    // The last prompt token decides between answer and refusal; the value needs knowledge, the words before it do not.
    const auto mark = [&](std::size_t t, bool needed, float weight) {
        out.lambdaPosition.push_back(std::int64_t(b) * out.length + std::int64_t(t));
        out.lambdaTarget.push_back(needed ? 1.0F : 0.0F);
        out.lambdaWeight.push_back(weight);
    };
    mark(e.answerBegin - 1, present, 1.0F);
    for (std::size_t t = e.answerBegin; t + 1 < e.ids.size(); ++t) {
        const bool value = present && t + 1 >= e.valueBegin && t + 1 < e.valueEnd;
        mark(t, value, value && t + 1 == e.valueBegin ? 0.3F : 0.1F);
    }
}

Batch BatchMaker::pack(const std::vector<Example>& examples) const {
    Batch out;
    out.examples = std::int64_t(examples.size());
    for (const auto& e : examples) out.length = std::max(out.length, std::int64_t(e.ids.size()) - 1);
    out.ids.assign(std::size_t(out.examples * out.length), m_eos);
    out.target.assign(out.ids.size(), -1);
    for (std::size_t b = 0; b < examples.size(); ++b) {
        const auto& e = examples[b];
        const auto base = std::int64_t(b) * out.length;
        out.gold.push_back(e.gold);
        out.promptBegin.push_back(std::int64_t(e.promptBegin));
        out.answerBegin.push_back(std::int64_t(e.answerBegin));
        out.answerable.push_back(e.valueEnd > e.valueBegin);
        for (std::size_t t = 0; t + 1 < e.ids.size(); ++t) {
            out.ids[std::size_t(base) + t] = e.ids[t];
            if (t + 1 < e.answerBegin) continue;
            out.target[std::size_t(base) + t] = e.ids[t + 1];
            if (t + 1 < e.valueBegin || t + 1 >= e.valueEnd) continue;
            out.valuePosition.push_back(base + std::int64_t(t));
            out.valueExample.push_back(std::int64_t(b));
        }
        if (e.gold >= 0) markGrounding(e, b, out);
    }
    return out;
}

Batch BatchMaker::train(std::uint64_t step, int micro, int examples, int knowledge) const {
    Random random(m_config.seed * 0x9E3779B97F4A7C15ULL + step * 64 + std::uint64_t(micro));
    for (int i = 0; i < 8; ++i) random();
    double kind = uniform(random);
    if (kind < m_config.textShare && m_folder.text.size() > 1000) return textBatch(random, examples);
    Plan plan;
    plan.knowledge = knowledge;
    kind -= m_config.textShare;
    plan.facts = kind >= 0 && kind < m_config.contextShare;
    plan.withKnowledge = !plan.facts || uniform(random) < 0.5;
    plan.answers = plan.facts || kind < 0 || kind >= m_config.contextShare + m_config.questionShare;
    if (!plan.answers) {
        plan.knowledge = m_config.questionKnowledge > 0 ? m_config.questionKnowledge : 2 * knowledge;
        plan.mates = {1, m_config.questionSameNoun, m_config.questionNegatives};
    }
    const auto rows = drawExamples(random, plan.facts     ? std::max(1, examples / 2)
                                           : plan.answers ? examples
                                                          : examples * 2);
    plan.rows = rows;
    Batch out = make(random, plan);
    if (!plan.answers) std::fill(out.target.begin(), out.target.end(), -1);
    return out;
}

Batch BatchMaker::validate(std::uint64_t index, int examples, int knowledge, Source source) const {
    Random random(index + 99);
    std::vector<std::uint32_t> rows;
    for (int i = 0; i < examples; ++i)
        rows.push_back(m_validation[(index * std::uint64_t(examples) + std::uint64_t(i)) % m_validation.size()]);
    Plan plan;
    plan.rows = rows;
    plan.knowledge = knowledge;
    plan.training = false;
    plan.facts = source != Source::Knowledge;
    plan.withKnowledge = source != Source::Facts;
    return make(random, plan);
}

} // namespace akv

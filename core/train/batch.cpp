// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/batch.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

namespace akv {

namespace {

constexpr std::size_t kMaxExampleTokens = 96;

void append(std::vector<std::int64_t>& out, std::span<const std::uint16_t> ids) {
    out.insert(out.end(), ids.begin(), ids.end());
}
void append(std::vector<std::int64_t>& out, const std::vector<int>& ids) {
    out.insert(out.end(), ids.begin(), ids.end());
}

double uniform(std::mt19937_64& random) { return double(random() >> 11) * 0x1.0p-53; }

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
    : m_folder(folder), m_chat(chat), m_refusal(std::move(refusal)), m_config(config) {
    m_bySource.resize(folder.sources.size());
    for (std::uint32_t i = 0; i < folder.rows.size(); ++i) {
        const auto& row = folder.rows[i];
        if (row.split == RowSplit::Validation) {
            m_validation.push_back(i);
        } else {
            m_training.push_back(i);
            m_bySource[row.source].push_back(i);
        }
    }
    double total = 0;
    for (std::size_t s = 0; s < m_bySource.size(); ++s) {
        if (!m_bySource[s].empty()) total += folder.sourceWeight[s];
        m_sourceShare.push_back(total);
    }
    for (auto& share : m_sourceShare) share /= total;
    m_nameOrder = m_nounOrder = m_training;
    std::stable_sort(m_nameOrder.begin(), m_nameOrder.end(),
                     [&](auto a, auto b) { return folder.rows[a].nameId < folder.rows[b].nameId; });
    std::stable_sort(m_nounOrder.begin(), m_nounOrder.end(),
                     [&](auto a, auto b) { return folder.rows[a].noun < folder.rows[b].noun; });
    std::shuffle(m_validation.begin(), m_validation.end(), Random(7));
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

void BatchMaker::appendAnswer(Example& out, const TrainingRow& row, std::uint32_t valueString) const {
    out.answerBegin = out.ids.size();
    append(out.ids, m_chat.the);
    append(out.ids, m_folder.string(row.noun));
    append(out.ids, m_chat.of);
    append(out.ids, m_folder.string(row.name));
    append(out.ids, m_chat.is);
    out.valueBegin = out.ids.size();
    append(out.ids, m_folder.string(valueString));
    out.valueEnd = out.ids.size();
    out.ids.push_back(m_chat.period);
}

void BatchMaker::appendRefusal(Example& out) const {
    out.answerBegin = out.valueBegin = out.valueEnd = out.ids.size();
    append(out.ids, m_refusal);
}

BatchMaker::Example BatchMaker::question(Random& random, std::uint32_t rowIndex, std::uint32_t valueString,
                                         bool answerable, bool training) const {
    const auto& row = m_folder.rows[rowIndex];
    Example out;
    out.ids = {m_chat.bos, m_chat.question};
    const auto templates = std::min<std::size_t>(10, m_folder.templates.size());
    // The plain form is the commonest; validation uses it only half of the time.
    const std::size_t which = uniform(random) < (training ? 0.3 : 0.5) ? 0 : random() % templates;
    for (const auto token : m_folder.templates[which]) {
        if (token == TrainingFolder::kNounSlot)
            append(out.ids, m_folder.string(row.noun));
        else if (token == TrainingFolder::kNameSlot)
            append(out.ids, m_folder.string(row.name));
        else
            out.ids.push_back(token);
    }
    out.ids.push_back(m_chat.answer);
    if (answerable)
        appendAnswer(out, row, valueString);
    else
        appendRefusal(out);
    out.ids.push_back(m_chat.eos);
    return out;
}

std::vector<std::uint32_t> BatchMaker::contextRows(Random& random, std::span<const std::uint32_t> answerable,
                                                   std::span<const std::uint32_t> absent, int count,
                                                   bool training) const {
    std::vector<std::uint32_t> out(answerable.begin(), answerable.end());
    std::unordered_set<std::uint32_t> taken(answerable.begin(), answerable.end());
    taken.insert(absent.begin(), absent.end());
    const auto offer = [&](std::uint32_t row) {
        if (taken.insert(row).second) out.push_back(row);
    };
    // Hard negatives: rows about the same entity, and rows that ask for the same thing.
    const auto neighbours = [&](const std::vector<std::uint32_t>& order, std::uint32_t row, auto field) {
        const auto value = field(m_folder.rows[row]);
        const auto begin = std::lower_bound(order.begin(), order.end(), value,
                                            [&](auto r, auto v) { return field(m_folder.rows[r]) < v; });
        const auto end =
            std::upper_bound(begin, order.end(), value, [&](auto v, auto r) { return v < field(m_folder.rows[r]); });
        if (begin != end) offer(*(begin + std::ptrdiff_t(random() % std::uint64_t(end - begin))));
    };
    const auto hard = [&](std::span<const std::uint32_t> rows) {
        for (const auto row : rows) {
            if (int(out.size()) + 2 > count) return;
            neighbours(m_nameOrder, row, [](const TrainingRow& r) { return r.nameId; });
            neighbours(m_nounOrder, row, [](const TrainingRow& r) { return r.noun; });
        }
    };
    hard(absent);
    hard(answerable);
    // A small training set may not hold that many other rows: stop after enough vain draws.
    for (int draws = 0; int(out.size()) < count && draws < 20 * count; ++draws)
        offer(training ? drawRow(random) : m_training[random() % m_training.size()]);
    return out;
}

Batch BatchMaker::knowledgeBatch(Random& random, std::span<const std::uint32_t> rows, int knowledge,
                                 bool training) const {
    std::vector<std::uint32_t> answerable, absent;
    std::vector<std::uint8_t> kind;
    for (const auto row : rows) {
        const bool present = uniform(random) >= m_config.refusalShare;
        kind.push_back(present);
        (present ? answerable : absent).push_back(row);
    }
    const auto context =
        contextRows(random, answerable, absent, std::max<int>(knowledge, int(answerable.size())), training);
    std::vector<std::uint32_t> valueOf(context.size());
    for (std::size_t j = 0; j < context.size(); ++j) {
        const bool swap = training && uniform(random) < m_config.swapShare;
        valueOf[j] = swap ? drawValue(random) : m_folder.rows[context[j]].valueEmbedding;
    }
    std::vector<Example> examples;
    std::int64_t next = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto gold = kind[i] ? next++ : -1;
        const auto value = kind[i] ? m_folder.valueString[valueOf[std::size_t(gold)]] : 0U;
        examples.push_back(question(random, rows[i], value, kind[i] != 0, training));
        examples.back().gold = gold;
    }
    Batch out = pack(examples);
    out.knowledgeRows = std::int64_t(context.size());
    out.keys.resize(context.size() * m_folder.width);
    out.values.resize(context.size() * m_folder.width);
    m_folder.keys(context, out.keys.data());
    m_folder.valueRows(valueOf, out.values.data());
    return out;
}

Batch BatchMaker::textBatch(Random& random, int examples) const {
    constexpr std::size_t kWindow = 64;
    std::vector<Example> out;
    for (int i = 0; i < examples / 2; ++i) {
        Example example;
        const auto begin = random() % (m_folder.text.size() - kWindow);
        example.ids = {m_chat.bos};
        append(example.ids, std::span(m_folder.text).subspan(begin, kWindow));
        example.answerBegin = 1;
        example.valueBegin = example.valueEnd = 0;
        out.push_back(std::move(example));
    }
    return pack(out);
}

Batch BatchMaker::contextBatch(Random& random, int examples) const {
    // Facts as text before the question, as the retrieval and hybrid prompts write them; sometimes the fact is missing.
    std::vector<Example> out;
    for (int i = 0; i < examples / 2; ++i) {
        const auto gold = drawRow(random);
        const bool present = uniform(random) >= m_config.refusalShare;
        std::vector<std::uint32_t> facts =
            contextRows(random, present ? std::vector{gold} : std::vector<std::uint32_t>{}, std::vector{gold},
                        1 + int(random() % 4), true);
        std::shuffle(facts.begin(), facts.end(), random);
        const auto swapped = m_folder.valueString[random() % m_folder.values()];
        const bool swap = uniform(random) < m_config.swapShare;
        Example example;
        example.ids = {m_chat.bos};
        for (const auto row : facts) {
            Example fact;
            const auto& r = m_folder.rows[row];
            appendAnswer(fact, r, row == gold && swap ? swapped : r.value);
            example.ids.push_back(m_chat.fact);
            example.ids.insert(example.ids.end(), fact.ids.begin(), fact.ids.end());
        }
        Example asked = question(random, gold, swap ? swapped : m_folder.rows[gold].value, present, true);
        const auto shift = example.ids.size() - 1;
        example.ids.insert(example.ids.end(), asked.ids.begin() + 1, asked.ids.end());
        example.answerBegin = asked.answerBegin + shift;
        example.valueBegin = example.valueEnd = 0;
        if (example.ids.size() <= 160) out.push_back(std::move(example));
    }
    return pack(out);
}

Batch BatchMaker::pack(const std::vector<Example>& examples) const {
    Batch out;
    out.examples = std::int64_t(examples.size());
    for (const auto& e : examples) out.length = std::max(out.length, std::int64_t(e.ids.size()) - 1);
    out.ids.assign(std::size_t(out.examples * out.length), m_chat.eos);
    out.target.assign(out.ids.size(), -1);
    for (std::size_t b = 0; b < examples.size(); ++b) {
        const auto& e = examples[b];
        const auto base = std::int64_t(b) * out.length;
        out.answerable.push_back(e.gold >= 0);
        for (std::size_t t = 0; t + 1 < e.ids.size(); ++t) {
            out.ids[std::size_t(base) + t] = e.ids[t];
            if (t + 1 < e.answerBegin) continue;
            out.target[std::size_t(base) + t] = e.ids[t + 1];
            const bool predictsValue = t + 1 >= e.valueBegin && t + 1 < e.valueEnd;
            if (e.gold >= 0 && predictsValue) {
                out.valuePosition.push_back(base + std::int64_t(t));
                out.valueExample.push_back(std::int64_t(b));
            }
            // Strongest where the triple is needed: at the last prompt token and at the token before the value.
            if (e.gold >= 0 && t + 1 < std::max(e.valueEnd, e.answerBegin + 1)) {
                const bool strong = t + 1 == e.answerBegin || t + 1 == e.valueBegin;
                if (!strong && (b + t) % 3 != 0) continue; // a third of the other positions is enough
                out.groundPosition.push_back(base + std::int64_t(t));
                out.groundGold.push_back(e.gold);
                out.groundWeight.push_back(strong ? 1.0F : 0.5F);
            }
        }
    }
    return out;
}

Batch BatchMaker::train(std::uint64_t step, int micro, int examples, int knowledge) const {
    Random random(m_config.seed * 0x9E3779B97F4A7C15ULL + step * 64 + std::uint64_t(micro));
    for (int i = 0; i < 8; ++i) random();
    const double kind = uniform(random);
    if (kind < m_config.textShare && m_folder.text.size() > 1000) return textBatch(random, examples);
    if (kind < m_config.textShare + m_config.contextShare) return contextBatch(random, examples);
    std::vector<std::uint32_t> rows;
    std::unordered_set<std::uint32_t> seen;
    while (int(rows.size()) < examples) {
        const auto row = drawRow(random);
        const auto& r = m_folder.rows[row];
        const auto tokens =
            m_folder.string(r.noun).size() * 2 + m_folder.string(r.name).size() * 2 + m_folder.string(r.value).size();
        if (tokens + 16 <= kMaxExampleTokens && seen.insert(row).second) rows.push_back(row);
    }
    return knowledgeBatch(random, rows, knowledge, true);
}

Batch BatchMaker::validate(std::uint64_t index, int examples, int knowledge) const {
    Random random(index + 99);
    std::vector<std::uint32_t> rows;
    for (int i = 0; i < examples; ++i)
        rows.push_back(m_validation[(index * std::uint64_t(examples) + std::uint64_t(i)) % m_validation.size()]);
    return knowledgeBatch(random, rows, knowledge, false);
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/example.h"

namespace akv {

namespace {

template <class Ids>
void append(std::vector<std::int64_t>& out, const Ids& ids) {
    out.insert(out.end(), ids.begin(), ids.end());
}

double uniform(std::mt19937_64& random) { return double(random() >> 11) * 0x1.0p-53; }

} // namespace

CopySentence ExampleMaker::sentence(const TrainingRow& row, std::uint32_t valueString) const {
    CopySentence out;
    const auto add = [&](const auto& ids) { out.tokens.insert(out.tokens.end(), ids.begin(), ids.end()); };
    add(m_chat.the);
    out.nounBegin = out.tokens.size();
    add(m_folder.string(row.noun));
    out.nounEnd = out.tokens.size();
    add(m_chat.of);
    out.nameBegin = out.tokens.size();
    add(m_folder.string(row.name));
    out.nameEnd = out.tokens.size();
    add(m_chat.is);
    out.valueBegin = out.tokens.size();
    add(m_folder.string(valueString));
    out.tokens.push_back(m_chat.period);
    return out;
}

void ExampleMaker::appendSentence(Example& out, const TrainingRow& row, std::uint32_t valueString) const {
    const auto words = sentence(row, valueString);
    out.valueBegin = out.ids.size() + words.valueBegin;
    append(out.ids, words.tokens);
    out.valueEnd = out.ids.size() - 1;
}

const std::vector<std::int32_t>& ExampleMaker::form(Random& random, const TrainingRow& row, double plainShare) const {
    if (uniform(random) < plainShare) return m_folder.templates.front();
    const bool hasRelation = row.relation != TrainingRow::kNoString && !m_folder.relationTemplates.empty();
    if (hasRelation && uniform(random) < 0.2)
        return m_folder.relationTemplates[random() % m_folder.relationTemplates.size()];
    return m_folder.templates[random() % m_folder.templates.size()];
}

Example ExampleMaker::question(Random& random, std::uint32_t rowIndex, std::uint32_t valueString, Answer answer,
                               double plainShare) const {
    const auto& row = m_folder.rows[rowIndex];
    Example out;
    out.ids = {m_chat.bos, m_chat.question};
    for (const auto token : form(random, row, plainShare)) {
        switch (token) {
        case TrainingFolder::kNounSlot: append(out.ids, m_folder.string(row.noun)); break;
        case TrainingFolder::kNameSlot: append(out.ids, m_folder.string(row.name)); break;
        case TrainingFolder::kRelationSlot: append(out.ids, m_folder.string(row.relation)); break;
        default: out.ids.push_back(token);
        }
    }
    out.ids.push_back(m_chat.answer);
    out.answerBegin = out.ids.size();
    if (answer == Answer::Value) {
        appendSentence(out, row, valueString);
    } else {
        out.valueBegin = out.valueEnd = out.ids.size();
        if (answer == Answer::Refusal) append(out.ids, m_refusal);
    }
    out.ids.push_back(m_chat.eos);
    return out;
}

Example ExampleMaker::withFacts(const Example& question, std::span<const std::uint32_t> rows,
                                std::span<const std::uint32_t> valueStrings) const {
    Example out;
    out.ids = {m_chat.bos};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        out.ids.push_back(m_chat.fact);
        appendSentence(out, m_folder.rows[rows[i]], valueStrings[i]);
    }
    const auto shift = out.ids.size() - 1;
    out.ids.insert(out.ids.end(), question.ids.begin() + 1, question.ids.end());
    out.gold = question.gold;
    out.promptBegin = question.promptBegin + shift;
    out.answerBegin = question.answerBegin + shift;
    out.valueBegin = question.valueBegin + shift;
    out.valueEnd = question.valueEnd + shift;
    return out;
}

Example ExampleMaker::text(std::size_t begin, std::size_t length) const {
    Example out;
    out.ids = {m_chat.bos};
    append(out.ids, std::span(m_folder.text).subspan(begin, length));
    out.answerBegin = out.valueBegin = out.valueEnd = 1;
    return out;
}

std::size_t ExampleMaker::longest(std::uint32_t rowIndex) const {
    const auto& row = m_folder.rows[rowIndex];
    const auto relation = row.relation == TrainingRow::kNoString ? 0 : m_folder.string(row.relation).size();
    return 2 * m_folder.string(row.name).size() + m_folder.string(row.noun).size() +
           std::max(m_folder.string(row.noun).size(), relation) + m_folder.string(row.value).size() + 20;
}

} // namespace akv

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/indicators.h"

#include <QtCore/QObject>

#include <algorithm>
#include <cmath>
#include <set>

namespace akv::ui {

Indicators indicatorsOf(const Answer& answer) {
    Indicators out;
    std::set<std::uint32_t> read;
    for (const LayerRecord& record : answer.trace.layers) read.insert(record.leaf.kept.begin(), record.leaf.kept.end());
    out.leavesRead = read.size();
    if (answer.evidence.empty()) return out;
    out.lambdaKg = answer.lambdaKg;
    if (answer.refused) return out;
    if (!std::isnan(answer.match)) out.match = answer.match;
    const std::string text = " " + normaliseAnswer(answer.text) + " ";
    const std::string question = " " + normaliseAnswer(answer.question) + " ";
    const auto says = [](const std::string& where, const std::string& what) {
        const std::string words = normaliseAnswer(what);
        return !words.empty() && where.find(" " + words + " ") != std::string::npos;
    };
    std::vector<const Evidence*> byRank;
    for (const Evidence& e : answer.evidence) byRank.push_back(&e);
    std::stable_sort(byRank.begin(), byRank.end(), [](auto* a, auto* b) { return a->rank < b->rank; });
    for (const Evidence* e : byRank) {
        const std::string& name = e->value == e->tail ? e->head : e->tail;
        if (says(question, name) && says(text, e->value)) {
            out.groundingRank = e->rank;
            break;
        }
    }
    return out;
}

QString groundingDefinition() {
    return QObject::tr(
        "Grounding: did the model read the triple that it talks about?\nRank, by evidence share, of the first read "
        "triple whose name the question mentions and whose value the answer says. It does not say that the "
        "answer is true.");
}

QString matchDefinition() {
    return QObject::tr(
        "Match (faithfulness): does the text say what the top triple says?\nToken F1 between the value "
        "part of the answer and the value of the triple with the largest evidence share; 1.00 = the same words.");
}

QString lambdaDefinition() {
    return QObject::tr("λ knowledge: share of the attention mass that went to the knowledge graph, mean over answer "
                       "tokens, KB layers and heads. The rest went to the words of the conversation.");
}

QString evidenceDefinition() {
    return QObject::tr(
        "Evidence share: joint attention weight of a triple summed over answer steps, KB layers and heads, "
        "divided by the same sum over all leaves that were kept.");
}

} // namespace akv::ui

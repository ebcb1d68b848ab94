// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"
#include "views/models/plain_table_model.h"

#include <memory>

namespace akv::ui {

/// What of an answer is looked at: one word (the last position of its step), all words together, or all positions of
/// the prompt.
enum class Scope { Word, Answer, Prompt };

/// Records of one KB layer as one, added up where the scope holds several positions.
struct ScopedRecord {
    /// Word: as recorded. Prompt: the prefill's, head weights and lambda_kg summed over its positions (no head weights
    /// where an older trace does not hold them; no value norms). Answer: keys that any step kept, by descending sum;
    /// scores are summed over the steps (the prefill's divided by its positions), head weights, lambda_kg and value
    /// norms of the last positions summed; no runners-up, since each step cuts for itself.
    LayerRecord record;
    int summed = 1;            ///< positions that lambda_kg and the head weights are sums over
    bool steps = false;        ///< they are those of several steps
    double meanLambda() const; ///< over heads and positions
};
/// Empty when nothing was recorded.
std::optional<ScopedRecord> scopedRecord(const Trace& trace, Scope scope, int step, int layer);

/// What the numbers of a layer are under a scope.
struct ScopeTexts {
    QString title, note; ///< of the funnel; no note where nothing was recorded
    QString weightHint;  ///< of the leaves' weights
};
ScopeTexts scopeTexts(Scope scope, int layer, const std::optional<ScopedRecord>& scoped);

/// A layer of an answer under a scope.
struct Place {
    std::shared_ptr<const Answer> answer;
    Scope scope = Scope::Word;
    int step = -1, layer = -1;
    bool operator==(const Place&) const = default;
};
QString placeText(const Place& place); ///< "“Astana”, layer 4"

/// What two places read: the union of their leaves. Shares are of each place's own knowledge mass, so that a word can
/// be compared with a whole answer.
struct PlaceComparison {
    PlainTable table;
    int onlyA = 0, onlyB = 0, both = 0;
    double lambdaA = 0.0, lambdaB = 0.0; ///< means over heads and positions
    QString summary;                     ///< the same in a sentence
};
/// Empty when one of them has no record. Leaves of different stores are matched by their triples' words.
std::optional<PlaceComparison> comparePlaces(const Place& a, const Place& b);

} // namespace akv::ui

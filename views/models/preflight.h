// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/question_match.h"

#include <QtCore/QString>

#include <optional>

namespace akv::ui {

/// What is known before a question is asked.
struct Preflight {
    std::optional<QuestionMatch> match; ///< of the draft; empty: not looked up, or no graph
    bool graph = false, store = false;  ///< a graph is open, and the model reads its store
    QString graphName;
    std::uint64_t triples = 0;
    std::optional<int> promptTokens;
    int contextLength = 0;
};

/// "2 entities matched: Peru, Lima · 1 row asks this · graph world attached, 1,378 triples · 11 of 512 prompt tokens".
QString preflightText(const Preflight& p);
/// Why the question is none for this model, or the prompt does not fit; empty: it is one.
QString preflightWarning(const Preflight& p);

} // namespace akv::ui

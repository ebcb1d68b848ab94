// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"

#include <QtCore/QString>

#include <optional>

namespace akv::ui {

/// The three figures of an answer, always apart; never one "confidence".
struct Indicators {
    std::optional<int> groundingRank; ///< rank, by evidence share, of the first triple that the question names and
                                      ///< whose value the text says
    std::size_t leavesRead = 0;       ///< different leaves that any layer attended to
    std::optional<double> match;      ///< faithfulness: token F1 of the text's value part with the top evidence's value
    std::optional<double> lambdaKg;   ///< mean share of attention that went to knowledge
};

Indicators indicatorsOf(const Answer& answer);

/// Definitions for tooltips, one per indicator.
QString groundingDefinition();
QString matchDefinition();
QString lambdaDefinition();
QString evidenceDefinition();

} // namespace akv::ui

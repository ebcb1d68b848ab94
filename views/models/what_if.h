// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"

#include <QtCore/QString>

#include <memory>
#include <optional>
#include <vector>

namespace akv::ui {

/// What variant B changes against the answer A. Nothing here touches the stored graph.
struct WhatIfChange {
    enum class Control { None, ShuffledValues, RandomGraph };
    std::vector<TripleId> masked;                      ///< on top of what A was asked without
    std::optional<std::pair<Evidence, QString>> value; ///< this triple's value read as another text
    Control control = Control::None;
    Mode mode = Mode::Atlas;
    PruneK k;
    bool nothing(const Answer& a) const;
    /// In words: "mask Kazakhstan · currency · tenge; k 3-12-4".
    QString text(const Answer& a) const;
};

/// Both answers and what the change did to the first one.
struct WhatIfResult {
    std::shared_ptr<const Answer> a, b;
    bool askedAgain = false;                  ///< A was asked again: model or graph are not those that it came from
    std::optional<double> logprobA, logprobB; ///< of A's words: as A was asked, and under the change (teacher-forced)
    QString reason;                           ///< why there are no log-probabilities
};

/// "The answer is word for word the same…", or what changed, in one sentence that the numbers support.
QString whatIfVerdict(const WhatIfResult& result);

} // namespace akv::ui

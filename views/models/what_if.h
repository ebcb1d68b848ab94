// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/whatif.h"

#include <QtCore/QString>

namespace akv::ui {

/// True when B would be asked just as A was.
bool changesNothing(const WhatIfChange& change, const Answer& a);
/// True when the change is one of the stored graph: masked triples and new values, and nothing else.
bool canBeApplied(const WhatIfChange& change, const Answer& a);
/// The change in words: "without Kazakhstan · currency · tenge; k 3-12-4".
QString whatIfText(const WhatIfChange& change, const Answer& a);
/// "The answer is word for word the same…", or what changed, in one sentence that the numbers support.
QString whatIfVerdict(const WhatIfResult& result);

} // namespace akv::ui

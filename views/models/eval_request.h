// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "core/eval/sweep.h"

#include <QtCore/QString>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace akv::ui {

/// A chat model that scores answers.
struct JudgeRequest {
    QString url, model;
    QString key; ///< empty: that of the environment. Sent to the address and written nowhere
    double requestsPerSecond = 2.0;
};

/// What an evaluation is to measure, as it was chosen.
struct EvalRequest {
    QString questions; ///< Q-K-V file; empty: the graph's own rows
    std::vector<std::uint32_t> sizes;
    std::vector<Mode> modes;
    int seeds = 3, perCell = 50;
    std::set<std::string> metrics; ///< of evalMetricNames()
    std::vector<int> layers;       ///< KB layers that ACC sums over; empty: the model's own rule
    QString out;
    std::optional<JudgeRequest> judge; ///< empty: nobody is asked
    SweepOptions sweeps;               ///< beside the run (k_sweep.json and others)
};

} // namespace akv::ui

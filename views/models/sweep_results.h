// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/plain_table_model.h"
#include "views/models/result_series.h"

namespace akv::ui {

/// What a sweep of an evaluation changed (k_sweep.json, scale_sweep.json, layer_sweep.json).
enum class SweepKind { K, Scale, Layers };
QString sweepName(SweepKind kind); ///< as the Evaluate page names it

/// One value of a sweep at one KG size: means and half widths of their 95 % intervals, as shares.
struct SweepLine {
    SweepKind kind = SweepKind::K;
    QString mode;
    std::uint64_t size = 0, n = 0, unanswerable = 0;
    QString value; ///< "4-12-8", "none", "10" or "4+5"
    EvalFigures figures;
};

/// Lines of a sweep's file; empty when it is none.
std::vector<SweepLine> parseSweep(const QByteArray& json);

/// What is chosen to be looked at.
struct SweepChoice {
    SweepKind kind = SweepKind::K;
    QString mode;
    std::uint64_t size = 0;
};
/// The chosen lines: of k the fewest leaves first, the others as they were measured.
std::vector<SweepLine> linesOf(const std::vector<SweepLine>& lines, const SweepChoice& choice);
PlainTable sweepTable(const std::vector<SweepLine>& chosen);

/// How the chosen lines are drawn, in percent. k: over the share of leaves scanned; the others: over their values.
struct SweepPicture {
    QString xLabel;
    QStringList categories; ///< names of x = 0, 1, …; empty: x is a number
    bool joined = true;     ///< neighbours belong together
    std::vector<Curve> curves;
};
SweepPicture sweepPicture(const std::vector<SweepLine>& chosen);

} // namespace akv::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/models/plain_table_model.h"
#include "views/models/result_series.h"

namespace akv::ui {

/// One k of a sweep at one KG size (k_sweep.json): means and half widths of their 95 % intervals, as shares.
struct SweepLine {
    using Figure = std::pair<double, double>;
    std::uint64_t size = 0, n = 0;
    QString k;
    Figure acc1, acc5, massRecall, leavesScanned;
};

/// Lines of k_sweep.json; empty when it is none.
std::vector<SweepLine> parseKSweep(const QByteArray& json);
/// The KG sizes in it, ascending.
std::vector<std::uint64_t> sizesOf(const std::vector<SweepLine>& lines);
/// One size, the fewest leaves first.
PlainTable sweepTable(const std::vector<SweepLine>& lines, std::uint64_t size);
/// ACC@1, ACC@5 and mass recall over the share of leaves scanned, in percent.
std::vector<Curve> sweepCurves(const std::vector<SweepLine>& lines, std::uint64_t size);

} // namespace akv::ui

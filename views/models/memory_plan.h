// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/memory_curve.h"
#include "core/engine/memory_estimate.h"
#include "views/models/memory_series.h"
#include "views/models/plain_table_model.h"
#include "views/models/result_series.h"

#include <QtCore/QByteArray>

#include <optional>

namespace akv::ui {

/// When the program asks before it loads a model with a graph.
struct Guardrail {
    enum class Level {
        Off,     ///< never
        Relaxed, ///< when it needs more than is free
        Strict,  ///< when it needs more than four fifths of what is free
        Limit    ///< when it needs more than `limit` bytes
    };
    Level level = Level::Relaxed;
    std::uint64_t limit = 4'000'000'000;
    bool operator==(const Guardrail&) const = default;
};
QString guardrailName(Guardrail::Level level);
/// Why loading should be asked about first: both numbers and what to do; empty: nothing speaks against it.
QString guardrailObjection(const MemoryEstimate& estimate, const Guardrail& guardrail, std::uint64_t available);

/// What the open engine holds, beside the estimate; empty where nothing is loaded.
struct MeasuredMemory {
    std::optional<EngineMemory> engine;
    std::uint64_t disk = 0;
    bool operator==(const MeasuredMemory&) const = default;
};
/// The parts of an estimate with their formulas, and what is measured now.
PlainTable estimateTable(const MemoryEstimate& estimate, const MeasuredMemory& measured);

/// Bytes by graph size along the formulas, from 1,000 to 1e9 rows: what must stay in memory, and the store on disk.
std::vector<Curve> projectedCurves(const MemoryShape& shape, const MemoryPlan& plan);
PlainTable measurementTable(const std::vector<MemoryMeasurement>& points);
/// Everything of one measurement, line by line.
QString measurementCard(const MemoryMeasurement& point);

/// Measurements as they are kept between sessions; what cannot be read is dropped.
QByteArray measurementsToJson(const std::vector<MemoryMeasurement>& points);
std::vector<MemoryMeasurement> measurementsFromJson(const QByteArray& json);

/// The bound of the paper, for device memory: below 20 GB with 1e9 triples.
constexpr double kPaperRows = 1e9, kPaperBytes = 20e9;

} // namespace akv::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/memory_curve.h"
#include "views/bridge/job_slot.h"
#include "views/models/job_model.h"

#include <vector>

namespace akv::ui {

/// Measures memory by graph size in a worker, one size after the other, and keeps the points of every model in a file.
class MemoryCurveController : public QObject {
    Q_OBJECT
public:
    /// `file`: where the points are kept; its folder also holds the stores while they are measured.
    MemoryCurveController(JobModel& jobs, const QString& file, QObject* parent = nullptr);
    void measure(const QString& modelFolder, const std::vector<std::uint64_t>& sizes,
                 const MemoryCurveOptions& options);
    void cancel() { m_slot.cancel(); }
    bool running() const { return m_slot.running(); }
    /// Points of the model with this hash, by size.
    std::vector<MemoryMeasurement> points(const std::string& modelHash) const;

Q_SIGNALS:
    void started();
    void progressed(const QString& what);
    void measured();
    void failed(const QString& message);
    void ended();

private:
    void keep(const MemoryMeasurement& point);

    JobModel& m_jobs;
    QString m_file;
    std::vector<MemoryMeasurement> m_points;
    JobSlot m_slot;
};

} // namespace akv::ui

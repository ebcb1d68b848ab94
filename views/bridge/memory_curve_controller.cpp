// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/memory_curve_controller.h"

#include "core/base/file.h"
#include "views/models/core_text.h"
#include "views/models/memory_plan.h"
#include "views/models/text.h"

#include <QtCore/QFileInfo>

#include <algorithm>

namespace akv::ui {

MemoryCurveController::MemoryCurveController(JobModel& jobs, const QString& file, QObject* parent)
    : QObject(parent), m_jobs(jobs), m_file(file) {
    if (const auto text = readFile(toStd(file), 1 << 24); text.ok())
        m_points = measurementsFromJson(QByteArray::fromStdString(text.value()));
}

std::vector<MemoryMeasurement> MemoryCurveController::points(const std::string& modelHash) const {
    std::vector<MemoryMeasurement> out;
    std::copy_if(m_points.begin(), m_points.end(), std::back_inserter(out),
                 [&](const MemoryMeasurement& p) { return p.modelHash == modelHash; });
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.rows < b.rows; });
    return out;
}

void MemoryCurveController::keep(const MemoryMeasurement& point) {
    std::erase_if(m_points,
                  [&](const MemoryMeasurement& p) { return p.modelHash == point.modelHash && p.rows == point.rows; });
    m_points.push_back(point);
    const auto kept = writeFileAtomically(toStd(m_file), measurementsToJson(m_points).toStdString());
    if (!kept.ok()) Q_EMIT failed(qs(kept.error().text()));
    Q_EMIT measured();
}

void MemoryCurveController::measure(const QString& modelFolder, const std::vector<std::uint64_t>& sizes,
                                    const MemoryCurveOptions& options) {
    if (m_slot.running()) return;
    auto job = std::make_shared<int>(0);
    const std::filesystem::path scratch = toStd(QFileInfo(m_file).path() + QStringLiteral("/memory-curve.part"));
    const auto work = [this, model = std::filesystem::path(toStd(modelFolder)), sizes, options,
                       scratch](const JobContext& context) -> Result<void> {
        for (const std::uint64_t rows : sizes) {
            AKV_ASSIGN(const auto point, measureMemory(model, rows, scratch, options, context));
            QMetaObject::invokeMethod(
                this, [this, point] { keep(point); }, Qt::QueuedConnection);
        }
        return {};
    };
    const CancelToken token = m_slot.start<void>(
        work,
        [this, job, count = sizes.size()](Result<void> result) {
            const bool cancelled = !result.ok() && result.error().code == ErrorCode::Cancelled;
            m_jobs.finish(*job,
                          result.ok() ? JobModel::Outcome::Done
                          : cancelled ? JobModel::Outcome::Cancelled
                                      : JobModel::Outcome::Failed,
                          result.ok() ? tr("%1 sizes").arg(count) : qs(result.error().text()));
            if (!result.ok() && !cancelled) Q_EMIT failed(qs(result.error().text()));
            Q_EMIT ended();
        },
        [this, job](const Progress& p) {
            m_jobs.update(*job, p);
            Q_EMIT progressed(p.total > 0 ? tr("%1, %2 of %3").arg(coreText(p.phase), grouped(p.done), grouped(p.total))
                                          : coreText(p.phase));
        });
    *job = m_jobs.begin(tr("Measure memory by size of the graph"), token);
    Q_EMIT started();
}

} // namespace akv::ui

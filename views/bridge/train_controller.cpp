// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/train_controller.h"

#include "core/base/file.h"
#include "views/models/text.h"

#include <QtCore/QFileInfo>

namespace akv::ui {

TrainController::TrainController(JobModel& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {
    connect(&m_run, &JobSlot::dropped, &m_jobs, &JobModel::drop);
    m_poll.setInterval(1000);
    connect(&m_poll, &QTimer::timeout, this, [this] {
        if (QFileInfo(m_file).size() != m_size) read();
    });
}

void TrainController::start(TrainTarget target, const QString& configFile, const QString& data, const QString& out,
                            bool resume) {
    if (m_run.running()) return;
    const auto config = loadTrainConfig(std::filesystem::path(toStd(configFile)), target);
    if (!config.ok()) {
        Q_EMIT failed(qs(config.error().text()));
        return;
    }
    TrainConfig run = config.value();
    if (!data.isEmpty()) run.data = toStd(data);
    if (!out.isEmpty()) run.out = toStd(out);
    auto job = std::make_shared<int>(0);
    const QString folder = qs(run.out.string());
    const CancelToken token = m_run.start<TrainReport>(
        [run, resume](const JobContext& context) { return akv::train(run, resume, context); },
        [this, job, folder](Result<TrainReport> report) {
            const bool cancelled = !report.ok() && report.error().code == ErrorCode::Cancelled;
            const QString what = report.ok() ? tr("%1 steps; the model is in %2/model").arg(report->steps).arg(folder)
                                 : cancelled ? tr("Stopped; the last checkpoint can be resumed.")
                                             : qs(report.error().text());
            m_jobs.finish(*job,
                          report.ok() ? JobModel::Outcome::Done
                          : cancelled ? JobModel::Outcome::Cancelled
                                      : JobModel::Outcome::Failed,
                          what);
            report.ok() || cancelled ? Q_EMIT ended(what) : Q_EMIT failed(what);
            read();
        },
        [this, job](const Progress& p) { m_jobs.update(*job, p); });
    *job = m_jobs.begin(resume ? tr("Training, resumed") : tr("Training"), token);
    Q_EMIT started(folder);
    follow(folder + QStringLiteral("/curves.csv"));
}

void TrainController::follow(const QString& file) {
    m_file = file;
    m_size = -1;
    m_poll.start();
    if (QFileInfo::exists(file)) read();
}

void TrainController::read() {
    if (m_file.isEmpty() || m_read.running()) return;
    m_size = QFileInfo(m_file).size();
    using Curves = std::vector<Curve>;
    m_read.start<Curves>(
        [path = std::filesystem::path(toStd(m_file))](const JobContext&) -> Result<Curves> {
            AKV_ASSIGN(const std::string csv, readFile(path, std::uint64_t(256) << 20));
            Curves curves = parseCurves(QByteArray::fromStdString(csv));
            if (curves.empty() && csv.find('\n') != std::string::npos)
                return Error(ErrorCode::FileFormat,
                             "'" + path.string() + "' is no curves.csv: its first column is not \"step\"");
            return curves;
        },
        [this, file = m_file](Result<Curves> curves) {
            if (curves.ok()) {
                Q_EMIT curvesRead(file, curves.value());
                return;
            }
            m_poll.stop();
            if (!m_run.running()) Q_EMIT failed(qs(curves.error().text()));
        });
}

} // namespace akv::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/models/job_model.h"

#include "views/models/core_text.h"
#include "views/models/text.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

namespace akv::ui {

namespace {
constexpr double kWorthTelling = 1.0; ///< seconds; what was done sooner is seen at once
}

JobModel::JobModel(QObject* parent) : QAbstractTableModel(parent) {}

int JobModel::begin(const QString& name, const CancelToken& cancel, std::optional<PauseGate> gate) {
    beginInsertRows({}, 0, 0);
    Job job;
    job.id = m_next++;
    job.name = name;
    job.cancel = cancel;
    job.gate = std::move(gate);
    job.clock.start();
    job.phaseClock.start();
    m_jobs.insert(m_jobs.begin(), std::move(job));
    endInsertRows();
    Q_EMIT changed();
    return m_jobs.front().id;
}

void JobModel::update(int id, const Progress& progress) {
    const int row = rowOf(id);
    if (row < 0) return;
    Job& job = m_jobs[std::size_t(row)];
    if (job.progress.phase != progress.phase) {
        job.phaseClock.start();
        job.phaseStart = progress.done;
    }
    job.progress = progress;
    touched(row);
}

void JobModel::finish(int id, Outcome outcome, const QString& message) {
    const int row = rowOf(id);
    if (row < 0) return;
    Job& job = m_jobs[std::size_t(row)];
    job.outcome = outcome;
    job.message = message;
    job.seconds = double(job.clock.elapsed()) / 1000.0;
    const bool silent = job.toldElsewhere || (job.seconds < kWorthTelling && outcome != Outcome::Failed);
    const QString told = tr("%1: %2").arg(job.name, text(job, State));
    touched(row);
    if (!silent) Q_EMIT ended(id, told);
}

void JobModel::setToldElsewhere(int id) {
    if (const int row = rowOf(id); row >= 0) m_jobs[std::size_t(row)].toldElsewhere = true;
}

void JobModel::cancel(int row) {
    if (row >= 0 && row < rowCount()) m_jobs[std::size_t(row)].cancel.cancel();
}

void JobModel::drop(const CancelToken& token) {
    for (const Job& job : m_jobs)
        if (job.outcome == Outcome::Running && job.cancel == token)
            return finish(job.id, Outcome::Cancelled, tr("a newer one took its place"));
}

bool JobModel::canPause(int row) const {
    if (row < 0 || row >= rowCount()) return false;
    const Job& job = m_jobs[std::size_t(row)];
    return job.gate && job.outcome == Outcome::Running && !job.cancel.cancelled();
}

bool JobModel::paused(int row) const { return canPause(row) && m_jobs[std::size_t(row)].gate->paused(); }

void JobModel::setPaused(int row, bool paused) {
    if (!canPause(row)) return;
    Job& job = m_jobs[std::size_t(row)];
    job.gate->setPaused(paused);
    if (!paused) { // the rate does not count the pause
        job.phaseClock.start();
        job.phaseStart = job.progress.done;
    }
    touched(row);
}

void JobModel::clearFinished() {
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (m_jobs[std::size_t(row)].outcome == Outcome::Running) continue;
        beginRemoveRows({}, row, row);
        m_jobs.erase(m_jobs.begin() + row);
        endRemoveRows();
    }
    Q_EMIT changed();
}

int JobModel::running() const {
    return int(std::count_if(m_jobs.begin(), m_jobs.end(), [](const Job& j) { return j.outcome == Outcome::Running; }));
}

QString JobModel::summary() const {
    for (const Job& job : m_jobs) {
        if (job.outcome != Outcome::Running) continue;
        const QString count = text(job, Count);
        return count.isEmpty() ? job.name : QStringLiteral("%1 %2").arg(job.name, count);
    }
    return {};
}

std::optional<double> JobModel::fraction() const {
    for (const Job& job : m_jobs)
        if (job.outcome == Outcome::Running && job.progress.total > 0)
            return std::min(1.0, double(job.progress.done) / double(job.progress.total));
    return std::nullopt;
}

int JobModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_jobs.size()); }
int JobModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant JobModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Job& job = m_jobs[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole: return text(job, index.column());
    case Qt::ToolTipRole: return job.message.isEmpty() ? text(job, index.column()) : job.message;
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter |
                   (index.column() >= Count && index.column() <= Left ? Qt::AlignRight : Qt::AlignLeft));
    case OutcomeRole: return int(job.outcome);
    case JobIdRole: return job.id;
    case FractionRole:
        return job.progress.total > 0 ? QVariant(std::min(1.0, double(job.progress.done) / double(job.progress.total)))
                                      : QVariant();
    default: return {};
    }
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section >= Count && section <= Left ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Name: return tr("Job");
    case Phase: return tr("Phase");
    case Count: return tr("Done");
    case Rate: return tr("Rate");
    case Left: return tr("Time");
    case State: return tr("State");
    default: return {};
    }
}

double JobModel::rate(const Job& job) const {
    const double seconds = double(job.phaseClock.elapsed()) / 1000.0;
    if (seconds < 0.2 || job.progress.done <= job.phaseStart) return 0.0;
    return double(job.progress.done - job.phaseStart) / seconds;
}

QString JobModel::text(const Job& job, int column) const {
    const bool running = job.outcome == Outcome::Running;
    const bool held = running && job.gate && job.gate->paused();
    switch (column) {
    case Name: return job.name;
    case Phase: return job.progress.phase.empty() && running ? tr("starting") : coreText(job.progress.phase);
    case Count:
        if (job.progress.total > 0)
            return QStringLiteral("%1 / %2").arg(grouped(job.progress.done), grouped(job.progress.total));
        return job.progress.done > 0 ? grouped(job.progress.done) : QString();
    case Rate:
        return running && !held && rate(job) > 0 ? tr("%1 / s").arg(rate(job), 0, 'f', rate(job) < 10 ? 1 : 0)
                                                 : QString();
    case Left:
        if (!running) return durationText(job.seconds);
        if (!held && rate(job) > 0 && job.progress.total > job.progress.done)
            return tr("%1 left").arg(durationText(double(job.progress.total - job.progress.done) / rate(job)));
        return {};
    case State:
        switch (job.outcome) {
        case Outcome::Running:
            return job.cancel.cancelled()           ? tr("stopping")
                   : job.gate && job.gate->paused() ? tr("paused")
                                                    : tr("running");
        case Outcome::Done: return job.message.isEmpty() ? tr("done") : tr("done: %1").arg(job.message);
        case Outcome::Cancelled: return tr("cancelled; the previous state was kept");
        case Outcome::Failed: return tr("failed: %1").arg(job.message);
        }
        return {};
    default: return {};
    }
}

QString JobModel::report(bool prompts) const {
    static const QRegularExpression kQuoted(QStringLiteral("“[^”]*”|'[^']*'|\"[^\"]*\""));
    const auto shown = [prompts](QString text) {
        return prompts ? text : text.replace(kQuoted, QStringLiteral("[…]"));
    };
    QStringList lines;
    for (const Job& job : m_jobs) {
        QString name = shown(job.name);
        if (!prompts && name.contains(QLatin1Char(':'))) name = name.section(QLatin1Char(':'), 0, 0);
        QString state = job.outcome == Outcome::Done && !prompts ? tr("done") : shown(text(job, State));
        lines << QStringList{name, text(job, Phase), text(job, Count), text(job, Left), state}.join(
            QStringLiteral(" | "));
    }
    return lines.join(QLatin1Char('\n'));
}

int JobModel::rowOf(int id) const {
    for (std::size_t i = 0; i < m_jobs.size(); ++i)
        if (m_jobs[i].id == id) return int(i);
    return -1;
}

void JobModel::touched(int row) {
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    Q_EMIT changed();
}

} // namespace akv::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/compare_controller.h"

#include "core/device/memory_sampler.h"
#include "core/workspace/question_match.h"
#include "views/bridge/answering.h"
#include "views/models/text.h"

#include <atomic>
#include <chrono>
#include <thread>

namespace akv::ui {

namespace {

/// Reads the resident memory every few milliseconds while it lives.
class PeakMemory {
public:
    PeakMemory() : m_before(m_sampler.sample().rss), m_most(m_before), m_thread([this] { watch(); }) {}
    ~PeakMemory() {
        m_stop = true;
        m_thread.join();
    }
    std::uint64_t grown() const { return m_most - m_before; }

private:
    void watch() {
        while (!m_stop) {
            m_most = std::max(m_most.load(), m_sampler.sample().rss);
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
    MemorySampler m_sampler;
    std::uint64_t m_before;
    std::atomic<std::uint64_t> m_most;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

using Measured = std::pair<Answer, std::uint64_t>;

} // namespace

CompareController::CompareController(JobModel& jobs, CompareModel& model, QObject* parent)
    : QObject(parent), m_jobs(jobs), m_model(model) {}

void CompareController::setEngine(std::shared_ptr<const Engine> engine, const QString& workspaceFolder) {
    cancel();
    m_engine = std::move(engine);
    m_workspace = workspaceFolder;
}

void CompareController::cancel() {
    m_cancel.cancel();
    m_slot.cancel();
}

void CompareController::run(const QString& question, std::vector<CompareModel::Run> runs) {
    if (m_running || !m_engine || runs.empty()) return;
    m_cancel = CancelToken();
    m_model.start(question, std::move(runs));
    m_job = m_jobs.begin(tr("Compare %1 modes").arg(m_model.runs().size()), m_cancel);
    m_running = true;
    Q_EMIT runningChanged(true);
    findGold();
    next(0);
}

/// The rows that the question asks for; without a graph there is nothing to rank.
void CompareController::findGold() {
    if (m_workspace.isEmpty()) return;
    using Rows = std::vector<RowId>;
    m_gold.start<Rows>(
        [folder = std::filesystem::path(toStd(m_workspace)),
         question = toStd(m_model.question())](const JobContext&) -> Result<Rows> {
            AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Read));
            AKV_ASSIGN(const auto match, matchQuestion(*workspace, question));
            Rows rows;
            for (const QkvRow& row : match.asked) rows.push_back(row.id);
            return rows;
        },
        [this, question = m_model.question()](Result<Rows> rows) {
            if (rows.ok() && question == m_model.question()) m_model.setGold(std::move(rows).value());
        });
}

void CompareController::end(JobModel::Outcome outcome) {
    m_jobs.finish(m_job, outcome, {});
    m_running = false;
    Q_EMIT runningChanged(false);
}

void CompareController::next(std::size_t row) {
    const std::size_t all = m_model.runs().size();
    m_jobs.update(m_job, {"modes", row, all});
    if (row >= all) return end(JobModel::Outcome::Done);
    if (m_cancel.cancelled()) {
        for (std::size_t i = row; i < all; ++i) m_model.setFailed(i, tr("not run: stopped by you"));
        return end(JobModel::Outcome::Cancelled);
    }
    const CompareModel::Run& run = m_model.runs()[row];
    AskOptions options;
    options.mode = run.mode;
    options.k = run.settings.k;
    options.contextTriples = run.settings.contextTriples;
    m_model.setRunning(row);
    m_slot.start<Measured>(
        [engine = m_engine, folder = std::filesystem::path(toStd(m_workspace)), question = toStd(m_model.question()),
         options](const JobContext& context) -> Result<Measured> {
            const PeakMemory memory;
            AKV_ASSIGN(auto answer, askWorkspace(*engine, folder, question, options, context));
            return Measured{std::move(answer), memory.grown()};
        },
        [this, row](Result<Measured> result) {
            if (result.ok()) {
                auto& [answer, bytes] = result.value();
                m_model.setAnswer(row, std::make_shared<const Answer>(std::move(answer)), bytes);
            } else {
                m_model.setFailed(row, qs(result.error().text()));
            }
            next(row + 1);
        });
}

} // namespace akv::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/selection_controller.h"

#include "views/models/text.h"

namespace akv::ui {

SelectionController::SelectionController(JobModel& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {
    connect(&m_open, &JobSlot::dropped, &m_jobs, &JobModel::drop);
}

void SelectionController::setEngine(std::shared_ptr<const Engine> engine, const QString& workspaceFolder) {
    m_open.cancel();
    m_select.cancel();
    m_engine = std::move(engine);
    m_workspace = workspaceFolder;
    m_reselector = {};
    m_answer = {};
    Q_EMIT forgotten();
}

void SelectionController::open(std::shared_ptr<const Answer> answer, int step, int layer) {
    if (answer == m_answer && step == m_step && layer == m_layer && (m_reselector || m_open.running())) return;
    m_reselector = {};
    m_answer = std::move(answer);
    m_step = step, m_layer = layer;
    if (!m_answer) return;
    if (!m_engine || m_workspace.isEmpty()) {
        Q_EMIT failed(tr("What would be kept needs the model and the graph that the answer came from."));
        return;
    }
    using Opened = std::shared_ptr<const Reselector>;
    auto job = std::make_shared<int>(0);
    const CancelToken token = m_open.start<Opened>(
        [engine = m_engine, folder = std::filesystem::path(toStd(m_workspace)), answer = m_answer, step,
         layer](const JobContext& context) -> Result<Opened> {
            AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Read));
            return Reselector::open(engine, *workspace, answer->trace, step, layer, context);
        },
        [this, job](Result<Opened> opened) {
            const bool cancelled = !opened.ok() && opened.error().code == ErrorCode::Cancelled;
            m_jobs.finish(*job,
                          opened.ok() ? JobModel::Outcome::Done
                          : cancelled ? JobModel::Outcome::Cancelled
                                      : JobModel::Outcome::Failed,
                          opened.ok() ? tr("query recorded") : qs(opened.error().text()));
            if (opened.ok()) {
                m_reselector = opened.value();
                run();
            } else if (!cancelled) {
                Q_EMIT failed(qs(opened.error().text()));
            }
        },
        [this, job](const Progress& p) { m_jobs.update(*job, p); });
    *job = m_jobs.begin(tr("Query of one word"), token);
}

void SelectionController::select(const PruneK& k, const std::optional<ScaleChange>& scale) {
    m_wanted = {k, scale};
    run();
}

void SelectionController::run() {
    if (!m_reselector || !m_wanted) return;
    const auto [k, scale] = *m_wanted;
    m_select.start<KeptPreview>(
        [reselector = m_reselector, engine = m_engine, folder = std::filesystem::path(toStd(m_workspace)),
         answer = m_answer, step = m_step, layer = m_layer, k, scale](const JobContext&) -> Result<KeptPreview> {
            AKV_ASSIGN(const auto workspace, Workspace::open(folder, Workspace::Access::Read));
            AKV_ASSIGN(auto trace, reselector->select(*workspace, k, scale));
            const Hierarchy& hierarchy = engine->store()->hierarchy();
            KeptPreview out{answer, step, layer, {}, {}, hierarchy.root.rows, hierarchy.inter.rows, 0};
            out.leaves = engine->store()->leafCount();
            for (const auto inter : trace.layers.front().inter.kept)
                out.parents[inter] = hierarchy.rootOf(ClusterId(inter)).value();
            out.trace = std::make_shared<const Trace>(std::move(trace));
            return out;
        },
        [this](Result<KeptPreview> preview) {
            if (preview.ok())
                Q_EMIT selected(preview.value());
            else if (preview.error().code != ErrorCode::Cancelled)
                Q_EMIT failed(qs(preview.error().text()));
        });
}

} // namespace akv::ui

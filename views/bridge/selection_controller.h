// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/reselect.h"
#include "views/bridge/job_slot.h"
#include "views/models/job_model.h"
#include "views/models/kept_preview.h"

namespace akv::ui {

/// What one layer would keep for one word with another k: replays the word once, then asks its query again as fast as a
/// slider moves. Nothing is generated.
class SelectionController : public QObject {
    Q_OBJECT
public:
    explicit SelectionController(JobModel& jobs, QObject* parent = nullptr);
    /// Forgets the word that was open.
    void setEngine(std::shared_ptr<const Engine> engine, const QString& workspaceFolder);
    /// `answer` null: forgets.
    void open(std::shared_ptr<const Answer> answer, int step, int layer);
    /// Once the word is open; until then the newest is kept. `scale` empty: as the answer was asked.
    void select(const PruneK& k, const std::optional<ScaleChange>& scale);

Q_SIGNALS:
    /// Another engine: the word must be opened again.
    void forgotten();
    void selected(const akv::ui::KeptPreview& preview);
    void failed(const QString& message);

private:
    void run();

    JobModel& m_jobs;
    std::shared_ptr<const Engine> m_engine;
    QString m_workspace;
    std::shared_ptr<const Answer> m_answer;
    int m_step = -1, m_layer = -1;
    std::shared_ptr<const Reselector> m_reselector;
    std::optional<std::pair<PruneK, std::optional<ScaleChange>>> m_wanted;
    JobSlot m_open, m_select;
};

} // namespace akv::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/answer.h"
#include "views/bridge/job_slot.h"
#include "views/models/job_model.h"
#include "views/models/memory_series.h"
#include "views/models/trace_view.h"

#include <QtCore/QTimer>

#include <memory>

namespace akv::ui {

/// What every question is asked with, beside its mode and k.
struct AnswerSettings {
    int maxTokens = 64;
    float temperature = 0.0F;
    std::uint64_t seed = 0;
    std::size_t traceBytes = std::size_t(64) << 20;
};

/// What is asked of the engine for one turn.
struct AskRequest {
    int turn = 0;
    QString question;
    Mode mode = Mode::Atlas;
    std::optional<PruneK> k;
    std::vector<TripleId> masked;
    std::optional<AnswerSettings> settings; ///< of a run that is repeated; else what the preferences say
    int contextTriples = 0;
    bool hybridAttention = true;
};

/// Holds the engine and runs questions through it in a worker thread. Text reaches the view at 30 Hz; stop() acts at
/// the next token and keeps the partial answer.
class ChatController : public QObject {
    Q_OBJECT
public:
    enum class EngineState { None, Loading, Ready, Failed };

    explicit ChatController(JobModel& jobs, QObject* parent = nullptr);
    ~ChatController() override;

    /// Loads the model, with the leaf store of the workspace when it has one (`workspaceFolder` may be empty).
    void load(const QString& modelFolder, const QString& workspaceFolder);
    /// Gives up what is loaded and says why nothing is.
    void refuse(const QString& workspaceFolder, const QString& reason);
    /// Threads of the next load(); 0: the library's choice.
    void setThreads(int threads) { m_threads = threads; }
    void setAnswerSettings(const AnswerSettings& settings) { m_settings = settings; }
    EngineState state() const { return m_state; }
    const QString& stateMessage() const { return m_message; }
    std::shared_ptr<const Engine> engine() const { return m_engine; }
    const QString& workspaceFolder() const { return m_workspace; }
    /// Modes that can run with what is loaded.
    std::vector<Mode> modes() const;
    /// Root of every inter cluster that a trace names, from the store that is open.
    ClusterParents parentsOf(const Trace& trace) const;
    std::optional<int> promptTokens(const QString& question) const;

    void ask(AskRequest request);
    void stop();
    bool busy() const { return m_ask.running(); }
    void saveTrace(std::shared_ptr<const Answer> answer, const QString& file);

Q_SIGNALS:
    void engineStateChanged();
    void textArrived(int turn, const QString& text);
    void answered(int turn, const std::shared_ptr<const akv::Answer>& answer, const akv::ui::ClusterParents& parents);
    void failed(int turn, const QString& message);
    void busyChanged(bool busy);
    void memoryChanged(const akv::ui::EngineMemory& memory);
    void eventHappened(const QString& label);

private:
    struct Stream;
    void giveUp(const QString& workspaceFolder);
    void flush();
    void finishAsk(const AskRequest& request, int job, Result<Answer> result);
    void setState(EngineState state, const QString& message);

    JobModel& m_jobs;
    EngineState m_state = EngineState::None;
    QString m_message, m_workspace;
    std::shared_ptr<const Engine> m_engine;
    EngineMemory m_memory;
    std::shared_ptr<Stream> m_stream;
    AnswerSettings m_settings;
    int m_turn = 0, m_threads = 0;
    bool m_decoding = false;
    QTimer m_flushTimer;
    JobSlot m_load, m_ask, m_save; ///< last, so that they finish before what they use goes away
};

} // namespace akv::ui

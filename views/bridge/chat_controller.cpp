// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/chat_controller.h"

#include "views/bridge/answering.h"
#include "views/models/text.h"

#include <mutex>

namespace akv::ui {

/// Handed from the worker to the GUI: text since the last flush.
struct ChatController::Stream {
    std::mutex mutex;
    std::string text;
    SessionMemory memory;
    bool first = true;

    void push(const std::string& piece, const SessionMemory& now) {
        const std::lock_guard lock(mutex);
        text += piece;
        memory = now;
    }
    std::string take(SessionMemory* now) {
        const std::lock_guard lock(mutex);
        *now = memory;
        return std::exchange(text, {});
    }
};

namespace {

using EnginePtr = std::shared_ptr<const Engine>;

Result<EnginePtr> loadEngine(const std::filesystem::path& model, const std::filesystem::path& workspace, int threads,
                             const JobContext& context) {
    std::shared_ptr<const LeafStore> store;
    if (!workspace.empty()) {
        context.progress("opening the leaf store", 0, 0);
        AKV_ASSIGN(const auto opened, Workspace::open(workspace, Workspace::Access::Read));
        // A graph without a store is no error: the model then runs alone and the screen says so.
        if (auto found = opened->openStore(); found.ok()) store = std::move(found).value();
    }
    AKV_CHECK(context.checkCancelled());
    context.progress("loading the model", 0, 0);
    return Engine::load(model, store, {threads});
}

} // namespace

ChatController::ChatController(JobModel& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {
    for (JobSlot* slot : {&m_load, &m_ask}) connect(slot, &JobSlot::dropped, &m_jobs, &JobModel::drop);
    m_flushTimer.setInterval(33);
    connect(&m_flushTimer, &QTimer::timeout, this, &ChatController::flush);
    connect(&m_ask, &JobSlot::runningChanged, this, &ChatController::busyChanged);
}

ChatController::~ChatController() = default;

void ChatController::setState(EngineState state, const QString& message) {
    m_state = state;
    m_message = message;
    Q_EMIT engineStateChanged();
}

void ChatController::giveUp(const QString& workspaceFolder) {
    stop();
    m_workspace = workspaceFolder;
    if (!std::exchange(m_engine, nullptr)) return;
    m_memory = {};
    Q_EMIT memoryChanged(m_memory);
    Q_EMIT eventHappened(tr("free"));
}

void ChatController::refuse(const QString& workspaceFolder, const QString& reason) {
    giveUp(workspaceFolder);
    m_load.cancel();
    setState(EngineState::Failed, reason);
}

void ChatController::load(const QString& modelFolder, const QString& workspaceFolder) {
    giveUp(workspaceFolder);
    auto job = std::make_shared<int>(0);
    const CancelToken token = m_load.start<EnginePtr>(
        [model = std::filesystem::path(toStd(modelFolder)), workspace = std::filesystem::path(toStd(workspaceFolder)),
         threads = m_threads](const JobContext& context) { return loadEngine(model, workspace, threads, context); },
        [this, job](Result<EnginePtr> result) {
            if (!result.ok()) {
                const bool cancelled = result.error().code == ErrorCode::Cancelled;
                m_jobs.finish(*job, cancelled ? JobModel::Outcome::Cancelled : JobModel::Outcome::Failed,
                              qs(result.error().text()));
                setState(EngineState::Failed, qs(result.error().text()));
                return;
            }
            m_engine = std::move(result).value();
            const ModelInfo& info = m_engine->info();
            m_memory = {info.weightsBytes, 0, m_engine->store() ? m_engine->store()->residentKeyBytes() : 0, 0};
            m_jobs.finish(*job, JobModel::Outcome::Done, qs(m_engine->info().name));
            Q_EMIT memoryChanged(m_memory);
            Q_EMIT eventHappened(tr("load"));
            setState(EngineState::Ready, {});
        },
        [this, job](const Progress& p) { m_jobs.update(*job, p); });
    *job = m_jobs.begin(tr("Load the model"), token);
    setState(EngineState::Loading, tr("Loading the model from %1…").arg(modelFolder));
}

std::vector<Mode> ChatController::modes() const {
    if (!m_engine) return {};
    return modesOf(*m_engine);
}

std::optional<int> ChatController::promptTokens(const QString& question) const {
    if (!m_engine || question.trimmed().isEmpty()) return std::nullopt;
    return int(m_engine->prompt(toStd(question.simplified())).size());
}

void ChatController::ask(AskRequest request) {
    if (!m_engine) {
        Q_EMIT failed(request.turn, tr("No model is loaded."));
        return;
    }
    m_turn = request.turn;
    m_stream = std::make_shared<Stream>();
    auto job = std::make_shared<int>(0);
    AskOptions options;
    options.mode = request.mode;
    options.k = request.k;
    options.masked = request.masked;
    const AnswerSettings settings = request.settings.value_or(m_settings);
    options.contextTriples = request.contextTriples;
    options.hybridAttention = request.hybridAttention;
    options.maxTokens = settings.maxTokens;
    options.temperature = settings.temperature;
    options.seed = settings.seed;
    options.traceBytes = settings.traceBytes;
    const auto work = [engine = m_engine, folder = std::filesystem::path(toStd(m_workspace)), stream = m_stream,
                       options, question = toStd(request.question)](const JobContext& context) -> Result<Answer> {
        return askWorkspace(*engine, folder, question, options, context, [&](AskOptions& asked, Session& session) {
            asked.onText = [&](const std::string& text, const AnswerToken&) { stream->push(text, session.memory()); };
        });
    };
    const CancelToken token = m_ask.start<Answer>(
        work, [this, request, job](Result<Answer> result) { finishAsk(request, *job, std::move(result)); },
        [this, job](const Progress& p) { m_jobs.update(*job, p); });
    *job = m_jobs.begin(tr("Answer “%1”").arg(cut(request.question, 48)), token);
    m_jobs.setToldElsewhere(*job); // by answered() or failed()
    Q_EMIT eventHappened(tr("prefill"));
    m_decoding = false;
    m_flushTimer.start();
}

void ChatController::flush() {
    if (!m_stream) return;
    SessionMemory memory;
    const std::string text = m_stream->take(&memory);
    if (text.empty()) return;
    if (!std::exchange(m_decoding, true)) Q_EMIT eventHappened(tr("first word"));
    m_memory.kvCache = memory.kvCacheBytes;
    m_memory.stagedLeaves = memory.stagedLeafBytes;
    Q_EMIT memoryChanged(m_memory);
    Q_EMIT textArrived(m_turn, qs(text));
}

void ChatController::finishAsk(const AskRequest& request, int job, Result<Answer> result) {
    flush();
    m_flushTimer.stop();
    m_stream.reset();
    Q_EMIT eventHappened(tr("done"));
    if (!result.ok()) {
        const bool cancelled = result.error().code == ErrorCode::Cancelled;
        m_jobs.finish(job, cancelled ? JobModel::Outcome::Cancelled : JobModel::Outcome::Failed,
                      qs(result.error().text()));
        Q_EMIT failed(request.turn, cancelled ? tr("Stopped before the first word.") : qs(result.error().text()));
    } else {
        const auto answer = std::make_shared<const Answer>(std::move(result).value());
        m_jobs.finish(job, answer->stopped ? JobModel::Outcome::Cancelled : JobModel::Outcome::Done,
                      tr("%1 tokens, %2 tokens/s").arg(answer->tokens.size()).arg(answer->tokensPerSecond, 0, 'f', 1));
        Q_EMIT answered(request.turn, answer, parentsOf(answer->trace));
    }
    m_memory.kvCache = m_memory.stagedLeaves = 0; // the session is gone
    Q_EMIT memoryChanged(m_memory);
}

ClusterParents ChatController::parentsOf(const Trace& trace) const {
    ClusterParents parents;
    if (!m_engine || !m_engine->store()) return parents;
    const Hierarchy& hierarchy = m_engine->store()->hierarchy();
    for (const auto& [inter, name] : trace.interNames)
        if (inter < hierarchy.inter.rows) parents[inter] = hierarchy.rootOf(ClusterId(inter)).value();
    return parents;
}

void ChatController::stop() { m_ask.cancel(); }

void ChatController::saveTrace(std::shared_ptr<const Answer> answer, const QString& file) {
    auto job = std::make_shared<int>(0);
    const CancelToken token =
        m_save.start<void>([answer = std::move(answer), path = std::filesystem::path(toStd(file))](
                               const JobContext&) { return akv::saveTrace(answer->trace, path); },
                           [this, job, file](Result<void> result) {
                               m_jobs.finish(*job, result.ok() ? JobModel::Outcome::Done : JobModel::Outcome::Failed,
                                             result.ok() ? file : qs(result.error().text()));
                           });
    *job = m_jobs.begin(tr("Save the trace"), token);
}

} // namespace akv::ui

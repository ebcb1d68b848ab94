// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/job_slot.h"

namespace akv::ui {

JobSlot::JobSlot(QObject* parent) : QObject(parent) {
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
}

JobSlot::~JobSlot() {
    m_token.cancel();
    m_pool.clear();
    m_pool.waitForDone();
}

CancelToken JobSlot::supersede() {
    m_token.cancel();
    m_token = CancelToken();
    m_gate = PauseGate();
    ++m_job;
    if (!m_running) {
        m_running = true;
        Q_EMIT runningChanged(true);
    }
    return m_token;
}

void JobSlot::cancel() { m_token.cancel(); }

JobContext JobSlot::makeContext(quint64 job, const CancelToken& token, std::function<void(const Progress&)> progress) {
    JobContext context;
    context.cancel = token;
    if (!progress) return context;
    // At most twenty reports a second reach the GUI; a new phase and the last item always do.
    auto clock = std::make_shared<QElapsedTimer>();
    auto phase = std::make_shared<std::string>();
    context.report = [this, job, token, gate = m_gate, progress, clock, phase](const Progress& p) {
        const bool telling =
            !clock->isValid() || *phase != p.phase || (p.total > 0 && p.done == p.total) || clock->elapsed() >= 50;
        if (telling) {
            *phase = p.phase;
            clock->start();
            QMetaObject::invokeMethod(
                this,
                [this, job, progress, p] {
                    if (job == m_job && m_running) progress(p);
                },
                Qt::QueuedConnection);
        }
        gate.pass(token);
    };
    return context;
}

void JobSlot::run(std::function<void()> task) { m_pool.start(std::move(task)); }

void JobSlot::post(quint64 job, const CancelToken& token, std::function<void()> deliver) {
    QMetaObject::invokeMethod(
        this,
        [this, job, token, deliver = std::move(deliver)] {
            if (job != m_job) {
                Q_EMIT dropped(token);
                return;
            }
            m_running = false;
            Q_EMIT runningChanged(false);
            deliver();
        },
        Qt::QueuedConnection);
}

} // namespace akv::ui

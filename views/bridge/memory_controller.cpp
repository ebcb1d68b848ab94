// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/memory_controller.h"

namespace akv::ui {

MemoryController::MemoryController(QObject* parent) : QObject(parent) {
    m_timer.setInterval(250);
    connect(&m_timer, &QTimer::timeout, this, &MemoryController::sampleNow);
    m_timer.start();
    sampleNow();
}

void MemoryController::setEngineMemory(const EngineMemory& memory) {
    m_engine = memory;
    sampleNow();
}

void MemoryController::mark(const QString& label) { m_series.mark(m_sampler.sample().seconds, label); }

void MemoryController::sampleNow() {
    m_series.add(splitMemory(m_sampler.sample(), m_engine));
    Q_EMIT sampled();
}

} // namespace akv::ui

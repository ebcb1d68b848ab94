// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/device/memory_sampler.h"
#include "views/models/memory_series.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace akv::ui {

/// Reads the process's memory four times a second and keeps the series.
class MemoryController : public QObject {
    Q_OBJECT
public:
    explicit MemoryController(QObject* parent = nullptr);
    void setEngineMemory(const EngineMemory& memory);
    void mark(const QString& label);
    void sampleNow();
    const MemorySeries& series() const { return m_series; }
    const EngineMemory& engineMemory() const { return m_engine; }

Q_SIGNALS:
    void sampled();

private:
    MemorySampler m_sampler;
    MemorySeries m_series;
    EngineMemory m_engine;
    QTimer m_timer;
};

} // namespace akv::ui

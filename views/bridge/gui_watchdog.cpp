// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/gui_watchdog.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QMetaEnum>

#include <algorithm>
#include <chrono>
#include <fstream>

namespace akv::ui {

namespace {

constexpr int kEvery = 5; // milliseconds

qint64 nowNs() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Nanoseconds that the first thread was ready to run and did not get a processor; 0 where the kernel does not count.
qint64 queuedNs() {
    std::ifstream in("/proc/self/schedstat");
    qint64 ran = 0, queued = 0;
    in >> ran >> queued;
    return queued;
}

} // namespace

GuiWatchdog::GuiWatchdog(int limit, QObject* parent) : QObject(parent), m_limit(limit) {
    QCoreApplication::instance()->installEventFilter(this);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kEvery);
    connect(&m_timer, &QTimer::timeout, this, &GuiWatchdog::ring);
    clear();
    m_timer.start();
}

GuiWatchdog::~GuiWatchdog() = default;

void GuiWatchdog::clear() {
    m_blocks.clear();
    m_seen.clear();
    m_longest = 0.0;
    m_last = nowNs();
    m_lastQueued = queuedNs();
}

bool GuiWatchdog::eventFilter(QObject* watched, QEvent* event) {
    constexpr std::size_t kMost = 20'000;
    if (watched != &m_timer && m_seen.size() < kMost)
        m_seen.push_back({watched->metaObject()->className(), int(event->type()), nowNs()});
    return false;
}

QString GuiWatchdog::slowest(qint64 now) const {
    const Seen* found = nullptr;
    qint64 longest = -1;
    for (std::size_t i = 0; i < m_seen.size(); ++i) {
        const qint64 next = i + 1 < m_seen.size() ? m_seen[i + 1].nanoseconds : now;
        if (next - m_seen[i].nanoseconds <= longest) continue;
        longest = next - m_seen[i].nanoseconds;
        found = &m_seen[i];
    }
    if (!found) return {};
    const char* type = QMetaEnum::fromType<QEvent::Type>().valueToKey(found->type);
    return QStringLiteral("%1 %2 (%3 of %4 events, %5 ms)")
        .arg(QLatin1String(found->receiver), type ? QString::fromLatin1(type) : QString::number(found->type))
        .arg(found - m_seen.data() + 1)
        .arg(m_seen.size())
        .arg(double(longest) / 1e6, 0, 'f', 0);
}

void GuiWatchdog::ring() {
    const qint64 now = nowNs(), queued = queuedNs();
    if (queued < m_lastQueued) return; // could not be read this time; the next ring covers both
    const double late = double(now - m_last - (queued - m_lastQueued)) / 1e6 - kEvery;
    m_last = now;
    m_lastQueued = queued;
    m_longest = std::max(m_longest, late);
    if (late > m_limit) {
        m_blocks.push_back({late, slowest(now)});
        if (m_reporting) qWarning("GUI thread blocked for %.0f ms: %s", late, qPrintable(m_blocks.back().what));
        Q_EMIT blocked(late, m_blocks.back().what);
    }
    m_seen.clear();
}

} // namespace akv::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/gui_watchdog.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QMetaEnum>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace akv::ui {

namespace {

qint64 nowNs() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Nanoseconds that the main thread was ready to run and did not get a processor; 0 where the kernel does not count.
qint64 waitedNs() {
    static const std::string kFile = "/proc/self/task/" + std::to_string(getpid()) + "/schedstat";
    std::ifstream in(kFile);
    qint64 ran = 0, waited = 0;
    in >> ran >> waited;
    return in ? waited : 0;
}

} // namespace

struct GuiWatchdog::Shared {
    mutable std::mutex mutex;
    std::condition_variable changed;
    bool stop = false, answered = false;
    QString what;
    std::vector<Block> blocks;
    double longest = 0.0;
    std::thread thread;

    void watch(GuiWatchdog* dog, int limit) {
        std::unique_lock lock(mutex);
        while (!stop) {
            answered = false;
            lock.unlock();
            const qint64 begin = nowNs(), waited = waitedNs();
            QMetaObject::invokeMethod(dog, &GuiWatchdog::answer, Qt::QueuedConnection);
            lock.lock();
            changed.wait(lock, [&] { return stop || answered; });
            if (stop) return;
            const double took = double(nowNs() - begin - (waitedNs() - waited)) / 1e6;
            longest = std::max(longest, took);
            if (took > limit) {
                blocks.push_back({took, what});
                QMetaObject::invokeMethod(
                    dog, [dog, took, said = what] { Q_EMIT dog->blocked(took, said); }, Qt::QueuedConnection);
            }
            changed.wait_for(lock, std::chrono::milliseconds(5), [&] { return stop; });
        }
    }
};

GuiWatchdog::GuiWatchdog(int limit, QObject* parent) : QObject(parent), m_shared(std::make_shared<Shared>()) {
    QCoreApplication::instance()->installEventFilter(this);
    connect(this, &GuiWatchdog::blocked, this, [this](double milliseconds, const QString& what) {
        if (m_reporting) qWarning("GUI thread blocked for %.0f ms: %s", milliseconds, qPrintable(what));
    });
    m_shared->thread = std::thread([this, limit, shared = m_shared.get()] { shared->watch(this, limit); });
}

GuiWatchdog::~GuiWatchdog() {
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->stop = true;
    }
    m_shared->changed.notify_all();
    m_shared->thread.join();
}

std::vector<GuiWatchdog::Block> GuiWatchdog::blocks() const {
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->blocks;
}

double GuiWatchdog::longest() const {
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->longest;
}

void GuiWatchdog::clear() {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->blocks.clear();
    m_shared->longest = 0.0;
}

bool GuiWatchdog::eventFilter(QObject* watched, QEvent* event) {
    constexpr std::size_t kMost = 20'000;
    if (watched != this && m_seen.size() < kMost)
        m_seen.push_back({watched->metaObject()->className(), int(event->type()), nowNs()});
    return false;
}

/// The event that was followed by the longest time without another one.
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

void GuiWatchdog::answer() {
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->answered = true;
        m_shared->what = slowest(nowNs());
    }
    m_seen.clear();
    m_shared->changed.notify_all();
}

} // namespace akv::ui

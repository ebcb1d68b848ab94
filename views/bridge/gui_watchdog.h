// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QTimer>

#include <vector>

namespace akv::ui {

/// Tells when the GUI thread did not come back to its event loop for longer than a limit: a timer that should ring
/// every few milliseconds rings late. Time that the thread stood in the queue of a busy processor is not counted, where
/// the kernel says it. Lives on the GUI thread, which must be the first thread of the process.
class GuiWatchdog : public QObject {
    Q_OBJECT
public:
    static constexpr int kLimit = 100; ///< milliseconds (workbench.md 3.19)
    struct Block {
        double milliseconds = 0.0;
        QString what; ///< receiver and type of the event that was followed by the longest silence
    };

    explicit GuiWatchdog(int limit = kLimit, QObject* parent = nullptr);
    ~GuiWatchdog() override;
    const std::vector<Block>& blocks() const { return m_blocks; }
    /// The longest wait since the start or clear(), in milliseconds, also below the limit.
    double longest() const { return m_longest; }
    void clear();
    /// Writes every block to the log as it ends.
    void setReporting(bool reporting) { m_reporting = reporting; }

Q_SIGNALS:
    void blocked(double milliseconds, const QString& what);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Seen {
        const char* receiver;
        int type;
        qint64 nanoseconds;
    };
    void ring();
    QString slowest(qint64 now) const;

    QTimer m_timer;
    int m_limit;
    bool m_reporting = false;
    qint64 m_last = 0, m_lastQueued = 0; ///< nanoseconds
    std::vector<Seen> m_seen;            ///< events since the last ring
    std::vector<Block> m_blocks;
    double m_longest = 0.0;
};

} // namespace akv::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>

#include <memory>
#include <vector>

namespace akv::ui {

/// Tells when the GUI thread did not come back to its event loop for longer than a limit: a thread of its own posts a
/// question to the loop and measures how long the answer takes. Time that the GUI thread stood in the queue of a busy
/// processor is not counted, where the kernel says it. Made and destroyed on the GUI thread.
class GuiWatchdog : public QObject {
    Q_OBJECT
public:
    static constexpr int kLimit = 100; ///< milliseconds (workbench.md 3.19)
    struct Block {
        double milliseconds = 0.0;
        QString what; ///< receiver and type of the event that took longest
    };

    explicit GuiWatchdog(int limit = kLimit, QObject* parent = nullptr);
    ~GuiWatchdog() override;
    std::vector<Block> blocks() const;
    void clear();
    /// The longest wait since the start or clear(), in milliseconds, also below the limit.
    double longest() const;
    /// Writes every block to the log as it ends.
    void setReporting(bool reporting) { m_reporting = reporting; }

Q_SIGNALS:
    void blocked(double milliseconds, const QString& what);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Shared;
    void answer();
    QString slowest(qint64 now) const;

    struct Seen {
        const char* receiver;
        int type;
        qint64 nanoseconds;
    };
    std::vector<Seen> m_seen; ///< events since the last answer
    std::shared_ptr<Shared> m_shared;
    bool m_reporting = false;
};

} // namespace akv::ui

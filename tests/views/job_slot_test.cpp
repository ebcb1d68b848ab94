// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/job_slot.h"
#include "views/models/job_model.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <atomic>
#include <thread>

using namespace akv;
using namespace akv::ui;

namespace {

/// Works until it is told to stop.
Result<int> untilCancelled(const JobContext& context, std::atomic<int>& running) {
    ++running;
    while (!context.cancel.cancelled()) std::this_thread::yield();
    --running;
    return Error(ErrorCode::Cancelled, "cancelled");
}

} // namespace

class JobSlotTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void resultArrivesOnTheOwnersThread() {
        JobSlot slot;
        QThread* where = nullptr;
        QThread* worked = nullptr;
        int value = 0;
        slot.start<int>(
            [&](const JobContext&) -> Result<int> {
                worked = QThread::currentThread();
                return 7;
            },
            [&](Result<int> r) {
                where = QThread::currentThread();
                value = r.value();
            });
        QVERIFY(slot.running());
        QTRY_COMPARE(value, 7);
        QCOMPARE(where, QThread::currentThread());
        QVERIFY(worked != where);
        QVERIFY(!slot.running());
    }

    void aPausedJobHoldsAtItsNextReport() {
        JobSlot slot;
        std::atomic<int> steps{0};
        bool ended = false;
        const auto work = [&](const JobContext& c) -> Result<int> {
            for (;; ++steps) {
                if (auto stopped = c.checkCancelled(); !stopped.ok()) return std::move(stopped).error();
                c.progress("steps", std::uint64_t(steps), 0);
                std::this_thread::yield();
            }
        };
        slot.start<int>(
            work, [&](Result<int>) { ended = true; }, [](const Progress&) {});
        QTRY_VERIFY(steps > 10);
        slot.gate().setPaused(true);
        QTest::qWait(100); // the step that was under way ends
        const int held = steps;
        QTest::qWait(200);
        QCOMPARE(steps.load(), held);
        slot.gate().setPaused(false);
        QTRY_VERIFY(steps > held);
        slot.gate().setPaused(true);
        slot.cancel(); // also a job that holds
        QTRY_VERIFY(ended);
    }

    void newestWinsAndOlderResultsAreDropped() {
        JobSlot slot;
        std::atomic<int> running{0};
        QList<int> results;
        bool firstDelivered = false;
        slot.start<int>([&](const JobContext& c) { return untilCancelled(c, running); },
                        [&](Result<int>) { firstDelivered = true; });
        QTRY_COMPARE(running.load(), 1);
        slot.start<int>([](const JobContext&) -> Result<int> { return 2; },
                        [&](Result<int> r) { results << r.value(); });
        QTRY_COMPARE(results.size(), 1);
        QCOMPARE(results.front(), 2);
        QCOMPARE(running.load(), 0);
        QTest::qWait(30);
        QVERIFY(!firstDelivered);
    }

    void aSupersededJobDoesNotStayRunningInTheList() {
        JobModel jobs;
        JobSlot slot;
        connect(&slot, &JobSlot::dropped, &jobs, &JobModel::drop);
        std::atomic<int> running{0};
        int second = 0;
        jobs.begin(QStringLiteral("first"),
                   slot.start<int>([&](const JobContext& c) { return untilCancelled(c, running); },
                                   [](Result<int>) { QFAIL("a superseded job delivered its result"); }));
        QTRY_COMPARE(running.load(), 1);
        QCOMPARE(jobs.running(), 1);
        const CancelToken token =
            slot.start<int>([](const JobContext&) -> Result<int> { return 2; },
                            [&](Result<int>) { jobs.finish(second, JobModel::Outcome::Done, {}); });
        second = jobs.begin(QStringLiteral("second"), token);
        QTRY_COMPARE(jobs.running(), 0);
    }

    void cancelStillDelivers() {
        JobSlot slot;
        std::atomic<int> running{0};
        bool cancelled = false;
        slot.start<int>([&](const JobContext& c) { return untilCancelled(c, running); },
                        [&](Result<int> r) { cancelled = !r.ok() && r.error().code == ErrorCode::Cancelled; });
        QTRY_COMPARE(running.load(), 1);
        slot.cancel();
        QTRY_VERIFY(cancelled);
    }

    void anEarlyStopIsNotLost() {
        JobSlot slot;
        bool worked = false, cancelled = false;
        slot.start<int>(
            [&](const JobContext&) -> Result<int> {
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
                return 0;
            },
            [](Result<int>) {});
        const CancelToken token = slot.start<int>(
            [&](const JobContext&) -> Result<int> {
                worked = true;
                return 1;
            },
            [&](Result<int> r) { cancelled = !r.ok(); });
        token.cancel(); // before the job has begun
        QTRY_VERIFY(cancelled);
        QVERIFY(!worked);
    }

    void destructionCancelsAndWaits() {
        std::atomic<int> running{0};
        bool delivered = false;
        {
            JobSlot slot;
            slot.start<int>([&](const JobContext& c) { return untilCancelled(c, running); },
                            [&](Result<int>) { delivered = true; });
            QTRY_COMPARE(running.load(), 1);
        }
        QCOMPARE(running.load(), 0);
        QTest::qWait(20);
        QVERIFY(!delivered);
    }

    void exceptionsBecomeErrors() {
        JobSlot slot;
        QString message;
        slot.start<int>([](const JobContext&) -> Result<int> { throw std::runtime_error("broken"); },
                        [&](Result<int> r) { message = QString::fromStdString(r.error().message); });
        QTRY_COMPARE(message, QStringLiteral("broken"));
    }

    void progressIsThrottledButPhasesAndTheEndArrive() {
        JobSlot slot;
        QList<quint64> seen;
        bool done = false;
        slot.start<int>(
            [](const JobContext& c) -> Result<int> {
                for (std::uint64_t i = 1; i <= 10000; ++i) c.progress("one", i, 10000);
                c.progress("two", 1, 10);
                return 0;
            },
            [&](Result<int>) { done = true; }, [&](const Progress& p) { seen << p.done; });
        QTRY_VERIFY(done);
        QVERIFY(seen.size() < 200);
        QCOMPARE(seen.front(), quint64(1));
        QVERIFY(seen.contains(10000));
        QCOMPARE(seen.back(), quint64(1));
    }
};

QTEST_GUILESS_MAIN(JobSlotTest)
#include "job_slot_test.moc"

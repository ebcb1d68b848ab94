// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/eval/self_check.h"

#include "tests/views/support/traces.h"

#include <QtTest/QTest>

#include <algorithm>

using namespace akv;
using namespace akv::ui;

namespace {

constexpr PruneK kBuilt{3, 12, 8};

/// An answer whose records obey every invariant that records alone can show: kept leaves lie in kept clusters and the
/// shares are the recorded weights.
Answer soundAnswer() {
    Answer answer = *test::builtAnswer();
    std::map<std::uint32_t, double> mass;
    double total = 0.0;
    for (const LayerRecord& r : answer.trace.layers)
        for (std::size_t i = 0; i < r.headWeights.size(); ++i)
            mass[r.leaf.kept[i % r.leaf.kept.size()]] += r.headWeights[i], total += r.headWeights[i];
    for (Evidence& e : answer.evidence) e.share = mass[e.leaf.value()] / total;
    return answer;
}

int failures(const Answer& answer) {
    const auto results = checkRecords(answer, kBuilt, nullptr);
    return int(std::count_if(results.begin(), results.end(), [](const CheckResult& r) { return !r.passed; }));
}

} // namespace

/// Each invariant must be able to fail: the records are broken one way at a time.
class SelfCheckTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void soundRecordsPass() {
        for (const CheckResult& r : checkRecords(soundAnswer(), kBuilt, nullptr))
            QVERIFY2(r.passed, (r.name + r.number).c_str());
    }
    void weightsThatDoNotAddUp() {
        Answer a = soundAnswer();
        a.trace.layers[3].lambdaKg[1] += 0.01F;
        QCOMPARE(failures(a), 1);
    }
    void aBetterKeyBelowTheCut() {
        Answer a = soundAnswer();
        a.trace.layers[3].inter.runnersUpScore[0] = 99.0F;
        QCOMPARE(failures(a), 1);
    }
    void aWrongNumberOfKeys() {
        Answer a = soundAnswer();
        a.trace.layers[3].root.kept.pop_back();
        a.trace.layers[3].root.keptScore.pop_back();
        QVERIFY(failures(a) >= 1);
    }
    void aLeafOfAClusterThatWasNotKept() {
        Answer a = soundAnswer();
        a.trace.leaves[0].inter = 30;
        QCOMPARE(failures(a), 1);
    }
    void aShareThatIsNotItsWeight() {
        Answer a = soundAnswer();
        a.evidence[0].share += 0.01;
        QCOMPARE(failures(a), 1);
    }
    void nothingRecordedIsNotAPass() {
        Answer a;
        QCOMPARE(failures(a), 5);
    }
};

QTEST_GUILESS_MAIN(SelfCheckTest)
#include "self_check_test.moc"

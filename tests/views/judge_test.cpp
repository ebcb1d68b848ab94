// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/support/decoded_embeddings.h"
#include "tests/views/support/sample_window.h"
#include "views/bridge/evaluate_controller.h"
#include "views/models/text.h"
#include "views/pages/evaluate_page.h"
#include "views/widgets/activity_rail.h"
#include "views/widgets/judge_fields.h"

#include <QtCore/QDirIterator>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QSettings>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDoubleSpinBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableView>

using namespace akv;
using namespace akv::ui;

namespace {

const QString kSecret = QStringLiteral("sk-test-2f9c1d");

/// A chat endpoint on this machine that gives every answer the same score.
class FakeJudge : public QObject {
public:
    FakeJudge() {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = m_server.nextPendingConnection();
            auto request = std::make_shared<QByteArray>();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, request] { answer(*socket, *request); });
        });
    }
    QString url() const { return QStringLiteral("http://127.0.0.1:%1/v1").arg(m_server.serverPort()); }

    QStringList keys, models, texts;

private:
    void answer(QTcpSocket& socket, QByteArray& request) {
        request += socket.readAll();
        const qsizetype head = request.indexOf("\r\n\r\n");
        if (head < 0) return;
        qsizetype length = 0;
        QString key;
        for (const QByteArray& line : request.left(head).split('\n')) {
            const QByteArray name = line.left(line.indexOf(':')).toLower();
            if (name == "content-length") length = line.mid(line.indexOf(':') + 1).trimmed().toLongLong();
            if (name == "authorization") key = QString::fromLatin1(line.mid(line.indexOf(':') + 1).trimmed());
        }
        if (request.size() < head + 4 + length) return;
        const QJsonObject body = QJsonDocument::fromJson(request.mid(head + 4, length)).object();
        keys << key;
        models << body.value(QStringLiteral("model")).toString();
        for (const auto& message : body.value(QStringLiteral("messages")).toArray())
            texts << message.toObject().value(QStringLiteral("content")).toString();
        const QByteArray reply = R"({"choices":[{"message":{"role":"assistant","content":"0.75"}}]})";
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                     QByteArray::number(reply.size()) + "\r\n\r\n" + reply);
        socket.disconnectFromHost();
    }

    QTcpServer m_server;
};

} // namespace

/// The judging model of the Evaluate page, with a server on this machine.
class JudgeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        test::prepareApplication("atlaskv-workbench-judge-test");
        QSettings().clear();
        QDir(userSampleFolder()).removeRecursively();
        qputenv("ATLASKV_API_KEY", "key-of-the-environment");
        QVERIFY2(!bundledSample().isEmpty() && !bundledModel().isEmpty(),
                 "datasets/world/sample.akv or resources/model is missing");
        m_window = std::make_unique<MainWindow>(QString());
        QVERIFY(test::openSample(*m_window));
        if (!EvaluateController::encoderProblem().isEmpty()) // cells are drawn from base embeddings
            test::writeDecodedEmbeddings(m_window->workspace().summary().folder);
        QTest::mouseClick(m_window->rail()->button(MainWindow::Evaluate), Qt::LeftButton);
        page()->sizesField()->setText(QStringLiteral("40"));
        page()->seedsBox()->setValue(1);
        page()->questionsBox()->setValue(2);
    }
    void cleanupTestCase() { m_window.reset(); }

    void itIsOffAndSaysWhatLeavesTheMachine() {
        JudgeFields* judge = page()->plan()->judge();
        QVERIFY(!judge->useBox()->isChecked());
        QVERIFY(!judge->request() && !judge->urlField()->isVisible());
        QVERIFY(!page()->planText().contains(QStringLiteral("sent")));
        test::press(judge->useBox());
        QVERIFY(judge->urlField()->isVisibleTo(page()));
        QString warning;
        for (const QLabel* label : judge->findChildren<QLabel*>())
            if (label->property("role").toString() == QStringLiteral("warning")) warning = label->text();
        QVERIFY(warning.contains(QStringLiteral("leave this machine")));
        QCOMPARE(judge->keyField()->echoMode(), QLineEdit::Password);
    }

    void itWantsAnAddressAndAName() {
        JudgeFields* judge = page()->plan()->judge();
        for (const char* url : {"", "127.0.0.1:80", "ftp://host/v1", "http://"}) {
            judge->urlField()->setText(QLatin1String(url));
            QVERIFY2(!page()->runButton()->isEnabled(), url);
            QVERIFY(page()->planText().contains(QStringLiteral("http")));
        }
        judge->urlField()->setText(m_server.url());
        QVERIFY(!page()->runButton()->isEnabled());
        QVERIFY(page()->planText().contains(QStringLiteral("results say who judged")));
        judge->modelField()->setText(QStringLiteral("fake-judge"));
        QVERIFY(page()->runButton()->isEnabled());
        QVERIFY(page()->planText().contains(QStringLiteral("sent to 127.0.0.1")));
    }

    void itsScoresAreInTheResults_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("sent");
        QTest::addRow("typed") << kSecret << QStringLiteral("Bearer ") + kSecret;
        QTest::addRow("environment") << QString() << QStringLiteral("Bearer key-of-the-environment");
    }

    void itsScoresAreInTheResults() {
        QFETCH(QString, typed);
        QFETCH(QString, sent);
        JudgeFields* judge = page()->plan()->judge();
        judge->keyField()->clear();
        QTest::keyClicks(judge->keyField(), typed);
        judge->rateBox()->setValue(0);
        for (const char* metric : {"f1", "rouge", "refusal"}) // fast, and what is asked for alone is measured
            if (QCheckBox* check = page()->plan()->metricCheck(QLatin1String(metric)); check->isChecked())
                test::press(check);
        m_server.keys.clear(), m_server.models.clear(), m_server.texts.clear();
        QSignalSpy request(page()->plan(), &EvaluatePlan::runRequested);
        // Folders are named by the second.
        QTest::qWait(1100);
        m_window->showActivity(MainWindow::Start);
        m_window->showActivity(MainWindow::Evaluate);
        QTest::mouseClick(page()->runButton(), Qt::LeftButton);
        QCOMPARE(request.size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(page()->runButton()->text() == QStringLiteral("Run"), 200000);
        QVERIFY2(page()->errorText().isEmpty(), qPrintable(page()->errorText()));
        const QString folder = request.front().front().value<EvalRequest>().out;
        QFile file(folder + QStringLiteral("/summary.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject summary = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(summary.value(QStringLiteral("judge_model")).toString(), QStringLiteral("fake-judge"));
        QVERIFY(!m_server.keys.isEmpty());
        for (const QString& key : m_server.keys) QCOMPARE(key, sent);
        for (const QString& model : m_server.models) QCOMPARE(model, QStringLiteral("fake-judge"));
        QVERIFY(m_server.texts.join(QLatin1Char('\n')).contains(QStringLiteral("Reference: ")));
        int judged = 0;
        for (const auto& result : summary.value(QStringLiteral("results")).toArray())
            if (const auto score = result.toObject().value(QStringLiteral("judge")); score.isDouble()) {
                QCOMPARE(score.toDouble(), 0.75);
                ++judged;
            }
        QVERIFY(judged > 0);
        QTRY_VERIFY(shownInTable(QStringLiteral("75.0 ± 0.0")));
        theKeyIsNowhere(folder, typed.isEmpty() ? QStringLiteral("key-of-the-environment") : typed);
    }

    void aServerThatIsNotThereIsSaid() {
        JudgeFields* judge = page()->plan()->judge();
        judge->urlField()->setText(QStringLiteral("http://127.0.0.1:9/v1"));
        QTest::keyClicks(judge->keyField(), kSecret);
        QTest::qWait(1100);
        m_window->showActivity(MainWindow::Start);
        m_window->showActivity(MainWindow::Evaluate);
        QTest::mouseClick(page()->runButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(page()->runButton()->text() == QStringLiteral("Run"), 200000);
        QVERIFY2(page()->errorText().contains(QStringLiteral("127.0.0.1:9")), qPrintable(page()->errorText()));
        QVERIFY(!page()->errorText().contains(kSecret));
    }

private:
    EvaluatePage* page() const { return m_window->evaluatePage(); }

    bool shownInTable(const QString& text) const {
        const QAbstractItemModel* model = page()->table()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            for (int column = 0; column < model->columnCount(); ++column)
                if (model->index(row, column).data().toString() == text) return true;
        return false;
    }

    /// Neither in the results nor in the settings nor in the jobs.
    void theKeyIsNowhere(const QString& folder, const QString& key) {
        QSettings settings;
        settings.sync();
        QStringList files{settings.fileName()};
        for (QDirIterator at(folder, QDir::Files, QDirIterator::Subdirectories); at.hasNext();) files << at.next();
        QVERIFY(files.size() > 3);
        for (const QString& name : files) {
            QFile file(name);
            if (!file.open(QIODevice::ReadOnly)) continue;
            QVERIFY2(!file.readAll().contains(key.toUtf8()), qPrintable(name));
        }
        for (const QLabel* label : m_window->findChildren<QLabel*>()) QVERIFY(!label->text().contains(key));
    }

    FakeJudge m_server;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(JudgeTest)
#include "judge_test.moc"

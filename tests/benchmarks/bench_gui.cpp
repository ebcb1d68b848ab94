// SPDX-License-Identifier: GPL-3.0-or-later
// What a user of the window waits for, against its budgets (performance.md, row U). Runs off-screen with the bundled
// sample and model and with graphs that it makes in a temporary folder.
//   bench_gui [--triples N] [--json FILE]
// Times are those of this machine while it does whatever else it does; "own" is the processor time that the same work
// took, in all threads.
#include "app/gui/appearance.h"
#include "tests/views/support/large_graph.h"
#include "tests/views/support/sample_window.h"
#include "views/bridge/gui_watchdog.h"
#include "views/pages/explorer_page.h"
#include "views/pages/inspector_page.h"
#include "views/widgets/graph_canvas.h"
#include "views/widgets/token_strip.h"
#include "views/widgets/turn_view.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QSpinBox>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace akv;
using namespace akv::ui;

namespace {

/// Processor time of all threads of this process.
double processorMs() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

/// One line of the table: samples in milliseconds, by the clock and by the processor time that it took.
struct Case {
    QString name;
    double budget = 0.0;
    std::vector<double> wall, own;

    template <class Work>
    void measure(const Work& work) {
        QElapsedTimer clock;
        clock.start();
        const double before = processorMs();
        work();
        own.push_back(processorMs() - before);
        wall.push_back(double(clock.nsecsElapsed()) / 1e6);
    }
    static double quantile(std::vector<double> of, double q) {
        if (of.empty()) return 0.0;
        std::sort(of.begin(), of.end());
        return of[std::min(of.size() - 1, std::size_t(q * double(of.size())))];
    }
};

std::vector<Case> g_cases;

Case& add(const QString& name, double budget) {
    g_cases.push_back({name, budget, {}, {}});
    return g_cases.back();
}

void largePicture() {
    GraphCanvas canvas;
    canvas.resize(900, 640);
    canvas.show();
    canvas.setGraph(test::largeGraph(5'000));
    QTest::qWait(50);
    const auto frames = [&](const QString& name, const auto& change) {
        Case& c = add(name, 16.0);
        for (int i = 0; i < 60; ++i) c.measure([&] { change(i), canvas.repaint(); });
    };
    const auto pan = [&](int i) { canvas.panBy({i % 2 ? 12.0 : -12.0, i % 3 ? 5.0 : -9.0}); };
    const QPointF middle(450, 320);
    frames(QStringLiteral("pan, 5,000 nodes and 9,999 lines in view"), pan);
    frames(QStringLiteral("zoom, the same"), [&](int i) { canvas.zoomAt(middle, i % 2 ? 1.08 : 1 / 1.08); });
    while (canvas.zoom() < 0.4) canvas.zoomAt(middle, 1.2);
    frames(QStringLiteral("pan, boxes without names"), pan);
    while (canvas.zoom() < 0.9) canvas.zoomAt(middle, 1.2);
    frames(QStringLiteral("pan, names"), pan);
    Case& rest = add(QStringLiteral("at rest again: names, relations, all lines"), 100.0);
    Case& far = add(QStringLiteral("at rest again: everything in view"), 100.0);
    QTest::qWait(300); // longer than the picture takes to settle
    for (int i = 0; i < 10; ++i) rest.measure([&] { canvas.repaint(); });
    canvas.fit();
    for (int i = 0; i < 10; ++i) far.measure([&] { canvas.repaint(); });
    Case& set = add(QStringLiteral("5,000 nodes set and painted"), 100.0);
    for (int i = 0; i < 10; ++i) {
        LocalGraph graph = test::largeGraph(5'000);
        set.measure([&] { canvas.setGraph(std::move(graph)), canvas.repaint(); });
    }
}

/// From light to dark and back, and to larger text and back, every page made and seen before.
void themes(MainWindow& window) {
    for (int page = 0; page < MainWindow::ActivityCount; ++page) {
        window.showActivity(MainWindow::Activity(page));
        QTest::qWait(50);
    }
    window.showActivity(MainWindow::Chat);
    QTest::qWait(200);
    const auto change = [&](Case& into, const QString& theme, int percent) {
        into.measure([&] {
            applyAppearance({theme, percent}, false);
            QApplication::processEvents();
            window.repaint(); // whole: an update that was only asked for comes later
        });
        QTest::qWait(100);
    };
    const QString light = QStringLiteral("light"), dark = QStringLiteral("dark");
    Case& themes = add(QStringLiteral("theme changed, everything in view painted"), 100.0);
    for (int i = 0; i < 10; ++i) change(themes, i % 2 == 0 ? dark : light, 100);
    Case& sizes = add(QStringLiteral("text size changed, everything in view painted"), 100.0);
    for (int i = 0; i < 10; ++i) change(sizes, light, i % 2 == 0 ? 130 : 100);
}

bool tokenClicks(MainWindow& window) {
    const Turn* turn = test::askByKeyboard(window, window.workspace().summary().suggestions.value(0));
    if (!turn) return false;
    QTest::qWait(200);
    TokenStrip* strip = window.chatPage()->turnView(turn->id)->strip();
    Case& c = add(QStringLiteral("word clicked → Inspector painted"), 100.0);
    const int tokens = int(turn->answer->tokens.size());
    for (int i = 0; i < 4 * tokens; ++i)
        c.measure([&] {
            QTest::mouseClick(strip, Qt::LeftButton, {}, strip->tokenRect(i % tokens).center());
            window.inspectorPage()->repaint();
            QApplication::processEvents();
        });
    return true;
}

bool sampleWindow() {
    QDir(userSampleFolder()).removeRecursively();
    MainWindow window{QString()};
    if (!test::openSample(window) || !tokenClicks(window)) return false;
    themes(window);
    return true;
}

bool makeGraph(const std::filesystem::path& folder, std::uint64_t triples, std::uint64_t hub) {
    test::writeTriples(folder / "triples.tsv", triples, hub);
    auto workspace = Workspace::openOrCreate(folder / "large.akv");
    if (!workspace.ok()) return false;
    const std::filesystem::path sources[] = {folder / "triples.tsv"};
    const auto report = importSources(**workspace, sources, {}, {});
    if (!report.ok()) std::fprintf(stderr, "error: %s\n", report.error().text().c_str());
    return report.ok();
}

bool searches(const QString& folder, std::uint64_t triples) {
    JobModel jobs;
    WorkspaceController controller(jobs);
    bool open = false;
    QObject::connect(&controller, &WorkspaceController::opened, &controller, [&] { open = true; });
    controller.open(folder);
    if (!QTest::qWaitFor([&] { return open; }, 120'000)) return false;
    bool came = false;
    QObject::connect(&controller, &WorkspaceController::hitsRead, &controller, [&] { came = true; });
    QObject::connect(&controller, &WorkspaceController::pageRead, &controller, [&] { came = true; });
    QEventLoop loop;
    QObject::connect(&controller, &WorkspaceController::hitsRead, &loop, &QEventLoop::quit);
    QObject::connect(&controller, &WorkspaceController::pageRead, &loop, &QEventLoop::quit);
    const auto wait = [&] {
        if (!came) loop.exec();
    };
    const QString size = QLocale(QLocale::English).toString(qulonglong(triples));
    for (const char* text : {"village number 1234", "bridge", "ri", "knows", "number 9", "zeppelin"}) {
        Case& c = add(QStringLiteral("search “%1”, %2 triples").arg(QLatin1String(text), size), 100.0);
        for (int i = 0; i < 9; ++i) c.measure([&] { came = false, controller.search(QLatin1String(text)), wait(); });
    }
    for (const char* text : {"", "village number 1234", "bridge"}) {
        Case& c = add(QStringLiteral("table filter “%1”, first page").arg(QLatin1String(text)), 100.0);
        for (int i = 0; i < 5; ++i)
            c.measure([&] { came = false, controller.readPage(QLatin1String(text), 0, 200), wait(); });
    }
    return true;
}

bool hubs(const QString& folder) {
    MainWindow window{QStringLiteral("/nowhere")};
    window.resize(1440, 900);
    window.show();
    window.showActivity(MainWindow::Graph);
    window.openWorkspace(folder);
    GraphCanvas* canvas = window.explorerPage()->canvas();
    if (!QTest::qWaitFor([&] { return canvas->graph().centre.name == "Grand Hub"; }, 120'000)) return false;
    GuiWatchdog dog;
    Case& c = add(QStringLiteral("hub of 10,000: 5,000 read, placed and painted, other thread"), 0.0);
    const auto shown = [&] { return canvas->graph().neighbours.size() == std::size_t(kLargestCap); };
    c.measure([&] {
        window.explorerPage()->capBox()->setValue(kLargestCap);
        (void)QTest::qWaitFor(shown, 120'000);
        canvas->repaint();
    });
    if (!shown()) return false;
    Case& block = add(QStringLiteral("hub of 10,000: longest the window did not answer"), 100.0);
    QTest::qWait(100);
    block.wall = block.own = {dog.longest()};
    return true;
}

QString processor() {
    QFile file(QStringLiteral("/proc/cpuinfo"));
    if (!file.open(QIODevice::ReadOnly)) return {};
    for (const QByteArray& line : file.readAll().split('\n'))
        if (line.startsWith("model name")) return QString::fromLatin1(line.mid(line.indexOf(':') + 2));
    return {};
}

void print(const QString& json) {
    std::printf("%s, %d processors, Qt %s off-screen, build %s\n\n", qPrintable(processor()),
                QThread::idealThreadCount(), qVersion(), AKV_BUILD_TYPE);
    std::printf("%-62s %9s %9s %9s %9s %9s  %s\n", "case (ms)", "median", "95 %", "worst", "own 95 %", "budget", "");
    QJsonArray cases;
    for (const Case& c : g_cases) {
        const double high = Case::quantile(c.wall, 0.95), own = Case::quantile(c.own, 0.95);
        const bool kept = c.budget <= 0 || high <= c.budget;
        std::printf("%-62s %9.1f %9.1f %9.1f %9.1f %9s  %s\n", qPrintable(c.name), Case::quantile(c.wall, 0.5), high,
                    Case::quantile(c.wall, 1.0), own,
                    c.budget > 0 ? qPrintable(QString::number(c.budget, 'f', 0)) : "–",
                    c.budget <= 0     ? ""
                    : kept            ? "kept"
                    : own <= c.budget ? "missed by the clock, kept by processor time"
                                      : "MISSED");
        cases.append(QJsonObject{{QStringLiteral("case"), c.name},
                                 {QStringLiteral("samples"), int(c.wall.size())},
                                 {QStringLiteral("median_ms"), Case::quantile(c.wall, 0.5)},
                                 {QStringLiteral("p95_ms"), high},
                                 {QStringLiteral("worst_ms"), Case::quantile(c.wall, 1.0)},
                                 {QStringLiteral("own_p95_ms"), own},
                                 {QStringLiteral("budget_ms"), c.budget > 0 ? QJsonValue(c.budget) : QJsonValue()},
                                 {QStringLiteral("kept"), kept}});
    }
    if (json.isEmpty()) return;
    QFile file(json);
    if (!file.open(QIODevice::WriteOnly)) {
        std::fprintf(stderr, "error: cannot write %s: %s\n", qPrintable(json), qPrintable(file.errorString()));
        return;
    }
    file.write(QJsonDocument(QJsonObject{{QStringLiteral("processor"), processor()},
                                         {QStringLiteral("processors"), QThread::idealThreadCount()},
                                         {QStringLiteral("qt"), QString::fromLatin1(qVersion())},
                                         {QStringLiteral("build"), QStringLiteral(AKV_BUILD_TYPE)},
                                         {QStringLiteral("cases"), cases}})
                   .toJson());
}

} // namespace

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    test::prepareApplication("atlaskv-bench-gui");
    applyAppearance({QStringLiteral("light"), 100}, false); // as the program does at its start
    std::uint64_t triples = 1'000'000;
    QString json;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (std::string(argv[i]) == "--triples") triples = std::max(20'000ULL, std::strtoull(argv[i + 1], nullptr, 10));
        if (std::string(argv[i]) == "--json") json = QString::fromLocal8Bit(argv[i + 1]);
    }
    g_cases.reserve(64);
    Case& start = add(QStringLiteral("window made and painted (program already loaded)"), 3'000.0);
    for (int i = 0; i < 3; ++i)
        start.measure([] {
            MainWindow window{QStringLiteral("/nowhere")};
            window.show();
            window.grab();
        });
    largePicture();
    if (!sampleWindow()) std::fprintf(stderr, "error: no answer from the bundled model; see scripts/setup\n");
    QTemporaryDir folder;
    const auto base = std::filesystem::path(folder.path().toStdString());
    QElapsedTimer clock;
    clock.start();
    if (!makeGraph(base, triples, 10'000)) return 1;
    Case& import = add(QStringLiteral("making and importing the large graph"), 0.0);
    import.wall = import.own = {double(clock.elapsed())};
    const QString large = QString::fromStdString((base / "large.akv").string());
    if (!searches(large, triples) || !hubs(large)) {
        std::fprintf(stderr, "error: the large graph could not be shown\n");
        return 1;
    }
    print(json);
    return 0;
}

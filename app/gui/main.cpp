// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/appearance.h"
#include "app/gui/main_window.h"
#include "app/gui/plot_file.h"
#include "app/gui/tour.h"
#include "views/bridge/gui_watchdog.h"
#include "views/bridge/language.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QElapsedTimer>
#include <QtCore/QSettings>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>

#include <cstdio>
#include <memory>

namespace {
#ifdef NDEBUG
constexpr bool kDebugBuild = false;
#else
constexpr bool kDebugBuild = true;
#endif
} // namespace

namespace {

/// Where the preferences ask for it: the graph or trace that was open last.
QString lastGraph() {
    if (!akv::ui::savedSettings().reopenLast) return {};
    return QSettings().value(QStringLiteral("recent")).toStringList().value(0);
}

/// Before everything else that has texts, also those of --help. False when there is no such language, which is said.
bool useLanguageOf(const QStringList& arguments) {
    const QString name = QStringLiteral("language");
    QCommandLineParser parser;
    parser.addOption({name, QString(), QStringLiteral("CODE")});
    parser.parse(arguments); // of the others this parser knows nothing, and need not
    if (!parser.isSet(name)) return akv::ui::useLanguage(akv::ui::savedLanguage()), true;
    const QString wanted = parser.value(name);
    QStringList codes;
    for (const akv::ui::Language& language : akv::ui::languages()) codes << language.code;
    if (codes.contains(wanted)) return akv::ui::useLanguage(wanted), true;
    qCritical("--language is one of %s, not \"%s\"", qPrintable(codes.join(QStringLiteral(", "))), qPrintable(wanted));
    return false;
}

} // namespace

int main(int argc, char** argv) {
    QElapsedTimer sinceStart;
    sinceStart.start();
    QApplication app(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("AtlasKV"));
    QApplication::setApplicationName(QStringLiteral("atlaskv-workbench"));
    QApplication::setApplicationDisplayName(QStringLiteral("AtlasKV Workbench"));
    QApplication::setApplicationVersion(QStringLiteral(AKV_VERSION));
    if (!useLanguageOf(QApplication::arguments())) return 2;

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QObject::tr("Chat with a language model whose attention reads a knowledge graph, and see what it read."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("workspace"),
                                 QObject::tr("Graph to open (a folder NAME.akv) or trace (a file NAME.akvtrace)"),
                                 QStringLiteral("[WORKSPACE.akv|TRACE.akvtrace]"));
    const QCommandLineOption model(QStringLiteral("model"), QObject::tr("Model folder; the bundled model by default"),
                                   QStringLiteral("DIR"));
    const QCommandLineOption theme(QStringLiteral("theme"), QObject::tr("light, dark or contrast"),
                                   QStringLiteral("THEME"));
    const QCommandLineOption language(QStringLiteral("language"), QObject::tr("en, de and so on; as chosen by default"),
                                      QStringLiteral("CODE"));
    const QCommandLineOption tour(QStringLiteral("screenshot-tour"),
                                  QObject::tr("Open the sample, ask it, save pictures of every page, quit"),
                                  QStringLiteral("DIR"));
    const QCommandLineOption startTime(QStringLiteral("start-time"),
                                       QObject::tr("Show the window, print the seconds until it was painted, quit"));
    const QCommandLineOption plot(QStringLiteral("plot"),
                                  QObject::tr("Draw numbers that were exported (CSV or JSON), save the picture, quit"),
                                  QStringLiteral("FILE"));
    const QCommandLineOption plotOut(QStringLiteral("out"), QObject::tr("Picture to write: NAME.svg, .png or .pdf"),
                                     QStringLiteral("FILE"));
    const QCommandLineOption plotTable(QStringLiteral("table"),
                                       QObject::tr("Table of the file, from 1; the first with a picture by default"),
                                       QStringLiteral("N"));
    const QCommandLineOption watchdog(
        QStringLiteral("watchdog"),
        QObject::tr("Say on stderr when the window did not answer for more than 100 ms (always on in debug builds)"));
    parser.addOptions({model, theme, language, tour, startTime, plot, plotOut, plotTable, watchdog});
    parser.process(app);
    const QString wanted = parser.value(theme);
    if (!wanted.isEmpty() && wanted != QStringLiteral("light") && wanted != QStringLiteral("dark") &&
        wanted != QStringLiteral("contrast")) {
        qCritical("--theme is light, dark or contrast, not \"%s\"", qPrintable(wanted));
        return 2;
    }

    akv::ui::Appearance look = akv::ui::savedAppearance();
    if (!wanted.isEmpty()) look.theme = wanted;
    akv::ui::applyAppearance(look, false);

    if (parser.isSet(plot))
        return akv::ui::plotFile(parser.value(plot), parser.value(plotOut), parser.value(plotTable));

    std::unique_ptr<akv::ui::GuiWatchdog> dog;
    if (kDebugBuild || parser.isSet(watchdog)) {
        dog = std::make_unique<akv::ui::GuiWatchdog>();
        dog->setReporting(true);
    }
    akv::ui::MainWindow window(parser.value(model));
    if (parser.isSet(tour)) window.resize(1440, 900);
    window.show();
    if (parser.isSet(tour)) {
        int code = 1;
        QTimer::singleShot(0, &app, [&] {
            code = akv::ui::runTour(window, parser.value(tour));
            app.exit(code);
        });
        return app.exec();
    }
    if (parser.isSet(startTime)) {
        window.grab(); // laid out and painted whole
        std::printf("%.3f\n", double(sinceStart.elapsed()) / 1000.0);
        return 0;
    }
    const QStringList arguments = parser.positionalArguments();
    QTimer::singleShot(0, &window, [&] {
        const QString path = arguments.isEmpty() ? lastGraph() : arguments.front();
        if (path.isEmpty()) return;
        path.endsWith(QStringLiteral(".akvtrace")) ? window.openTrace(path) : window.openWorkspace(path);
    });
    return app.exec();
}

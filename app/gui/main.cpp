// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"
#include "app/gui/tour.h"
#include "views/widgets/theme.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QSettings>
#include <QtCore/QTimer>
#include <QtGui/QFontDatabase>
#include <QtWidgets/QApplication>
#include <QtWidgets/QStyleFactory>

namespace {

/// Inter if it is installed, else the platform's face; 13 px at 96 dpi unless the system asks for more.
void setBaseFont(QApplication& app) {
    QFont font = app.font();
    if (QFontDatabase::families().contains(QStringLiteral("Inter"))) font.setFamily(QStringLiteral("Inter"));
    font.setPointSizeF(std::max(9.75, font.pointSizeF() > 0 && font.pointSizeF() > 10.5 ? font.pointSizeF() : 9.75));
    app.setFont(font);
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("AtlasKV"));
    QApplication::setApplicationName(QStringLiteral("atlaskv-workbench"));
    QApplication::setApplicationDisplayName(QStringLiteral("AtlasKV Workbench"));
    QApplication::setApplicationVersion(QStringLiteral(AKV_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QObject::tr("Chat with a language model whose attention reads a knowledge graph, and see what it read."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("workspace"), QObject::tr("Graph to open, a folder NAME.akv"),
                                 QStringLiteral("[WORKSPACE.akv]"));
    const QCommandLineOption model(QStringLiteral("model"), QObject::tr("Model folder; the bundled model by default"),
                                   QStringLiteral("DIR"));
    const QCommandLineOption theme(QStringLiteral("theme"), QObject::tr("light or dark"), QStringLiteral("THEME"));
    const QCommandLineOption tour(QStringLiteral("screenshot-tour"),
                                  QObject::tr("Open the sample, ask it, save pictures of every page, quit"),
                                  QStringLiteral("DIR"));
    parser.addOptions({model, theme, tour});
    parser.process(app);
    const QString wanted = parser.value(theme);
    if (!wanted.isEmpty() && wanted != QStringLiteral("light") && wanted != QStringLiteral("dark")) {
        qCritical("--theme is light or dark, not \"%s\"", qPrintable(wanted));
        return 2;
    }

    const bool systemDark = app.palette().color(QPalette::Window).lightness() < 128;
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    setBaseFont(app);
    const QString saved = QSettings().value(QStringLiteral("theme")).toString();
    const bool dark = !wanted.isEmpty() ? wanted == QStringLiteral("dark")
                      : saved.isEmpty() ? systemDark
                                        : saved == QStringLiteral("dark");
    app.setPalette(akv::ui::paletteOf(dark ? akv::ui::darkTheme() : akv::ui::lightTheme()));
    app.setStyleSheet(akv::ui::styleSheetOf(dark ? akv::ui::darkTheme() : akv::ui::lightTheme()));

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
    const QStringList arguments = parser.positionalArguments();
    if (!arguments.isEmpty()) QTimer::singleShot(0, &window, [&] { window.openWorkspace(arguments.front()); });
    return app.exec();
}

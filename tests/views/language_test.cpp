// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bridge/language.h"

#include "app/gui/appearance.h"
#include "app/gui/preferences_dialog.h"
#include "tests/views/support/clipped.h"
#include "tests/views/support/sample_window.h"
#include "views/models/core_text.h"
#include "views/models/text.h"
#include "views/pages/explorer_page.h"

#include <QtCore/QDirIterator>
#include <QtCore/QRegularExpression>
#include <QtCore/QSettings>
#include <QtCore/QXmlStreamReader>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>

using namespace akv;
using namespace akv::ui;

namespace {

struct Message {
    QString context, source;
    QStringList translations; ///< one; of a text with a number several
    bool finished = true;
};

Message readMessage(QXmlStreamReader& xml, const QString& context) {
    Message out{context, {}, {}, true};
    while (xml.readNextStartElement()) {
        if (xml.name() == QStringLiteral("source")) {
            out.source = xml.readElementText();
        } else if (xml.name() == QStringLiteral("translation")) {
            out.finished = xml.attributes().value(QStringLiteral("type")).isEmpty();
            QString text;
            while (xml.readNext() != QXmlStreamReader::EndElement) {
                if (xml.isCharacters()) text += xml.text();
                if (xml.isStartElement()) out.translations << xml.readElementText();
            }
            if (out.translations.isEmpty()) out.translations << text;
        } else {
            xml.skipCurrentElement();
        }
    }
    return out;
}

QList<Message> messagesOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    QXmlStreamReader xml(&file);
    QList<Message> out;
    QString context;
    while (!xml.atEnd()) {
        if (!xml.readNextStartElement()) continue;
        if (xml.name() == QStringLiteral("name"))
            context = xml.readElementText();
        else if (xml.name() == QStringLiteral("message"))
            out << readMessage(xml, context);
    }
    return out;
}

/// What a translation must have as often as its source.
QStringList marks(const QString& text) {
    static const QRegularExpression kMark(QStringLiteral("%[0-9n]+|&|<[^>]+>|\\n|;;|\\*\\.\\w+"));
    QStringList out;
    for (auto it = kMark.globalMatch(text); it.hasNext();) out << it.next().captured();
    out.sort();
    return out;
}

/// The letters after & in the titles, in small letters.
QStringList mnemonics(const QList<QAction*>& actions) {
    QStringList out;
    for (const QAction* action : actions)
        if (const auto at = action->text().indexOf(QLatin1Char('&')); at >= 0)
            out << action->text().mid(at + 1, 1).toLower();
    return out;
}

constexpr const char* kEnglishAlone = "built without lrelease, in English alone";

} // namespace

/// The texts of the window in another language.
class LanguageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        test::prepareApplication("atlaskv-workbench-language-test");
        applyAppearance({QStringLiteral("light"), 100}, false);
        QDir(userSampleFolder()).removeRecursively();
    }
    void init() {
        QSettings().clear();
        useLanguage(QStringLiteral("en"));
    }

    void everyFileIsComplete() {
        const QDir folder(QStringLiteral(AKV_TRANSLATIONS));
        const QStringList files = folder.entryList({QStringLiteral("atlaskv_*.ts")});
        QVERIFY(files.contains(QStringLiteral("atlaskv_de.ts")));
        for (const QString& file : files) {
            const QList<Message> messages = messagesOf(folder.filePath(file));
            QVERIFY(messages.size() > 1500);
            for (const Message& m : messages) {
                const QString where = file + QLatin1Char(' ') + m.context + QLatin1Char(' ') + m.source;
                QVERIFY2(m.finished && !m.translations.contains(QString()), qPrintable(where));
                for (const QString& translation : m.translations)
                    QVERIFY2(marks(translation) == marks(m.source), qPrintable(where + QLatin1Char(' ') + translation));
            }
        }
    }

    void theChoiceOfALanguage_data() {
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QStringList>("system");
        QTest::addColumn<QString>("used");
        QTest::newRow("asked for") << "de" << QStringList{"en-GB"} << "de";
        QTest::newRow("English on a German system") << "en" << QStringList{"de-DE", "de"} << "en";
        QTest::newRow("as the system says") << "" << QStringList{"de-AT", "de", "en"} << "de";
        QTest::newRow("the system's second language") << "" << QStringList{"xx-XX", "de-DE"} << "de";
        QTest::newRow("no locale") << "" << QStringList{"C"} << "en";
        QTest::newRow("nothing known") << "" << QStringList{} << "en";
        QTest::newRow("unknown") << "tlh" << QStringList{"de-DE"} << "en";
    }
    void theChoiceOfALanguage() {
        if (!hasGerman()) QSKIP(kEnglishAlone);
        QFETCH(QString, wanted);
        QFETCH(QStringList, system);
        QTEST(languageFor(wanted, system), "used");
    }

    void englishIsThereInEveryBuild() {
        QCOMPARE(languages().front().code, QStringLiteral("en"));
        QCOMPARE(languageFor({}, {QStringLiteral("xx-XX")}), QStringLiteral("en"));
        QCOMPARE(useLanguage(QStringLiteral("xx")), QStringLiteral("en"));
        QCOMPARE(PreferencesDialog::tr("Preferences"), QStringLiteral("Preferences"));
    }

    void aTextIsGermanUntilEnglishIsAskedFor() {
        if (!hasGerman()) QSKIP(kEnglishAlone);
        QCOMPARE(useLanguage(QStringLiteral("de")), QStringLiteral("de"));
        QCOMPARE(PreferencesDialog::tr("Preferences"), QStringLiteral("Einstellungen"));
        QCOMPARE(useLanguage(QStringLiteral("de")), QStringLiteral("de"));
        QCOMPARE(useLanguage(QStringLiteral("en")), QStringLiteral("en"));
        QCOMPARE(PreferencesDialog::tr("Preferences"), QStringLiteral("Preferences"));
    }

    void theChoiceIsKept() {
        if (!hasGerman()) QSKIP(kEnglishAlone);
        MainWindow window{QString()};
        {
            PreferencesDialog dialog(window.commands(), savedSettings());
            QCOMPARE(dialog.languageBox()->currentData().toString(), QString());
            const int german = dialog.languageBox()->findText(QStringLiteral("Deutsch"));
            QVERIFY(german > 0);
            dialog.languageBox()->setCurrentIndex(german);
        }
        QCOMPARE(savedLanguage(), QStringLiteral("de"));
        const PreferencesDialog again(window.commands(), savedSettings());
        QCOMPARE(again.languageBox()->currentData().toString(), QStringLiteral("de"));
        QCOMPARE(again.windowTitle(), QStringLiteral("Preferences")); // from the next start on
    }

    /// Phases and names of the self-check are English in the core; what its sources hold is known to the window.
    void whatTheCoreSaysIsTranslated() {
        static const QRegularExpression kText(
            QStringLiteral("(?:progress\\(|CheckResult\\{|context, |options, )\"([^\"]+)\"( \\+)?"));
        int texts = 0;
        QDirIterator files(QStringLiteral(AKV_CORE), {QStringLiteral("*.cpp")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString source = QString::fromUtf8(file.readAll());
            for (auto it = kText.globalMatch(source); it.hasNext();) {
                const auto match = it.next();
                if (match.capturedView(0).startsWith(QLatin1String("context")) && match.captured(2).isEmpty()) continue;
                QString text = match.captured(1);
                if (text.startsWith(QLatin1String("size ")))
                    text += QStringLiteral("1, seed 1, 1 min left: question");
                else if (text.startsWith(QLatin1String("drawing ")))
                    text += QStringLiteral("10 rows, seed 1");
                else if (!match.captured(2).isEmpty())
                    text += QStringLiteral("x");
                QVERIFY2(isCoreText(toStd(text)), qPrintable(file.fileName() + QLatin1String(": ") + text));
                ++texts;
            }
        }
        QVERIFY2(texts > 35, qPrintable(QString::number(texts)));
        QCOMPARE(coreText("something else"), QStringLiteral("something else"));
        QCOMPARE(coreText("reading 100 %1.npy"), QStringLiteral("reading 100 %1.npy"));
        if (!hasGerman()) QSKIP(kEnglishAlone);
        useLanguage(QStringLiteral("de"));
        QCOMPARE(coreText("clustering rows"), QStringLiteral("Zeilen werden geclustert"));
        QCOMPARE(coreText("reading a b.npy"), QStringLiteral("a b.npy wird gelesen"));
        QCOMPARE(coreText("drawing 100 rows, seed 7"), QStringLiteral("100 Zeilen werden gezogen, Seed 7"));
        QCOMPARE(coreText("something else"), QStringLiteral("something else"));
    }

    void noGermanTextIsCut_data() {
        QTest::addColumn<int>("percent");
        QTest::newRow("as it comes") << 100;
        QTest::newRow("large") << 130;
    }
    void noGermanTextIsCut() {
        QFETCH(int, percent);
        if (!hasGerman()) QSKIP(kEnglishAlone);
        useLanguage(QStringLiteral("de"));
        applyAppearance({QStringLiteral("light"), percent}, false);
        MainWindow window{QString()};
        QVERIFY(test::openSample(window));
        QVERIFY(test::askByKeyboard(window, window.workspace().summary().suggestions.value(0)));
        QStringList keys = mnemonics(window.menuBar()->actions());
        QVERIFY(keys.size() > 5);
        QCOMPARE(keys.removeDuplicates(), 0);
        QStringList cut;
        for (int page = 0; page < MainWindow::ActivityCount; ++page) {
            window.showActivity(MainWindow::Activity(page));
            cut += settled(window);
        }
        window.setPerspective(QStringLiteral("analyst")); // the graph in a dock beside the chat
        QTRY_VERIFY(window.explorerPage()->isVisible());
        const auto right = [&] {
            return window.explorerPage()->mapTo(&window, QPoint(window.explorerPage()->width(), 0)).x();
        };
        QTRY_VERIFY2(right() <= window.width(), qPrintable(QString::number(right())));
        window.setPerspective(QStringLiteral("researcher"));
        PreferencesDialog dialog(window.commands(), savedSettings());
        QCOMPARE(dialog.windowTitle(), QStringLiteral("Einstellungen"));
        dialog.show();
        for (int section = 0; section < PreferencesDialog::SectionCount; ++section) {
            dialog.showSection(section);
            cut += settled(dialog);
        }
        applyAppearance({QStringLiteral("light"), 100}, false);
        cut.removeDuplicates();
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QLatin1Char('\n'))));
    }

private:
    static bool hasGerman() { return languages().size() > 1; }
    /// What changes while the page is laid out gets a second look.
    static QStringList settled(QWidget& widget) {
        QTest::qWait(60);
        QStringList now = test::clippedTexts(widget);
        for (int i = 0; i < 15 && !now.isEmpty(); ++i) QTest::qWait(100), now = test::clippedTexts(widget);
        return now;
    }
};

QTEST_MAIN(LanguageTest)
#include "language_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/theme.h"

#include <QtTest/QTest>

using namespace akv::ui;

class ThemeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void contrastOfTokens_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void contrastOfTokens() {
        QFETCH(bool, dark);
        const Theme& t = dark ? darkTheme() : lightTheme();
        const std::pair<const char*, QColor> texts[] = {
            {"text", t.text},           {"dim", t.dim},        {"accent", t.accent},
            {"root", t.root},           {"inter", t.inter},    {"leaf", t.leaf},
            {"knowledge", t.knowledge}, {"cut-off", t.cutOff}, {"error", t.error}};
        for (const auto& [name, colour] : texts)
            for (const QColor& surface : {t.card, t.ground})
                QVERIFY2(contrastRatio(colour, surface) >= 4.5, qPrintable(QStringLiteral("%1 on %2: %3")
                                                                               .arg(QLatin1String(name), surface.name())
                                                                               .arg(contrastRatio(colour, surface))));
        QVERIFY(contrastRatio(t.text, t.selected) >= 4.5);
        QVERIFY(contrastRatio(t.accent, t.selected) >= 4.5);
        QVERIFY(contrastRatio(t.onAccent, t.accent) >= 4.5);
        QVERIFY(contrastRatio(t.sequence, t.card) >= 3.0);
        for (const QColor& edge : t.memoryEdge) QVERIFY2(contrastRatio(edge, t.card) >= 3.0, qPrintable(edge.name()));
    }

    /// Words of an answer stay readable under the strongest tint.
    void tintKeepsTextReadable() {
        for (const Theme* t : {&lightTheme(), &darkTheme()})
            QVERIFY(contrastRatio(t->text, blend(t->card, t->knowledge, kTintAtOne)) >= 4.5);
    }

    void knownValues() {
        QVERIFY(std::abs(contrastRatio(QColor(Qt::black), QColor(Qt::white)) - 21.0) < 1e-6);
        QCOMPARE(viridis(0.0).name(), QStringLiteral("#440154"));
        QCOMPARE(viridis(1.0).name(), QStringLiteral("#fde725"));
        QCOMPARE(viridis(-3.0).name(), QStringLiteral("#440154"));
        QCOMPARE(blend(QColor(Qt::black), QColor(Qt::white), 1.0).name(), QStringLiteral("#ffffff"));
    }

    void paletteTellsItsTheme() {
        QVERIFY(!themeOf(paletteOf(lightTheme())).dark);
        QVERIFY(themeOf(paletteOf(darkTheme())).dark);
    }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/basics.h"
#include "views/widgets/contrast_theme.h"
#include "views/widgets/style/style_parts.h"
#include "views/widgets/style/workbench_style.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

#include <cmath>

using namespace akv::ui;

namespace {

/// Whether a colour is among the pixels of a widget's picture.
bool holds(QWidget& widget, const QColor& colour) {
    const QImage picture = widget.grab().toImage();
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            if (picture.pixel(x, y) == colour.rgb()) return true;
    return false;
}

QRgb at(QWidget& widget, QPoint place) {
    const QImage picture = widget.grab().toImage();
    return picture.pixel(place * picture.devicePixelRatio());
}

QStyleOptionSlider bar(int minimum, int maximum, int page, int position) {
    QStyleOptionSlider option;
    option.rect = QRect(0, 0, 10, 200);
    option.orientation = Qt::Vertical;
    option.minimum = minimum, option.maximum = maximum, option.pageStep = page, option.sliderPosition = position;
    return option;
}

} // namespace

/// What the style draws is told by the theme of the palette, and follows it.
class StyleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressApplication(lightTheme()); }
    void cleanup() {
        QApplication::setFont(m_font);
        dressApplication(lightTheme());
    }

    void theStyleIsGivenOnce() {
        QStyle* first = QApplication::style();
        dressApplication(darkTheme());
        QCOMPARE(QApplication::style(), first);
        QCOMPARE(QApplication::palette().color(QPalette::Window), darkTheme().ground);
    }

    void partsFollowTheTheme_data() {
        QTest::addColumn<int>("theme");
        QTest::newRow("light") << 0;
        QTest::newRow("dark") << 1;
        QTest::newRow("high contrast") << 2;
    }

    /// Made and shown under the light theme, seen under another one.
    void partsFollowTheTheme() {
        QFETCH(int, theme);
        const Theme& t = theme == 0 ? lightTheme() : theme == 1 ? darkTheme() : highContrastTheme();
        QWidget window;
        auto* layout = new QVBoxLayout(&window);
        QPushButton* primary = makePrimaryButton(QStringLiteral("Run"));
        QPushButton* link = makeLinkButton(QStringLiteral("More"));
        QPushButton* failed = makeLinkButton(QStringLiteral("2 of 9 failed"));
        setTone(failed, TextRole::Error);
        auto* field = new QLineEdit;
        auto* check = new QCheckBox(QStringLiteral("check"));
        check->setChecked(true);
        auto* progress = new QProgressBar;
        progress->setRange(0, 4);
        progress->setValue(2);
        for (QWidget* w : std::initializer_list<QWidget*>{primary, link, failed, field, check, progress})
            w->setFocusPolicy(Qt::NoFocus), layout->addWidget(w);
        const std::pair<TextRole, QColor Theme::*> roles[] = {
            {TextRole::Normal, &Theme::text},        {TextRole::Dim, &Theme::dim},
            {TextRole::Error, &Theme::error},        {TextRole::Good, &Theme::leaf},
            {TextRole::Link, &Theme::accent},        {TextRole::Warning, &Theme::inter},
            {TextRole::Knowledge, &Theme::knowledge}};
        std::vector<QLabel*> labels;
        for (const auto& [role, colour] : roles) {
            labels.push_back(makeLabel(QStringLiteral("████"), role));
            layout->addWidget(labels.back());
        }
        window.show();
        QVERIFY(holds(*primary, lightTheme().accent));
        dressApplication(t);
        QApplication::processEvents(); // widgets are told of a palette one by one
        QVERIFY(holds(*primary, t.accent));
        QVERIFY(holds(*link, t.ground)); // flat
        QVERIFY(holds(*field, t.field));
        QVERIFY(holds(*field, t.line));
        QVERIFY(holds(*check, t.accent));
        QCOMPARE(at(*progress, {4, 3}), t.accent.rgb());
        QCOMPARE(at(*progress, {progress->width() - 4, 3}), t.quiet.rgb());
        for (std::size_t i = 0; i < labels.size(); ++i)
            QVERIFY2(holds(*labels[i], t.*roles[i].second), qPrintable(QStringLiteral("role %1").arg(i)));
    }

    void fontsFollowTheTextSize() {
        QWidget window;
        auto* layout = new QVBoxLayout(&window);
        QLabel* plain = makeLabel(QStringLiteral("plain"));
        QLabel* title = makeTitle(QStringLiteral("title"));
        QLabel* caption = makeCaption(QStringLiteral("caption"));
        QPushButton* small = makeButton(QStringLiteral("small"));
        small->setProperty("small", true);
        auto* table = new QTableWidget(2, 2);
        styleTable(table, QStringLiteral("table"));
        for (QWidget* w : std::initializer_list<QWidget*>{plain, title, caption, small, table}) layout->addWidget(w);
        window.show();
        QFont large = m_font;
        large.setPointSizeF(m_font.pointSizeF() * 1.5);
        QApplication::setFont(large);
        dressFonts();
        QApplication::processEvents();
        QCOMPARE(plain->font().pointSizeF(), large.pointSizeF());
        QCOMPARE(title->font().pointSizeF(), large.pointSizeF() * 15.0 / 13.0);
        QCOMPARE(title->font().weight(), int(QFont::DemiBold));
        QCOMPARE(caption->font().pointSizeF(), large.pointSizeF() * 11.0 / 13.0);
        QCOMPARE(small->font().pointSizeF(), large.pointSizeF() * 11.0 / 13.0);
        QCOMPARE(table->horizontalHeader()->font().pointSizeF(), large.pointSizeF() * 11.0 / 13.0);
        setTextFont(title, TextFont::Base);
        QCOMPARE(title->font(), plain->font());
    }

    void aPrimaryButtonCanBecomeAnOrdinaryOne() {
        QWidget window;
        auto* layout = new QVBoxLayout(&window);
        QPushButton* button = makePrimaryButton(QStringLiteral("Run"));
        QPushButton* other = makeButton(QStringLiteral("Run"));
        for (QPushButton* b : {button, other}) b->setFocusPolicy(Qt::NoFocus), layout->addWidget(b);
        window.show();
        QCOMPARE(button->font().weight(), int(QFont::DemiBold));
        setPrimary(button, false);
        QCOMPARE(button->font(), other->font());
        QVERIFY(!holds(*button, lightTheme().accent));
        setPrimary(button, true);
        QCOMPARE(button->font().weight(), int(QFont::DemiBold));
    }

    void aScrollBarSaysHowMuchIsInView() {
        QRect slider = style::scrollSlider(bar(0, 100, 100, 0));
        QCOMPARE(slider, QRect(0, 0, 10, 100)); // half of what there is
        slider = style::scrollSlider(bar(0, 100, 100, 100));
        QCOMPARE(slider, QRect(0, 100, 10, 100));
        slider = style::scrollSlider(bar(0, 1'000'000, 10, 500'000));
        QCOMPARE(slider.height(), 28); // never too small to take hold of
        QCOMPARE(slider.top(), 86);
        slider = style::scrollSlider(bar(-2'000'000'000, 2'000'000'000, 10, 2'000'000'000)); // no overflow
        QCOMPARE(slider.bottom(), 199);
        QCOMPARE(style::scrollSlider(bar(0, 0, 10, 0)), QRect(0, 0, 10, 200));
    }

    void aScrollBarIsDraggedAndPaged() {
        QScrollArea area;
        auto* body = new QWidget;
        body->setMinimumSize(100, 2000);
        fillScrollArea(&area, body, QStringLiteral("area"));
        area.resize(200, 200);
        area.show();
        QScrollBar* scroll = area.verticalScrollBar();
        QCOMPARE(scroll->width(), 10);
        QTest::mousePress(scroll, Qt::LeftButton, {}, {5, 5});
        QTest::mouseMove(scroll, {5, scroll->height() - 3});
        QTest::mouseRelease(scroll, Qt::LeftButton, {}, {5, scroll->height() - 3});
        QCOMPARE(scroll->value(), scroll->maximum());
        QTest::mouseClick(scroll, Qt::LeftButton, {}, {5, 5}); // the ground above it: a page
        QCOMPARE(scroll->value(), scroll->maximum() - scroll->pageStep());
    }

    void arrowsOfASpinBoxStep() {
        QSpinBox box;
        box.setRange(0, 9);
        box.setValue(4);
        box.show();
        QTest::mouseClick(&box, Qt::LeftButton, {}, {box.width() - 10, 7});
        QCOMPARE(box.value(), 5);
        QTest::mouseClick(&box, Qt::LeftButton, {}, {box.width() - 10, box.height() - 7});
        QCOMPARE(box.value(), 4);
        box.setLayoutDirection(Qt::RightToLeft);
        QTest::mouseClick(&box, Qt::LeftButton, {}, {10, 7});
        QCOMPARE(box.value(), 5);
    }

    void aTickInATableIsWhereItIsDrawn() {
        QTableWidget table(1, 1);
        styleTable(&table, QStringLiteral("table"));
        auto* item = new QTableWidgetItem(QStringLiteral("row"));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
        table.setItem(0, 0, item);
        table.resize(300, 100);
        table.show();
        const QRect cell = table.visualItemRect(item);
        const QPoint box(cell.left() + style::kCellPadX + 3 + 7, cell.center().y());
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, box);
        QCOMPARE(item->checkState(), Qt::Checked);
        QCOMPARE(at(*table.viewport(), box + QPoint(-5, 4)), lightTheme().accent.rgb());
    }

    void aMenuKeepsTextAndShortcutApart() {
        QMenu menu;
        QAction* action = menu.addAction(QStringLiteral("A long name of a command"));
        action->setShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+F12")));
        action->setCheckable(true);
        action->setChecked(true);
        menu.popup({0, 0});
        const QFontMetrics metrics(menu.font());
        QVERIFY(menu.actionGeometry(action).width() >= metrics.horizontalAdvance(action->text()) +
                                                           metrics.horizontalAdvance(QStringLiteral("Ctrl+Shift+F12")) +
                                                           40);
        QVERIFY(holds(menu, lightTheme().accent)); // the tick
        menu.close();
    }

    /// A bar without an end is told from an empty, a half and a full one, and stands still (Preferences › Appearance).
    void aBusyBarStandsStill() {
        QProgressBar bar;
        bar.resize(400, 6);
        bar.show();
        const auto accentOf = [&] {
            const QImage picture = bar.grab().toImage();
            int count = 0;
            for (int x = 4; x < picture.width() - 4; ++x)
                count += picture.pixel(x, picture.height() / 2) == lightTheme().accent.rgb();
            return double(count) / (picture.width() - 8);
        };
        bar.setRange(0, 0);
        const double busy = accentOf();
        QVERIFY2(busy > 0.15 && busy < 0.85, qPrintable(QString::number(busy)));
        const QImage first = bar.grab().toImage();
        QTest::qWait(150);
        QVERIFY(bar.grab().toImage() == first);
        bar.setRange(0, 100);
        bar.setValue(0);
        QCOMPARE(accentOf(), 0.0);
        bar.setValue(100);
        QCOMPARE(accentOf(), 1.0);
        bar.setValue(50);
        QVERIFY(std::abs(accentOf() - 0.5) < 0.02);
    }

private:
    const QFont m_font = QApplication::font();
};

QTEST_MAIN(StyleTest)
#include "style_test.moc"

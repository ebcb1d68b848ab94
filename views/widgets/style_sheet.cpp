// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/theme.h"

#include <QtCore/QHash>
#include <QtCore/QString>

namespace akv::ui {

namespace {

/// Rules with @token placeholders; no colour is written here.
const char kRules[] = R"(
QToolTip { background: @card; color: @text; border: 1px solid @line; padding: 6px; }
QScrollArea, QScrollArea > QWidget > QWidget#scrollBody { background: transparent; border: none; }
QFrame#topBar, QFrame#statusStrip, QFrame#activityRail { background: @card; border: none; }
QPushButton { background: @card; color: @text; border: 1px solid @line; border-radius: 6px; padding: 5px 12px; min-height: 18px; }
QPushButton:hover { border-color: @accent; }
QPushButton:focus { border: 2px solid @accent; padding: 4px 11px; }
QPushButton:checked { background: @selected; color: @accent; border-color: @accent; font-weight: 600; }
QPushButton:disabled { color: @faint; }
QPushButton[primary="true"] { background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
QPushButton[primary="true"]:hover { background: @accentHover; }
QPushButton[primary="true"]:focus { border: 2px solid @text; }
QPushButton[primary="true"]:disabled { background: @line; color: @dim; border-color: @line; }
QPushButton[flatLink="true"] { background: transparent; border: 1px solid transparent; color: @accent; padding: 2px 4px; }
QPushButton[flatLink="true"]:hover { background: @selected; }
QPushButton[flatLink="true"]:focus { border: 1px solid @accent; }
QPushButton[flatLink="true"]:disabled { color: @faint; }
QPushButton[flatLink="true"]:checked { background: @selected; border: 1px solid @accent; font-weight: 600; }
QPushButton[menuLink="true"]::menu-indicator { image: none; width: 0; }
QPushButton[pill="true"] { background: @quiet; border: 1px solid @quiet; border-radius: 12px; padding: 2px 12px; }
QPushButton[pill="true"]:hover, QPushButton[pill="true"]:focus { border: 1px solid @accent; padding: 2px 12px; }
QPushButton[pill="true"]::menu-indicator { image: none; width: 0; }
QPushButton[evidence="true"] { background: @card; border: 1px solid @line; border-radius: 13px; padding: 3px 12px; }
QPushButton[evidence="true"]:hover, QPushButton[evidence="true"]:focus { border: 1px solid @accent; padding: 3px 12px; }
QPushButton[evidence="true"][top="true"] { background: @selected; border-color: @accent; font-weight: 600; }
QPushButton[evidence="true"]::menu-indicator { image: none; width: 0; }
QLineEdit, QPlainTextEdit { background: @field; color: @text; border: 1px solid @line; border-radius: 6px; padding: 4px 8px; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus { border: 1px solid @accent; }
QPlainTextEdit#composer { background: transparent; border: 1px solid transparent; }
QPlainTextEdit#composer:focus { border: 1px solid transparent; }
QTableView, QListView { background: @card; color: @text; border: none; gridline-color: @line; selection-background-color: @selected; selection-color: @text; outline: none; }
QTableView::item { padding: 0 8px; border: none; }
QTableView::item:selected, QListView::item:selected { background: @selected; color: @text; }
QListView::item, QListView::item:selected { padding: 4px 8px; border: none; }
QTableView::indicator, QListView::indicator { width: 13px; height: 13px; background: @field; border: 1px solid @dim; border-radius: 3px; }
QTableView::indicator:checked, QListView::indicator:checked { background: @accent; border: 1px solid @accent; image: url(:/icons/tick-%tick.svg); }
QToolBar { background: @card; border: none; padding: 0; margin: 0; spacing: 0; }
QDockWidget { color: @text; font-weight: 600; }
QDockWidget::title { background: @ground; padding: 6px 14px; }
QHeaderView { background: @card; border: none; }
QHeaderView::section { background: @card; color: @dim; border: none; border-bottom: 1px solid @line; padding: 4px 11px; font-size: %caption; }
QMenu { background: @card; color: @text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 20px; border-radius: 4px; }
QMenu::item:selected { background: @selected; color: @text; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QProgressBar { background: @quiet; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @thumb; border-radius: 4px; margin: 1px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: @dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: @line; }
QPushButton#searchButton { text-align: left; color: @dim; background: @field; }
QPushButton[small="true"] { padding: 2px 8px; min-height: 16px; font-size: %caption; }
QPushButton[small="true"]:focus { padding: 1px 7px; }
QPushButton[flatLink="true"][tone="good"] { color: @leaf; font-weight: 600; }
QPushButton[flatLink="true"][tone="error"] { color: @error; font-weight: 600; }
QLabel[textFont="caption"] { font-size: %caption; }
QLabel[textFont="title"] { font-size: %title; font-weight: 600; }
QLabel[textFont="display"] { font-size: %display; font-weight: 600; }
QLabel[textFont="strong"] { font-weight: 600; }
QLabel[textFont="answer"] { font-size: %answer; }
QLabel[textFont="mono"] { font-family: "%mono"; font-size: %small; }
QLabel[role="dim"] { color: @dim; }
QLabel[role="error"] { color: @error; }
QLabel[role="good"] { color: @leaf; }
QLabel[role="knowledge"] { color: @knowledge; }
QLabel[role="link"] { color: @accent; }
QLabel[role="warning"] { color: @inter; }
)";

} // namespace

QString styleSheetOf(const Theme& t) {
    const QColor quiet = blend(t.card, t.dark ? QColor(Qt::white) : t.text, t.dark ? 0.07 : 0.055);
    const QHash<QString, QColor> tokens = {{QStringLiteral("card"), t.card},
                                           {QStringLiteral("ground"), t.ground},
                                           {QStringLiteral("line"), t.line},
                                           {QStringLiteral("text"), t.text},
                                           {QStringLiteral("dim"), t.dim},
                                           {QStringLiteral("faint"), t.faint},
                                           {QStringLiteral("accent"), t.accent},
                                           {QStringLiteral("selected"), t.selected},
                                           {QStringLiteral("onAccent"), t.onAccent},
                                           {QStringLiteral("error"), t.error},
                                           {QStringLiteral("leaf"), t.leaf},
                                           {QStringLiteral("inter"), t.inter},
                                           {QStringLiteral("knowledge"), t.knowledge},
                                           {QStringLiteral("quiet"), quiet},
                                           {QStringLiteral("accentHover"), blend(t.accent, t.text, 0.15)},
                                           {QStringLiteral("field"), t.dark ? t.ground : t.card},
                                           {QStringLiteral("thumb"), blend(t.card, t.dim, 0.4)}};
    QString rules = QString::fromLatin1(kRules);
    const auto size = [](const QFont& font) {
        return font.pointSizeF() > 0 ? QStringLiteral("%1pt").arg(font.pointSizeF())
                                     : QStringLiteral("%1px").arg(font.pixelSize());
    };
    const std::pair<const char*, QString> fonts[] = {
        {"%caption", size(captionFont())},
        {"%title", size(titleFont())},
        {"%display", size(displayFont())},
        {"%answer", size(answerFont())},
        {"%small", size(monoFont())},
        {"%tick", t.onAccent.lightnessF() > 0.5F ? QStringLiteral("light") : QStringLiteral("dark")},
        {"%mono", monoFont().family()}};
    for (const auto& [name, value] : fonts) rules.replace(QLatin1String(name), value);
    QString out;
    for (qsizetype i = 0; i < rules.size(); ++i) {
        if (rules[i] != QLatin1Char('@')) {
            out += rules[i];
            continue;
        }
        qsizetype end = i + 1;
        while (end < rules.size() && rules[end].isLetter()) ++end;
        out += tokens.value(rules.mid(i + 1, end - i - 1)).name();
        i = end - 1;
    }
    return out;
}

} // namespace akv::ui

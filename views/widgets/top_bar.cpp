// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/top_bar.h"

#include "views/models/text.h"
#include "views/widgets/accessible.h"
#include "views/widgets/basics.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

#include <QtCore/QEvent>
#include <QtCore/QScopedValueRollback>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QWidgetAction>

#include <algorithm>

namespace akv::ui {

namespace {
constexpr int kSearchFrame = 56; ///< icon and padding of the search button, px

QString withArrow(const QString& text) { return text + QStringLiteral("  ▾"); }
} // namespace

TopBar::TopBar(QWidget* parent)
    : QFrame(parent), m_graph(makePill({})), m_model(makePill({})), m_kButton(makePill({})),
      m_search(makeButton(tr("Search entities, relations, triples, commands"))), m_theme(makeLinkButton({})),
      m_modeButton(makePill({})), m_modes(new SegmentedControl(tr("Mode"))) {
    setObjectName(QStringLiteral("topBar"));
    setAccessibleRole(this, QAccessible::Grouping);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(m_graph);
    layout->addWidget(m_model);
    layout->addWidget(m_modes);
    layout->addWidget(m_modeButton);
    layout->addWidget(m_kButton);
    layout->addStretch(1);
    m_search->setProperty("searchField", true);
    m_search->setMaximumWidth(380);
    m_search->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    layout->addWidget(m_search, 2);
    m_theme->setToolTip(tr("Light or dark"));
    m_theme->setAccessibleName(tr("Switch between light and dark"));
    layout->addWidget(m_theme);
    buildKMenu();
    buildModeMenu();
    setGraphText(tr("no graph"));
    setModelText(tr("no model"));
    updateIcons();
    connect(m_search, &QPushButton::clicked, this, &TopBar::searchRequested);
    connect(m_theme, &QPushButton::clicked, this, &TopBar::themeToggled);
    connect(m_modes, &SegmentedControl::chosen, this, [this](int i) {
        Q_EMIT modeChosen(m_modeList[std::size_t(i)]);
        showTexts();
    });
}

QSize TopBar::minimumSizeHint() const { return {600, QFrame::minimumSizeHint().height()}; }

void TopBar::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    fit();
}

void TopBar::fit() {
    if (m_fitting) return; // what is shown or hidden below lays the bar out again
    const QScopedValueRollback<bool> guard(m_fitting, true);
    for (m_narrow = 0; m_narrow < 2; ++m_narrow) {
        showTexts();
        if (neededWidth() <= width()) break;
    }
    showTexts();
    m_modes->setVisible(m_narrow == 0 && !m_modeList.empty());
    m_modeButton->setVisible(m_narrow > 0 && !m_modeList.empty());
}

int TopBar::neededWidth() const {
    const QWidget* modes = m_narrow == 0 ? static_cast<const QWidget*>(m_modes) : m_modeButton;
    const QMargins margins = layout()->contentsMargins();
    int sum = margins.left() + margins.right() + m_search->minimumWidth();
    for (const QWidget* w : {static_cast<const QWidget*>(m_graph), static_cast<const QWidget*>(m_model), modes,
                             static_cast<const QWidget*>(m_kButton), static_cast<const QWidget*>(m_theme)})
        sum += w->sizeHint().width() + layout()->spacing();
    return sum;
}

void TopBar::showTexts() {
    const bool names = m_narrow < 2;
    m_modeButton->setText(withArrow(modeLabel(mode())));
    m_modeButton->setAccessibleName(tr("Mode: %1").arg(modeLabel(mode())));
    m_graph->setText(withArrow(cut(m_graphText, names ? 44 : 14)));
    m_model->setText(withArrow(cut(m_modelText, names ? 32 : 12)));
    m_search->setText(names ? tr("Search or command   Ctrl+K") : tr("Ctrl+K"));
    m_search->setMinimumWidth(m_search->fontMetrics().horizontalAdvance(m_search->text()) + kSearchFrame);
}

void TopBar::buildModeMenu() {
    auto* menu = new QMenu(m_modeButton);
    m_modeButton->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        for (int i = 0; i < int(m_modeList.size()); ++i) {
            QAction* action =
                menu->addAction(modeLabel(m_modeList[std::size_t(i)]), m_modes->button(i), &QAbstractButton::click);
            action->setToolTip(modeHint(m_modeList[std::size_t(i)]));
            action->setCheckable(true);
            action->setChecked(i == m_modes->current());
        }
    });
}

void TopBar::updateIcons() {
    const Theme& t = themeOf(palette());
    m_search->setIcon(lineIcon(QStringLiteral("search"), t.dim));
    m_theme->setIcon(lineIcon(QStringLiteral("theme"), t.dim));
}

void TopBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) updateIcons();
    if (event->type() == QEvent::FontChange) fit();
}

void TopBar::setGraphText(const QString& text) {
    m_graphText = text;
    fit();
    m_graph->setAccessibleName(tr("Graph: %1").arg(text));
    m_graph->setToolTip(text);
}

void TopBar::setModelText(const QString& text) {
    m_modelText = text;
    fit();
    m_model->setAccessibleName(tr("Model: %1").arg(text));
    m_model->setToolTip(text);
}

void TopBar::setMenus(QMenu* graph, QMenu* model) {
    m_graph->setMenu(graph);
    m_model->setMenu(model);
}

void TopBar::setModes(const std::vector<Mode>& modes) {
    const Mode before = mode();
    m_modeList = modes;
    QStringList labels, hints;
    for (const Mode m : modes) {
        // Behind "AtlasKV", "AtlasKV + copy" is short for its second half: eight modes fit beside each other.
        const QString whole = modeLabel(m), last = labels.isEmpty() ? QString() : labels.back();
        labels << (!last.isEmpty() && whole.startsWith(last) ? whole.mid(last.size()).trimmed() : whole);
        hints << modeHint(m);
    }
    m_modes->setItems(labels, hints);
    for (int i = 0; i < int(modes.size()); ++i) m_modes->button(i)->setAccessibleName(modeLabel(modes[std::size_t(i)]));
    setMode(before);
    fit();
}

Mode TopBar::mode() const {
    const int i = m_modes->current();
    return i >= 0 && i < int(m_modeList.size()) ? m_modeList[std::size_t(i)] : Mode::Atlas;
}

void TopBar::setMode(Mode mode) {
    const auto found = std::find(m_modeList.begin(), m_modeList.end(), mode);
    m_modes->setCurrent(found == m_modeList.end() ? 0 : int(found - m_modeList.begin()));
    showTexts();
}

void TopBar::buildKMenu() {
    auto* menu = new QMenu(m_kButton);
    auto* action = new QWidgetAction(menu);
    auto* box = new QWidget;
    auto* form = new QFormLayout(box);
    form->setContentsMargins(16, 12, 16, 12);
    const QString names[3] = {tr("root keys kept, k_R"), tr("inter keys kept, k_I"), tr("leaves kept, k_L")};
    for (int i = 0; i < 3; ++i) {
        m_spin[i] = new QSpinBox;
        m_spin[i]->setRange(1, 100000);
        m_spin[i]->setAccessibleName(names[i]);
        form->addRow(names[i], m_spin[i]);
        connect(m_spin[i], &QSpinBox::valueChanged, this, [this] {
            m_k = {std::uint32_t(m_spin[0]->value()), std::uint32_t(m_spin[1]->value()),
                   std::uint32_t(m_spin[2]->value())};
            showK();
            Q_EMIT kChosen(m_k);
        });
    }
    m_useRecommended = makeButton(tr("Use the recommended k"));
    form->addRow(m_useRecommended);
    connect(m_useRecommended, &QPushButton::clicked, this, [this] {
        const std::uint32_t values[3] = {m_recommended.root, m_recommended.inter, m_recommended.leaf};
        for (int i = 0; i < 3; ++i) m_spin[i]->setValue(int(values[i]));
    });
    action->setDefaultWidget(box);
    menu->addAction(action);
    m_kButton->setMenu(menu);
    showK();
}

void TopBar::setK(const PruneK& k, const PruneK& recommended, const QString& why) {
    m_recommended = recommended;
    const std::uint32_t values[3] = {k.root, k.inter, k.leaf};
    for (int i = 0; i < 3; ++i) {
        const QSignalBlocker block(m_spin[i]);
        m_spin[i]->setValue(int(values[i]));
    }
    m_k = k;
    m_useRecommended->setToolTip(why);
    m_kButton->setToolTip(why);
    showK();
}

PruneK TopBar::k() const { return m_k; }

void TopBar::showK() {
    const QString text = QStringLiteral("%1-%2-%3").arg(m_k.root).arg(m_k.inter).arg(m_k.leaf);
    m_kButton->setText(withArrow(QStringLiteral("k ") + text));
    m_kButton->setAccessibleName(tr("Keys kept: root, inter, leaf %1").arg(text));
}

void TopBar::paintEvent(QPaintEvent*) {
    const Theme& t = themeOf(palette());
    QPainter p(this);
    p.fillRect(rect(), t.card);
    p.fillRect(QRect(0, height() - 1, width(), 1), t.line);
}

StatusStrip::StatusStrip(QWidget* parent)
    : QFrame(parent), m_device(makeLabel({}, TextRole::Dim)), m_speed(makeLabel({}, TextRole::Dim)),
      m_check(makeLinkButton(tr("self-check not run"))), m_jobs(makeLinkButton(tr("Jobs"))), m_bar(new QProgressBar) {
    setObjectName(QStringLiteral("statusStrip"));
    setAccessibleRole(this, QAccessible::Grouping);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 2, 14, 2);
    layout->setSpacing(32);
    layout->addWidget(m_device);
    layout->addWidget(m_speed);
    layout->addWidget(m_check);
    layout->addStretch();
    layout->addWidget(m_jobs);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(90);
    m_bar->setRange(0, 1000);
    m_bar->setAccessibleName(tr("Progress of the newest job"));
    m_bar->hide();
    layout->addWidget(m_bar);
    connect(m_jobs, &QPushButton::clicked, this, &StatusStrip::jobsClicked);
    connect(m_check, &QPushButton::clicked, this, &StatusStrip::selfCheckClicked);
}

void StatusStrip::setDevice(const QString& text) { m_device->setText(text); }
void StatusStrip::setSpeed(const QString& text) { m_speed->setText(text); }

void StatusStrip::setSelfCheck(const QString& text, std::optional<bool> good) {
    m_check->setText(text);
    m_check->setAccessibleName(text);
    setTone(m_check, !good ? TextRole::Normal : *good ? TextRole::Good : TextRole::Error);
}

void StatusStrip::setJobs(const QString& text, std::optional<double> fraction) {
    m_jobs->setText(text.isEmpty() ? tr("Jobs") : tr("Jobs: %1").arg(text));
    m_jobs->setAccessibleName(m_jobs->text());
    m_bar->setVisible(fraction.has_value());
    if (fraction) m_bar->setValue(int(*fraction * 1000));
}

void StatusStrip::paintEvent(QPaintEvent*) {
    const Theme& t = themeOf(palette());
    QPainter p(this);
    p.fillRect(rect(), t.card);
    p.fillRect(QRect(0, 0, width(), 1), t.line);
}

} // namespace akv::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/basics.h"

#include "views/widgets/accessible.h"
#include "views/widgets/style/workbench_style.h"

#include <QtGui/QPainter>
#include <QtGui/QResizeEvent>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

Card::Card(QWidget* parent) : QFrame(parent), m_body(new QVBoxLayout(this)) {
    m_body->setContentsMargins(16, 12, 16, 12);
    m_body->setSpacing(kGrid);
    setAccessibleRole(this, QAccessible::Grouping); // Qt says "frame", which is a window on Linux
}

void Card::setTinted(bool tinted) {
    m_tinted = tinted;
    update();
}

void Card::paintEvent(QPaintEvent*) {
    const Theme& t = themeOf(palette());
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(m_tinted ? QPen(Qt::NoPen) : QPen(t.line, 1));
    p.setBrush(m_tinted ? t.selected : t.card);
    p.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kCardRadius, kCardRadius);
}

ElidedLabel::ElidedLabel(const QString& text, QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFullText(text);
}

void ElidedLabel::setFullText(const QString& text) {
    m_full = text;
    setAccessibleName(text);
    elide();
    updateGeometry();
}

QSize ElidedLabel::sizeHint() const {
    return {fontMetrics().horizontalAdvance(m_full) + 2, QLabel::sizeHint().height()};
}

QSize ElidedLabel::minimumSizeHint() const { return {24, QLabel::minimumSizeHint().height()}; }

void ElidedLabel::resizeEvent(QResizeEvent* event) {
    QLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange) elide();
}

void ElidedLabel::elide() {
    const QString shown = fontMetrics().elidedText(m_full, Qt::ElideRight, std::max(24, width()));
    if (shown != text()) setText(shown);
    setToolTip(shown == m_full ? QString() : m_full);
}

namespace {

/// Sets a property that the style reads.
void setStyleProperty(QWidget* widget, const char* name, const QVariant& value) {
    if (widget->property(name) == value) return;
    widget->setProperty(name, value);
    dressFont(widget);
    widget->updateGeometry();
    widget->update();
}

/// The palette role that carries a label's colour, see paletteOf.
QPalette::ColorRole textRoleOf(TextRole role) {
    switch (role) {
    case TextRole::Dim: return QPalette::PlaceholderText;
    case TextRole::Error: return QPalette::BrightText;
    case TextRole::Good: return QPalette::LinkVisited;
    case TextRole::Knowledge: return QPalette::Shadow;
    case TextRole::Link: return QPalette::Link;
    case TextRole::Warning: return QPalette::Light;
    case TextRole::Normal: break;
    }
    return QPalette::NoRole; // the inherited one
}

} // namespace

void setTextFont(QLabel* label, TextFont font) { setStyleProperty(label, "textFont", int(font)); }

void setTextRole(QLabel* label, TextRole role) {
    static const char* const kNames[] = {"", "dim", "error", "good", "knowledge", "link", "warning"};
    label->setProperty("role", QLatin1String(kNames[int(role)]));
    label->setForegroundRole(textRoleOf(role));
}

void setPrimary(QPushButton* button, bool primary) { setStyleProperty(button, "primary", primary); }

void setTone(QPushButton* button, TextRole role) {
    static const char* const kNames[] = {"", "", "error", "good", "", "", ""};
    setStyleProperty(button, "tone", QLatin1String(kNames[int(role)]));
}

QLabel* makeLabel(const QString& text, TextRole role, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    setTextRole(label, role);
    return label;
}

QLabel* makeTitle(const QString& text, QWidget* parent) {
    QLabel* label = makeLabel(text, TextRole::Normal, parent);
    setTextFont(label, TextFont::Title);
    return label;
}

QLabel* makeCaption(const QString& text, QWidget* parent) {
    QLabel* label = makeLabel(text, TextRole::Dim, parent);
    setTextFont(label, TextFont::Caption);
    return label;
}

QLabel* makeParagraph(const QString& text, TextRole role, QWidget* parent) {
    QLabel* label = makeLabel(text, role, parent);
    label->setWordWrap(true);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
    return label;
}

QPushButton* makeButton(const QString& text, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    button->setAccessibleName(text);
    return button;
}

QPushButton* makePrimaryButton(const QString& text, QWidget* parent) {
    QPushButton* button = makeButton(text, parent);
    button->setProperty("primary", true);
    return button;
}

QPushButton* makeLinkButton(const QString& text, QWidget* parent) {
    QPushButton* button = makeButton(text, parent);
    button->setProperty("flatLink", true);
    button->setCursor(Qt::PointingHandCursor);
    return button;
}

QPushButton* makePill(const QString& text, QWidget* parent) {
    QPushButton* button = makeButton(text, parent);
    button->setProperty("pill", true);
    return button;
}

QPushButton* makeHoldButton(const QString& view, QWidget* parent) {
    QPushButton* button = makeLinkButton(QObject::tr("Hold"), parent);
    button->setCheckable(true);
    setAccessibleRole(button, QAccessible::CheckBox);
    button->setAccessibleName(QObject::tr("Hold: %1 keeps what it shows").arg(view));
    button->setToolTip(QObject::tr("Keep what is shown here; the other views go on following the selection"));
    QObject::connect(button, &QPushButton::toggled, button,
                     [button](bool held) { button->setText(held ? QObject::tr("Held") : QObject::tr("Hold")); });
    return button;
}

void fillScrollArea(QScrollArea* area, QWidget* body, const QString& accessibleName) {
    area->setAccessibleName(accessibleName);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->viewport()->setAutoFillBackground(false);
    area->setWidget(body);
    body->setAutoFillBackground(false); // setWidget turned it on
}

void styleTable(QTableView* table, const QString& accessibleName) {
    table->setAccessibleName(accessibleName);
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setWordWrap(false);
    table->setTextElideMode(Qt::ElideRight);
    table->setTabKeyNavigation(false);
    table->setCornerButtonEnabled(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(kRowDense);
    table->verticalHeader()->setMinimumSectionSize(kRowDense);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter); // as cells are
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
}

StateView::StateView(QWidget* parent)
    : QWidget(parent), m_sentence(makeParagraph({}, TextRole::Dim)), m_button(makePrimaryButton({})) {
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(16);
    layout->addStretch();
    m_sentence->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_sentence);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch();
    connect(m_button, &QPushButton::clicked, this, &StateView::actionTriggered);
}

void StateView::show(const QString& sentence, const QString& action, bool error) {
    m_sentence->setText(sentence);
    setTextRole(m_sentence, error ? TextRole::Error : TextRole::Dim);
    m_button->setText(action);
    m_button->setAccessibleName(action);
    m_button->setVisible(!action.isEmpty());
}

void clearLayout(QLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        if (QLayout* child = item->layout()) clearLayout(child);
        delete item;
    }
}

void paintFocusRing(QPainter& painter, const QRectF& rect, const QColor& colour, qreal radius) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.6));
    painter.drawRoundedRect(rect, radius, radius);
    painter.restore();
}

} // namespace akv::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/delimiter_choice.h"

#include "views/widgets/basics.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>

namespace akv::ui {

DelimiterChoice::DelimiterChoice(QWidget* parent) : QWidget(parent), m_box(new QComboBox), m_other(new QLineEdit) {
    m_box->addItem({}, QString()); // as detected: named by setRead()
    m_box->addItem(tr("comma"), QStringLiteral(","));
    m_box->addItem(tr("tab"), QStringLiteral("\t"));
    m_box->addItem(tr("semicolon"), QStringLiteral(";"));
    m_box->addItem(tr("vertical bar"), QStringLiteral("|"));
    m_box->addItem(tr("space"), QStringLiteral(" "));
    m_box->addItem(tr("another character"));
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_other->setMaxLength(2); // a character beyond the first plane is two
    m_other->setFixedWidth(48);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred); // a line edit would take all there is
    m_other->setAccessibleName(tr("Character between the columns"));
    m_other->setToolTip(m_other->accessibleName());
    m_other->hide();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    QLabel* label = makeLabel(tr("between the columns"), TextRole::Dim);
    label->setBuddy(m_box);
    m_box->setAccessibleName(tr("Delimiter of the columns"));
    layout->addWidget(label);
    layout->addWidget(m_box);
    layout->addWidget(m_other);
    hide();
    connect(m_box, &QComboBox::activated, this, &DelimiterChoice::onActivated);
    connect(m_other, &QLineEdit::textEdited, this, [this](const QString& text) {
        if (!text.isEmpty()) Q_EMIT chosen(text);
    });
}

void DelimiterChoice::onActivated() {
    const bool other = m_box->currentIndex() == m_box->count() - 1;
    m_other->setVisible(other);
    if (!other) return Q_EMIT chosen(m_box->currentData().toString());
    m_other->clear();
    m_other->setFocus();
}

QString DelimiterChoice::nameOf(const QString& delimiter) const {
    const int index = m_box->findData(delimiter);
    return index > 0 ? m_box->itemText(index) : delimiter;
}

void DelimiterChoice::setRead(const QString& detected, const QString& choice) {
    m_box->setItemText(0, tr("Detected: %1").arg(nameOf(detected)));
    const int known = choice.isEmpty() ? 0 : m_box->findData(choice);
    const bool other = known < 0;
    m_box->setCurrentIndex(other ? m_box->count() - 1 : known);
    if (other && m_other->text() != choice) m_other->setText(choice);
    m_other->setVisible(other);
    setVisible(!detected.isEmpty());
}

} // namespace akv::ui

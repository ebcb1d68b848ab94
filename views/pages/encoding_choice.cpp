// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/encoding_choice.h"

#include "views/widgets/basics.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>

namespace akv::ui {

EncodingChoice::EncodingChoice(QWidget* parent) : QWidget(parent), m_box(new QComboBox) {
    const std::pair<QString, const char*> choices[] = {
        {tr("UTF-8, or what a byte-order mark says"), ""},
        {tr("Windows-1252 (Western Europe)"), "WINDOWS-1252"},
        {tr("Latin-1 (ISO 8859-1)"), "ISO-8859-1"},
        {tr("Latin-9 (ISO 8859-15)"), "ISO-8859-15"},
        {tr("Windows-1250 (Central Europe)"), "WINDOWS-1250"},
        {tr("Windows-1251 (Cyrillic)"), "WINDOWS-1251"},
        {tr("GB 18030 (Chinese)"), "GB18030"},
        {tr("Shift JIS (Japanese)"), "SHIFT_JIS"},
        {tr("UTF-16, little endian"), "UTF-16LE"},
        {tr("UTF-16, big endian"), "UTF-16BE"},
    };
    for (const auto& [name, encoding] : choices) m_box->addItem(name, QString::fromLatin1(encoding));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    QLabel* label = makeLabel(tr("encoding of the text"), TextRole::Dim);
    label->setBuddy(m_box);
    m_box->setAccessibleName(tr("Encoding of the text"));
    layout->addWidget(label);
    layout->addWidget(m_box);
    hide();
    connect(m_box, &QComboBox::activated, this, [this] { Q_EMIT chosen(m_box->currentData().toString()); });
}

void EncodingChoice::setRead(const QString& encoding) {
    const bool other = encoding != QStringLiteral("UTF-8");
    if (other && m_box->findData(encoding) < 0) m_box->addItem(encoding, encoding); // as a file's declaration says
    m_box->setCurrentIndex(other ? m_box->findData(encoding) : 0);
    setVisible(other);
}

} // namespace akv::ui

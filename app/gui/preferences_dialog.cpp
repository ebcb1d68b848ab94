// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/preferences_dialog.h"

#include "app/gui/appearance.h"
#include "views/widgets/basics.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QSpinBox>

namespace akv::ui {

PreferencesDialog::PreferencesDialog(QWidget* parent) : QDialog(parent), m_theme(new QComboBox), m_text(new QSpinBox) {
    setWindowTitle(tr("Preferences"));
    setMinimumWidth(420);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    auto* form = new QFormLayout;
    m_theme->addItem(tr("Light"), QStringLiteral("light"));
    m_theme->addItem(tr("Dark"), QStringLiteral("dark"));
    m_theme->addItem(tr("High contrast"), QStringLiteral("contrast"));
    m_theme->setAccessibleName(tr("Theme"));
    m_text->setRange(kSmallestText, kLargestText);
    m_text->setSingleStep(10);
    m_text->setSuffix(QStringLiteral(" %"));
    m_text->setAccessibleName(tr("Size of the text"));
    form->addRow(tr("Theme"), m_theme);
    form->addRow(tr("Text"), m_text);
    layout->addLayout(form);
    QLabel* privacy =
        makeLabel(tr("The program works without a network: it sends nothing and asks nothing of anyone. Graphs, "
                     "chats and traces stay in the folders that you chose."),
                  TextRole::Dim);
    privacy->setWordWrap(true);
    layout->addWidget(privacy);
    QPushButton* close = makePrimaryButton(tr("Close"));
    layout->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    const Appearance now = currentAppearance();
    m_theme->setCurrentIndex(std::max(0, m_theme->findData(now.theme)));
    m_text->setValue(now.textPercent);
    connect(m_theme, &QComboBox::currentIndexChanged, this, &PreferencesDialog::apply);
    connect(m_text, &QSpinBox::valueChanged, this, &PreferencesDialog::apply);
}

void PreferencesDialog::apply() { applyAppearance({m_theme->currentData().toString(), m_text->value()}); }

} // namespace akv::ui

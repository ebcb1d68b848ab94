// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/triple_dialog.h"

#include "views/widgets/basics.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

TripleDialog::TripleDialog(const QString& title, QWidget* parent) : QDialog(parent) {
    setWindowTitle(title);
    setMinimumWidth(460);
    auto* layout = new QVBoxLayout(this);
    auto* form = new QFormLayout;
    const QString names[] = {tr("head"), tr("relation"), tr("tail")};
    for (int i = 0; i < 3; ++i) {
        m_fields[i] = new QLineEdit;
        m_fields[i]->setAccessibleName(names[i]);
        connect(m_fields[i], &QLineEdit::textChanged, this, &TripleDialog::update);
        form->addRow(names[i], m_fields[i]);
    }
    layout->addLayout(form);
    layout->addWidget(makeParagraph(tr("Rows, the embeddings of what is new and the store follow in one job; the model "
                                       "is not trained again."),
                                    TextRole::Dim));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    update();
}

void TripleDialog::setTriple(const QString& head, const QString& relation, const QString& tail) {
    const QString texts[] = {head, relation, tail};
    for (int i = 0; i < 3; ++i) {
        m_before[i] = texts[i].trimmed();
        m_fields[i]->setText(texts[i]);
        m_fields[i]->setCursorPosition(0);
    }
    update();
}

QString TripleDialog::text(int part) const { return m_fields[part]->text().trimmed(); }

void TripleDialog::update() {
    bool filled = true, changed = false;
    for (int i = 0; i < 3; ++i) {
        filled = filled && !text(i).isEmpty();
        changed = changed || text(i) != m_before[i];
    }
    m_ok->setEnabled(filled && changed);
}

} // namespace akv::ui

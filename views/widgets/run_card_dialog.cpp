// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/run_card_dialog.h"

#include "views/models/run_card.h"
#include "views/widgets/basics.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

RunCardDialog::RunCardDialog(std::shared_ptr<const Answer> answer, const QString& reason, QWidget* parent)
    : QDialog(parent), m_answer(std::move(answer)), m_rerun(makePrimaryButton(tr("Run again and compare"))) {
    setWindowTitle(tr("Run card"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(20);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const auto& [name, value] : runCardLines(*m_answer)) {
        QLabel *caption = makeLabel(name, TextRole::Dim), *text = makeParagraph(value);
        caption->setBuddy(text);
        grid->addWidget(caption, row, 0, Qt::AlignTop);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        grid->addWidget(text, row++, 1);
    }
    layout->addLayout(grid);
    layout->addWidget(makeParagraph(reason.isEmpty()
                                        ? tr("Run again: the same question with this mode, k, seed and masked triples "
                                             "on what is loaded now; the answers are compared token by token.")
                                        : reason,
                                    TextRole::Dim));
    auto* buttons = new QHBoxLayout;
    QPushButton *copy = makeButton(tr("Copy as JSON")), *close = makeButton(tr("Close"));
    buttons->addWidget(copy);
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(m_rerun);
    layout->addLayout(buttons);
    m_rerun->setEnabled(reason.isEmpty());
    m_rerun->setDefault(true);
    setMinimumWidth(560);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(runCardJson(*m_answer)); });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_rerun, &QPushButton::clicked, this, [this] {
        Q_EMIT rerunRequested();
        accept();
    });
}

QString RunCardDialog::text() const {
    QStringList out;
    for (const auto& [name, value] : runCardLines(*m_answer)) out << name + QStringLiteral(": ") + value;
    return out.join(QLatin1Char('\n'));
}

} // namespace akv::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/choices_view.h"

#include "views/models/text.h"
#include "views/widgets/accessible.h"
#include "views/widgets/basics.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

ChoicesView::ChoicesView(QWidget* parent)
    : QWidget(parent), m_title(makeCaption({})), m_table(new Quiet<QTableView>), m_model(new PlainTableModel(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_title);
    m_table->setModel(m_model);
    styleTable(m_table, tr("Most likely tokens with the graph and without it"));
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->setMinimumHeight(150);
    column->addWidget(m_table);
}

void ChoicesView::setWord(const TokenEffect& effect, const std::string& said) {
    m_title->setText(tr("most likely in place of “%1”").arg(qs(said).trimmed()));
    m_model->setTable(choiceTable(effect, said));
}

} // namespace akv::ui

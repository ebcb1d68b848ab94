// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/mapping_preview.h"

#include "views/models/text.h"
#include "views/widgets/basics.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>
#include <algorithm>

namespace akv::ui {

MappingPreview::MappingPreview(QWidget* parent)
    : QWidget(parent), m_table(new QTableWidget), m_choice(new QWidget), m_problem(makeParagraph({}, TextRole::Error)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout(m_choice);
    row->setContentsMargins(0, 0, 0, 0);
    const QString names[] = {tr("head"), tr("relation"), tr("tail")};
    for (int role = 0; role < 3; ++role) {
        m_roles[role] = new QComboBox;
        m_roles[role]->setSizeAdjustPolicy(QComboBox::AdjustToContents); // another source has other names
        m_roles[role]->setPlaceholderText(tr("choose…"));
        m_roles[role]->setAccessibleName(tr("Column of the %1").arg(names[role]));
        row->addWidget(makeLabel(names[role], TextRole::Dim));
        row->addWidget(m_roles[role]);
        connect(m_roles[role], &QComboBox::currentIndexChanged, this, [this] {
            showRoles();
            Q_EMIT changed();
        });
    }
    row->addStretch();
    layout->addWidget(m_choice);
    layout->addWidget(m_problem);
    m_table->setAccessibleName(tr("First records of the source"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setMinimumHeight(150);
    m_table->setMaximumHeight(300);
    layout->addWidget(m_table);
}

void MappingPreview::setProposal(const SourceProposal& proposal) {
    m_proposal = proposal;
    const int columns = int(proposal.columnNames.size());
    QStringList names;
    for (const std::string& name : proposal.columnNames) names << cut(qs(name).simplified(), 30);
    for (int role = 0; role < 3; ++role) {
        const QSignalBlocker quiet(m_roles[role]);
        m_roles[role]->clear();
        m_roles[role]->addItems(names);
        m_roles[role]->setCurrentIndex(proposal.unsure ? -1 : proposal.columns[std::size_t(role)]);
    }
    m_choice->setVisible(proposal.format == SourceFormat::Tsv || proposal.format == SourceFormat::Csv ||
                         proposal.format == SourceFormat::Qkv);
    m_table->clear();
    m_table->setColumnCount(columns);
    m_table->setRowCount(int(proposal.preview.size()));
    for (int r = 0; r < m_table->rowCount(); ++r) {
        const auto& record = proposal.preview[std::size_t(r)];
        for (int c = 0; c < columns; ++c) {
            const QString text = c < int(record.size()) ? qs(record[std::size_t(c)]).simplified() : tr("(missing)");
            auto* item = new QTableWidgetItem(cut(text, 80));
            item->setToolTip(cut(text, 1000));
            m_table->setItem(r, c, item);
        }
        m_table->setRowHeight(r, 24);
    }
    showRoles();
}

void MappingPreview::showRoles() {
    const QString names[] = {tr("head"), tr("relation"), tr("tail")};
    QStringList labels;
    for (std::size_t c = 0; c < m_proposal.columnNames.size(); ++c) {
        QStringList roles;
        for (int role = 0; role < 3; ++role)
            if (m_roles[role]->currentIndex() == int(c)) roles << names[role];
        const QString name = cut(qs(m_proposal.columnNames[c]).simplified(), 30);
        labels << (roles.isEmpty() ? tr("%1 — not read").arg(name)
                                   : tr("%1 → %2").arg(name, roles.join(QStringLiteral(" + "))));
    }
    m_table->setHorizontalHeaderLabels(labels);
    for (int c = 0; c < m_table->columnCount(); ++c) m_table->setColumnWidth(c, 190);
    m_problem->setText(problem());
    m_problem->setVisible(!problem().isEmpty());
}

QString MappingPreview::problem() const {
    if (m_choice->isHidden()) return {};
    const int head = m_roles[0]->currentIndex(), relation = m_roles[1]->currentIndex(),
              tail = m_roles[2]->currentIndex();
    if (std::min({head, relation, tail}) < 0) return tr("Choose which columns are head, relation and tail.");
    if (head != relation && relation != tail && head != tail) return {};
    return tr("Head, relation and tail must be three different columns.");
}

std::optional<ColumnOrder> MappingPreview::columns() const {
    if (m_choice->isHidden() || !problem().isEmpty()) return std::nullopt;
    const ColumnOrder order = {m_roles[0]->currentIndex(), m_roles[1]->currentIndex(), m_roles[2]->currentIndex()};
    if (order == m_proposal.columns && !m_proposal.unsure) return std::nullopt;
    return order;
}

} // namespace akv::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pages/row_review_view.h"

#include "views/models/noun_model.h"
#include "views/models/text.h"
#include "views/widgets/accessible.h"
#include "views/widgets/basics.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

namespace akv::ui {

RowReviewView::RowReviewView(QWidget* parent)
    : QTabWidget(parent), m_nouns(new NounModel(this)), m_nounTable(new Quiet<QTableView>), m_groups(new QTableWidget),
      m_waiting(makeCaption({})) {
    setDocumentMode(true);
    setAccessibleName(tr("Rows to look through"));
    setFixedHeight(300);
    auto* nouns = new QWidget;
    auto* column = new QVBoxLayout(nouns);
    column->setContentsMargins(0, 4, 0, 0);
    styleTable(m_nounTable, tr("Relations and their nouns"));
    m_nounTable->setModel(m_nouns);
    m_nounTable->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_nounTable->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_nounTable->horizontalHeader()->setSectionResizeMode(NounModel::Noun, QHeaderView::Stretch);
    m_nounTable->setColumnWidth(NounModel::Relation, 260);
    column->addWidget(m_nounTable, 1);
    column->addWidget(m_waiting);
    addTab(nouns, tr("Relations and nouns"));
    m_groups->setAccessibleName(tr("Keys that several rows share"));
    m_groups->setColumnCount(3);
    m_groups->setHorizontalHeaderLabels({tr("key"), tr("rows"), tr("values")});
    m_groups->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_groups->setFrameShape(QFrame::NoFrame);
    m_groups->verticalHeader()->hide();
    m_groups->horizontalHeader()->setStretchLastSection(true);
    m_groups->setColumnWidth(0, 300);
    addTab(m_groups, tr("Identical keys"));
}

void RowReviewView::setReview(const RowReview& review) {
    m_nouns->setNouns(review.nouns);
    m_waiting->setText(m_nouns->waiting() > 0 ? tr("%1 nouns wait for the next “Make rows”.").arg(m_nouns->waiting())
                                              : tr("Double-click a noun to change it; the next “Make rows” takes it."));
    m_groups->setRowCount(int(review.groups.size()));
    for (int r = 0; r < m_groups->rowCount(); ++r) {
        const KeyGroup& group = review.groups[std::size_t(r)];
        QStringList values;
        for (const std::string& value : group.values) values << cut(qs(value), 60);
        if (group.rows > group.values.size()) values << QStringLiteral("…");
        const QString texts[] = {qs(group.key), grouped(group.rows), values.join(QStringLiteral("; "))};
        for (int c = 0; c < 3; ++c) {
            auto* item = new QTableWidgetItem(texts[c]);
            item->setToolTip(texts[c]);
            m_groups->setItem(r, c, item);
        }
        m_groups->setRowHeight(r, 26);
    }
    setTabText(1, tr("Identical keys (%1)").arg(review.groups.size()));
}

} // namespace akv::ui
